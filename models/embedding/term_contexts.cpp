#include "models/embedding/term_contexts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "models/prefetch.h"

namespace koe::models::embedding {
namespace {

constexpr std::uint32_t kUnknown = std::numeric_limits<std::uint32_t>::max();
constexpr float kLargest = 127.0F;
/// Few texts share little by chance: what they have in common counts as if so many more had nothing in common.
constexpr double kPriorTexts = 50.0;
constexpr std::size_t kSums = 8;  ///< side by side, so that a processor need not wait for one

/// Sets values[j] = make(j) and returns the length of `values`.
template <typename Make>
float set_and_measure(std::span<float> values, Make make) {
  std::array<float, kSums> squares{};
  std::size_t j = 0;
  for (; j + kSums <= values.size(); j += kSums) {
    for (std::size_t s = 0; s < kSums; ++s) {
      const float value = make(j + s);
      values[j + s] = value;
      squares[s] += value * value;
    }
  }
  for (; j < values.size(); ++j) {
    values[j] = make(j);
    squares[0] += values[j] * values[j];
  }
  float sum = 0.0F;
  for (const float square : squares) sum += square;
  return std::sqrt(sum);
}

/// Rounds `context` to 8 bits at the end of `table`.
void append(std::span<const float> context, ContextTable& table) {
  float largest = 0.0F;
  for (const float value : context) largest = std::max(largest, std::abs(value));
  const float scale = largest / kLargest;
  table.scales.push_back(scale);
  for (const float value : context)
    table.values.push_back(scale > 0.0F ? static_cast<std::int8_t>(std::lround(value / scale)) : std::int8_t{0});
}

/// The entries that `texts` hold, ascending.
std::vector<std::uint32_t> entries_of(std::span<const std::span<const std::uint32_t>> texts) {
  std::vector<std::uint32_t> entries;
  for (const auto& rows : texts) entries.insert(entries.end(), rows.begin(), rows.end());
  std::ranges::sort(entries);
  const auto repeated = std::ranges::unique(entries);
  entries.erase(repeated.begin(), repeated.end());
  return entries;
}

}  // namespace

TermContexts::TermContexts(ContextTable table) : table_(std::move(table)) {
  if (table_.rows.empty()) return;
  dimensions_ = table_.values.size() / table_.rows.size();
  position_of_.assign(std::size_t{table_.rows.back()} + 1, kUnknown);
  for (std::uint32_t i = 0; i < table_.rows.size(); ++i) position_of_[table_.rows[i]] = i;
}

TermContexts TermContexts::learn(std::span<const std::span<const std::uint32_t>> texts, const Matrix& directions,
                                 std::span<const Language> languages) {
  if (texts.size() != directions.rows() || texts.size() != languages.size())
    throw std::invalid_argument("texts, directions and languages differ in number");
  const std::size_t dimensions = directions.columns();
  ContextTable table{.rows = entries_of(texts), .values = {}, .scales = {}, .mean = {}};
  const auto learnt_from = static_cast<float>(texts.size());
  table.weight = learnt_from / (learnt_from + kEvidence);
  Matrix sums(table.rows.size(), dimensions);
  std::vector<float> times(table.rows.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (const std::uint32_t entry : texts[i]) {
      const auto at = static_cast<std::size_t>(std::ranges::lower_bound(table.rows, entry) - table.rows.begin());
      std::ranges::transform(sums.row(at), directions.row(i), sums.row(at).begin(), std::plus{});
      times[at] += 1.0F;
    }
  }
  for (std::size_t t = 0; t < table.rows.size(); ++t) {
    for (float& value : sums.row(t)) value /= times[t];
    append(sums.row(t), table);
  }
  TermContexts contexts(std::move(table));
  std::array<double, kLanguageCount> count{};
  std::array<std::vector<double>, kLanguageCount> common;
  common.fill(std::vector<double>(dimensions));
  std::vector<float> sum;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::size_t language = index_of(languages[i]);
    const float known = contexts.add_contexts(texts[i], sum);
    if (known == 0.0F) continue;
    count[language] += 1.0;
    for (std::size_t j = 0; j < dimensions; ++j) common[language][j] += double{sum[j]} / double{known};
  }
  for (std::size_t l = 0; l < kLanguageCount; ++l)
    for (const double total : common[l])
      contexts.table_.mean[l].push_back(static_cast<float>(total / (count[l] + kPriorTexts)));
  return contexts;
}

float TermContexts::add_contexts(std::span<const std::uint32_t> rows, std::vector<float>& sum) const {
  sum.assign(dimensions_, 0.0F);
  float known = 0.0F;
  std::array<ScaledRow, kRowsTogether> together;
  std::size_t waiting = 0;
  for (const std::uint32_t row : rows) {
    const std::uint32_t at = row < position_of_.size() ? position_of_[row] : kUnknown;
    if (at == kUnknown) continue;
    known += 1.0F;
    const std::span<const std::int8_t> values = std::span(table_.values).subspan(at * dimensions_, dimensions_);
    prefetch(values);
    together[waiting++] = {values.data(), table_.scales[at]};
    if (waiting == together.size()) kernels_.add_scaled(together.data(), std::exchange(waiting, 0), dimensions_, sum.data());
  }
  kernels_.add_scaled(together.data(), waiting, dimensions_, sum.data());
  return known;
}

void TermContexts::blend(std::span<const std::uint32_t> rows, Language language, std::span<float> direction,
                         std::vector<float>& scratch) const {
  const float length = set_and_measure(direction, [&](std::size_t j) { return direction[j]; });
  if (length == 0.0F) return;
  const float known = add_contexts(rows, scratch);
  if (known == 0.0F) return;
  const float part = 1.0F / known;
  const std::span<const float> common = table_.mean[index_of(language)];
  const float context_length = set_and_measure(scratch, [&](std::size_t j) { return scratch[j] * part - common[j]; });
  if (context_length == 0.0F) return;
  const float own = 1.0F / length, context = table_.weight / context_length;
  const float blended =
      set_and_measure(scratch, [&](std::size_t j) { return direction[j] * own + scratch[j] * context; });
  if (blended == 0.0F) return;
  const float scale = length / blended;
  for (std::size_t j = 0; j < direction.size(); ++j) direction[j] = scratch[j] * scale;
}

}  // namespace koe::models::embedding

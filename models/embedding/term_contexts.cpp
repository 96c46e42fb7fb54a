#include "models/embedding/term_contexts.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "models/parallel.h"
#include "models/prefetch.h"

namespace koe::models::embedding {
namespace {

constexpr std::uint32_t kUnknown = std::numeric_limits<std::uint32_t>::max();
constexpr float kLargest = 127.0F;
/// Few texts share little by chance: what they have in common counts as if so many more had nothing in common.
constexpr double kPriorTexts = 50.0;
constexpr std::size_t kChunk = 64;          ///< entries or texts a thread takes at a time
constexpr std::size_t kTextsAtOnce = 1024;  ///< whose sums wait to be added up
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

/// Rounds `context` to 8 bits: `values` times the scale that is returned.
float round_to(std::span<std::int8_t> values, std::span<const float> context) {
  float largest = 0.0F;
  for (const float value : context) largest = std::max(largest, std::abs(value));
  const float scale = largest / kLargest;
  for (std::size_t j = 0; j < context.size(); ++j)
    values[j] = scale > 0.0F ? static_cast<std::int8_t>(std::lround(context[j] / scale)) : std::int8_t{0};
  return scale;
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

/// Which texts hold each entry: ascending, a text as often as it does.
class Holders {
 public:
  /// In: `position_of` of every entry in the texts, less than `entries`.
  Holders(std::span<const std::span<const std::uint32_t>> texts, std::span<const std::uint32_t> position_of,
          std::size_t entries)
      : begin_(entries + 1) {
    for (const auto& rows : texts)
      for (const std::uint32_t entry : rows) ++begin_[position_of[entry] + 1];
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    texts_.resize(begin_.back());
    std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
    for (std::uint32_t text = 0; text < texts.size(); ++text)
      for (const std::uint32_t entry : texts[text]) texts_[next[position_of[entry]]++] = text;
  }

  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t position) const {
    return std::span(texts_).subspan(begin_[position], begin_[position + 1] - begin_[position]);
  }

 private:
  std::vector<std::size_t> begin_;
  std::vector<std::uint32_t> texts_;
};

}  // namespace

TermContexts::TermContexts(ContextTable table) : table_(std::move(table)) {
  if (table_.rows.empty()) return;
  dimensions_ = table_.values.size() / table_.rows.size();
  position_of_.assign(std::size_t{table_.rows.back()} + 1, kUnknown);
  for (std::uint32_t i = 0; i < table_.rows.size(); ++i) position_of_[table_.rows[i]] = i;
}

TermContexts TermContexts::learn(std::span<const std::span<const std::uint32_t>> texts, const Matrix& directions,
                                 std::span<const Language> languages, unsigned threads) {
  if (texts.size() != directions.rows() || texts.size() != languages.size())
    throw std::invalid_argument("texts, directions and languages differ in number");
  ContextTable table{.rows = entries_of(texts), .values = {}, .scales = {}, .mean = {}};
  table.values.resize(table.rows.size() * directions.columns());
  table.scales.resize(table.rows.size());
  const auto learnt_from = static_cast<float>(texts.size());
  table.weight = learnt_from / (learnt_from + kEvidence);
  TermContexts contexts(std::move(table));
  contexts.learn_entries(texts, directions, threads);
  contexts.learn_common(texts, languages, threads);
  return contexts;
}

void TermContexts::learn_entries(std::span<const std::span<const std::uint32_t>> texts, const Matrix& directions,
                                 unsigned threads) {
  const Holders holders(texts, position_of_, table_.rows.size());
  parallel_chunks(table_.rows.size(), kChunk, threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> sum(dimensions_);
    for (std::size_t t = begin; t < end; ++t) {
      std::ranges::fill(sum, 0.0F);
      for (const std::uint32_t text : holders.of(t))
        std::ranges::transform(sum, directions.row(text), sum.begin(), std::plus{});
      for (float& value : sum) value /= static_cast<float>(holders.of(t).size());
      table_.scales[t] = round_to(std::span(table_.values).subspan(t * dimensions_, dimensions_), sum);
    }
  });
}

void TermContexts::learn_common(std::span<const std::span<const std::uint32_t>> texts, std::span<const Language> languages,
                                unsigned threads) {
  std::array<double, kLanguageCount> count{};
  std::array<std::vector<double>, kLanguageCount> common;
  common.fill(std::vector<double>(dimensions_));
  // Texts are read by all threads and added up by one, in their order.
  Matrix sums(std::min(kTextsAtOnce, texts.size()), dimensions_);
  std::vector<float> known(sums.rows());
  for (std::size_t first = 0; first < texts.size(); first += kTextsAtOnce) {
    const std::size_t here = std::min(kTextsAtOnce, texts.size() - first);
    parallel_chunks(here, kChunk, threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) known[i] = sum_up(texts[first + i], sums.row(i));
    });
    for (std::size_t i = 0; i < here; ++i) {
      if (known[i] == 0.0F) continue;
      const std::size_t language = index_of(languages[first + i]);
      count[language] += 1.0;
      for (std::size_t j = 0; j < dimensions_; ++j) common[language][j] += double{sums.row(i)[j]} / double{known[i]};
    }
  }
  for (std::size_t l = 0; l < kLanguageCount; ++l)
    for (const double total : common[l]) table_.mean[l].push_back(static_cast<float>(total / (count[l] + kPriorTexts)));
}

float TermContexts::sum_up(std::span<const std::uint32_t> rows, std::span<float> sum) const {
  std::ranges::fill(sum, 0.0F);
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
  scratch.resize(dimensions_);
  const float known = sum_up(rows, scratch);
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

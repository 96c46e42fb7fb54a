#include "models/embedding/pooling.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "models/parallel.h"

namespace koe::models::embedding {
namespace {

constexpr std::size_t kTextsPerChunk = 64;

std::optional<std::uint32_t> find_term(const StaticEmbedding& table, const Term& term) {
  for (const std::string& key : term.keys) {
    if (const auto row = table.find(key)) return row;
  }
  return std::nullopt;
}

/// Entry "xa_b" for any name of `first` and any name of `second` in the same language.
std::optional<std::uint32_t> find_pair(const StaticEmbedding& table, const Term& first, const Term& second) {
  for (const std::string& left : first.keys) {
    for (const std::string& right : second.keys) {
      if (const auto row = table.find_pair(left, right)) return row;
    }
  }
  return std::nullopt;
}

bool is_zero(std::span<const float> row) {
  return std::all_of(row.begin(), row.end(), [](float value) { return value == 0.0F; });
}

void check_shape(const Matrix& vectors, std::span<const Language> languages, std::size_t dimensions) {
  if (vectors.rows() != languages.size()) throw std::invalid_argument("one language a row is needed");
  if (vectors.rows() > 0 && vectors.columns() != dimensions) throw std::invalid_argument("dimensions differ");
}

}  // namespace

TableEmbedder::TableEmbedder(const StaticEmbedding& table) : table_(table), kernels_(fastest_vector_kernels()) {}

std::size_t TableEmbedder::dimensions() const { return table_.dimensions(); }

std::span<const float> TableEmbedder::prior_mean(Language language) const {
  return table_.prior_mean(language);
}

EmbeddedTexts TableEmbedder::embed(std::span<const TextTerms> texts, unsigned threads) const {
  EmbeddedTexts result{Matrix(texts.size(), dimensions()), std::vector<float>(texts.size())};
  parallel_chunks(texts.size(), kTextsPerChunk, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::vector<Term>& terms = texts[i].terms;
      const KnownTerms known = look_up(terms);
      add_up(known.rows, result.vectors.row(i));
      if (!terms.empty()) result.known_share[i] = static_cast<float>(known.terms) / static_cast<float>(terms.size());
    }
  });
  return result;
}

KnownTerms TableEmbedder::look_up(std::span<const Term> terms) const {
  KnownTerms known;
  known.rows.reserve(terms.size());
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto pair = i + 1 < terms.size() ? find_pair(table_, terms[i], terms[i + 1]) : std::nullopt;
    const auto row = pair ? pair : find_term(table_, terms[i]);
    if (!row) continue;
    known.rows.push_back(*row);
    known.terms += pair ? 2U : 1U;
    if (pair) ++i;
  }
  return known;
}

void TableEmbedder::add_up(std::span<const std::uint32_t> rows, std::span<float> sum) const {
  for (const std::uint32_t row : rows)
    kernels_.add_scaled(table_.vector(row).data(), table_.weight(row) * table_.scale(row), sum.size(), sum.data());
}

LanguageMeans estimate_language_means(const Matrix& vectors, std::span<const Language> languages,
                                      const Embedder& embedder, const CentringOptions& options) {
  const std::size_t d = embedder.dimensions();
  check_shape(vectors, languages, d);
  std::array<std::vector<double>, kLanguageCount> sums;
  std::array<double, kLanguageCount> texts{};
  sums.fill(std::vector<double>(d));
  for (std::size_t i = 0; i < vectors.rows(); ++i) {
    const std::span<const float> row = vectors.row(i);
    if (is_zero(row)) continue;
    const std::size_t language = index_of(languages[i]);
    texts[language] += 1.0;
    for (std::size_t j = 0; j < d; ++j) sums[language][j] += static_cast<double>(row[j]);
  }
  LanguageMeans means;
  for (const Language language : {Language::kJapanese, Language::kEnglish}) {
    const std::size_t l = index_of(language);
    const std::span<const float> prior = embedder.prior_mean(language);
    const double total = texts[l] + options.prior_texts;
    means.mean[l].assign(prior.begin(), prior.end());
    if (texts[l] == 0.0) continue;
    for (std::size_t j = 0; j < d; ++j) {
      const double sum = sums[l][j] + options.prior_texts * static_cast<double>(prior[j]);
      means.mean[l][j] = static_cast<float>(sum / total);
    }
  }
  return means;
}

void centre_and_normalise(Matrix& vectors, std::span<const Language> languages, const LanguageMeans& means) {
  check_shape(vectors, languages, means.mean[0].size());
  for (std::size_t i = 0; i < vectors.rows(); ++i) {
    const std::span<float> row = vectors.row(i);
    if (is_zero(row)) continue;
    const std::vector<float>& mean = means.mean[index_of(languages[i])];
    float squares = 0.0F;
    for (std::size_t j = 0; j < row.size(); ++j) {
      row[j] -= mean[j];
      squares += row[j] * row[j];
    }
    if (squares == 0.0F) continue;
    const float length = std::sqrt(squares);
    for (float& value : row) value /= length;
  }
}

}  // namespace koe::models::embedding

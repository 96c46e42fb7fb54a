#include "models/embedding/pooling.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "models/parallel.h"
#include "models/prefetch.h"

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

void check_shape(const Matrix& vectors, std::span<const Language> languages, std::size_t dimensions,
                 const Blocks& blocks) {
  if (vectors.rows() != languages.size()) throw std::invalid_argument("one language a row is needed");
  if (vectors.rows() > 0 && vectors.columns() != dimensions) throw std::invalid_argument("dimensions differ");
  if (std::accumulate(blocks.begin(), blocks.end(), std::size_t{0}) != dimensions)
    throw std::invalid_argument("blocks do not add up to the dimensions");
}

/// Subtracts `mean` and brings `block` to length one; false for a block that stays, or becomes, zeros.
bool centre_block(std::span<float> block, std::span<const float> mean) {
  if (is_zero(block)) return false;
  float squares = 0.0F;
  for (std::size_t j = 0; j < block.size(); ++j) {
    block[j] -= mean[j];
    squares += block[j] * block[j];
  }
  if (squares == 0.0F) return false;
  const float length = std::sqrt(squares);
  for (float& value : block) value /= length;
  return true;
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

LookedUpTerm TableEmbedder::look_up(Term term) const {
  const auto row = find_term(table_, term);
  const bool may_begin_pair =
      std::ranges::any_of(term.keys, [&](const std::string& key) { return table_.may_begin_pair(key); });
  return {std::move(term), row, may_begin_pair};
}

KnownTerms TableEmbedder::look_up(std::span<const Term> terms) const {
  std::vector<LookedUpTerm> single;
  single.reserve(terms.size());
  std::vector<const LookedUpTerm*> pointers;
  for (const Term& term : terms) pointers.push_back(&single.emplace_back(look_up(term)));
  return look_up(pointers);
}

KnownTerms TableEmbedder::look_up(std::span<const LookedUpTerm* const> terms) const {
  KnownTerms known;
  look_up(terms, known);
  return known;
}

void TableEmbedder::look_up(std::span<const LookedUpTerm* const> terms, KnownTerms& known) const {
  known.rows.clear();
  known.terms = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const bool may_begin_pair = i + 1 < terms.size() && terms[i]->may_begin_pair;
    const auto pair = may_begin_pair ? find_pair(table_, terms[i]->term, terms[i + 1]->term) : std::nullopt;
    const auto row = pair ? pair : terms[i]->row;
    if (!row) continue;
    known.rows.push_back(*row);
    known.terms += pair ? 2U : 1U;
    if (pair) ++i;
  }
}

void TableEmbedder::add_up(std::span<const std::uint32_t> rows, std::span<float> sum) const {
  std::array<ScaledRow, kRowsTogether> together;
  for (std::size_t begin = 0; begin < rows.size(); begin += together.size()) {
    const std::size_t here = std::min(together.size(), rows.size() - begin);
    for (std::size_t i = 0; i < here; ++i) {
      const std::uint32_t row = rows[begin + i];
      prefetch(table_.vector(row));
      together[i] = {table_.vector(row).data(), table_.weight(row) * table_.scale(row)};
    }
    kernels_.add_scaled(together.data(), here, sum.size(), sum.data());
  }
}

LanguageMeans prior_means(const Embedder& embedder) {
  LanguageMeans means;
  for (const Language language : {Language::kJapanese, Language::kEnglish}) {
    const std::span<const float> prior = embedder.prior_mean(language);
    means.mean[index_of(language)].assign(prior.begin(), prior.end());
  }
  return means;
}

LanguageMeansEstimate::LanguageMeansEstimate(const LanguageMeans& prior, const Blocks& blocks)
    : prior_(prior), blocks_(blocks), texts_(blocks.size()) {
  sums_.fill(std::vector<double>(prior.mean[0].size()));
}

void LanguageMeansEstimate::add(const Matrix& vectors, std::span<const Language> languages) {
  check_shape(vectors, languages, prior_.mean[0].size(), blocks_);
  for (std::size_t i = 0; i < vectors.rows(); ++i) {
    const std::size_t language = index_of(languages[i]);
    std::size_t begin = 0;
    for (std::size_t b = 0; b < blocks_.size(); begin += blocks_[b++]) {
      const std::span<const float> block = vectors.row(i).subspan(begin, blocks_[b]);
      if (is_zero(block)) continue;
      texts_[b][language] += 1.0;
      const std::span<double> sums = std::span(sums_[language]).subspan(begin, blocks_[b]);
      for (std::size_t j = 0; j < block.size(); ++j) sums[j] += static_cast<double>(block[j]);
    }
  }
}

LanguageMeans LanguageMeansEstimate::means(const CentringOptions& options) const {
  LanguageMeans means = prior_;
  std::size_t begin = 0;
  for (std::size_t b = 0; b < blocks_.size(); begin += blocks_[b++]) {
    for (std::size_t l = 0; l < kLanguageCount; ++l) {
      if (texts_[b][l] == 0.0) continue;
      const double total = texts_[b][l] + options.prior_texts;
      for (std::size_t j = begin; j < begin + blocks_[b]; ++j) {
        float& mean = means.mean[l][j];
        mean = static_cast<float>((sums_[l][j] + options.prior_texts * static_cast<double>(mean)) / total);
      }
    }
  }
  return means;
}

LanguageMeans estimate_language_means(const Matrix& vectors, std::span<const Language> languages,
                                      const LanguageMeans& prior, const Blocks& blocks, const CentringOptions& options) {
  LanguageMeansEstimate estimate(prior, blocks);
  estimate.add(vectors, languages);
  return estimate.means(options);
}

void centre_and_normalise(Matrix& vectors, std::span<const Language> languages, const LanguageMeans& means,
                          const Blocks& blocks) {
  check_shape(vectors, languages, means.mean[0].size(), blocks);
  for (std::size_t i = 0; i < vectors.rows(); ++i) {
    const std::span<const float> mean = means.mean[index_of(languages[i])];
    std::size_t begin = 0, filled = 0;
    for (const std::size_t width : blocks) {
      filled += centre_block(vectors.row(i).subspan(begin, width), mean.subspan(begin, width)) ? 1U : 0U;
      begin += width;
    }
    if (filled < 2) continue;
    const float length = std::sqrt(static_cast<float>(filled));
    for (float& value : vectors.row(i)) value /= length;
  }
}

}  // namespace koe::models::embedding

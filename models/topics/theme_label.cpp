#include "models/topics/theme_label.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <stdexcept>
#include <string_view>

#include "models/embedding/nearest_terms.h"
#include "models/embedding/vector_kernels.h"
#include "models/parallel.h"

namespace koe::models::topics {
namespace {

using embedding::StaticEmbedding;

/// Floor of a term's nearness to its theme's meaning: a word the table places elsewhere loses, but is not
/// struck out.
constexpr double kLeastNearness = 0.05;

/// Words that a label has where the theme has that many.
constexpr std::size_t kLeastWords = 2;

/// How words of a label are joined, by language.
constexpr std::array<std::string_view, kLanguageCount> kSeparators = {"・", ", "};

/// Of every term, the themes where it weighs most, heaviest first, at most `themes`; ties go to the lower theme.
std::vector<std::vector<std::uint32_t>> owners_of(std::span<const std::vector<WeightedTerm>> ranked, std::size_t terms,
                                                  std::size_t themes) {
  std::vector<std::vector<std::pair<double, std::uint32_t>>> weights(terms);
  for (std::uint32_t theme = 0; theme < ranked.size(); ++theme)
    for (const WeightedTerm& term : ranked[theme]) weights[term.term].emplace_back(-term.weight, theme);
  std::vector<std::vector<std::uint32_t>> owners(terms);
  for (std::size_t term = 0; term < terms; ++term) {
    std::ranges::sort(weights[term]);
    for (const auto& [weight, theme] : weights[term])
      if (owners[term].size() < themes) owners[term].push_back(theme);
  }
  return owners;
}

double cosine_of_rows(const StaticEmbedding& table, std::uint32_t left, std::uint32_t right) {
  const auto a = table.vector(left);
  const auto b = table.vector(right);
  double product = 0.0;
  double squares_a = 0.0;
  double squares_b = 0.0;
  for (std::size_t j = 0; j < a.size(); ++j) {
    product += static_cast<double>(a[j]) * static_cast<double>(b[j]);
    squares_a += static_cast<double>(a[j]) * static_cast<double>(a[j]);
    squares_b += static_cast<double>(b[j]) * static_cast<double>(b[j]);
  }
  return squares_a > 0.0 && squares_b > 0.0 ? product / std::sqrt(squares_a * squares_b) : 0.0;
}

/// A term's row of the table, and the length of its vector.
struct TermRow {
  std::optional<std::uint32_t> row;  ///< absent when the table does not know the term
  double length = 0.0;
};

TermRow row_of(const StaticEmbedding& table, std::string_view key) {
  TermRow found{.row = table.find(key)};
  if (!found.row) return found;
  std::int64_t squares = 0;
  for (const std::int8_t value : table.vector(*found.row)) squares += std::int64_t{value} * std::int64_t{value};
  found.length = std::sqrt(static_cast<double>(squares));
  return found;
}

std::vector<TermRow> rows_of(const StaticEmbedding& table, std::span<const LabelTerm> terms, unsigned threads) {
  constexpr std::size_t kChunk = 256;
  std::vector<TermRow> rows(terms.size());
  parallel_chunks(terms.size(), kChunk, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t t = begin; t < end; ++t) rows[t] = row_of(table, terms[t].key);
  });
  return rows;
}

/// Cosine of each of `rows` to `meaning`, whose length is 1 / `factor`; 0 for what the table does not know. Several at once: the
/// sums of one wait for each other.
std::vector<double> cosines_of(std::span<const TermRow> rows, std::span<const double> meaning, double factor,
                               const StaticEmbedding& table, const embedding::VectorKernels& kernels) {
  constexpr std::size_t kTogether = 8;
  std::array<std::vector<double>, kTogether> products;
  products.fill(std::vector<double>(meaning.size()));
  std::vector<std::size_t> known;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].length > 0.0) known.push_back(i);
  std::vector<double> cosines(rows.size(), 0.0);
  for (std::size_t begin = 0; begin < known.size(); begin += kTogether) {
    const std::size_t here = std::min(kTogether, known.size() - begin);
    for (std::size_t k = 0; k < here; ++k) {
      const TermRow& term = rows[known[begin + k]];
      kernels.multiply(table.vector(*term.row).data(), factor / term.length, meaning.data(), meaning.size(), products[k].data());
    }
    std::array<double, kTogether> sums{};
    for (std::size_t j = 0; j < meaning.size(); ++j)
      for (std::size_t k = 0; k < kTogether; ++k) sums[k] += products[k][j];
    for (std::size_t k = 0; k < here; ++k) cosines[known[begin + k]] = sums[k];
  }
  return cosines;
}

/// The terms of one theme weighted anew by how near they lie to what all its terms together mean: of two
/// words that are equally typical of a theme, the one about its subject names it, not the one that happened
/// to be used ("three", "end"). Terms that the table does not know take the mean of the others. In: `row_of_term` by term.
std::vector<WeightedTerm> weigh_by_meaning(std::span<const WeightedTerm> ranked, std::span<const TermRow> row_of_term,
                                           const StaticEmbedding& table) {
  const embedding::VectorKernels kernels = embedding::fastest_vector_kernels();
  std::vector<TermRow> rows;
  std::vector<double> meaning(table.dimensions(), 0.0);
  for (const WeightedTerm& term : ranked) {
    if (term.term >= row_of_term.size()) throw std::invalid_argument("a term without description");
    const TermRow& found = rows.emplace_back(row_of_term[term.term]);
    if (found.length == 0.0) continue;
    kernels.add_scaled_precisely(table.vector(*found.row).data(), term.weight / found.length, meaning.size(), meaning.data());
  }
  double squares = 0.0;
  for (const double value : meaning) squares += value * value;
  if (squares == 0.0) return {ranked.begin(), ranked.end()};

  std::vector<double> nearness = cosines_of(rows, meaning, 1.0 / std::sqrt(squares), table, kernels);
  double sum = 0.0;
  double known = 0.0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (!rows[i].row) continue;
    nearness[i] = std::max(nearness[i], kLeastNearness);
    sum += nearness[i];
    known += 1.0;
  }
  std::vector<WeightedTerm> weighted(ranked.begin(), ranked.end());
  for (std::size_t i = 0; i < ranked.size(); ++i) weighted[i].weight *= rows[i].row ? nearness[i] : sum / known;
  std::ranges::stable_sort(weighted, [](const WeightedTerm& left, const WeightedTerm& right) {
    return left.weight > right.weight;
  });
  return weighted;
}

/// Names themes of one set of terms.
class Labeller {
 public:
  Labeller(std::span<const std::vector<WeightedTerm>> ranked, std::span<const LabelTerm> terms,
           const StaticEmbedding& table, const LabelOptions& options, unsigned threads)
      : terms_(terms), table_(table), options_(options) {
    ranked_.resize(ranked.size());
    const std::vector<TermRow> rows = rows_of(table, terms, threads);
    parallel_for(ranked.size(), threads, [&](std::size_t t) { ranked_[t] = weigh_by_meaning(ranked[t], rows, table); });
    owners_ = owners_of(ranked_, terms.size(), options.themes_of_a_word);
  }

  std::vector<ThemeLabel> run() {
    std::vector<ThemeLabel> labels(ranked_.size());
    for (const Language language : {Language::kJapanese, Language::kEnglish}) {
      for (std::uint32_t theme = 0; theme < ranked_.size(); ++theme)
        name_by_terms(theme, language, labels[theme]);
    }
    for (const Language language : {Language::kJapanese, Language::kEnglish}) {
      for (ThemeLabel& label : labels) {
        if (label.terms[index_of(language)].empty()) translate(language, label);
      }
    }
    return labels;
  }

 private:
  /// A term that may be shown, and how many words the label may already have for it to be taken.
  struct Candidate {
    std::uint32_t term = 0;
    std::size_t room = 0;
  };

  /// Terms of `theme` in `language`: frequent ones that are its own or that it shares with few, rare ones of those for
  /// labels of fewer than two words, and those of other themes for a label that would have none; heaviest first within each.
  [[nodiscard]] std::vector<Candidate> candidates(std::uint32_t theme, Language language) const {
    std::array<std::vector<Candidate>, 3> tiers;
    for (const WeightedTerm& term : ranked_[theme]) {
      if (terms_[term.term].language != language) continue;
      if (std::ranges::find(owners_[term.term], theme) == owners_[term.term].end()) {
        tiers[2].push_back({term.term, 1});
      } else if (term.count < options_.min_count) {
        tiers[1].push_back({term.term, std::min(kLeastWords, options_.words)});
      } else {
        tiers[0].push_back({term.term, options_.words});
      }
    }
    std::vector<Candidate> all;
    for (const std::vector<Candidate>& tier : tiers) all.insert(all.end(), tier.begin(), tier.end());
    return all;
  }

  /// Whether one of two terms contains the other or means the same.
  [[nodiscard]] bool redundant(std::uint32_t left, std::uint32_t right) const {
    const LabelTerm& a = terms_[left];
    const LabelTerm& b = terms_[right];
    if (a.display.find(b.display) != std::string::npos || b.display.find(a.display) != std::string::npos)
      return true;
    const auto row_a = table_.find(a.key);
    const auto row_b = table_.find(b.key);
    return row_a && row_b && cosine_of_rows(table_, *row_a, *row_b) > options_.max_similarity;
  }

  /// The first candidates that are not redundant, the theme's own before those that it shares; the last gives way to a word
  /// of its own, and to a noun, where there would be none.
  [[nodiscard]] std::vector<std::uint32_t> pick(std::uint32_t theme, std::span<const Candidate> candidates) const {
    std::vector<std::uint32_t> picked;
    const auto fits = [&](const Candidate& candidate) {
      return picked.size() < candidate.room && std::ranges::none_of(picked, [&](std::uint32_t other) {
               return redundant(candidate.term, other);
             });
    };
    for (const Candidate& candidate : candidates) {
      if (fits(candidate)) picked.push_back(candidate.term);
    }
    const auto make_sure_of = [&](const auto& wanted) {
      if (picked.empty() || std::ranges::any_of(picked, wanted)) return;
      const std::vector<std::uint32_t> before = picked;
      if (picked.size() == options_.words) picked.pop_back();
      const auto found = std::ranges::find_if(
          candidates, [&](const Candidate& candidate) { return wanted(candidate.term) && fits(candidate); });
      if (found == candidates.end()) {
        picked = before;
      } else {
        picked.insert(picked.begin(), found->term);
      }
    };
    const auto is_own = [&](std::uint32_t term) { return owners_[term].front() == theme; };
    make_sure_of(is_own);
    make_sure_of([&](std::uint32_t term) { return terms_[term].is_noun; });
    std::ranges::stable_partition(picked, is_own);
    return picked;
  }

  [[nodiscard]] std::string join(std::span<const std::uint32_t> picked, Language language) const {
    std::string text;
    for (const std::uint32_t term : picked) {
      if (!text.empty()) text += kSeparators[index_of(language)];
      text += terms_[term].display;
    }
    return text;
  }

  /// Names `theme` unless another theme has the same words: then its first candidate is passed over, and so
  /// on.
  void name_by_terms(std::uint32_t theme, Language language, ThemeLabel& label) {
    const std::size_t l = index_of(language);
    std::vector<Candidate> rest = candidates(theme, language);
    while (!rest.empty()) {
      std::vector<std::uint32_t> picked = pick(theme, rest);
      std::string text = join(picked, language);
      if (used_[l].insert(text).second) {
        for (const std::uint32_t term : picked) label.words[l].push_back(terms_[term].display);
        label.terms[l] = std::move(picked);
        label.text[l] = std::move(text);
        return;
      }
      rest.erase(rest.begin());
    }
  }

  /// Nearest entry of `language` to each word of the other language's label.
  void translate(Language language, ThemeLabel& label) {
    const std::size_t l = index_of(language);
    const std::size_t source = index_of(other_language(language));
    label.translated[l] = true;
    std::vector<std::string> words;
    for (const std::uint32_t term : label.terms[source]) {
      const auto row = table_.find(terms_[term].key);
      if (!row) continue;
      const auto values = table_.vector(*row);
      const std::vector<float> point(values.begin(), values.end());
      for (const auto& near : embedding::nearest_terms(table_, point, frequent(language), 1)) {
        std::string word(table_.key(near.row).substr(1));
        if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
      }
    }
    for (const std::string& word : words) {
      if (!label.text[l].empty()) label.text[l] += kSeparators[l];
      label.text[l] += word;
    }
    label.words[l] = std::move(words);
    if (label.words[l].empty()) label.text[l] = label.text[source];
  }

  /// Rows that may be shown as translations into `language`; looked up once, and only if needed.
  std::span<const std::uint32_t> frequent(Language language) {
    auto& rows = frequent_[index_of(language)];
    if (!rows) {
      rows = embedding::frequent_rows(table_, language, options_.max_translation_weight);
      if (options_.is_vague) std::erase_if(*rows, [&](std::uint32_t row) { return options_.is_vague(table_.key(row)); });
    }
    return *rows;
  }

  std::vector<std::vector<WeightedTerm>> ranked_;
  std::span<const LabelTerm> terms_;
  const StaticEmbedding& table_;
  const LabelOptions& options_;
  std::vector<std::vector<std::uint32_t>> owners_;  ///< by term: the themes that may show it, heaviest first
  std::array<std::set<std::string>, kLanguageCount> used_;
  std::array<std::optional<std::vector<std::uint32_t>>, kLanguageCount> frequent_;
};

}  // namespace

std::vector<ThemeLabel> make_labels(std::span<const std::vector<WeightedTerm>> ranked,
                                    std::span<const LabelTerm> terms, const StaticEmbedding& table,
                                    const LabelOptions& options, unsigned threads) {
  return Labeller(ranked, terms, table, options, threads).run();
}

}  // namespace koe::models::topics

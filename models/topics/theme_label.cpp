#include "models/topics/theme_label.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <stdexcept>
#include <string_view>

#include "models/embedding/nearest_terms.h"

namespace koe::models::topics {
namespace {

using embedding::StaticEmbedding;

constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

/// How words of a label are joined, by language.
constexpr std::array<std::string_view, kLanguageCount> kSeparators = {"・", ", "};

/// Of every term, the theme where it weighs most; ties go to the lower theme.
std::vector<std::uint32_t> owners_of(std::span<const std::vector<WeightedTerm>> ranked, std::size_t terms) {
  std::vector<std::uint32_t> owner(terms, kNobody);
  std::vector<double> weight(terms, 0.0);
  for (std::uint32_t theme = 0; theme < ranked.size(); ++theme) {
    for (const WeightedTerm& term : ranked[theme]) {
      if (term.term >= terms) throw std::invalid_argument("a term without description");
      if (owner[term.term] == kNobody || term.weight > weight[term.term]) {
        owner[term.term] = theme;
        weight[term.term] = term.weight;
      }
    }
  }
  return owner;
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

/// Names themes of one set of terms.
class Labeller {
 public:
  Labeller(std::span<const std::vector<WeightedTerm>> ranked, std::span<const LabelTerm> terms,
           const StaticEmbedding& table, const LabelOptions& options)
      : ranked_(ranked),
        terms_(terms),
        table_(table),
        options_(options),
        owner_(owners_of(ranked, terms.size())) {}

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
  /// Terms of `theme` in `language` that may be shown, heaviest first.
  [[nodiscard]] std::vector<std::uint32_t> candidates(std::uint32_t theme, Language language, bool own,
                                                      double min_count) const {
    std::vector<std::uint32_t> found;
    for (const WeightedTerm& term : ranked_[theme]) {
      if (terms_[term.term].language != language || term.count < min_count) continue;
      if (own && owner_[term.term] != theme) continue;
      found.push_back(term.term);
    }
    return found;
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

  /// The first candidates that are not redundant; the last gives way to a noun where there would be none.
  [[nodiscard]] std::vector<std::uint32_t> pick(std::span<const std::uint32_t> candidates) const {
    std::vector<std::uint32_t> picked;
    const auto fits = [&](std::uint32_t term) {
      return std::ranges::none_of(picked, [&](std::uint32_t other) { return redundant(term, other); });
    };
    for (const std::uint32_t term : candidates) {
      if (picked.size() == options_.words) break;
      if (fits(term)) picked.push_back(term);
    }
    const auto is_noun = [&](std::uint32_t term) { return terms_[term].is_noun; };
    if (picked.empty() || std::ranges::any_of(picked, is_noun)) return picked;
    if (picked.size() == options_.words) picked.pop_back();
    const auto noun =
        std::ranges::find_if(candidates, [&](std::uint32_t term) { return is_noun(term) && fits(term); });
    if (noun != candidates.end()) picked.insert(picked.begin(), *noun);
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

  /// Own frequent terms, then own rare ones, then shared ones; of the last, more words until the label is
  /// new.
  void name_by_terms(std::uint32_t theme, Language language, ThemeLabel& label) {
    const std::size_t l = index_of(language);
    for (const bool own : {true, false}) {
      for (const double min_count : {options_.min_count, 0.0}) {
        std::vector<std::uint32_t> rest = candidates(theme, language, own, min_count);
        while (!rest.empty()) {
          std::vector<std::uint32_t> picked = pick(rest);
          std::string text = join(picked, language);
          if (used_[l].insert(text).second) {
            label.terms[l] = std::move(picked);
            label.text[l] = std::move(text);
            return;
          }
          rest.erase(rest.begin());
        }
      }
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
    if (words.empty()) label.text[l] = label.text[source];
  }

  /// Rows that may be shown as translations into `language`; looked up once, and only if needed.
  std::span<const std::uint32_t> frequent(Language language) {
    auto& rows = frequent_[index_of(language)];
    if (!rows) rows = embedding::frequent_rows(table_, language, options_.max_translation_weight);
    return *rows;
  }

  std::span<const std::vector<WeightedTerm>> ranked_;
  std::span<const LabelTerm> terms_;
  const StaticEmbedding& table_;
  const LabelOptions& options_;
  std::vector<std::uint32_t> owner_;
  std::array<std::set<std::string>, kLanguageCount> used_;
  std::array<std::optional<std::vector<std::uint32_t>>, kLanguageCount> frequent_;
};

}  // namespace

std::vector<ThemeLabel> make_labels(std::span<const std::vector<WeightedTerm>> ranked,
                                    std::span<const LabelTerm> terms, const StaticEmbedding& table,
                                    const LabelOptions& options) {
  return Labeller(ranked, terms, table, options).run();
}

}  // namespace koe::models::topics

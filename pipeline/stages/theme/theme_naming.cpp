#include "pipeline/stages/theme/theme_naming.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "models/parallel.h"
#include "models/prefetch.h"
#include "models/topics/ctfidf.h"
#include "models/topics/exemplar.h"
#include "models/topics/theme_label.h"
#include "nlp/normalize.h"
#include "pipeline/stages/languages.h"
#include "pipeline/stages/placement.h"

namespace koe::stages {
namespace {

namespace topics = models::topics;

constexpr std::size_t kShownTerms = 8;  ///< contrastive terms kept a language

/// Units of each theme, ascending.
using Members = std::vector<std::vector<std::size_t>>;

/// All label terms of all themes, numbered, and how many texts of each theme use them.
struct TermCounts {
  std::vector<topics::LabelTerm> terms;
  std::vector<topics::TermCount> counts;
};

/// Label terms of the store as label terms of this naming: terms that read alike in one language are one, described and
/// numbered as they are met first.
class MetTerms {
 public:
  explicit MetTerms(const LabelTermTable& table) : table_(table), number_of_(table.terms.size(), kUnmet) {}

  void meet(std::uint32_t term) {
    std::uint32_t& number = number_of_[table_.reads_like[term]];
    if (number != kUnmet) return;
    number = static_cast<std::uint32_t>(terms_.size());
    const store::StoredLabelTerm& met = table_.terms[term];
    terms_.push_back(
        {.language = table_language(met.language), .display = met.display, .key = met.key, .is_noun = met.is_noun});
  }

  /// In: a term that was met.
  [[nodiscard]] std::uint32_t number_of(std::uint32_t term) const { return number_of_[table_.reads_like[term]]; }
  [[nodiscard]] std::size_t size() const { return terms_.size(); }
  [[nodiscard]] std::vector<topics::LabelTerm> take() { return std::move(terms_); }

 private:
  static constexpr std::uint32_t kUnmet = ~std::uint32_t{0};
  const LabelTermTable& table_;
  std::vector<std::uint32_t> number_of_;  ///< by the first term that reads like it
  std::vector<topics::LabelTerm> terms_;
};

/// How many of `members`, the units of one theme, use each term; terms that fewer than `fewest_people` use are left out.
std::vector<topics::TermCount> count_theme(std::uint32_t theme, const UnitSet& units, const std::vector<std::size_t>& members,
                                           const MetTerms& met, std::size_t fewest_people) {
  constexpr std::size_t kNone = ~std::size_t{0};
  std::vector<double> texts(met.size(), 0.0);
  std::vector<std::size_t> used_by(met.size(), kNone);  ///< the last unit that uses each term
  std::map<std::uint32_t, std::set<std::string_view>> people;
  for (const std::size_t unit : members) {
    for (const std::uint32_t label_term : units[unit].label_terms) {
      const std::uint32_t term = met.number_of(label_term);
      if (std::exchange(used_by[term], unit) == unit) continue;
      texts[term] += 1.0;
      if (fewest_people > 1) people[term].insert(units[unit].people.begin(), units[unit].people.end());
    }
  }
  std::vector<topics::TermCount> counts;
  for (std::uint32_t term = 0; term < texts.size(); ++term)
    if (texts[term] > 0.0 && (fewest_people <= 1 || people.at(term).size() >= fewest_people))
      counts.push_back({theme, term, texts[term]});
  return counts;
}

TermCounts count_terms(const UnitSet& units, const std::vector<models::cluster::Assignment>& theme_of,
                       const Members& members, const LabelTermTable& table, std::size_t fewest_people, unsigned threads) {
  MetTerms met(table);
  for (std::size_t i = 0; i < units.size(); ++i) {
    models::prefetch_ahead(i, units.size(), [&](std::size_t later) { return units[later].label_terms; });
    if (!theme_of[i].theme) continue;
    for (const std::uint32_t term : units[i].label_terms) met.meet(term);
  }
  std::vector<std::vector<topics::TermCount>> of_theme(members.size());
  models::parallel_for(members.size(), threads, [&](std::size_t t) {
    of_theme[t] = count_theme(static_cast<std::uint32_t>(t), units, members[t], met, fewest_people);
  });
  TermCounts all;
  for (const auto& counts : of_theme) all.counts.insert(all.counts.end(), counts.begin(), counts.end());
  all.terms = met.take();
  return all;
}

/// Whether an entry of the vector table fits any subject, so that it translates nothing.
std::function<bool(std::string_view)> vague_keys(const nlp::Lexicons& lexicons) {
  return [&lexicons](std::string_view key) {
    return (key.front() == 'j' ? lexicons.vague_words_ja : lexicons.vague_words_en).contains(key.substr(1));
  };
}

/// The strongest terms of one language as a reader sees them.
std::vector<std::string> shown_terms(const std::vector<topics::WeightedTerm>& ranked,
                                     const std::vector<topics::LabelTerm>& terms, models::Language language) {
  std::vector<std::string> shown;
  for (const topics::WeightedTerm& term : ranked) {
    if (terms[term.term].language == language) shown.push_back(terms[term.term].display);
    if (shown.size() == kShownTerms) break;
  }
  return shown;
}

/// A known theme lends its placement; otherwise the words of the texts decide by the rules. Employees' themes have none.
void place(store::StoredTheme& theme, const KnownTheme* known, const UnitSet& units,
           const std::vector<std::size_t>& members, const Assets& assets) {
  if (theme.survey != SurveyKind::kNps) return;
  std::vector<PlacedText> texts;
  for (std::size_t i : members)
    texts.push_back({units[i].normalized, units[i].language, units[i].weight, units[i].polarity});
  Placement placement = place_theme(texts, assets.placement_rules());
  if (known != nullptr && known->phase != Phase::kNone) {
    placement.phase = known->phase;
    placement.phase_reason = known->name_ja + " / " + known->name_en;
  }
  if (known != nullptr && known->family != Family::kNone) {
    placement.family = known->family;
    placement.family_reason = known->name_ja + " / " + known->name_en;
  }
  theme.phase = placement.phase;
  theme.family = placement.family;
  theme.phase_reason = placement.phase_reason;
  theme.family_reason = placement.family_reason;
}

/// A known theme's name with the theme's own words behind it, those left out that the name says already.
std::string known_name(const std::string& name, const std::vector<std::string>& words, std::string_view separator,
                       std::string_view open, std::string_view close) {
  std::string own;
  for (const std::string& word : words) {
    if (nlp::fold_for_identity(name).find(nlp::fold_for_identity(word)) != std::string::npos) continue;
    if (!own.empty()) own += separator;
    own += word;
  }
  return own.empty() ? name : name + std::string(open) + own + std::string(close);
}

/// A name, once given, stays, so that a reader finds the theme again next quarter.
void name(store::StoredTheme& theme, const KnownTheme* known, const topics::ThemeLabel& label) {
  const auto ja = models::index_of(models::Language::kJapanese);
  const auto en = models::index_of(models::Language::kEnglish);
  const auto own_words = [&](std::size_t l) {  // beside a known name, words translated one by one would only confuse
    return label.translated[l] ? std::vector<std::string>() : label.words[l];
  };
  if (theme.label_ja.empty())
    theme.label_ja = known == nullptr ? label.text[ja] : known_name(known->name_ja, own_words(ja), "・", "（", "）");
  if (theme.label_en.empty())
    theme.label_en = known == nullptr ? label.text[en] : known_name(known->name_en, own_words(en), ", ", " (", ")");
}

std::vector<std::string> exemplars_of(const UnitSet& units, const std::vector<std::size_t>& members,
                                      const models::neighbors::UnitVectors& vectors,
                                      const std::vector<models::cluster::Assignment>& theme_of) {
  std::vector<topics::Quote> quotes;
  for (std::size_t i : members) {
    if (units[i].language == Language::kOther) continue;
    quotes.push_back({.unit = static_cast<std::uint32_t>(i), .language = table_language(units[i].language),
                      .codepoints = units[i].code_points, .similarity = theme_of[i].similarity});
  }
  std::vector<std::string> keys;
  for (std::uint32_t unit : topics::choose_exemplars(quotes, vectors)) keys.emplace_back(units[unit].key);
  return keys;
}

}  // namespace

LabelTermTable make_label_term_table(std::vector<store::StoredLabelTerm> terms) {
  LabelTermTable table{.terms = std::move(terms), .reads_like = {}};
  std::unordered_map<std::string, std::uint32_t> first;  // by language and display
  for (std::uint32_t i = 0; i < table.terms.size(); ++i) {
    const store::StoredLabelTerm& term = table.terms[i];
    const char language = term.language == Language::kJapanese ? 'j' : 'e';
    table.reads_like.push_back(first.emplace(language + term.display, i).first->second);
  }
  return table;
}

void describe_themes(std::vector<store::StoredTheme>& themes, const UnitSet& units, const ThemeSpace& space,
                     const PlacedUnits& placed, const std::vector<models::cluster::Assignment>& theme_of,
                     const LabelTermTable& label_terms, std::size_t fewest_people, const Assets& assets,
                     unsigned threads) {
  Members members(themes.size());
  for (std::size_t i = 0; i < units.size(); ++i)
    if (theme_of[i].theme) members[*theme_of[i].theme].push_back(i);

  const TermCounts counted = count_terms(units, theme_of, members, label_terms, fewest_people, threads);
  const auto ranked = topics::class_tf_idf(counted.counts, themes.size(), counted.terms.size());
  const std::vector<topics::ThemeLabel> labels = topics::make_labels(
      ranked, counted.terms, assets.table(), {.is_vague = vague_keys(assets.lexicons())}, threads);
  models::parallel_for(themes.size(), threads, [&](std::size_t t) {
    store::StoredTheme& theme = themes[t];
    const KnownTheme* known = space.known_theme_of(placed.affinity, members[t]);
    theme.terms_ja = shown_terms(ranked[t], counted.terms, models::Language::kJapanese);
    theme.terms_en = shown_terms(ranked[t], counted.terms, models::Language::kEnglish);
    name(theme, known, labels[t]);
    place(theme, known, units, members[t], assets);
    theme.exemplars = exemplars_of(units, members[t], placed.vectors, theme_of);
  });
}

}  // namespace koe::stages

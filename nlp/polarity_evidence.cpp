#include "nlp/polarity_evidence.h"

#include <algorithm>
#include <vector>

#include "nlp/characters.h"
#include "nlp/japanese_negation.h"
#include "nlp/polarity_features.h"
#include "nlp/utf8.h"

namespace koe::nlp {
namespace {

// Chosen on the development half of data/feedback/pairs.tsv (themes a-m).
/// A turned value keeps this share: "not bad" is no delight, "not good" almost as bad as bad.
constexpr double kTurnedPraise = 0.8;
constexpr double kTurnedBlame = 0.5;
/// A negation that denies nothing listed: something does not work, exist or happen.
constexpr double kBareNegation = -0.7;
/// What stands before a contrast counts this much.
constexpr double kBeforeContrast = 0.5;
/// How many words before an English word its negation may stand; stop words are not counted.
constexpr std::size_t kEnglishScope = 3;
constexpr std::size_t kEnglishReach = 6;

[[nodiscard]] double turn(double value) noexcept {
  return value > 0 ? -value * kTurnedPraise : -value * kTurnedBlame;
}

[[nodiscard]] bool has_kind(const Token& token, ModifierKind kind) noexcept {
  const Modifier* modifier = token.word->modifier;
  return modifier != nullptr && modifier->kind == kind;
}

// -- Japanese --

/// The longest of `texts`, which may begin where `token` does, that stands there; nullptr for none.
[[nodiscard]] const ValuedText* text_at(std::u32string_view text, const Token& token,
                                        std::span<const ValuedText* const> texts) {
  const std::u32string_view rest = text.substr(token.begin);
  const std::size_t same = token.end - token.begin;
  for (const ValuedText* entry : texts) {
    const std::u32string_view listed = entry->text;
    if (listed.size() > rest.size()) continue;
    std::size_t at = same;
    while (at < listed.size() && listed[at] == rest[at]) ++at;
    if (at >= listed.size()) return entry;
  }
  return nullptr;
}

/// `spent`: a flag a token, set for what is part of a finding or turned one.
void find_japanese(std::u32string_view text, std::span<const Token> tokens, PolarityEvidence& found,
                   std::vector<bool>& spent) {
  for (std::size_t i = 0; i < tokens.size();) {
    const Token& token = tokens[i];
    const Word& word = *token.word;
    const ValuedText* phrase = word.texts_ja != nullptr ? text_at(text, token, word.texts_ja->values) : nullptr;
    const ValuedText* request = word.texts_ja != nullptr ? text_at(text, token, word.texts_ja->requests) : nullptr;
    if (request != nullptr && (phrase == nullptr || phrase->text.size() <= request->text.size()))
      found.request = true;
    if (spent[i]) {
      ++i;
      continue;
    }
    std::size_t next = i + 1;
    const double* value = nullptr;
    if (phrase != nullptr) {
      const std::size_t end = token.begin + phrase->text.size();
      while (next < tokens.size() && tokens[next].begin < end) ++next;
      value = &phrase->value;
    }
    const double* lemma = word.value_ja;
    if (lemma != nullptr && (phrase == nullptr || phrase->text.size() < token.end - token.begin)) {
      value = lemma;
      next = i + 1;
    }
    if (value == nullptr) {
      i = next;
      continue;
    }
    PolarityFinding finding{.first = i, .last = next, .value = *value};
    for (std::size_t k = i; k < next; ++k) spent[k] = true;
    std::size_t turns = 0;
    for (std::size_t k = next; k < tokens.size() && k < next + kJapaneseNegationScope; ++k) {
      if (tokens[k].word->is_negation) {
        if (denies(tokens, k) && !is_only_negation(tokens, k)) ++turns;
        spent[k] = true;
      } else if (finding.value < 0 && has_kind(tokens[k], ModifierKind::kReducer)) {
        ++turns;
        spent[k] = true;
      } else if (!passes_negation(tokens, k)) {
        break;
      }
    }
    if (turns % 2 == 1) {
      finding.value = turn(finding.value);
      finding.turned = true;
    } else if (turns > 0) {
      finding.value *= kTurnedBlame;
    }
    if (i > 0 && has_kind(tokens[i - 1], ModifierKind::kScale)) finding.value *= tokens[i - 1].word->modifier->value;
    found.findings.push_back(finding);
    i = next;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (!spent[i] && denies(tokens, i) && !is_only_negation(tokens, i))
      found.findings.push_back({.first = i, .last = i + 1, .value = kBareNegation});
}

// -- English --

[[nodiscard]] bool is_word(const Token& token, std::string_view word) {
  return token.lemma() == word || (word == "*" && token.pos() == Pos::kWord);
}

/// polarity_word_hash of the lemma; all numbers are spelled alike.
[[nodiscard]] std::uint64_t lemma_hash(const Word& word) noexcept {
  return word.pos == Pos::kNumber ? polarity_word_hash(word.lemma) : word.spelling_hash;
}

/// The longest of `candidates`, which begin with the word at `at`, that stands there; nullptr for none.
[[nodiscard]] const ValuedPhrase* exact_phrase_at(std::span<const Token> tokens, std::size_t at,
                                                  const std::vector<ValuedPhrase>* candidates) {
  if (candidates == nullptr) return nullptr;
  const std::uint64_t next = at + 1 < tokens.size() ? lemma_hash(*tokens[at + 1].word) : 0;
  for (const ValuedPhrase& phrase : *candidates) {
    if (phrase.second_hash != 0 && phrase.second_hash != next) continue;
    if (at + phrase.words.size() > tokens.size()) continue;
    std::size_t k = 1;
    while (k < phrase.words.size() && is_word(tokens[at + k], phrase.words[k])) ++k;
    if (k == phrase.words.size()) return &phrase;
  }
  return nullptr;
}

/// The longest phrase of polarity_en.tsv at `at`, or nullptr; a listed single word also stands for its inflected forms.
[[nodiscard]] const ValuedPhrase* phrase_at(std::span<const Token> tokens, std::size_t at) {
  const ValuedPhrase* exact = exact_phrase_at(tokens, at, tokens[at].word->phrases_en);
  return exact != nullptr ? exact : tokens[at].word->base_form_en;
}

/// Whether the word at `at`, which begins a sentence, is an imperative: listed, and followed by a word that
/// is no finite verb ("Show the total", but not "Show is over").
[[nodiscard]] bool is_imperative(std::span<const Token> tokens, std::size_t at, const Lexicons& lexicons) {
  static constexpr std::string_view kFinite[] = {"is",   "are", "was", "were", "has",    "have",  "had",
                                                 "does", "did", "can", "will", "should", "needs", "takes"};
  if (!lexicons.imperatives_en.contains(tokens[at].lemma())) return false;
  if (at + 1 >= tokens.size() || (tokens[at + 1].pos() != Pos::kWord && tokens[at + 1].pos() != Pos::kNumber))
    return false;
  return std::find(std::begin(kFinite), std::end(kFinite), tokens[at + 1].lemma()) == std::end(kFinite);
}

/// How far an English reducer may stand behind what it reduces ("the stress is gone").
constexpr std::size_t kReducerScope = 3;

/// Whether a reducer follows closely behind `at`, before any mark.
[[nodiscard]] bool is_reduced_behind(std::span<const Token> tokens, std::size_t at) {
  for (std::size_t k = at; k < tokens.size() && k < at + kReducerScope && tokens[k].pos() == Pos::kWord; ++k)
    if (has_kind(tokens[k], ModifierKind::kReducer)) return true;
  return false;
}

void find_english(std::span<const Token> tokens, const Lexicons& lexicons, PolarityEvidence& found,
                  std::vector<bool>& spent) {
  bool at_start = true;
  for (std::size_t i = 0; i < tokens.size();) {
    const Token& token = tokens[i];
    const bool emoji = token.pos() == Pos::kSymbol && token.word->phrases_en != nullptr;
    if (token.pos() != Pos::kWord && !emoji) {
      at_start = at_start || token.surface() == "." || token.surface() == "!" || token.surface() == "?";
      ++i;
      continue;
    }
    const ValuedPhrase* request = exact_phrase_at(tokens, i, token.word->requests_en);
    const ValuedPhrase* phrase = phrase_at(tokens, i);
    if (request != nullptr && (phrase == nullptr || phrase->words.size() <= request->words.size()))
      found.request = true;
    if (at_start && (phrase == nullptr || phrase->words.size() == 1) && is_imperative(tokens, i, lexicons))
      found.request = true;
    at_start = false;
    if (phrase == nullptr) {
      ++i;
      continue;
    }
    PolarityFinding finding{.first = i, .last = i + phrase->words.size(), .value = phrase->value};
    for (std::size_t k = i; k < finding.last; ++k) spent[k] = true;
    std::size_t seen = 0;
    for (std::size_t k = i; k-- > 0 && seen < kEnglishScope && i - k <= kEnglishReach;) {
      if (tokens[k].pos() == Pos::kSymbol && tokens[k].surface() != "-" && tokens[k].surface() != "\"") break;
      if (tokens[k].pos() == Pos::kWord && !tokens[k].word->is_stop_word) ++seen;
      const Modifier* modifier = tokens[k].word->modifier;
      if (modifier == nullptr) continue;
      if (modifier->kind == ModifierKind::kContrast) break;
      if (modifier->kind == ModifierKind::kScale && k + 1 == i) finding.value *= modifier->value;
      const bool turns = modifier->kind == ModifierKind::kNegator ||
                         (modifier->kind == ModifierKind::kReducer && finding.value < 0);
      if (!turns || spent[k]) continue;
      finding.value = turn(finding.value);
      finding.turned = true;
      spent[k] = true;
      break;
    }
    if (finding.value < 0 && !finding.turned && is_reduced_behind(tokens, finding.last)) {
      finding.value = turn(finding.value);
      finding.turned = true;
    }
    found.findings.push_back(finding);
    i = finding.last;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (!spent[i] && has_kind(tokens[i], ModifierKind::kNegator))
      found.findings.push_back({.first = i, .last = i + 1, .value = kBareNegation});
}

// -- Both --

/// The token behind the last contrast of a segment that has something on both sides, 0 without one.
[[nodiscard]] std::size_t last_contrast(std::span<const Token> tokens) {
  for (std::size_t i = tokens.size(); i-- > 1;)
    if (has_kind(tokens[i], ModifierKind::kContrast) && i + 2 < tokens.size()) return i;
  return 0;
}

}  // namespace

PolarityEvidence polarity_evidence(std::string_view text, std::span<const Token> tokens, Lang lang,
                                   const Lexicons& lexicons) {
  PolarityEvidence found;
  std::vector<bool> spent;
  polarity_evidence(decode_utf8(text), tokens, lang, lexicons, found, spent);
  return found;
}

void polarity_evidence(std::u32string_view text, std::span<const Token> tokens, Lang lang, const Lexicons& lexicons,
                       PolarityEvidence& found, std::vector<bool>& spent) {
  spent.assign(tokens.size(), false);
  found.findings.clear();
  found.request = false;
  found.sum = 0.0;
  if (lang == Lang::kJa) find_japanese(text, tokens, found, spent);
  if (lang == Lang::kEn) find_english(tokens, lexicons, found, spent);
  found.contrast = last_contrast(tokens);
  for (const PolarityFinding& finding : found.findings)
    found.sum += finding.last <= found.contrast ? finding.value * kBeforeContrast : finding.value;
  for (const Token& token : tokens)
    if (has_kind(token, ModifierKind::kDamp)) found.sum *= token.word->modifier->value;
}

}  // namespace koe::nlp

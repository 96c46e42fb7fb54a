#include "nlp/label_terms.h"

#include <algorithm>

#include "nlp/japanese_negation.h"

namespace koe::nlp {
namespace {

constexpr std::string_view kNegation = "ない";
constexpr std::size_t kLongestAcronym = 5;  ///< letters

[[nodiscard]] bool is_content_noun(const Token& token) {
  switch (token.pos()) {
    case Pos::kNoun:
    case Pos::kProperNoun:
    case Pos::kVerbalNoun:
    case Pos::kAdjectivalNoun:
      return !token.word->is_stop_word;
    case Pos::kWord:
      return token.lemma().size() > 1 && !token.word->is_stop_word;
    default:
      return false;
  }
}

/// What may stand in a compound beside its content nouns.
[[nodiscard]] bool joins_compound(const Token& token) {
  if (token.pos() != Pos::kPrefix) return token.pos() == Pos::kNounSuffix || is_content_noun(token);
  const bool honorific = token.lemma() == "お" || token.lemma() == "ご" || token.lemma() == "御";
  return !honorific;
}

void add_nouns(std::span<const Token> run, std::vector<LabelTerm>& out) {
  while (!run.empty() && run.front().pos() == Pos::kNounSuffix) run = run.subspan(1);
  while (!run.empty() && run.back().pos() == Pos::kPrefix) run = run.first(run.size() - 1);
  const auto content = std::count_if(run.begin(), run.end(), is_content_noun);
  if (content == 0) return;
  if (run.size() > 1) out.push_back({LabelForm::kCompound, run});
  if (run.size() > 1 && content == 1) return;
  for (std::size_t i = 0; i < run.size(); ++i)
    if (is_content_noun(run[i]) && !run[i].word->is_vague) out.push_back({LabelForm::kNoun, run.subspan(i, 1)});
}

/// The verb or adjective `tokens`[`at`] with what makes another word of it: 使いにくい, 使えない,
/// 分かりません.
[[nodiscard]] LabelTerm predicate_term(std::span<const Token> tokens, std::size_t at) {
  std::size_t next = at + 1;
  if (next < tokens.size() && tokens[next].pos() == Pos::kDependentAdjective && !tokens[next].word->is_negation)
    return {LabelForm::kSuffixPredicate, tokens.subspan(at, 2)};
  while (next < tokens.size() && (tokens[next].pos() == Pos::kVerbSuffix || tokens[next].lemma() == "ます")) ++next;
  if (next < tokens.size() && denies(tokens, next))
    return {LabelForm::kDeniedPredicate, tokens.subspan(at, next + 1 - at)};
  return {LabelForm::kPredicate, tokens.subspan(at, 1)};
}

/// A vague verb or adjective names something only with what changes it: 使えない, 分かりにくい.
void add_predicate(std::span<const Token> tokens, std::size_t at, std::vector<LabelTerm>& out) {
  const LabelTerm term = predicate_term(tokens, at);
  if (term.form != LabelForm::kPredicate || !tokens[at].word->is_vague) out.push_back(term);
}

void add_japanese_terms(std::span<const Token> tokens, std::vector<LabelTerm>& out) {
  for (std::size_t i = 0; i < tokens.size();) {
    if (joins_compound(tokens[i])) {
      std::size_t end = i + 1;
      while (end < tokens.size() && tokens[end].begin == tokens[end - 1].end && joins_compound(tokens[end])) ++end;
      add_nouns(tokens.subspan(i, end - i), out);
      i = end;
      continue;
    }
    const Word& word = *tokens[i].word;
    const bool predicate = word.pos == Pos::kVerb || (word.pos == Pos::kAdjective && !word.is_negation);
    if (predicate && !word.is_stop_word) add_predicate(tokens, i, out);
    ++i;
  }
}

[[nodiscard]] bool denies_english(const Word& word) {
  return word.lemma == "not" || word.lemma == "no" || word.lemma == "never";
}

void add_english_terms(std::span<const Token> tokens, std::vector<LabelTerm>& out) {
  constexpr std::size_t kNone = ~std::size_t{0};
  std::size_t before = kNone;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Word& word = *tokens[i].word;
    const bool hyphen = word.pos == Pos::kSymbol && word.surface == "-";
    if (hyphen) continue;
    if (word.pos != Pos::kWord || word.lemma.size() < 2 || word.is_stop_word) {
      before = kNone;
      continue;
    }
    if (word.is_vague && (before == kNone || !denies_english(*tokens[before].word))) {
      before = kNone;  // "not working" says more than "working"
      continue;
    }
    if (before != kNone) out.push_back({LabelForm::kPair, tokens.subspan(before, i + 1 - before)});
    if (!word.is_vague && !denies_english(word)) out.push_back({LabelForm::kWord, tokens.subspan(i, 1)});
    before = word.is_vague ? kNone : i;
  }
}

[[nodiscard]] std::string key_of(const Word& word) {
  return word.pos == Pos::kWord ? "e" + word.lemma : "j" + std::string(word.spelling);
}

/// A word of an English text as a reader expects it: API and iPhone keep their capitals, "The Support" and SHOUTED do
/// not.
[[nodiscard]] std::string latin_display(const Word& word) {
  const auto upper =
      std::count_if(word.surface.begin() + 1, word.surface.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool shouted = word.surface.size() > kLongestAcronym && upper + 1 == std::ssize(word.surface);
  return upper > 0 && !shouted ? word.surface : word.lemma;
}

/// Whether an English word can name a theme by itself: not an adverb, a participle or a word of praise and
/// blame.
[[nodiscard]] bool can_stand_alone(const Word& word) {
  if (word.lemma.ends_with("ly") || word.lemma.ends_with("ed") || denies_english(word)) return false;
  return word.phrases_en == nullptr || std::none_of(word.phrases_en->begin(), word.phrases_en->end(),
                                                    [](const ValuedPhrase& phrase) { return phrase.words.size() == 1; });
}

[[nodiscard]] LabelText noun_text(const Word& word) {
  return {.display = word.surface,
          .key = key_of(word),
          .lang = word.pos == Pos::kWord ? Lang::kEn : Lang::kJa,
          .is_noun = true};
}

[[nodiscard]] std::string surfaces_of(std::span<const Token> tokens) {
  std::string out;
  for (const Token& token : tokens) out += token.surface();
  return out;
}

/// The run of adjoining nouns `run` as one compound: 請求書 発行 is 請求書発行, 操作 性 is 操作性.
[[nodiscard]] LabelText compound_text(std::span<const Token> run) {
  std::vector<std::string> keys;
  for (const Token& token : run)
    if (is_content_noun(token)) keys.push_back(key_of(*token.word));
  const bool pair = keys.size() == 2 && keys[0].front() == keys[1].front();
  return {.display = surfaces_of(run),
          .key = pair ? keys[0] + "_" + keys[1].substr(1) : keys.back(),
          .lang = Lang::kJa,
          .is_noun = true};
}

[[nodiscard]] LabelText predicate_text(LabelForm form, std::span<const Token> tokens) {
  const Word& word = *tokens.front().word;
  const Word& last = *tokens.back().word;
  LabelText text{.display = word.lemma, .key = key_of(word), .lang = Lang::kJa, .is_noun = false};
  if (form == LabelForm::kSuffixPredicate) {
    text.display = word.surface + last.lemma;
    text.key.append("_").append(last.spelling);
  } else if (form == LabelForm::kDeniedPredicate) {
    const bool polite = last.lemma == "ん";
    text.display = surfaces_of(tokens.first(tokens.size() - 1)).append(polite ? std::string_view(last.surface) : kNegation);
    text.key.append("_").append(kNegation);
  }
  return text;
}

[[nodiscard]] LabelText pair_text(const Word& first, const Word& last) {
  return {.display = latin_display(first) + " " + latin_display(last),
          .key = "e" + first.lemma + "_" + last.lemma,
          .lang = Lang::kEn,
          .is_noun = can_stand_alone(last) && first.lemma != "not"};
}

}  // namespace

std::vector<LabelTerm> label_terms(std::span<const Token> tokens, Lang lang) {
  std::vector<LabelTerm> terms;
  label_terms(tokens, lang, terms);
  return terms;
}

void label_terms(std::span<const Token> tokens, Lang lang, std::vector<LabelTerm>& terms) {
  terms.clear();
  if (lang == Lang::kJa) add_japanese_terms(tokens, terms);
  if (lang == Lang::kEn) add_english_terms(tokens, terms);
}

LabelText text_of(const LabelTerm& term) {
  const Word& first = *term.tokens.front().word;
  switch (term.form) {
    case LabelForm::kNoun:
      return noun_text(first);
    case LabelForm::kCompound:
      return compound_text(term.tokens);
    case LabelForm::kPair:
      return pair_text(first, *term.tokens.back().word);
    case LabelForm::kWord:
      return {.display = latin_display(first), .key = "e" + first.lemma, .lang = Lang::kEn, .is_noun = can_stand_alone(first)};
    case LabelForm::kPredicate:
    case LabelForm::kSuffixPredicate:
    case LabelForm::kDeniedPredicate:
      break;
  }
  return predicate_text(term.form, term.tokens);
}

}  // namespace koe::nlp

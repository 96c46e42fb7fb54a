#include "nlp/label_terms.h"

#include <algorithm>

#include "nlp/japanese_negation.h"

namespace koe::nlp {
namespace {

constexpr std::string_view kNegation = "ない";
constexpr std::size_t kLongestAcronym = 5;  ///< letters

/// A spelling's lemma as terms() has it.
[[nodiscard]] const std::string& canonical(const Token& token, const Lexicons& lexicons) {
  const auto variant = lexicons.variants_ja.find(token.lemma);
  return variant == lexicons.variants_ja.end() ? token.lemma : variant->second;
}

[[nodiscard]] bool is_content_noun(const Token& token, const Lexicons& lexicons) {
  switch (token.pos) {
    case Pos::kNoun:
    case Pos::kProperNoun:
    case Pos::kVerbalNoun:
    case Pos::kAdjectivalNoun:
      return !lexicons.stop_words_ja.contains(canonical(token, lexicons));
    case Pos::kWord:
      return token.lemma.size() > 1 && !lexicons.stop_words_en.contains(token.lemma);
    default:
      return false;
  }
}

/// Whether a word fits any subject, so that it names none.
[[nodiscard]] bool is_vague(const Token& token, const Lexicons& lexicons) {
  return token.pos == Pos::kWord ? lexicons.vague_words_en.contains(token.lemma)
                                 : lexicons.vague_words_ja.contains(canonical(token, lexicons));
}

/// What may stand in a compound beside its content nouns.
[[nodiscard]] bool joins_compound(const Token& token, const Lexicons& lexicons) {
  const bool honorific = token.lemma == "お" || token.lemma == "ご" || token.lemma == "御";
  return (token.pos == Pos::kPrefix && !honorific) || token.pos == Pos::kNounSuffix ||
         is_content_noun(token, lexicons);
}

[[nodiscard]] std::string key_of(const Token& token, const Lexicons& lexicons) {
  return token.pos == Pos::kWord ? "e" + token.lemma : "j" + canonical(token, lexicons);
}

/// A word of an English text as a reader expects it: API and iPhone keep their capitals, "The Support" and SHOUTED do
/// not.
[[nodiscard]] std::string latin_display(const Token& token) {
  const auto upper = std::count_if(token.surface.begin() + 1, token.surface.end(),
                                   [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool shouted = token.surface.size() > kLongestAcronym && upper + 1 == std::ssize(token.surface);
  return upper > 0 && !shouted ? token.surface : token.lemma;
}

[[nodiscard]] LabelTerm noun_term(const Token& token, const Lexicons& lexicons) {
  const bool latin = token.pos == Pos::kWord;
  return {.display = token.surface,
          .key = key_of(token, lexicons),
          .lang = latin ? Lang::kEn : Lang::kJa,
          .is_noun = true,
          .begin = token.begin,
          .end = token.end};
}

/// The run of adjoining nouns `run` as one compound: 請求書 発行 is 請求書発行, 操作 性 is 操作性.
[[nodiscard]] LabelTerm compound_term(std::span<const Token> run, const Lexicons& lexicons) {
  LabelTerm term{.display = {},
                 .key = {},
                 .lang = Lang::kJa,
                 .is_noun = true,
                 .begin = run.front().begin,
                 .end = run.back().end};
  std::vector<std::string> keys;
  for (const Token& token : run) {
    term.display += token.surface;
    if (is_content_noun(token, lexicons)) keys.push_back(key_of(token, lexicons));
  }
  const bool pair = keys.size() == 2 && keys[0].front() == keys[1].front();
  term.key = pair ? keys[0] + "_" + keys[1].substr(1) : keys.back();
  return term;
}

void add_nouns(std::span<const Token> run, const Lexicons& lexicons, std::vector<LabelTerm>& out) {
  while (!run.empty() && run.front().pos == Pos::kNounSuffix) run = run.subspan(1);
  while (!run.empty() && run.back().pos == Pos::kPrefix) run = run.first(run.size() - 1);
  const auto content =
      std::count_if(run.begin(), run.end(), [&](const Token& t) { return is_content_noun(t, lexicons); });
  if (content == 0) return;
  if (run.size() > 1) out.push_back(compound_term(run, lexicons));
  if (run.size() > 1 && content == 1) return;
  for (const Token& token : run)
    if (is_content_noun(token, lexicons) && !is_vague(token, lexicons)) out.push_back(noun_term(token, lexicons));
}

/// The verb or adjective `tokens`[`at`] with what makes another word of it: 使いにくい, 使えない,
/// 分かりません.
[[nodiscard]] LabelTerm predicate_term(std::span<const Token> tokens, std::size_t at,
                                       const Lexicons& lexicons) {
  const Token& token = tokens[at];
  LabelTerm term{.display = token.lemma,
                 .key = key_of(token, lexicons),
                 .lang = Lang::kJa,
                 .is_noun = false,
                 .begin = token.begin,
                 .end = token.end};
  std::size_t next = at + 1;
  std::string stem = token.surface;
  if (next < tokens.size() && tokens[next].pos == Pos::kDependentAdjective &&
      !is_japanese_negation(tokens[next])) {
    term.display = stem + tokens[next].lemma;
    term.key += "_" + canonical(tokens[next], lexicons);
    term.end = tokens[next].end;
    return term;
  }
  for (; next < tokens.size() && (tokens[next].pos == Pos::kVerbSuffix || tokens[next].lemma == "ます");
       ++next)
    stem += tokens[next].surface;
  if (next < tokens.size() && denies(tokens, next)) {
    const bool polite = tokens[next].lemma == "ん";
    term.display = stem + (polite ? tokens[next].surface : std::string(kNegation));
    term.key += "_" + std::string(kNegation);
    term.end = tokens[next].end;
  }
  return term;
}

/// A vague verb or adjective names something only with what changes it: 使えない, 分かりにくい.
void add_predicate(std::span<const Token> tokens, std::size_t at, const Lexicons& lexicons, std::vector<LabelTerm>& out) {
  LabelTerm term = predicate_term(tokens, at, lexicons);
  const bool is_plain = term.display == tokens[at].lemma;
  if (!is_plain || !is_vague(tokens[at], lexicons)) out.push_back(std::move(term));
}

[[nodiscard]] std::vector<LabelTerm> japanese_terms(std::span<const Token> tokens, const Lexicons& lexicons) {
  std::vector<LabelTerm> out;
  for (std::size_t i = 0; i < tokens.size();) {
    if (joins_compound(tokens[i], lexicons)) {
      std::size_t end = i + 1;
      while (end < tokens.size() && tokens[end].begin == tokens[end - 1].end &&
             joins_compound(tokens[end], lexicons))
        ++end;
      add_nouns(tokens.subspan(i, end - i), lexicons, out);
      i = end;
      continue;
    }
    const Token& token = tokens[i];
    const bool predicate =
        token.pos == Pos::kVerb || (token.pos == Pos::kAdjective && !is_japanese_negation(token));
    if (predicate && !lexicons.stop_words_ja.contains(canonical(token, lexicons)))
      add_predicate(tokens, i, lexicons, out);
    ++i;
  }
  return out;
}

[[nodiscard]] bool denies_english(const Token& token) {
  return token.lemma == "not" || token.lemma == "no" || token.lemma == "never";
}

/// Whether an English word can name a theme by itself: not an adverb, a participle or a word of praise and
/// blame.
[[nodiscard]] bool can_stand_alone(const Token& token, const Lexicons& lexicons) {
  const std::string& word = token.lemma;
  if (word.ends_with("ly") || word.ends_with("ed") || denies_english(token)) return false;
  const auto verdicts = lexicons.polarity_en.find(word);
  return verdicts == lexicons.polarity_en.end() ||
         std::none_of(verdicts->second.begin(), verdicts->second.end(),
                      [](const ValuedPhrase& phrase) { return phrase.words.size() == 1; });
}

[[nodiscard]] std::vector<LabelTerm> english_terms(std::span<const Token> tokens, const Lexicons& lexicons) {
  std::vector<LabelTerm> out;
  const Token* before = nullptr;
  for (const Token& token : tokens) {
    const bool hyphen = token.pos == Pos::kSymbol && token.surface == "-";
    if (hyphen) continue;
    if (token.pos != Pos::kWord || token.lemma.size() < 2 || lexicons.stop_words_en.contains(token.lemma)) {
      before = nullptr;
      continue;
    }
    const bool vague = is_vague(token, lexicons);
    if (vague && (before == nullptr || !denies_english(*before))) {  // "not working" says more than "working"
      before = nullptr;
      continue;
    }
    const bool negation = denies_english(token);
    const bool noun = can_stand_alone(token, lexicons);
    if (before != nullptr)
      out.push_back({.display = latin_display(*before) + " " + latin_display(token),
                     .key = "e" + before->lemma + "_" + token.lemma,
                     .lang = Lang::kEn,
                     .is_noun = noun && before->lemma != "not",
                     .begin = before->begin,
                     .end = token.end});
    if (!negation && !vague)
      out.push_back({.display = latin_display(token),
                     .key = "e" + token.lemma,
                     .lang = Lang::kEn,
                     .is_noun = noun,
                     .begin = token.begin,
                     .end = token.end});
    before = vague ? nullptr : &token;
  }
  return out;
}

}  // namespace

std::vector<LabelTerm> label_terms(std::span<const Token> tokens, Lang lang, const Lexicons& lexicons) {
  switch (lang) {
    case Lang::kJa:
      return japanese_terms(tokens, lexicons);
    case Lang::kEn:
      return english_terms(tokens, lexicons);
    case Lang::kOther:
      break;
  }
  return {};
}

}  // namespace koe::nlp

#include "nlp/terms.h"

#include <algorithm>

#include "nlp/japanese_negation.h"

namespace koe::nlp {
namespace {

constexpr std::string_view kNegation = "ない";
constexpr std::string_view kWish = "ほしい";

[[nodiscard]] bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) noexcept {
  return std::find(list.begin(), list.end(), text) != list.end();
}

[[nodiscard]] bool is_wish(const Token& token) noexcept {
  return is_one_of(token.lemma, {"ほしい", "欲しい"});
}

/// Prefixes that deny their noun.
[[nodiscard]] bool is_denying_prefix(const Token& token) noexcept {
  return token.pos == Pos::kPrefix && is_one_of(token.lemma, {"未", "不", "非", "無"});
}

[[nodiscard]] bool carries_content(Pos pos) noexcept {
  switch (pos) {
    case Pos::kNoun:
    case Pos::kProperNoun:
    case Pos::kVerbalNoun:
    case Pos::kAdjectivalNoun:
    case Pos::kAdverbialNoun:
    case Pos::kPronoun:
    case Pos::kNounSuffix:
    case Pos::kVerb:
    case Pos::kAdjective:
    case Pos::kDependentAdjective:
    case Pos::kAdverb:
    case Pos::kAdnominal:
    case Pos::kInterjection:
    case Pos::kWord:
      return true;
    default:
      return false;
  }
}

void add(std::vector<Term>& out, char language, std::string_view lemma, const Token& token) {
  Term& term = out.emplace_back();
  term.key.reserve(lemma.size() + 1);
  term.key.push_back(language);
  term.key.append(lemma);
  term.pos = token.pos;
  term.begin = token.begin;
  term.end = token.end;
}

void add_english(std::vector<Term>& out, const Token& token, const Lexicons& lexicons) {
  if (token.lemma.size() < 2 || lexicons.stop_words_en.contains(token.lemma)) return;
  add(out, 'e', token.lemma, token);
  for (const std::string& form : base_form_candidates(token.lemma))
    out.back().candidates.push_back("e" + form);
}

[[nodiscard]] std::vector<Term> japanese_terms(std::span<const Token> tokens, const Lexicons& lexicons) {
  std::vector<Term> out;
  out.reserve(tokens.size() / 2);
  bool deny_next_noun = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (is_japanese_negation(token)) {
      if (const std::size_t begin = negation_phrase_begin(tokens, i); begin != i) {
        while (!out.empty() && out.back().begin >= tokens[begin].begin) out.pop_back();
      } else {
        add(out, 'j', kNegation, token);
      }
    } else if (is_wish(token)) {
      add(out, 'j', kWish, token);
    } else if (is_denying_prefix(token)) {
      deny_next_noun = true;
      continue;
    } else if (token.pos == Pos::kWord) {
      add_english(out, token, lexicons);
    } else if (carries_content(token.pos)) {
      const auto variant = lexicons.variants_ja.find(token.lemma);
      const std::string& lemma = variant == lexicons.variants_ja.end() ? token.lemma : variant->second;
      if (!lexicons.stop_words_ja.contains(lemma)) {
        add(out, 'j', lemma, token);
        if (deny_next_noun) add(out, 'j', kNegation, token);
      }
    }
    deny_next_noun = false;
  }
  return out;
}

}  // namespace

std::vector<Term> terms(std::span<const Token> tokens, Lang lang, const Lexicons& lexicons) {
  if (lang == Lang::kJa) return japanese_terms(tokens, lexicons);
  std::vector<Term> out;
  if (lang == Lang::kOther) return out;
  for (const Token& token : tokens)
    if (token.pos == Pos::kWord) add_english(out, token, lexicons);
  return out;
}

std::vector<std::string> base_form_candidates(std::string_view word) {
  std::vector<std::string> forms;
  const std::size_t length = word.size();
  const auto without = [&](std::size_t n) { return std::string(word.substr(0, length - n)); };
  if (length > 4 && word.ends_with("ies")) forms.push_back(without(3) + "y");
  if (length > 3 && word.ends_with("es")) forms.push_back(without(2));
  if (length > 3 && word.ends_with("s") && !word.ends_with("ss")) forms.push_back(without(1));
  for (const std::string_view suffix : {"ing", "ed"}) {
    if (!word.ends_with(suffix) || length - suffix.size() <= 2) continue;
    const std::string stem = without(suffix.size());
    if (suffix == "ed" && stem.back() == 'i') forms.push_back(stem.substr(0, stem.size() - 1) + "y");
    forms.push_back(stem);
    forms.push_back(stem + "e");
    if (stem.back() == stem[stem.size() - 2]) forms.push_back(stem.substr(0, stem.size() - 1));
  }
  return forms;
}

}  // namespace koe::nlp

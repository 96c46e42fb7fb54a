#include "nlp/terms.h"

#include "nlp/japanese_negation.h"
#include "nlp/vocabulary.h"

namespace koe::nlp {
namespace {

void add(std::vector<Term>& out, const TermKeys& keys, const Token& token) {
  out.push_back({.keys = &keys, .pos = token.pos(), .begin = token.begin, .end = token.end});
}

void add_japanese(std::span<const Token> tokens, std::vector<Term>& out) {
  bool deny_next_noun = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    switch (token.word->role) {
      case TermRole::kNone:
        break;
      case TermRole::kNegation:
        if (const std::size_t begin = negation_phrase_begin(tokens, i); begin != i) {
          while (!out.empty() && out.back().begin >= tokens[begin].begin) out.pop_back();
        } else {
          add(out, negation_term(), token);
        }
        break;
      case TermRole::kWish:
        add(out, wish_term(), token);
        break;
      case TermRole::kDenyingPrefix:
        deny_next_noun = true;
        continue;
      case TermRole::kTerm:
        add(out, *token.word->term_keys, token);
        if (deny_next_noun && token.pos() != Pos::kWord) add(out, negation_term(), token);
        break;
    }
    deny_next_noun = false;
  }
}

}  // namespace

std::vector<Term> terms(std::span<const Token> tokens, Lang lang) {
  std::vector<Term> out;
  terms(tokens, lang, out);
  return out;
}

void terms(std::span<const Token> tokens, Lang lang, std::vector<Term>& out) {
  out.clear();
  if (lang == Lang::kJa) add_japanese(tokens, out);
  if (lang != Lang::kEn) return;
  for (const Token& token : tokens)
    if (token.word->role == TermRole::kTerm) add(out, *token.word->term_keys, token);
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

#include "pipeline/stages/text_terms.h"

#include <utility>

#include "pipeline/stages/languages.h"

namespace koe::stages {

void TermReader::tokenize(std::string_view normalized, Language language, std::vector<nlp::Token>& tokens) {
  tokenizer_.tokenize(normalized, lang_of(language), tokens);
}

models::embedding::KnownTerms TermReader::known_terms(const std::vector<nlp::Token>& tokens, Language language) {
  nlp::terms(tokens, lang_of(language), terms_);
  in_order_.clear();
  for (const nlp::Term& term : terms_) in_order_.push_back(looked_up(*term.keys));
  return assets_.embedder().look_up(in_order_);
}

bool TermReader::forget_when_full() {
  if (!tokenizer_.forget_when_full()) return false;
  by_number_.clear();
  met_.clear();
  return true;
}

const models::embedding::LookedUpTerm* TermReader::looked_up(const nlp::TermKeys& keys) {
  if (keys.number >= by_number_.size()) by_number_.resize(tokenizer_.words().term_numbers(), nullptr);
  const models::embedding::LookedUpTerm*& known = by_number_[keys.number];
  if (known != nullptr) return known;
  models::embedding::Term term;
  term.keys.push_back(keys.key);
  term.keys.insert(term.keys.end(), keys.candidates.begin(), keys.candidates.end());
  known = &met_.emplace_back(assets_.embedder().look_up(std::move(term)));
  return known;
}

}  // namespace koe::stages

#include "pipeline/stages/text_terms.h"

#include <utility>

#include "pipeline/stages/languages.h"

namespace koe::stages {

void TermReader::tokenize(const nlp::DecodedText& normalized, Language language, std::vector<nlp::Token>& tokens) {
  tokenizer_.tokenize(normalized, lang_of(language), tokens);
}

void TermReader::tokenize(std::string_view normalized, Language language, std::vector<nlp::Token>& tokens) {
  tokenizer_.tokenize(normalized, lang_of(language), tokens);
}

models::embedding::KnownTerms TermReader::known_terms(const std::vector<nlp::Token>& tokens, Language language) {
  models::embedding::KnownTerms known;
  known_terms(tokens, language, known);
  return known;
}

void TermReader::known_terms(const std::vector<nlp::Token>& tokens, Language language, models::embedding::KnownTerms& known) {
  nlp::terms(tokens, lang_of(language), terms_);
  if (by_number_.size() < tokenizer_.words().term_numbers()) by_number_.resize(tokenizer_.words().term_numbers());
  in_order_.clear();
  for (const nlp::Term& term : terms_) {
    models::embedding::LookedUpTerm& met = by_number_[term.keys->number];
    if (met.term.keys.empty()) met = looked_up(*term.keys);
    in_order_.push_back(&met);
  }
  assets_.embedder().look_up(in_order_, known);
}

bool TermReader::forget_when_full() {
  if (!tokenizer_.forget_when_full()) return false;
  by_number_.clear();
  return true;
}

models::embedding::LookedUpTerm TermReader::looked_up(const nlp::TermKeys& keys) const {
  models::embedding::Term term;
  term.keys.push_back(keys.key);
  term.keys.insert(term.keys.end(), keys.candidates.begin(), keys.candidates.end());
  return assets_.embedder().look_up(std::move(term));
}

}  // namespace koe::stages

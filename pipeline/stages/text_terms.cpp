#include "pipeline/stages/text_terms.h"

#include "nlp/terms.h"
#include "pipeline/stages/languages.h"

namespace koe::stages {

void TermReader::tokenize(std::string_view normalized, Language language, std::vector<nlp::Token>& tokens) {
  tokenizer_.tokenize(normalized, lang_of(language), tokens);
}

models::embedding::KnownTerms TermReader::known_terms(const std::vector<nlp::Token>& tokens, Language language) const {
  std::vector<models::embedding::Term> terms;
  for (nlp::Term& term : nlp::terms(tokens, lang_of(language), assets_.lexicons())) {
    models::embedding::Term& keys = terms.emplace_back();
    keys.keys.reserve(1 + term.candidates.size());
    keys.keys.push_back(std::move(term.key));
    for (std::string& candidate : term.candidates) keys.keys.push_back(std::move(candidate));
  }
  return assets_.embedder().look_up(terms);
}

}  // namespace koe::stages

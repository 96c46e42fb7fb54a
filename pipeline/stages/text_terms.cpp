#include "pipeline/stages/text_terms.h"

#include "nlp/terms.h"
#include "pipeline/stages/languages.h"

namespace koe::stages {

models::embedding::TextTerms TermReader::read(std::string_view normalized, Language language) {
  const nlp::Lang lang = lang_of(language);
  tokenizer_.tokenize(normalized, lang, tokens_);
  models::embedding::TextTerms text{.language = table_language(language), .terms = {}};
  for (nlp::Term& term : nlp::terms(tokens_, lang, assets_.lexicons())) {
    models::embedding::Term keys;
    keys.keys.reserve(1 + term.candidates.size());
    keys.keys.push_back(std::move(term.key));
    for (std::string& candidate : term.candidates) keys.keys.push_back(std::move(candidate));
    text.terms.push_back(std::move(keys));
  }
  return text;
}

}  // namespace koe::stages

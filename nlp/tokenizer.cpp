#include "nlp/tokenizer.h"

#include "nlp/english_tokenizer.h"

namespace koe::nlp {

Tokenizer::Tokenizer(const MecabTokenizer& mecab, const Lexicons& lexicons)
    : japanese_(mecab.worker()), lexicons_(lexicons) {}

void Tokenizer::tokenize(std::string_view text, Lang lang, std::vector<Token>& tokens) {
  if (lang == Lang::kJa) {
    japanese_.tokenize(text, tokens);
  } else {
    tokenize_english(text, lexicons_, tokens);
  }
}

}  // namespace koe::nlp

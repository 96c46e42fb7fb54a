#include "nlp/tokenizer.h"

namespace koe::nlp {
namespace {

/// About 30 MB of words. A language of daily use has fewer; past that, texts are names and noise.
constexpr std::size_t kMostWords = 100'000;

}  // namespace

Tokenizer::Tokenizer(const MecabTokenizer& mecab, const Lexicons& lexicons)
    : japanese_(mecab.worker()), english_(lexicons), words_(lexicons) {}

void Tokenizer::tokenize(const DecodedText& text, Lang lang, std::vector<Token>& tokens) {
  if (lang == Lang::kJa) {
    japanese_.tokenize(text.utf8, words_, tokens);
  } else {
    english_.tokenize(text, words_, tokens);
  }
}

void Tokenizer::tokenize(std::string_view text, Lang lang, std::vector<Token>& tokens) {
  decode_utf8(text, code_points_);
  tokenize({text, code_points_}, lang, tokens);
}

bool Tokenizer::forget_when_full() {
  if (words_.size() < kMostWords) return false;
  words_.clear();
  return true;
}

}  // namespace koe::nlp

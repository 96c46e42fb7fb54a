// A text's terms in the form the embedder takes: the seam between nlp and models.
#pragma once
#include <string_view>
#include <vector>

#include "models/embedding/embedder.h"
#include "models/embedding/pooling.h"
#include "nlp/tokenizer.h"
#include "pipeline/domain/run_result.h"
#include "pipeline/stages/assets.h"

namespace koe::stages {

/// One thread's way from normalised text to tokens and terms.
class TermReader {
 public:
  explicit TermReader(const Assets& assets) : assets_(assets), tokenizer_(assets.mecab(), assets.lexicons()) {}

  /// Tokens of `normalized` into `tokens`, whose memory is reused.
  void tokenize(std::string_view normalized, Language language, std::vector<nlp::Token>& tokens);

  /// What the vector table knows of a text with these tokens.
  [[nodiscard]] models::embedding::KnownTerms known_terms(const std::vector<nlp::Token>& tokens, Language language) const;

 private:
  const Assets& assets_;
  nlp::Tokenizer tokenizer_;
};

}  // namespace koe::stages

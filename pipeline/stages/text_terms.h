// A text's terms in the form the embedder takes: the seam between nlp and models.
#pragma once
#include <string_view>
#include <vector>

#include "models/embedding/embedder.h"
#include "nlp/tokenizer.h"
#include "pipeline/domain/run_result.h"
#include "pipeline/stages/assets.h"

namespace koe::stages {

/// One thread's way from normalised text to terms; keeps its buffers.
class TermReader {
 public:
  explicit TermReader(const Assets& assets) : assets_(assets), tokenizer_(assets.mecab(), assets.lexicons()) {}

  /// Terms of `normalized`; the tokens behind them stay readable until the next call.
  [[nodiscard]] models::embedding::TextTerms read(std::string_view normalized, Language language);
  [[nodiscard]] const std::vector<nlp::Token>& tokens() const { return tokens_; }

 private:
  const Assets& assets_;
  nlp::Tokenizer tokenizer_;
  std::vector<nlp::Token> tokens_;
};

}  // namespace koe::stages

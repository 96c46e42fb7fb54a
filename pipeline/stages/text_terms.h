// A text's terms in the form the embedder takes: the seam between nlp and models.
#pragma once
#include <string_view>
#include <vector>

#include "models/embedding/embedder.h"
#include "models/embedding/pooling.h"
#include "nlp/terms.h"
#include "nlp/tokenizer.h"
#include "pipeline/domain/run_result.h"
#include "pipeline/stages/assets.h"

namespace koe::stages {

/// One thread's way from normalised text to tokens and terms. Remembers what the table knows of the terms it met.
class TermReader {
 public:
  explicit TermReader(const Assets& assets) : assets_(assets), tokenizer_(assets.mecab(), assets.lexicons()) {}

  /// Tokens of `normalized` into `tokens`, whose memory is reused. They are void after forget_when_full.
  void tokenize(const nlp::DecodedText& normalized, Language language, std::vector<nlp::Token>& tokens);
  void tokenize(std::string_view normalized, Language language, std::vector<nlp::Token>& tokens);

  /// What the vector table knows of a text with these tokens of its own.
  [[nodiscard]] models::embedding::KnownTerms known_terms(const std::vector<nlp::Token>& tokens, Language language);

  /// The same into `known`, whose memory is reused.
  void known_terms(const std::vector<nlp::Token>& tokens, Language language, models::embedding::KnownTerms& known);

  /// As nlp::Tokenizer::forget_when_full.
  bool forget_when_full();

 private:
  [[nodiscard]] models::embedding::LookedUpTerm looked_up(const nlp::TermKeys& keys) const;

  const Assets& assets_;
  nlp::Tokenizer tokenizer_;
  std::vector<nlp::Term> terms_;                                   ///< of the last text
  std::vector<const models::embedding::LookedUpTerm*> in_order_;  ///< the same
  std::vector<models::embedding::LookedUpTerm> by_number_;        ///< by TermKeys::number; without keys: not met yet
};

}  // namespace koe::stages

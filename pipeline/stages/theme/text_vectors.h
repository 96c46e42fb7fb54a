// How do texts become the vectors that themes are sought in? By the look-up table and, where one was asked for, by a sentence
// encoder beside it: the table knows subjects, the encoder the order of words; together they are better than either.
#pragma once
#include <string>
#include <vector>

#include "models/embedding/pooling.h"
#include "pipeline/stages/assets.h"
#include "pipeline/stages/theme/raw_vectors.h"
#include "pipeline/stages/theme/unit_set.h"
#include "pipeline/store/encoded_text_store.h"

namespace koe::stages {

/// The source of raw vectors: one block of columns for the table and one for the encoder. What the encoder made of the texts
/// is read from the store (encode_stage.cpp). Checked in tests/unit/stages/text_vectors_test.cpp.
class TextVectors {
 public:
  /// `encoder`: identity of a sentence encoder, "" = the table alone. All three outlive the object.
  TextVectors(const Assets& assets, store::Database& database, const std::string& encoder, unsigned threads);

  /// Prepares texts that do not come from the store: tokenizes them.
  void read(UnitSet& texts) const;

  /// Raw vectors of `texts`, which outlive them. A text that a source has nothing for has zeros in its block.
  /// Cost: with an encoder a read of the store a text.
  [[nodiscard]] RawVectors raw(const UnitSet& texts) const;

  /// Widths of the blocks.
  [[nodiscard]] const models::embedding::Blocks& blocks() const { return blocks_; }

  /// What vectors of each language are centred by before any text is seen: the table's own means, the encoder's means of
  /// the library.
  [[nodiscard]] const models::embedding::LanguageMeans& prior() const { return prior_; }

 private:
  void add_encoder_block();

  const Assets& assets_;
  store::EncodedTextStore encoded_;
  unsigned threads_;
  models::embedding::Blocks blocks_;
  models::embedding::LanguageMeans prior_;
};

}  // namespace koe::stages

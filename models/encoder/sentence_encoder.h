// How does a whole sentence become a vector? The interface of neural encoders, which read words in their order where the
// look-up table adds up lemmas. Optional: koe works without one.
#pragma once
#include <cstddef>
#include <span>
#include <string>

#include "models/matrix.h"

namespace koe::models::encoder {

/// Turns sentences of either language into raw vectors of one space.
class SentenceEncoder {
 public:
  SentenceEncoder() = default;
  SentenceEncoder(const SentenceEncoder&) = delete;
  SentenceEncoder& operator=(const SentenceEncoder&) = delete;
  virtual ~SentenceEncoder() = default;

  /// Length d of the vectors.
  [[nodiscard]] virtual std::size_t dimensions() const = 0;

  /// n x d, one row of length one a text, in their order; a text for which the encoder has nothing has a row of zeros.
  /// In: UTF-8. Errors: EncoderFailure.
  [[nodiscard]] virtual Matrix encode(std::span<const std::string> texts) = 0;
};

}  // namespace koe::models::encoder

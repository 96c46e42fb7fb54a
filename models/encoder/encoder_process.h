// A sentence encoder in a process of its own: any engine, in any language, that reads lines and writes numbers. koe links
// no neural network, and a crash of one is a message, not a crash of koe.
//
// Protocol: the program gets one text a line on standard input (UTF-8; line breaks inside a text are spaces) and writes,
// for each line and in their order, d little-endian 32-bit floats to standard output. It ends when its input ends. What
// it writes to standard error is kept for the message in case it fails.
#pragma once
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/encoder/sentence_encoder.h"

namespace koe::models::encoder {

/// The encoder did not do its part; what() says what happened, in English, with the program's own last words.
class EncoderFailure : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Runs a program that speaks the protocol above. One process an object; not thread-safe.
/// Checked in tests/unit/models/encoder/encoder_process_test.cpp.
class EncoderProcess final : public SentenceEncoder {
 public:
  /// Starts `program` (a file and its arguments; the file is absolute or relative to `folder`) in `folder`, without the
  /// caller's environment. Errors: EncoderFailure when it cannot be run.
  EncoderProcess(const std::vector<std::string>& program, const std::filesystem::path& folder, std::size_t dimensions);
  ~EncoderProcess() override;

  [[nodiscard]] std::size_t dimensions() const override { return dimensions_; }

  /// Errors: EncoderFailure when the program ends early, or writes what is no finite number.
  /// Cost: the program's; the texts are handed over while results are read, so neither side waits for a full pipe.
  [[nodiscard]] Matrix encode(std::span<const std::string> texts) override;

 private:
  struct Child;
  std::unique_ptr<Child> child_;
  std::size_t dimensions_;
};

}  // namespace koe::models::encoder

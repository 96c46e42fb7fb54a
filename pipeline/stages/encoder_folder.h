// Which sentence encoder was asked for? A folder with encoder.json, which says what it is and how it is run; scripts/get-encoder
// makes one, users can make their own (README, Encoder).
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace koe::stages {

/// What encoder.json says.
struct EncoderFolder {
  std::filesystem::path folder;
  std::string name, version;
  std::size_t dimensions = 0;
  std::vector<std::string> program;  ///< file and arguments, the file relative to `folder`
  std::string identity;              ///< SHA-256 of encoder.json, which names its model by checksum: another model is another encoder
};

/// Reads and checks `folder`/encoder.json. Errors: RunError (exit 6) kEncoderMissing, kEncoderWrong.
/// Checked in tests/unit/stages/encode_stage_test.cpp.
[[nodiscard]] EncoderFolder open_encoder(const std::filesystem::path& folder);

}  // namespace koe::stages

// How does a test get a vector table? It writes the few entries it needs, and may damage any byte.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace koe::models::embedding::testing {

/// One row of a table to be written.
struct Entry {
  std::string key;
  std::vector<std::int8_t> vector;
  float scale = 1.0F;
  float weight = 1.0F;
};

/// The bytes of a table with `entries` in the given order and the given means (2 d values; empty = zeros).
[[nodiscard]] std::string table_bytes(const std::vector<Entry>& entries, std::vector<float> means = {});

/// A file that is removed at the end of the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& bytes);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace koe::models::embedding::testing

#include "tests/unit/models/embedding/table_file.h"

#include <unistd.h>

#include <atomic>
#include <cstring>
#include <fstream>
#include <utility>

namespace koe::models::embedding::testing {
namespace {

constexpr std::size_t kHeaderBytes = 96;

template <typename T>
void put(std::string& bytes, std::size_t offset, T value) {
  std::memcpy(bytes.data() + offset, &value, sizeof value);
}

/// Appends a section at the next multiple of 64 and returns where it begins.
template <typename T>
std::uint64_t append(std::string& bytes, const std::vector<T>& values) {
  bytes.resize((bytes.size() + 63) / 64 * 64);
  const std::uint64_t begin = bytes.size();
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  return begin;
}

}  // namespace

std::string table_bytes(const std::vector<Entry>& entries, std::vector<float> means) {
  const std::size_t dimensions = entries.front().vector.size();
  means.resize(2 * dimensions);
  std::vector<std::uint32_t> key_index = {0};
  std::vector<char> keys;
  std::vector<float> scales;
  std::vector<float> weights;
  std::vector<std::int8_t> vectors;
  for (const Entry& entry : entries) {
    keys.insert(keys.end(), entry.key.begin(), entry.key.end());
    key_index.push_back(static_cast<std::uint32_t>(keys.size()));
    scales.push_back(entry.scale);
    weights.push_back(entry.weight);
    vectors.insert(vectors.end(), entry.vector.begin(), entry.vector.end());
  }
  std::string bytes(kHeaderBytes, '\0');
  bytes.replace(0, 8, "KOETAB01");
  put(bytes, 8, static_cast<std::uint32_t>(kHeaderBytes));
  put(bytes, 12, static_cast<std::uint32_t>(dimensions));
  put(bytes, 16, static_cast<std::uint32_t>(entries.size()));
  const std::uint64_t key_index_offset = append(bytes, key_index);
  const std::uint64_t key_blob_offset = append(bytes, keys);
  const std::uint64_t scale_offset = append(bytes, scales);
  const std::uint64_t weight_offset = append(bytes, weights);
  const std::uint64_t vector_offset = append(bytes, vectors);
  const std::uint64_t mean_offset = append(bytes, means);
  put(bytes, 24, key_index_offset);
  put(bytes, 32, key_blob_offset);
  put(bytes, 40, static_cast<std::uint64_t>(keys.size()));
  put(bytes, 48, scale_offset);
  put(bytes, 56, weight_offset);
  put(bytes, 64, vector_offset);
  put(bytes, 72, mean_offset);
  put(bytes, 80, static_cast<std::uint64_t>(bytes.size()));
  return bytes;
}

TemporaryFile::TemporaryFile(const std::string& bytes) {
  static std::atomic<int> count{0};
  path_ = std::filesystem::temp_directory_path() /
          ("koe-table-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
  std::ofstream(path_, std::ios::binary) << bytes;
}

TemporaryFile::~TemporaryFile() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

}  // namespace koe::models::embedding::testing

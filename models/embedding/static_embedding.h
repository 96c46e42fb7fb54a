// Which vector belongs to a lemma? A read-only table that is mapped into memory, shared by all threads and
// never half loaded: either every offset, key and size was checked, or the factory threw.
//
// File (little-endian, sections 64-byte aligned):
//     0  char[8]  "KOETAB01"              40  u64  key_blob_bytes
//     8  u32      header_bytes = 96       48  u64  scale_offset       f32[n]
//    12  u32      dimensions d            56  u64  weight_offset      f32[n]
//    16  u32      rows n                  64  u64  vector_offset      i8[n*d], real = scale[i] * q
//    20  u32      flags = 0               72  u64  mean_offset        f32[2*d], Japanese then English
//    24  u64      key_index_offset u32[n+1]  80  u64  file_bytes
//    32  u64      key_blob_offset         88  u64  0
// Keys are unique and sorted by byte. A key is 'j' or 'e' and the lemma (NFKC, lower case); an entry for two
// adjacent lemmas joins them with '_' ("enot_work").
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "models/language.h"

namespace koe::models::embedding {

/// First letter of the keys of a language: 'j' or 'e'.
[[nodiscard]] constexpr char key_prefix(Language language) {
  return language == Language::kJapanese ? 'j' : 'e';
}

/// Read-only table "lemma -> vector of d small integers, a scale and a general weight" for both languages.
/// Cost: loading reads keys, scales and weights once (tens of milliseconds for 100,000 rows) and builds a
/// hash of 8 bytes a row; vectors are paged in on use. Thread-safe: immutable after `load`.
/// Source: Model2Vec (van Dongen, Tulkens 2024) for the idea; weights are smooth inverse frequencies (Arora,
/// Liang, Ma 2017).
/// Checked in tests/unit/models/embedding/static_embedding_test.cpp.
class StaticEmbedding {
 public:
  /// Maps and checks `path`.
  /// Errors: LoadError for a file that cannot be opened, is truncated or longer than it says, has another
  /// magic or version, sections outside the file, overlapping or misaligned, keys out of order or empty, or a
  /// scale, weight or mean that is not a finite number >= 0 (means: finite).
  [[nodiscard]] static StaticEmbedding load(const std::filesystem::path& path);

  ~StaticEmbedding();
  StaticEmbedding(StaticEmbedding&&) noexcept;
  StaticEmbedding& operator=(StaticEmbedding&&) noexcept;

  /// Number of entries n.
  [[nodiscard]] std::size_t rows() const noexcept;

  /// Length d of each vector.
  [[nodiscard]] std::size_t dimensions() const noexcept;

  /// Row of the entry whose key is exactly `key`.
  /// Cost: one hash and on average one string comparison.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view key) const noexcept;

  /// Whether an entry of two lemmas may begin with `left`: false is certain, true nearly. Cost: one hash and one bit.
  [[nodiscard]] bool may_begin_pair(std::string_view left) const noexcept;

  /// Row of the entry for two adjacent lemmas, "left_right" with one language letter. In: the keys of both lemmas.
  /// Cost: one hash and one bit where no such entry begins with `left`.
  [[nodiscard]] std::optional<std::uint32_t> find_pair(std::string_view left, std::string_view right) const noexcept;

  /// Key of `row` (< rows()), with its language letter; valid as long as the table.
  [[nodiscard]] std::string_view key(std::uint32_t row) const noexcept;

  /// General weight of `row`, >= 0: how much the lemma says about a text's subject.
  [[nodiscard]] float weight(std::uint32_t row) const noexcept;

  /// What one step of the integers of `row` is worth.
  [[nodiscard]] float scale(std::uint32_t row) const noexcept;

  /// The d integers of `row`; valid as long as the table.
  [[nodiscard]] std::span<const std::int8_t> vector(std::uint32_t row) const noexcept;

  /// Mean of pooled texts of `language` in the text that the table was trained on, d values: the start for
  /// centring.
  [[nodiscard]] std::span<const float> prior_mean(Language language) const noexcept;

 private:
  struct State;
  explicit StaticEmbedding(std::unique_ptr<State> state) noexcept;
  std::unique_ptr<State> state_;
};

}  // namespace koe::models::embedding

// By what are copies of a text found? Its letters, and the runs of four letters in it.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace koe::nlp {

/// Bands of one text: copies have one key in common most likely.
inline constexpr std::size_t kBands = 12;

/// A text in short.
struct TextSketch {
  std::uint64_t letters = 0;            ///< hash of the letters
  std::array<std::uint64_t, 4> seen{};  ///< one bit a different run, which runs may share
  std::uint32_t runs = 0;               ///< how many there are, equal ones counted; 0 for short texts
  bool has_letters = false;             ///< enough of them to tell answers apart
};

/// Whether two texts may be copies as far as their sketches tell: false only where they certainly are none. What one text has
/// and the other has not shows in the bits, and copies have at most so many such runs.
[[nodiscard]] bool may_be_same_text(const TextSketch& a, const TextSketch& b);

/// Reads texts; keeps its memory from text to text. Not thread-safe: one a thread.
class TextSketcher {
 public:
  /// The sketch of a normalised text. Cost: O(bytes).
  [[nodiscard]] TextSketch sketch(std::string_view text);

  /// Keys of the runs of the text that was sketched last, at most one a band; none for short texts.
  [[nodiscard]] std::span<const std::uint64_t> keys() const { return std::span(keys_).first(bands_); }

  /// Hashes of the runs of four letters in `text`, ascending, each once, in 32 bits. Valid until the next call.
  /// Cost: O(bytes log bytes).
  [[nodiscard]] std::span<const std::uint32_t> shingles(std::string_view text);

  /// The letters of `text` in lower case. Valid until the next call.
  [[nodiscard]] std::span<const char32_t> letters(std::string_view text);

 private:
  void read_runs(std::string_view text);
  void find_keys();

  std::vector<char32_t> letters_;
  std::vector<std::uint64_t> runs_;
  std::vector<std::uint32_t> shingles_;
  std::array<std::uint64_t, kBands> keys_{};
  std::size_t bands_ = 0;
};

/// Whether two lists of shingles share as much as copies do, 70 % of what they hold together. Ends as soon as they cannot any more.
[[nodiscard]] bool is_same_text(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

}  // namespace koe::nlp

// How is UTF-8 turned into code points and back? The one decoder of this layer.
//
// Conventions of the whole layer, stated once: strings are UTF-8; every offset counts code points; spans are
// half open.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "nlp/arena.h"

namespace koe::nlp {

/// Half-open range of code points of a stated text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// next_code_point for what begins with neither an ASCII byte nor a well-formed sequence of three bytes.
[[nodiscard]] char32_t next_long_code_point(std::string_view utf8, std::size_t& position) noexcept;

/// Decodes the code point at byte `position` of `utf8` (which must be < size) and moves `position` behind it.
/// A byte that is not part of a well-formed sequence gives U+FFFD and moves by one, so decoding never fails.
/// Cost: O(1). Checked in tests/unit/nlp/utf8_test.cpp.
[[nodiscard]] inline char32_t next_code_point(std::string_view utf8, std::size_t& position) noexcept {
  const auto byte = [&](std::size_t at) -> std::uint32_t { return static_cast<unsigned char>(utf8[position + at]); };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) {
    ++position;
    return lead;
  }
  // Kana, Han and full-width marks: three bytes that neither begin too low (E0) nor can be surrogates (ED).
  if (lead > 0xE0 && lead < 0xF0 && lead != 0xED && utf8.size() - position >= 3 && (byte(1) & 0xC0) == 0x80 &&
      (byte(2) & 0xC0) == 0x80) {
    const char32_t value = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    position += 3;
    return value;
  }
  return next_long_code_point(utf8, position);
}

/// Code points of `utf8`, ill-formed bytes as U+FFFD each. Cost: O(bytes), one allocation.
[[nodiscard]] std::u32string decode_utf8(std::string_view utf8);

/// The same into `out`, whose capacity is reused.
void decode_utf8(std::string_view utf8, std::u32string& out);

/// append_utf8 for what is not ASCII.
void append_long_utf8(std::string& out, char32_t code_point);

/// Appends `code_point` (a surrogate or a value above U+10FFFF as U+FFFD) to `out`.
inline void append_utf8(std::string& out, char32_t code_point) {
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
  } else {
    append_long_utf8(out, code_point);
  }
}

/// UTF-8 of `code_points`.
[[nodiscard]] std::string encode_utf8(std::u32string_view code_points);

/// The same, put into `memory`.
[[nodiscard]] std::string_view encode_utf8(std::u32string_view code_points, Arena& memory);

/// The same, put where `out` points to, with room for kLongestUtf8 bytes a code point; returns its end.
char* encode_utf8(std::u32string_view code_points, char* out) noexcept;

/// Bytes of a code point, at most.
inline constexpr std::size_t kLongestUtf8 = 4;

/// A text in both forms at once, for whoever would else decode it again and again.
struct DecodedText {
  std::string_view utf8;
  std::u32string_view code_points;  ///< those of `utf8`
};

/// Number of code points `decode_utf8` gives for `utf8`. Cost: O(bytes), no allocation.
[[nodiscard]] std::uint32_t count_code_points(std::string_view utf8) noexcept;

/// The part of `utf8` that `span` (of its code points) covers; clipped to the text. The view lives as long as
/// `utf8`. Cost: O(bytes up to the span's end).
[[nodiscard]] std::string_view slice(std::string_view utf8, Span span) noexcept;

/// The same of a text in code points. In: a span within it. Cost: O(1).
[[nodiscard]] inline std::u32string_view slice(std::u32string_view code_points, Span span) noexcept {
  return code_points.substr(span.begin, span.end - span.begin);
}

/// Slices of one text in ascending order of their begin, as `slice` gives them, in O(bytes) for all of them together
/// as long as they do not overlap. Checked in tests/unit/nlp/utf8_test.cpp.
class Slicer {
 public:
  /// `utf8` must outlive the slicer and its slices.
  explicit Slicer(std::string_view utf8) noexcept : utf8_(utf8) {}

  /// The part that `span` covers; `span.begin` is not before that of the previous call.
  [[nodiscard]] std::string_view next(Span span) noexcept;

 private:
  std::string_view utf8_;
  std::uint32_t index_ = 0;   ///< code points before position_
  std::size_t position_ = 0;  ///< bytes
};

}  // namespace koe::nlp

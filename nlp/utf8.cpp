#include "nlp/utf8.h"

#include <array>

#include "nlp/characters.h"

namespace koe::nlp {
namespace {

[[nodiscard]] constexpr std::uint32_t byte_at(std::string_view text, std::size_t position) noexcept {
  return static_cast<unsigned char>(text[position]);
}

}  // namespace

char32_t next_long_code_point(std::string_view utf8, std::size_t& position) noexcept {
  const std::uint32_t lead = byte_at(utf8, position);
  std::size_t length = 0;
  std::uint32_t value = 0;
  std::uint32_t smallest = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2, value = lead & 0x1F, smallest = 0x80;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3, value = lead & 0x0F, smallest = 0x800;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4, value = lead & 0x07, smallest = 0x10000;
  }
  if (length == 0 || position + length > utf8.size()) {
    ++position;
    return kReplacement;
  }
  for (std::size_t i = 1; i < length; ++i) {
    const std::uint32_t trail = byte_at(utf8, position + i);
    if ((trail & 0xC0) != 0x80) {
      ++position;
      return kReplacement;
    }
    value = (value << 6) | (trail & 0x3F);
  }
  if (value < smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    ++position;
    return kReplacement;
  }
  position += length;
  return value;
}

std::u32string decode_utf8(std::string_view utf8) {
  std::u32string out;
  decode_utf8(utf8, out);
  return out;
}

void decode_utf8(std::string_view utf8, std::u32string& out) {
  out.resize(utf8.size());  // at most a code point a byte
  std::size_t count = 0;
  for (std::size_t position = 0; position < utf8.size();) out[count++] = next_code_point(utf8, position);
  out.resize(count);
}

namespace {

/// Writes `code_point` to `out`, which has room for four bytes; one past its last byte.
[[nodiscard]] inline char* write_utf8(char* out, char32_t code_point) noexcept {
  std::uint32_t c = code_point;
  const auto put = [&](std::uint32_t byte) { *out++ = static_cast<char>(byte); };
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
  return out;
}

[[nodiscard]] std::size_t bytes_of(std::u32string_view code_points) noexcept {
  std::size_t bytes = 0;
  for (const char32_t c : code_points) bytes += c < 0x80 ? 1U : c < 0x800 ? 2U : c < 0x10000 || c > 0x10FFFF ? 3U : 4U;
  return bytes;
}

}  // namespace

void append_long_utf8(std::string& out, char32_t code_point) {
  std::array<char, 4> bytes{};
  const char* end = write_utf8(bytes.data(), code_point);
  out.append(bytes.data(), static_cast<std::size_t>(end - bytes.data()));
}

std::string encode_utf8(std::u32string_view code_points) {
  std::string out(bytes_of(code_points), '\0');
  char* at = out.data();
  for (const char32_t c : code_points) at = write_utf8(at, c);
  return out;
}

char* encode_utf8(std::u32string_view code_points, char* out) noexcept {
  for (const char32_t c : code_points) out = write_utf8(out, c);
  return out;
}

std::string_view encode_utf8(std::u32string_view code_points, Arena& memory) {
  const std::span<char> bytes = memory.make<char>(kLongestUtf8 * code_points.size());
  const auto size = static_cast<std::size_t>(encode_utf8(code_points, bytes.data()) - bytes.data());
  memory.keep<char>(size);
  return {bytes.data(), size};
}

std::uint32_t count_code_points(std::string_view utf8) noexcept {
  std::uint32_t count = 0;
  for (std::size_t position = 0; position < utf8.size(); ++count)
    static_cast<void>(next_code_point(utf8, position));
  return count;
}

std::string_view slice(std::string_view utf8, Span span) noexcept { return Slicer(utf8).next(span); }

std::string_view Slicer::next(Span span) noexcept {
  for (; index_ < span.begin && position_ < utf8_.size(); ++index_)
    static_cast<void>(next_code_point(utf8_, position_));
  std::size_t end = position_;
  for (std::uint32_t index = index_; index < span.end && end < utf8_.size(); ++index)
    static_cast<void>(next_code_point(utf8_, end));
  return utf8_.substr(position_, end - position_);
}

}  // namespace koe::nlp

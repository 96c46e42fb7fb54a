#include "pipeline/report/visible_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace koe::report {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kZeroWidthJoiner = 0x200D;

struct CodePoint {
  char32_t value = kReplacement;
  std::size_t n_bytes = 1;
};

/// The code point at the front of `bytes` (not empty); one replacement character a byte that starts no valid
/// sequence.
CodePoint decode_front(std::string_view bytes) {
  const auto byte_at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = byte_at(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t n_bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() < n_bytes) return {};
  char32_t value = lead & (0xFFU >> (n_bytes + 1));
  for (std::size_t i = 1; i < n_bytes; ++i) {
    if ((byte_at(i) & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (byte_at(i) & 0x3FU);
  }
  static constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest.at(n_bytes) || value > 0x10FFFF || is_surrogate) return {};
  return {value, n_bytes};
}

/// Characters that a reader does not see and that hide, reorder or split what he does see.
bool is_hidden(char32_t c) {
  struct Range {
    char32_t first, last;
  };
  static constexpr std::array<Range, 15> kHidden = {{{0x00, 0x08},
                                                     {0x0B, 0x1F},
                                                     {0x7F, 0x9F},
                                                     {0xAD, 0xAD},
                                                     {0x61C, 0x61C},
                                                     {0x115F, 0x1160},
                                                     {0x180E, 0x180E},
                                                     {0x200B, 0x200F},
                                                     {0x2028, 0x202E},
                                                     {0x2060, 0x206F},
                                                     {0x3164, 0x3164},
                                                     {0xFEFF, 0xFEFF},
                                                     {0xFFA0, 0xFFA0},
                                                     {0xFFF9, 0xFFFB},
                                                     {0xE0000, 0xE007F}}};
  return std::ranges::any_of(kHidden, [c](Range range) { return c >= range.first && c <= range.last; });
}

/// May a joiner after `c` be part of an emoji sequence?
bool is_emoji_like(char32_t c) { return c == 0xFE0F || (c >= 0x2600 && c <= 0x27BF) || c >= 0x1F000; }

}  // namespace

std::string escape_html(std::string_view text) {
  std::string markup;
  markup.reserve(text.size() + text.size() / 8);
  char32_t previous = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_front(text.substr(at));
    const bool is_emoji_joiner = c.value == kZeroWidthJoiner && is_emoji_like(previous);
    switch (c.value) {
      case '&':
        markup += "&amp;";
        break;
      case '<':
        markup += "&lt;";
        break;
      case '>':
        markup += "&gt;";
        break;
      case '"':
        markup += "&quot;";
        break;
      case '\'':
        markup += "&#39;";
        break;
      case '\r':
        break;  // half of a CRLF, or an old line end: white space in HTML either way
      default:
        if (is_hidden(c.value) && !is_emoji_joiner) {
          markup += fmt::format("[U+{:04X}]", static_cast<std::uint32_t>(c.value));
        } else if (c.value == kReplacement) {
          markup += "\xEF\xBF\xBD";
        } else {
          markup += text.substr(at, c.n_bytes);
        }
    }
    previous = c.value;
    at += c.n_bytes;
  }
  return markup;
}

}  // namespace koe::report

// What kind of character is this? The few classes that the rules of this layer are written in.
#pragma once
#include <cstdint>

namespace koe::nlp {

/// What stands for a byte of no character; also a character of its own.
inline constexpr char32_t kReplacement = 0xFFFD;

/// Whether `c` is one of `first` to `last`. Tests are joined with | below: scripts change from letter to letter, and a branch
/// that the processor guesses wrong costs more than all of them.
[[nodiscard]] constexpr bool is_within(char32_t c, char32_t first, char32_t last) noexcept { return c - first <= last - first; }

/// Hiragana letters and their iteration marks.
[[nodiscard]] constexpr bool is_hiragana(char32_t c) noexcept {
  return is_within(c, 0x3041, 0x3096) | is_within(c, 0x309D, 0x309E);
}

/// Katakana letters, their iteration marks and the prolonged sound mark.
[[nodiscard]] constexpr bool is_katakana(char32_t c) noexcept {
  return is_within(c, 0x30A1, 0x30FA) | is_within(c, 0x30FC, 0x30FF) | is_within(c, 0x31F0, 0x31FF);
}

/// Han characters, with the iteration mark and the ideographic zero.
[[nodiscard]] constexpr bool is_han(char32_t c) noexcept {
  return is_within(c, 0x4E00, 0x9FFF) | is_within(c, 0x3400, 0x4DBF) | is_within(c, 0x3005, 0x3007) |
         is_within(c, 0xF900, 0xFAFF) | is_within(c, 0x20000, 0x323AF);
}

/// The kana of nearly every Japanese text.
[[nodiscard]] constexpr bool is_common_kana(char32_t c) noexcept {
  return is_within(c, 0x3041, 0x3096) | is_within(c, 0x30A1, 0x30FA) | (c == 0x30FC);
}

/// Nearly all Han characters of any text.
[[nodiscard]] constexpr bool is_common_han(char32_t c) noexcept { return is_within(c, 0x4E00, 0x9FFF); }

/// Kana or Han.
[[nodiscard]] constexpr bool is_japanese_letter(char32_t c) noexcept {
  constexpr char32_t kFirst = 0x3005;
  if (c < kFirst) return false;
  if (is_common_kana(c) | is_common_han(c)) return true;
  return is_hiragana(c) | is_katakana(c) | is_han(c);
}

/// The marks of nearly every Japanese text, none of them a letter: 、。〈〉《》「」『』【】.
[[nodiscard]] constexpr bool is_japanese_mark(char32_t c) noexcept {
  return is_within(c, 0x3001, 0x3002) | is_within(c, 0x3008, 0x3011);
}

/// What needs no ICU: Japanese letters and marks.
[[nodiscard]] constexpr bool is_usual_japanese(char32_t c) noexcept {
  return is_japanese_letter(c) || is_japanese_mark(c);
}

/// a-z, A-Z, 0-9 and their unions.
[[nodiscard]] constexpr bool is_ascii_lower(char32_t c) noexcept { return c >= U'a' && c <= U'z'; }
[[nodiscard]] constexpr bool is_ascii_upper(char32_t c) noexcept { return c >= U'A' && c <= U'Z'; }
[[nodiscard]] constexpr bool is_ascii_digit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }
[[nodiscard]] constexpr bool is_ascii_letter(char32_t c) noexcept {
  return is_ascii_lower(c) || is_ascii_upper(c);
}
[[nodiscard]] constexpr bool is_ascii_alphanumeric(char32_t c) noexcept {
  return is_ascii_letter(c) || is_ascii_digit(c);
}

/// What ICU says of characters that are neither ASCII nor Japanese letters: few of most texts.
namespace other {
[[nodiscard]] bool is_letter(char32_t c) noexcept;
[[nodiscard]] bool is_latin_letter(char32_t c) noexcept;
[[nodiscard]] bool is_mark(char32_t c) noexcept;
[[nodiscard]] bool is_digit(char32_t c) noexcept;
[[nodiscard]] bool is_space(char32_t c) noexcept;
[[nodiscard]] bool is_emoji(char32_t c) noexcept;
[[nodiscard]] char32_t to_lower(char32_t c) noexcept;
}  // namespace other

/// Any letter of any script (general category L).
[[nodiscard]] inline bool is_letter(char32_t c) noexcept {
  return c < 0x80 ? is_ascii_letter(c) : is_japanese_letter(c) || (!is_japanese_mark(c) && other::is_letter(c));
}

/// A letter of the Latin script.
[[nodiscard]] inline bool is_latin_letter(char32_t c) noexcept {
  return c < 0x80 ? is_ascii_letter(c) : !is_usual_japanese(c) && other::is_latin_letter(c);
}

/// A combining mark (general category M).
[[nodiscard]] inline bool is_mark(char32_t c) noexcept {
  return c >= 0x300 && !is_usual_japanese(c) && other::is_mark(c);
}

/// A decimal digit of any script.
[[nodiscard]] inline bool is_digit(char32_t c) noexcept {
  return c < 0x80 ? is_ascii_digit(c) : !is_usual_japanese(c) && other::is_digit(c);
}

/// White space of any kind, line ends included.
[[nodiscard]] inline bool is_space(char32_t c) noexcept {
  return c < 0x80 ? c == U' ' || (c >= 0x09 && c <= 0x0D) : !is_usual_japanese(c) && other::is_space(c);
}

/// A pictograph, a regional indicator or a skin tone: what people call an emoji. ASCII and (c), (r), (tm) are
/// not.
[[nodiscard]] inline bool is_emoji(char32_t c) noexcept {
  return c >= 0x203C && !is_usual_japanese(c) && other::is_emoji(c);
}

/// Simple lower case of one code point.
[[nodiscard]] inline char32_t to_lower(char32_t c) noexcept {
  if (c < 0x80) return is_ascii_upper(c) ? c + 0x20 : c;
  return is_usual_japanese(c) ? c : other::to_lower(c);
}

}  // namespace koe::nlp

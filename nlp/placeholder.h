// What stands where personal data stood? The placeholders of redact.h, and how tokenizers recognise them.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace koe::nlp {

/// Every placeholder, brackets included.
inline constexpr std::array<std::string_view, 8> kPlaceholders = {
    "[email]", "[phone]", "[url]", "[card]", "[my-number]", "[number]", "[address]", "[ip]"};

/// Code points of the placeholder that begins at `text`[`position`], 0 if none does.
[[nodiscard]] constexpr std::uint32_t placeholder_length(std::u32string_view text,
                                                         std::size_t position) noexcept {
  if (text[position] != U'[') return 0;
  const std::u32string_view rest = text.substr(position);
  for (const std::string_view placeholder : kPlaceholders) {
    if (rest.size() < placeholder.size()) continue;
    std::size_t same = 0;
    while (same < placeholder.size() && rest[same] == static_cast<char32_t>(placeholder[same])) ++same;
    if (same == placeholder.size()) return static_cast<std::uint32_t>(same);
  }
  return 0;
}

/// The same in UTF-8, where each of its bytes is a code point.
[[nodiscard]] constexpr std::uint32_t placeholder_length(std::string_view text, std::size_t position) noexcept {
  if (text[position] != '[') return 0;
  for (const std::string_view placeholder : kPlaceholders)
    if (text.substr(position).starts_with(placeholder)) return static_cast<std::uint32_t>(placeholder.size());
  return 0;
}

}  // namespace koe::nlp

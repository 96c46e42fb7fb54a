#include "pipeline/ingest/text_folding.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace koe {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Bytes of the code point that starts `text` (not empty).
std::size_t first_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && length < 4 && is_continuation(text[length])) ++length;
  return length;
}

constexpr std::array<std::string_view, 4> kWideSpaces = {"\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF",
                                                         "\xE2\x80\x8B"};
constexpr std::string_view kAsciiSpaces = " \t\r\n\f\v";

std::string without_markup(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const bool tag =
        text.size() > 1 && text[0] == '<' &&
        (text[1] == '/' || (text[1] >= 'a' && text[1] <= 'z') || (text[1] >= 'A' && text[1] <= 'Z'));
    const std::size_t end = tag ? text.find('>') : std::string_view::npos;
    if (end != std::string_view::npos) {
      text.remove_prefix(end + 1);
      continue;
    }
    out += text[0];
    text.remove_prefix(1);
  }
  return out;
}

// Marks that decorate Japanese headers and carry no meaning: 、。「」・？！ and the small cousins after NFKC.
constexpr std::array<std::string_view, 8> kJapaneseMarks = {"、", "。", "「", "」", "・", "【", "】", "※"};

bool is_dropped_in_keys(char c) {
  constexpr std::string_view kMarks = " \t\r\n\f\v_-.:;,?!()[]{}'\"*/\\|";
  return kMarks.find(c) != std::string_view::npos;
}

std::string picture(unsigned char control) {  // U+2400 + code; U+2421 for delete
  std::string out = "\xE2\x90";
  out += static_cast<char>(0x80 + (control == 0x7F ? 0x21 : control));
  return out;
}

bool is_direction_mark(std::uint32_t code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E ||
         code == 0x200F || code == 0x061C || (code >= 0x80 && code <= 0x9F);
}

std::uint32_t code_of(std::string_view sequence) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(sequence[i]));
  };
  switch (sequence.size()) {
    case 2:
      return ((byte(0) & 0x1FU) << 6) | (byte(1) & 0x3FU);
    case 3:
      return ((byte(0) & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);
    case 4:
      return ((byte(0) & 0x07U) << 18) | ((byte(1) & 0x3FU) << 12) | ((byte(2) & 0x3FU) << 6) |
             (byte(3) & 0x3FU);
    default:
      return byte(0);
  }
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  if (is_ascii(text)) {
    out.assign(text);
    for (char& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folder = icu::Normalizer2::getNFKCCasefoldInstance(status);
  icu::StringByteSink<std::string> sink(&out);
  if (U_SUCCESS(status)) {
    folder->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                          nullptr, status);
  }
  return U_SUCCESS(status) ? out : std::string(text);
}

std::string header_key(std::string_view header) {
  const std::string folded = fold(without_markup(header));
  std::string key;
  for (std::string_view rest = folded; !rest.empty();) {
    const std::string_view one = rest.substr(0, first_length(rest));
    rest.remove_prefix(one.size());
    if (one.size() == 1 && is_dropped_in_keys(one[0])) continue;
    if (std::find(kJapaneseMarks.begin(), kJapaneseMarks.end(), one) != kJapaneseMarks.end()) continue;
    key += one;
  }
  return key;
}

std::string_view trim(std::string_view text) {
  for (bool changed = true; changed && !text.empty();) {
    changed = false;
    if (kAsciiSpaces.find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
      changed = true;
    }
    if (!text.empty() && kAsciiSpaces.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
      changed = true;
    }
    for (const std::string_view space : kWideSpaces) {
      if (text.starts_with(space)) {
        text.remove_prefix(space.size());
        changed = true;
      }
      if (text.ends_with(space)) {
        text.remove_suffix(space.size());
        changed = true;
      }
    }
  }
  return text;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

std::string excerpt_of(std::string_view text) {
  constexpr std::size_t kMost = 80;
  std::string out;
  for (std::size_t taken = 0; !text.empty(); ++taken) {
    if (taken == kMost) return out + "\xE2\x80\xA6";
    const std::string_view one = text.substr(0, first_length(text));
    text.remove_prefix(one.size());
    const auto first = static_cast<unsigned char>(one[0]);
    if (one.size() == 1 && (first < 0x20 || first == 0x7F)) {
      out += picture(first);
    } else if (const std::uint32_t code = code_of(one); one.size() > 1 && is_direction_mark(code)) {
      std::array<char, 12> name{};
      std::snprintf(name.data(), name.size(), "[U+%04X]", code);
      out += name.data();
    } else {
      out += one;
    }
  }
  return out;
}

}  // namespace koe

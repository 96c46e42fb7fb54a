// What is the text once all ways of writing the same characters are made one, and which part of the
// respondent's own text does each character stand for?
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/utf8.h"

namespace koe::nlp {

/// A normalised text and where it came from. Invariants: `to_original` has one entry for each code point and one past the end;
/// it never decreases; its last entry is the number of code points of the original.
struct MappedText {
  std::u32string code_points;
  std::vector<std::uint32_t> to_original;
  bool is_original = true;  ///< false unless it is known to be the original, byte for byte

  /// Code points of the text.
  [[nodiscard]] std::uint32_t size() const noexcept {
    return static_cast<std::uint32_t>(to_original.size() - 1);
  }

  /// The code points of the original that `span` of the text stands for, whole characters of the original
  /// always: half of the expansion of U+3231 gives all of it. In: span.begin <= span.end <= size(). Out:
  /// empty only for an empty span. Cost: O(length of one expansion).
  [[nodiscard]] Span original_span(Span span) const noexcept;
};

/// The same in both forms: `code_points` are those of `text`.
struct NormalizedText : MappedText {
  std::string text;
};

/// Unicode NFKC and then koe's own foldings, with the map back.
///
/// - full and half width, half-width kana with sound marks, squared and circled characters, ligatures: as
///   NFKC says;
/// - every horizontal space is U+0020 (as many as there were); CR LF, CR, VT, FF, NEL, LS and PS are LF;
/// - control and format characters (bidi controls, zero-width characters, BOM, soft hyphen, variation
///   selectors) are dropped, so that an invisible character cannot make two equal answers differ;
/// - dashes are '-', wave dashes '~', typographic quotes ' and "; a dash that stands for a prolonged sound
///   mark (after katakana, before kana) is that mark.
///
/// In: UTF-8; ill-formed bytes (excluded by the reader) come out as U+FFFD. Idempotent:
/// normalize(x.text).text == x.text. Cost: O(bytes), about 10 ns a code point of Japanese or English.
/// Thread-safe. Source: Unicode Standard Annex 15 by ICU. Checked in tests/unit/nlp/normalize_test.cpp and
/// tests/property/nlp_normalize_test.cpp.
[[nodiscard]] NormalizedText normalize(std::string_view utf8);

/// The same into `out`, whose memory is reused, in code points only.
void normalize(std::string_view utf8, MappedText& out);

/// The key under which two answers count as the same text: lower case; white space runs one space, and none
/// beside a Japanese character; punctuation at the end dropped, except that a question stays one ('?'); emoji
/// at the end kept once each, because they may be the verdict. A text of nothing but marks keeps one of each
/// run. In: normalised text. Idempotent. Cost: O(bytes). Thread-safe. Checked in
/// tests/unit/nlp/normalize_test.cpp.
[[nodiscard]] std::string fold_for_identity(std::string_view normalized);
[[nodiscard]] std::string fold_for_identity(std::u32string_view normalized);

/// The same into `folded`, whose memory is reused, in code points.
void fold_for_identity(std::u32string_view normalized, std::u32string& folded);

}  // namespace koe::nlp

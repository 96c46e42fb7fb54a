// The same word in other clothes: width, case, spaces and marks folded away so that headers and values
// compare.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace koe {

/// Unicode NFKC with case folding: "ＮＰＳ" and "nps", "ｽｺｱ" and "スコア" become equal. In: UTF-8; anything
/// that is not comes back as U+FFFD. Cost: O(n); ASCII is lower-cased without the tables. Checked in
/// tests/unit/ingest/text_folding_test.cpp, like everything in this header.
[[nodiscard]] std::string fold(std::string_view text);

/// A header as a key for comparing: markup ("<strong>") removed, folded, without spaces and punctuation, so
/// that "Response ID", "ResponseId" and "response_id" are one. '#' stays: Typeform's first column is called
/// that.
[[nodiscard]] std::string header_key(std::string_view header);

/// Without white space at both ends: ASCII, no-break (U+00A0) and ideographic (U+3000) spaces, U+FEFF and
/// U+200B.
[[nodiscard]] std::string_view trim(std::string_view text);

/// Number of code points of UTF-8 text.
[[nodiscard]] std::size_t code_points(std::string_view text);

/// Up to 80 code points of UTF-8 `text` for a message: control characters become their pictures (U+2400...),
/// direction marks become "[U+202E]", a cut is marked by U+2026.
[[nodiscard]] std::string excerpt_of(std::string_view text);

}  // namespace koe

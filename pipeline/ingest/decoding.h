// What do these bytes say in UTF-8, and where in the file did each part come from? Nothing is ever
// substituted unnoticed: a byte sequence that means nothing is recorded with its place, and its record will
// be rejected.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/domain/issue.h"
#include "pipeline/ingest/encoding.h"

namespace koe {

/// One byte sequence that the encoding gives no meaning. The text holds U+FFFD in its place.
struct BrokenSequence {
  std::uint64_t text = 0;  ///< offset of the U+FFFD in the decoded text, bytes
  std::uint64_t byte = 0;  ///< offset of the sequence in the original file
  std::string raw;         ///< the sequence
};

/// A part of the decoded text whose place in the file is known.
struct TextAnchor {
  std::uint64_t text = 0;
  std::uint64_t byte = 0;
};

/// A whole file as UTF-8 without a byte-order mark.
struct DecodedText {
  Encoding encoding = Encoding::kUtf8;
  std::string text;
  std::vector<BrokenSequence> broken;  ///< by ascending place
  std::vector<TextAnchor> anchors;     ///< by ascending place; the first is at text 0
  std::uint64_t file_bytes = 0;        ///< size of the original
  std::size_t lines = 0;               ///< 0 for valid UTF-8: nothing needs counting there
  std::size_t foreign_lines = 0;       ///< lines with anything but ASCII
  std::size_t broken_lines = 0;        ///< of these, lines with a broken sequence

  /// Byte of the original file where the text at `offset` begins: exact at the start of a line, and
  /// everywhere in UTF-8; inside a line of another encoding, the start of that line. Cost: O(log lines).
  [[nodiscard]] std::uint64_t byte_at(std::uint64_t offset) const;

  /// End in the original file of text that ends before `offset`: exact as above, else the end of the line.
  [[nodiscard]] std::uint64_t byte_end(std::uint64_t offset) const;

  /// The first broken sequence with its place in [begin, end) of the text; nullptr when there is none.
  [[nodiscard]] const BrokenSequence* first_broken(std::uint64_t begin, std::uint64_t end) const;
};

/// Decodes `bytes` (a byte-order mark of that encoding is skipped) line by line, so that a broken sequence
/// can never swallow a line end. Strict: ICU's tables with the stop callback for CP932 (Microsoft's), EUC-JP,
/// ISO-2022-JP and UTF-16; Unicode 15 table 3-7 for UTF-8; Windows-1252 without the C1 controls that WHATWG
/// adds. Cost: O(n); valid UTF-8 is only copied. Checked in tests/unit/ingest/decoding_test.cpp.
[[nodiscard]] DecodedText decode(std::string_view bytes, Encoding encoding);

/// The same for detection: stops, with what was decoded so far, once more than a thousand lines and more than
/// half of the foreign ones are broken. What it returns is then too_broken. Bounds time and memory of trying
/// a wrong encoding.
[[nodiscard]] DecodedText try_decoding(std::string_view bytes, Encoding encoding);

/// kEncodingInvalid (severity kRefused; args: encoding, broken lines, lines beyond ASCII) when so much is
/// broken that the encoding must be wrong: more than one foreign line in five, unless that is three lines or
/// fewer and less than half of the file.
[[nodiscard]] std::optional<Issue> too_broken(const DecodedText& decoded);

}  // namespace koe

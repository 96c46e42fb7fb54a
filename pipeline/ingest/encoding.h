// Which character encoding are these bytes in? Detection proposes and says why; strict decoding (decoding.h)
// decides.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/result.h"

namespace koe {

/// The encodings survey tools and spreadsheets write in Japan and elsewhere. kCp932 is Microsoft's Shift_JIS
/// with the NEC and IBM extensions: files called "Shift_JIS" are decoded as this, never as the stricter JIS
/// table.
enum class Encoding : std::uint8_t { kUtf8, kUtf16Le, kUtf16Be, kCp932, kEucJp, kIso2022Jp, kWindows1252 };

/// "UTF-8" "UTF-16LE" "UTF-16BE" "CP932" "EUC-JP" "ISO-2022-JP" "Windows-1252", as printed and as taken by
/// --encoding.
[[nodiscard]] std::string_view name_of(Encoding encoding);

/// Inverse of name_of; case, spaces, '-' and '_' do not matter, and the usual other names are known
/// ("Shift_JIS", "sjis", "cp932", "euc-jp", "latin1", "utf16"...). nullopt for anything else.
[[nodiscard]] std::optional<Encoding> parse_encoding(std::string_view name);

/// What detection concluded about a whole file.
struct EncodingGuess {
  Encoding encoding = Encoding::kUtf8;
  std::size_t bom_bytes = 0;  ///< length of the byte-order mark to skip, 0 when there is none
  double confidence = 1;      ///< 0..1; 1 = declared by a mark or decided by strict decoding alone
  std::string why;            ///< one English sentence naming the evidence
};

/// Encoding of a whole file, never of a part of it: byte-order mark, NUL pattern of unmarked UTF-16,
/// ISO-2022-JP escape sequences, strict UTF-8, then CP932 against EUC-JP by strict decoding and plausibility
/// of the characters, then Windows-1252 when almost everything is ASCII. A file that is UTF-8 but for a few
/// broken places is UTF-8. In: `bytes`, any. Out: the guess, or an Issue kEncodingUnknown (severity kRefused)
/// naming the first byte that fits no encoding. Cost: O(n), a few passes. Checked in
/// tests/unit/ingest/encoding_test.cpp.
[[nodiscard]] Result<EncodingGuess, Issue> detect_encoding(std::string_view bytes);

/// Length of the byte-order mark of `encoding` at the start of `bytes`; 0 when there is none.
[[nodiscard]] std::size_t bom_length(std::string_view bytes, Encoding encoding);

}  // namespace koe

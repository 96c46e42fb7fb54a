#include "pipeline/ingest/encoding.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include "pipeline/ingest/decoding.h"

namespace koe {
namespace {

constexpr std::array<std::string_view, 7> kNames = {"UTF-8",  "UTF-16LE",    "UTF-16BE",    "CP932",
                                                    "EUC-JP", "ISO-2022-JP", "Windows-1252"};

struct Alias {
  std::string_view name;  // lower case, without spaces, '-' and '_'
  Encoding encoding;
};
constexpr std::array kAliases = {Alias{"utf8", Encoding::kUtf8},
                                 Alias{"utf8sig", Encoding::kUtf8},
                                 Alias{"ascii", Encoding::kUtf8},
                                 Alias{"utf16le", Encoding::kUtf16Le},
                                 Alias{"utf16", Encoding::kUtf16Le},
                                 Alias{"utf16be", Encoding::kUtf16Be},
                                 Alias{"cp932", Encoding::kCp932},
                                 Alias{"shiftjis", Encoding::kCp932},
                                 Alias{"sjis", Encoding::kCp932},
                                 Alias{"windows31j", Encoding::kCp932},
                                 Alias{"ms932", Encoding::kCp932},
                                 Alias{"eucjp", Encoding::kEucJp},
                                 Alias{"iso2022jp", Encoding::kIso2022Jp},
                                 Alias{"jis", Encoding::kIso2022Jp},
                                 Alias{"windows1252", Encoding::kWindows1252},
                                 Alias{"cp1252", Encoding::kWindows1252},
                                 Alias{"latin1", Encoding::kWindows1252},
                                 Alias{"iso88591", Encoding::kWindows1252}};

using namespace std::string_view_literals;
constexpr std::string_view kBomUtf8 = "\xEF\xBB\xBF"sv, kBomLe = "\xFF\xFE"sv, kBomBe = "\xFE\xFF"sv;

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

std::string percent(double share) { return std::to_string(static_cast<int>(share * 100 + 0.5)) + " %"; }

// How much valid Japanese looks like Japanese: per byte, +1 for kana and the usual marks, +0.5 for the common
// half of the kanji (JIS level 1), -0.5 for the rare half, -1 for half-width katakana (what EUC-JP looks like
// when it is read as CP932, and the other way round). Both scanners assume text that decodes strictly.
struct Plausibility {
  double sum = 0;
  std::size_t bytes = 0;
  std::size_t kana = 0;  // characters
  void add(double weight, std::size_t length) {
    sum += weight * static_cast<double>(length);
    bytes += length;
  }
  [[nodiscard]] double mean() const { return bytes == 0 ? 0 : sum / static_cast<double>(bytes); }
};

Plausibility japanese_as_cp932(std::string_view bytes) {
  Plausibility out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) continue;
    if (lead >= 0xA1 && lead <= 0xDF) {
      out.add(-1, 1);
      continue;
    }
    const auto trail = static_cast<unsigned char>(i + 1 < bytes.size() ? bytes[++i] : 0);
    const bool hiragana = lead == 0x82 && trail >= 0x9F, katakana = lead == 0x83 && trail <= 0x96;
    if (hiragana || katakana) ++out.kana;
    if (hiragana || katakana || lead == 0x81 || lead == 0x82) {
      out.add(1, 2);
    } else {
      out.add(lead >= 0x88 && lead <= 0x97 ? 0.5 : -0.5, 2);
    }
  }
  return out;
}

Plausibility japanese_as_euc(std::string_view bytes) {
  Plausibility out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) continue;
    if (lead == 0x8E) {
      out.add(-1, 2);
      ++i;
    } else if (lead == 0x8F) {
      out.add(-0.5, 3);
      i += 2;
    } else {
      const bool kana = lead == 0xA4 || lead == 0xA5;
      if (kana) ++out.kana;
      if (kana || lead == 0xA1 || lead == 0xA3) {
        out.add(1, 2);
      } else {
        out.add(lead >= 0xB0 && lead <= 0xCF ? 0.5 : -0.5, 2);
      }
      ++i;
    }
  }
  return out;
}

// Western text in a byte encoding: nearly all ASCII, and bytes beyond it stand alone between letters and
// spaces.
bool looks_western(std::string_view bytes) {
  std::size_t high = 0, runs = 0, lonely_runs = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (!is_high(bytes[i])) continue;
    std::size_t length = 1;
    while (i + length < bytes.size() && is_high(bytes[i + length])) ++length;
    high += length;
    ++runs;
    if (length == 1) ++lonely_runs;
    i += length - 1;
  }
  return high * 5 <= bytes.size() && lonely_runs * 10 >= runs * 8;
}

// UTF-16 without a mark: NUL bytes on one side only, and a strict decoding with line ends and without NUL.
std::optional<EncodingGuess> unmarked_utf16(std::string_view bytes) {
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\0') ++nuls[i % 2];
  }
  const std::size_t most = std::max(nuls[0], nuls[1]), least = std::min(nuls[0], nuls[1]);
  if (most == 0 || most * 20 < bytes.size() || least * 10 > most) return std::nullopt;
  const Encoding encoding = nuls[1] > nuls[0] ? Encoding::kUtf16Le : Encoding::kUtf16Be;
  const DecodedText decoded = try_decoding(bytes, encoding);
  const bool delimited = decoded.text.find_first_of(",;\t|\n\r") != std::string::npos;
  if (!decoded.broken.empty() || decoded.text.find('\0') != std::string::npos || !delimited)
    return std::nullopt;
  return EncodingGuess{encoding, 0, 0.95,
                       "no byte-order mark, but every second byte of its ASCII characters is NUL (" +
                           std::to_string(most) + " of " + std::to_string(bytes.size()) + " bytes)"};
}

bool has_iso_2022_escape(std::string_view bytes) {
  constexpr std::array kEscapes = {"\x1B$B"sv, "\x1B$@"sv, "\x1B(J"sv, "\x1B(I"sv, "\x1B$(D"sv};
  return std::any_of(kEscapes.begin(), kEscapes.end(),
                     [&](std::string_view escape) { return bytes.find(escape) != std::string_view::npos; });
}

// Sequences beyond ASCII that are well-formed UTF-8. Other encodings produce next to none by accident.
std::size_t valid_utf8_sequences(const DecodedText& decoded) {
  std::size_t leads = 0;
  for (const char c : decoded.text) {
    if (static_cast<unsigned char>(c) >= 0xC0) ++leads;
  }
  return leads - std::min(leads, decoded.broken.size());
}

struct Candidate {
  Encoding encoding;
  DecodedText decoded;
};

Issue unknown_encoding(std::uint64_t byte) {
  return {.code = IssueCode::kEncodingUnknown,
          .severity = Severity::kRefused,
          .byte = byte,
          .args = {std::to_string(byte)}};
}

// Everything that is neither marked, nor UTF-16, nor seven-bit, nor strict UTF-8.
Result<EncodingGuess, Issue> detect_eight_bit(std::string_view bytes, DecodedText utf8) {
  const std::string utf8_failure =
      "strict decoding as UTF-8 fails at byte " + std::to_string(utf8.broken.front().byte);
  if (const std::size_t valid = valid_utf8_sequences(utf8); valid >= 2 * utf8.broken.size()) {
    if (too_broken(utf8)) return Failure<Issue>(unknown_encoding(utf8.broken.front().byte));
    return EncodingGuess{Encoding::kUtf8, 0, 0.9,
                         std::to_string(valid) + " valid sequences against " +
                             std::to_string(utf8.broken.size()) +
                             " broken ones: damaged UTF-8, not another encoding"};
  }

  Candidate cp932{Encoding::kCp932, try_decoding(bytes, Encoding::kCp932)};
  Candidate euc{Encoding::kEucJp, try_decoding(bytes, Encoding::kEucJp)};
  const bool cp932_strict = cp932.decoded.broken.empty(), euc_strict = euc.decoded.broken.empty();
  const Plausibility as_cp932 = japanese_as_cp932(bytes), as_euc = japanese_as_euc(bytes);
  const bool western = looks_western(bytes) && try_decoding(bytes, Encoding::kWindows1252).broken.empty();
  const bool cp932_fits = cp932_strict && (as_cp932.kana > 0 || !western);
  const bool euc_fits = euc_strict && (as_euc.kana > 0 || !western);

  if (cp932_fits && euc_fits) {
    const bool choose_cp932 = as_cp932.mean() >= as_euc.mean();
    const double margin = choose_cp932 ? as_cp932.mean() - as_euc.mean() : as_euc.mean() - as_cp932.mean();
    return EncodingGuess{
        choose_cp932 ? Encoding::kCp932 : Encoding::kEucJp, 0, std::min(0.99, 0.5 + margin / 2),
        utf8_failure + "; both CP932 and EUC-JP decode, " + std::string(choose_cp932 ? "CP932" : "EUC-JP") +
            " gives the likelier Japanese (" + percent(choose_cp932 ? as_cp932.mean() : as_euc.mean()) +
            " against " + percent(choose_cp932 ? as_euc.mean() : as_cp932.mean()) + ")"};
  }
  if (cp932_fits || euc_fits) {
    const std::string winner(cp932_fits ? "CP932" : "EUC-JP"), loser(cp932_fits ? "EUC-JP" : "CP932");
    return EncodingGuess{cp932_fits ? Encoding::kCp932 : Encoding::kEucJp, 0, 0.97,
                         utf8_failure + "; all of it decodes as " + winner + ", not as " + loser};
  }
  if (western) {
    return EncodingGuess{
        Encoding::kWindows1252, 0, 0.8,
        utf8_failure + "; nearly all ASCII, single bytes beyond it stand alone as in Western text"};
  }

  const bool euc_better = euc.decoded.broken_lines < cp932.decoded.broken_lines;
  Candidate& best = euc_better ? euc : cp932;
  if (utf8.broken_lines <= best.decoded.broken_lines) best = Candidate{Encoding::kUtf8, std::move(utf8)};
  if (too_broken(best.decoded)) return Failure<Issue>(unknown_encoding(best.decoded.broken.front().byte));
  return EncodingGuess{best.encoding, 0, 0.6,
                       "no encoding decodes all of it; " + std::string(name_of(best.encoding)) + " leaves " +
                           std::to_string(best.decoded.broken_lines) + " broken lines, fewest of all"};
}

}  // namespace

std::string_view name_of(Encoding encoding) { return kNames[static_cast<std::size_t>(encoding)]; }

std::optional<Encoding> parse_encoding(std::string_view name) {
  std::string key;
  for (const char c : name) {
    if (c == ' ' || c == '-' || c == '_') continue;
    key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  for (const Alias& alias : kAliases) {
    if (alias.name == key) return alias.encoding;
  }
  return std::nullopt;
}

std::size_t bom_length(std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return bytes.starts_with(kBomUtf8) ? kBomUtf8.size() : 0;
  if (encoding == Encoding::kUtf16Le) return bytes.starts_with(kBomLe) ? kBomLe.size() : 0;
  if (encoding == Encoding::kUtf16Be) return bytes.starts_with(kBomBe) ? kBomBe.size() : 0;
  return 0;
}

Result<EncodingGuess, Issue> detect_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv))
    return Failure<Issue>(unknown_encoding(0));  // UTF-32: no survey tool writes it
  for (const Encoding encoding : {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be}) {
    if (const std::size_t length = bom_length(bytes, encoding); length > 0)
      return EncodingGuess{encoding, length, 1, "the file begins with its byte-order mark"};
  }
  if (auto guess = unmarked_utf16(bytes)) return *guess;
  const bool seven_bit = std::none_of(bytes.begin(), bytes.end(), is_high);
  if (seven_bit && has_iso_2022_escape(bytes))
    return EncodingGuess{Encoding::kIso2022Jp, 0, 0.99, "seven-bit bytes with ISO-2022-JP escape sequences"};
  if (seven_bit) return EncodingGuess{Encoding::kUtf8, 0, 1, "all ASCII"};
  DecodedText utf8 = try_decoding(bytes, Encoding::kUtf8);
  if (utf8.broken.empty()) return EncodingGuess{Encoding::kUtf8, 0, 1, "all of it decodes strictly as UTF-8"};
  return detect_eight_bit(bytes, std::move(utf8));
}

}  // namespace koe

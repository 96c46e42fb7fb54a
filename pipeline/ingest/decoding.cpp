#include "pipeline/ingest/decoding.h"

#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace koe {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(Encoding encoding) {
  const char* name = nullptr;
  switch (encoding) {
    case Encoding::kUtf16Le:
      name = "UTF-16LE";
      break;
    case Encoding::kUtf16Be:
      name = "UTF-16BE";
      break;
    case Encoding::kCp932:
      name = "windows-31j";
      break;
    case Encoding::kEucJp:
      name = "EUC-JP";
      break;
    case Encoding::kIso2022Jp:
      name = "ISO-2022-JP";
      break;
    case Encoding::kUtf8:
    case Encoding::kWindows1252:
      return nullptr;  // decoded here
  }
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &status));
  if (U_SUCCESS(status))
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  if (U_FAILURE(status))
    throw std::runtime_error(std::string("the installed ICU has no converter for ") + name);
  return converter;
}

bool is_wide(Encoding encoding) { return encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be; }

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Length of the first line with its terminator (LF, CR or CRLF). CR and LF are no part of any longer sequence
// in the byte encodings, and whole units in UTF-16.
std::size_t line_length(std::string_view bytes, Encoding encoding) {
  if (!is_wide(encoding)) {
    std::size_t end = 0;
    while (end < bytes.size() && bytes[end] != '\n' && bytes[end] != '\r') ++end;
    if (end == bytes.size()) return end;
    const bool pair = bytes[end] == '\r' && end + 1 < bytes.size() && bytes[end + 1] == '\n';
    return end + (pair ? 2 : 1);
  }
  const std::size_t low = encoding == Encoding::kUtf16Le ? 0 : 1;
  const auto unit_is = [&](std::size_t at, char c) {
    return at + 1 < bytes.size() && bytes[at + low] == c && bytes[at + 1 - low] == '\0';
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    if (unit_is(at, '\n')) return at + 2;
    if (unit_is(at, '\r')) return at + (unit_is(at + 2, '\n') ? 4 : 2);
  }
  return bytes.size();
}

// Where the line's CR, LF or CRLF begins. It is copied, not decoded, so that no converter can take it for
// half a character.
std::size_t terminator_begin(std::string_view line, Encoding encoding) {
  if (!is_wide(encoding)) return line.find_last_not_of("\r\n") + 1;
  const std::size_t low = encoding == Encoding::kUtf16Le ? 0 : 1;
  std::size_t begin = line.size();
  if (begin % 2 != 0) return begin;  // half a unit at the end of the file
  while (begin >= 2 && line[begin - 1 - low] == '\0' &&
         (line[begin - 2 + low] == '\n' || line[begin - 2 + low] == '\r'))
    begin -= 2;
  return begin;
}

// One UTF-8 sequence (Unicode 15, table 3-7): its length, and whether it is well-formed. An ill-formed one is
// the maximal subpart, so that the next sequence starts where it should.
struct Utf8Sequence {
  std::size_t length = 1;
  bool valid = false;
};

Utf8Sequence first_utf8_sequence(std::string_view bytes) {
  const auto at = [&](std::size_t i) -> unsigned { return static_cast<unsigned char>(bytes[i]); };
  const unsigned lead = at(0);
  if (lead < 0x80) return {1, true};
  std::size_t length = 0;
  unsigned low = 0x80, high = 0xBF;  // range of the second byte
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {1, false};
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (i >= bytes.size() || at(i) < low || at(i) > high) return {i, false};
    low = 0x80;
    high = 0xBF;
  }
  return {length, true};
}

// Windows-1252 0x80..0x9F; 0 where the code page has nothing.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

class Decoder {
 public:
  enum class Patience { kToTheEnd, kUntilHopeless };

  Decoder(std::string_view bytes, Encoding encoding, Patience patience)
      : bytes_(bytes), patience_(patience), converter_(open_converter(encoding)) {
    out_.encoding = encoding;
    out_.file_bytes = bytes.size();
  }

  DecodedText run() {
    std::size_t place = bom_length(bytes_, out_.encoding);
    if (out_.encoding == Encoding::kUtf8 &&
        simdjson::validate_utf8(bytes_.data() + place, bytes_.size() - place)) {
      out_.text = bytes_.substr(place);
      out_.anchors.push_back({0, place});
      return std::move(out_);
    }
    out_.anchors.push_back({0, place});
    const bool plain_ascii_counts = !is_wide(out_.encoding);
    while (place < bytes_.size()) {
      const std::string_view line = bytes_.substr(place, line_length(bytes_.substr(place), out_.encoding));
      anchor(place);
      ++out_.lines;
      const bool escapes =
          out_.encoding == Encoding::kIso2022Jp && line.find('\x1B') != std::string_view::npos;
      if (plain_ascii_counts && !escapes && is_ascii(line)) {
        out_.text += line;
      } else {
        const std::size_t broken_before = out_.broken.size();
        const std::size_t end = terminator_begin(line, out_.encoding);
        decode_line(line.substr(0, end), place);
        for (const char c : line.substr(end)) {
          if (c != '\0') out_.text += c;  // the other half of a UTF-16 unit
        }
        ++out_.foreign_lines;
        if (out_.broken.size() != broken_before) ++out_.broken_lines;
      }
      place += line.size();
      if (patience_ == Patience::kUntilHopeless && is_hopeless()) break;
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool is_hopeless() const {
    constexpr std::size_t kEnoughLines = 1000;
    return out_.broken_lines > kEnoughLines && 2 * out_.broken_lines > out_.foreign_lines;
  }

  void anchor(std::size_t place) {
    if (out_.anchors.back().text != out_.text.size()) out_.anchors.push_back({out_.text.size(), place});
  }

  void add_broken(std::size_t place, std::size_t length) {
    out_.broken.push_back({out_.text.size(), place, std::string(bytes_.substr(place, length))});
    out_.text += kReplacement;
  }

  void decode_line(std::string_view line, std::size_t place) {
    switch (out_.encoding) {
      case Encoding::kUtf8:
        return decode_utf8(line, place);
      case Encoding::kWindows1252:
        return decode_windows_1252(line, place);
      default:
        return decode_with_icu(line, place);
    }
  }

  void decode_utf8(std::string_view line, std::size_t place) {
    while (!line.empty()) {
      const Utf8Sequence sequence = first_utf8_sequence(line);
      if (sequence.valid) {
        out_.text += line.substr(0, sequence.length);
      } else {
        anchor(place);
        add_broken(place, sequence.length);
      }
      line.remove_prefix(sequence.length);
      place += sequence.length;
      if (!sequence.valid) anchor(place);
    }
  }

  void decode_windows_1252(std::string_view line, std::size_t place) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto byte = static_cast<unsigned char>(line[i]);
      const char16_t unit = byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80U] : byte;
      if (unit == 0 && byte != 0) {
        add_broken(place + i, 1);
      } else {
        append(std::u16string_view(&unit, 1));
      }
    }
  }

  void decode_with_icu(std::string_view line, std::size_t place) {
    ucnv_reset(converter_.get());
    const char* source = line.data();
    const char* const end = line.data() + line.size();
    const char* last_failure = nullptr;
    std::u16string units;
    std::array<char16_t, 512> buffer{};
    for (;;) {
      char16_t* target = buffer.data();
      UErrorCode status = U_ZERO_ERROR;
      ucnv_toUnicode(converter_.get(), &target, buffer.data() + buffer.size(), &source, end, nullptr, true,
                     &status);
      units.append(buffer.data(), target);
      if (status == U_BUFFER_OVERFLOW_ERROR) continue;
      append_units(units);
      units.clear();
      if (U_SUCCESS(status)) return;
      std::array<char, 32> invalid{};
      auto length = static_cast<std::int8_t>(invalid.size());
      UErrorCode ignored = U_ZERO_ERROR;
      ucnv_getInvalidChars(converter_.get(), invalid.data(), &length, &ignored);
      const auto consumed = static_cast<std::size_t>(source - line.data());
      const std::size_t broken =
          std::clamp<std::size_t>(U_SUCCESS(ignored) && length > 0 ? static_cast<std::size_t>(length) : 1, 1,
                                  std::max<std::size_t>(consumed, 1));
      add_broken(place + (consumed > broken ? consumed - broken : 0), broken);
      if (source == end && (status == U_TRUNCATED_CHAR_FOUND || last_failure == source)) return;
      if (last_failure == source) ++source;  // never stand still
      last_failure = source;
    }
  }

  // ICU's CP932 table turns three control characters in a circle (a habit of IBM's PC code pages); turn them
  // back.
  void append_units(std::u16string& units) {
    if (out_.encoding == Encoding::kCp932) {
      for (char16_t& unit : units) {
        if (unit == 0x1C) {
          unit = 0x1A;
        } else if (unit == 0x7F) {
          unit = 0x1C;
        } else if (unit == 0x1A) {
          unit = 0x7F;
        }
      }
    }
    append(units);
  }

  void append(std::u16string_view units) {
    if (units.empty()) return;
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t length = 0;
    const std::size_t before = out_.text.size();
    out_.text.resize(before + 3 * units.size());  // a unit is at most three bytes of UTF-8
    u_strToUTF8(out_.text.data() + before, static_cast<std::int32_t>(3 * units.size()), &length, units.data(),
                static_cast<std::int32_t>(units.size()), &status);
    out_.text.resize(before + static_cast<std::size_t>(length));
  }

  std::string_view bytes_;
  Patience patience_;
  Converter converter_;
  DecodedText out_;
};

}  // namespace

std::uint64_t DecodedText::byte_at(std::uint64_t offset) const {
  const auto next =
      std::upper_bound(anchors.begin(), anchors.end(), offset,
                       [](std::uint64_t place, const TextAnchor& anchor) { return place < anchor.text; });
  if (next == anchors.begin()) return 0;
  const TextAnchor& before = *std::prev(next);
  if (encoding != Encoding::kUtf8) return before.byte;
  return std::min(before.byte + (offset - before.text), file_bytes);
}

std::uint64_t DecodedText::byte_end(std::uint64_t offset) const {
  if (offset >= text.size()) return file_bytes;
  if (encoding == Encoding::kUtf8) return byte_at(offset);
  const auto next =
      std::lower_bound(anchors.begin(), anchors.end(), offset,
                       [](const TextAnchor& anchor, std::uint64_t place) { return anchor.text < place; });
  return next == anchors.end() ? file_bytes : next->byte;
}

const BrokenSequence* DecodedText::first_broken(std::uint64_t begin, std::uint64_t end) const {
  const auto found = std::lower_bound(
      broken.begin(), broken.end(), begin,
      [](const BrokenSequence& sequence, std::uint64_t place) { return sequence.text < place; });
  return found != broken.end() && found->text < end ? &*found : nullptr;
}

DecodedText decode(std::string_view bytes, Encoding encoding) {
  return Decoder(bytes, encoding, Decoder::Patience::kToTheEnd).run();
}

DecodedText try_decoding(std::string_view bytes, Encoding encoding) {
  return Decoder(bytes, encoding, Decoder::Patience::kUntilHopeless).run();
}

std::optional<Issue> too_broken(const DecodedText& decoded) {
  constexpr std::size_t kOneInThisMany = 5;
  constexpr std::size_t kAlwaysBearable = 3;
  const std::size_t broken = decoded.broken_lines, foreign = decoded.foreign_lines;
  if (broken * kOneInThisMany <= foreign) return std::nullopt;
  if (broken <= kAlwaysBearable && 2 * broken < decoded.lines) return std::nullopt;
  return Issue{
      .code = IssueCode::kEncodingInvalid,
      .severity = Severity::kRefused,
      .byte = decoded.broken.front().byte,
      .args = {std::string(name_of(decoded.encoding)), std::to_string(broken), std::to_string(foreign)}};
}

}  // namespace koe

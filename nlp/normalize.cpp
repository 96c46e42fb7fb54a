#include "nlp/normalize.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <new>
#include <optional>

#include "nlp/characters.h"

namespace koe::nlp {
namespace {

constexpr char32_t kProlongedSoundMark = 0x30FC;

/// One code point on its way, with the offset of the original code point it began with.
struct MappedCodePoint {
  char32_t value;
  std::uint32_t original;
};

/// ICU's shared, immutable NFKC data.
[[nodiscard]] const icu::Normalizer2& nfkc() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFKCInstance(status);
    if (U_FAILURE(status)) throw std::bad_alloc();  // the data is linked into ICU: only memory can be missing
    return found;
  }();
  return *instance;
}

/// Characters that are their own NFKC form and do not combine with what stands before: most of every answer.
[[nodiscard]] constexpr bool is_plain(char32_t c) noexcept {
  return is_within(c, 0x20, 0x7E) | is_within(c, 0x4E00, 0x9FFF) | is_within(c, 0x3041, 0x3096) |
         is_within(c, 0x30A1, 0x30FC) | is_japanese_mark(c);
}

/// Folds one code point; nullopt drops it. Applied before and after NFKC, which makes the whole idempotent:
/// NFKC of a presentation form may yield a dash, and a dropped character must not separate a letter from its
/// sound mark.
[[nodiscard]] std::optional<char32_t> fold(char32_t c) noexcept {
  if (is_plain(c)) return c;
  switch (c) {
    case U'\t':
      return U' ';
    case U'\n':
    case U'\r':
    case 0x0B:
    case 0x0C:
    case 0x85:
    case 0x2028:
    case 0x2029:
      return U'\n';
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x02BC:
    case 0x00B4:
      return U'\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x301D:
    case 0x301E:
    case 0x301F:
      return U'"';
    case 0x2212:  // minus
    case 0x2043:  // hyphen bullet
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
      return U'-';
    case 0x301C:  // wave dash, what Shift_JIS 0x8160 is in some converters
    case 0x3030:
    case 0x223C:
    case 0xFF5E:  // full-width tilde, what it is in the others
      return U'~';
    case 0x034F:  // combining grapheme joiner
      return std::nullopt;
    default:
      break;
  }
  if (c >= 0x2010 && c <= 0x2015) return U'-';
  if ((c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF))
    return std::nullopt;  // variation selectors
  const std::uint32_t mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  if ((mask & (U_GC_CC_MASK | U_GC_CF_MASK)) != 0) return std::nullopt;
  if ((mask & U_GC_ZS_MASK) != 0) return U' ';
  return c;
}

/// Writes a normalised text. Works on one starter and what combines with it at a time; a plain character is such a starter, but
/// is written at once and taken back when something does combine with it.
class Composer {
 public:
  explicit Composer(MappedText& out) : out_(out) {}

  void add_plain(MappedCodePoint c) {
    flush();
    write(c);
  }

  void add(MappedCodePoint c) {
    if (nfkc().hasBoundaryBefore(static_cast<UChar32>(c.value))) {
      flush();
    } else if (pending_.empty() && !out_.code_points.empty()) {
      pending_.push_back({out_.code_points.back(), out_.to_original.back()});
      out_.code_points.pop_back();
      out_.to_original.pop_back();
    }
    pending_.push_back(c);
  }

  /// Writes NFKC of what is pending, each result folded again. The characters of a composition are not told apart: all of
  /// them stand for the whole.
  void flush() {
    if (pending_.empty()) return;
    if (pending_.size() == 1 && u_getIntPropertyValue(static_cast<UChar32>(pending_.front().value),
                                                      UCHAR_NFKC_QUICK_CHECK) == UNORM_YES) {
      write(pending_.front());
    } else {
      compose();
    }
    pending_.clear();
  }

 private:
  void write(MappedCodePoint c) {
    out_.code_points.push_back(c.value);
    out_.to_original.push_back(c.original);
  }

  void compose() {
    out_.is_original = false;
    icu::UnicodeString piece;
    for (const MappedCodePoint& c : pending_) piece.append(static_cast<UChar32>(c.value));
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString composed = nfkc().normalize(piece, status);
    if (U_FAILURE(status)) throw std::bad_alloc();
    for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1))
      if (const auto folded = fold(static_cast<char32_t>(composed.char32At(i)))) write({*folded, pending_.front().original});
  }

  MappedText& out_;
  std::vector<MappedCodePoint> pending_;
};

/// Dashes typed for the prolonged sound mark, as half-width exports and careless typing have them.
void restore_prolonged_sound_marks(MappedText& normalized) {
  std::u32string& text = normalized.code_points;
  for (std::size_t i = text.find(U'-', 1); i != std::u32string::npos && i + 1 < text.size(); i = text.find(U'-', i + 1)) {
    if (!is_katakana(text[i - 1]) || !(is_katakana(text[i + 1]) || is_hiragana(text[i + 1]))) continue;
    text[i] = kProlongedSoundMark;
    normalized.is_original = false;
  }
}

}  // namespace

Span MappedText::original_span(Span span) const noexcept {
  if (span.begin >= span.end) return {to_original[span.begin], to_original[span.begin]};
  const std::uint32_t last = to_original[span.end - 1];
  std::size_t end = span.end;
  while (end + 1 < to_original.size() && to_original[end] == last) ++end;
  return {to_original[span.begin], to_original[end]};
}

NormalizedText normalize(std::string_view utf8) {
  NormalizedText result;
  normalize(utf8, result);
  result.text = encode_utf8(result.code_points);
  return result;
}

void normalize(std::string_view utf8, MappedText& out) {
  out.code_points.clear();
  out.to_original.clear();
  out.code_points.reserve(utf8.size());
  out.to_original.reserve(utf8.size() + 1);
  out.is_original = true;
  Composer composer(out);
  std::uint32_t original = 0;
  bool after_carriage_return = false;
  for (std::size_t position = 0; position < utf8.size(); ++original) {
    const char32_t c = next_code_point(utf8, position);
    const bool second_of_pair = after_carriage_return && c == U'\n';
    after_carriage_return = c == U'\r';
    if (is_plain(c)) {
      composer.add_plain({c, original});
      continue;
    }
    const std::optional<char32_t> kept = second_of_pair ? std::nullopt : fold(c);
    if (kept != c || c == kReplacement) out.is_original = false;
    if (!kept) continue;
    if (is_plain(*kept)) {
      composer.add_plain({*kept, original});
    } else {
      composer.add({*kept, original});
    }
  }
  composer.flush();
  restore_prolonged_sound_marks(out);
  out.to_original.push_back(original);
}

namespace {

/// Neither letter, digit nor space.
[[nodiscard]] bool is_punctuation_or_symbol(char32_t c) noexcept {
  if (c < 0x80) return !is_ascii_alphanumeric(c) && !is_space(c);
  return !is_letter(c) && !is_digit(c) && !is_mark(c) && !is_space(c);
}

void collapse_white_space(std::u32string_view text, std::u32string& out) {
  out.resize(text.size());
  std::size_t size = 0;
  bool space_before = false;
  for (const char32_t c : text) {
    if (is_japanese_letter(c)) {
      space_before = false;
      out[size++] = c;
      continue;
    }
    if (is_space(c)) {
      space_before = size > 0;
      continue;
    }
    if (space_before && !is_japanese_letter(out[size - 1])) out[size++] = U' ';
    space_before = false;
    out[size++] = to_lower(c);
  }
  out.resize(size);
}

}  // namespace

std::string fold_for_identity(std::string_view normalized) { return fold_for_identity(decode_utf8(normalized)); }

std::string fold_for_identity(std::u32string_view normalized) {
  std::u32string folded;
  fold_for_identity(normalized, folded);
  return encode_utf8(folded);
}

void fold_for_identity(std::u32string_view normalized, std::u32string& folded) {
  collapse_white_space(normalized, folded);
  std::size_t end = folded.size();
  while (end > 0 && (is_punctuation_or_symbol(folded[end - 1]) || folded[end - 1] == U' ')) --end;
  const std::u32string tail = folded.substr(end);
  folded.resize(end);
  bool question = false;
  for (const char32_t c : tail) {
    if (is_emoji(c)) {
      if (folded.empty() || folded.back() != c) folded.push_back(c);
    } else if (c == U'?') {
      question = true;
    } else if (end == 0 && c != U' ' && (folded.empty() || folded.back() != c)) {
      folded.push_back(c);
    }
  }
  if (question) folded.push_back(U'?');
}

}  // namespace koe::nlp

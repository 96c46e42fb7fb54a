#include "nlp/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace koe::nlp::other {
namespace {

[[nodiscard]] UChar32 as_icu(char32_t c) noexcept { return static_cast<UChar32>(c); }

[[nodiscard]] std::uint32_t category_mask(char32_t c) noexcept { return U_GET_GC_MASK(as_icu(c)); }

}  // namespace

bool is_letter(char32_t c) noexcept { return (category_mask(c) & U_GC_L_MASK) != 0; }

bool is_latin_letter(char32_t c) noexcept {
  UErrorCode status = U_ZERO_ERROR;
  return is_letter(c) && uscript_getScript(as_icu(c), &status) == USCRIPT_LATIN;
}

bool is_mark(char32_t c) noexcept { return (category_mask(c) & U_GC_M_MASK) != 0; }

bool is_digit(char32_t c) noexcept { return (category_mask(c) & U_GC_ND_MASK) != 0; }

bool is_space(char32_t c) noexcept { return u_isUWhiteSpace(as_icu(c)) != 0; }

bool is_emoji(char32_t c) noexcept {
  if (c >= 0x1F1E6 && c <= 0x1F1FF) return true;
  if (c >= 0x1F3FB && c <= 0x1F3FF) return true;
  return c != 0x2122 && u_hasBinaryProperty(as_icu(c), UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

char32_t to_lower(char32_t c) noexcept { return static_cast<char32_t>(u_tolower(as_icu(c))); }

}  // namespace koe::nlp::other

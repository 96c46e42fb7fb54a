// How does foreign text get into a page without acting on it? Escaped, and with every invisible character
// shown (RELIABILITY.md T-03, T-04). The only way from data to markup.
#pragma once
#include <string>
#include <string_view>

namespace koe::report {

/// `text` for HTML element content and quoted attributes: & < > " ' escaped; controls that hide or reorder
/// text (C0/C1 but TAB and LF, soft hyphen, U+061C, U+180E, U+200B-200F, U+202A-202E, U+2060-206F, U+FEFF,
/// U+FFF9-FFFB, language tags) written as
/// "[U+202E]"; bytes that are no UTF-8 as U+FFFD. Joiners inside an emoji sequence stay, because emoji break
/// without them. In: any bytes. Cost: linear. Errors: none. Checked in
/// tests/unit/report/visible_text_test.cpp.
[[nodiscard]] std::string escape_html(std::string_view text);

}  // namespace koe::report

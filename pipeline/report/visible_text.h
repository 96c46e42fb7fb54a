// How does foreign text get into a page without acting on it? Escaped, and with every invisible character
// shown (RELIABILITY.md T-03, T-04). The only way from data to markup.
#pragma once
#include <string>
#include <string_view>

namespace koe::report {

/// `text` for HTML element content and quoted attributes.
/// Escapes & < > " '. Writes as "[U+202E]" what hides or reorders text: C0/C1 controls except TAB and LF,
/// soft hyphen, bidi controls, zero-width and other default-ignorable characters, language tags. CR is
/// dropped (it is white space beside LF). Bytes that are no UTF-8 become U+FFFD. A joiner inside an emoji
/// sequence stays. In: any bytes. Cost: linear. Errors: none. Checked in
/// tests/unit/report/visible_text_test.cpp.
[[nodiscard]] std::string escape_html(std::string_view text);

}  // namespace koe::report

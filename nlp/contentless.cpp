#include "nlp/contentless.h"

#include <algorithm>

#include "nlp/characters.h"
#include "nlp/normalize.h"
#include "nlp/sentence.h"
#include "nlp/utf8.h"

namespace koe::nlp {
namespace {

/// Removes the longest of `phrases` (longest first) that `text` begins with, and what may stand behind it.
[[nodiscard]] bool take_prefix(std::string_view& text, const PhrasePrefixes& phrases) {
  for (const std::string& phrase : phrases.candidates(text)) {
    if (!text.starts_with(phrase)) continue;
    const bool inside_word = text.size() > phrase.size() &&
                             is_ascii_letter(static_cast<unsigned char>(phrase.back())) &&
                             is_ascii_letter(static_cast<unsigned char>(text[phrase.size()]));
    if (inside_word) continue;
    text.remove_prefix(phrase.size());
    for (const std::string_view separator : {"、", ",", " "})
      while (text.starts_with(separator)) text.remove_prefix(separator.size());
    return true;
  }
  return false;
}

/// Without letters, or one letter typed again and again.
[[nodiscard]] bool says_nothing(std::string_view key) noexcept {
  char32_t letter = 0;
  for (std::size_t position = 0; position < key.size();) {
    const char32_t c = next_code_point(key, position);
    if (!is_letter(c)) continue;
    if (letter != 0 && c != letter) return false;
    // One Japanese character can be a word (高, 難), so only Latin letters and kana count as typing without a
    // word.
    if (is_han(c)) return false;
    letter = c;
  }
  return true;
}

[[nodiscard]] bool is_refusal(std::string_view key, const Lexicons& lexicons) {
  while (take_prefix(key, lexicons.refusal_opening)) {
  }
  if (take_prefix(key, lexicons.refusal_topic))
    while (take_prefix(key, lexicons.refusal_opening)) {
    }
  if (lexicons.refusals.contains(key)) return true;
  return std::any_of(lexicons.refusal_closing.begin(), lexicons.refusal_closing.end(),
                     [&](const std::string& closing) {
                       return key.ends_with(closing) && key.size() > closing.size() + 1 &&
                              lexicons.refusals.contains(key.substr(0, key.size() - closing.size() - 1));
                     });
}

/// False where these first characters of a text alone tell that it has content: two letters that nothing listed begins with.
[[nodiscard]] bool may_be_contentless(char32_t first, char32_t second, const Lexicons& lexicons) noexcept {
  if (!is_letter(first) || !is_letter(second)) return true;
  return (first == second && !is_han(first)) || lexicons.contentless_begins.may_begin(first, second);
}

[[nodiscard]] bool may_be_contentless(std::string_view folded, const Lexicons& lexicons) noexcept {
  std::size_t position = 0;
  const auto next = [&] { return position < folded.size() ? next_code_point(folded, position) : U'\0'; };
  const char32_t first = next();
  return may_be_contentless(first, next(), lexicons);
}

}  // namespace

bool is_contentless_sentence(std::string_view folded, const Lexicons& lexicons) {
  if (!may_be_contentless(folded, lexicons)) return false;
  return says_nothing(folded) || lexicons.contentless_phrases.contains(folded) || is_refusal(folded, lexicons);
}

bool is_contentless(std::u32string_view text, std::string_view folded, const Lexicons& lexicons) {
  if (is_contentless_sentence(folded, lexicons)) return true;
  // No sentence ends between two letters but at a contrast, which leaves more than the first of them.
  if (text.size() > 1 && !may_be_contentless(to_lower(text[0]), to_lower(text[1]), lexicons)) return false;
  const std::vector<Statement> sentences = split_sentences(text, lexicons);
  return sentences.size() > 1 && std::ranges::all_of(sentences, [&](const Span& sentence) {
           return is_contentless_sentence(fold_for_identity(slice(text, sentence)), lexicons);
         });
}

bool is_contentless(std::string_view text, const Lexicons& lexicons) {
  const std::u32string code_points = decode_utf8(text);
  return is_contentless(code_points, fold_for_identity(code_points), lexicons);
}

}  // namespace koe::nlp

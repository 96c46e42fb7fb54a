#include "nlp/english_tokenizer.h"

#include <utility>

#include "nlp/characters.h"
#include "nlp/placeholder.h"
#include "nlp/utf8.h"

namespace koe::nlp {
namespace {

[[nodiscard]] bool continues_word(char32_t c) noexcept {
  if (c < 0x80) return is_ascii_alphanumeric(c);
  return is_latin_letter(c) || is_mark(c) || is_digit(c);
}

/// End of the word that begins at `begin`; apostrophes between two letters belong to it.
[[nodiscard]] std::size_t word_end(std::u32string_view text, std::size_t begin) noexcept {
  std::size_t end = begin;
  while (end < text.size()) {
    if (continues_word(text[end])) {
      ++end;
    } else if (text[end] == U'\'' && end > begin && end + 1 < text.size() && is_latin_letter(text[end - 1]) &&
               is_latin_letter(text[end + 1])) {
      ++end;
    } else {
      break;
    }
  }
  return end;
}

/// End of the number that begins at `begin`: digits, and single points and commas between digits.
[[nodiscard]] std::size_t number_end(std::u32string_view text, std::size_t begin) noexcept {
  std::size_t end = begin;
  while (end < text.size()) {
    if (is_digit(text[end])) {
      ++end;
    } else if ((text[end] == U'.' || text[end] == U',') && end + 1 < text.size() && is_digit(text[end + 1])) {
      ++end;
    } else {
      break;
    }
  }
  return end;
}

[[nodiscard]] std::string lower_case(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, to_lower(c));
  return out;
}

/// The words that `lemma`, which may be a contraction, stands for.
[[nodiscard]] std::vector<std::string> opened(std::string lemma, const Lexicons& lexicons) {
  if (const auto known = lexicons.contractions.find(lemma); known != lexicons.contractions.end()) return known->second;
  if (lemma.ends_with("n't")) return {lemma.substr(0, lemma.size() - 3), "not"};
  if (lemma.ends_with("'s")) lemma.resize(lemma.size() - 2);
  return {std::move(lemma)};
}

/// A text and its tokens so far.
class TokenWriter {
 public:
  TokenWriter(std::string_view text, const Lexicons& lexicons, Vocabulary& words, std::vector<Token>& tokens)
      : text_(decode_utf8(text)), slicer_(text), lexicons_(lexicons), words_(words), tokens_(tokens) {
    tokens_.clear();
  }

  [[nodiscard]] std::u32string_view text() const noexcept { return text_; }

  /// Adds the tokens of [begin, end), which are behind those before: one, or several of a contraction. The part of speech
  /// follows from the characters, so a surface has one reading.
  void add(std::size_t begin, std::size_t end, Pos pos) {
    const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    const std::string_view surface = slicer_.next(span);
    const Word* word = words_.find(surface, nullptr);
    if (word == nullptr) word = &add_word(surface, span, pos);
    for (; word != nullptr; word = word->next) tokens_.push_back({word, span.begin, span.end});
  }

 private:
  const Word& add_word(std::string_view surface, Span span, Pos pos) {
    const std::string lemma = lower_case(text().substr(span.begin, span.end - span.begin));
    if (pos != Pos::kWord) return words_.add(surface, nullptr, std::span(&lemma, 1), pos, Lang::kEn);
    return words_.add(surface, nullptr, opened(lemma, lexicons_), pos, Lang::kEn);
  }

  std::u32string text_;
  Slicer slicer_;
  const Lexicons& lexicons_;
  Vocabulary& words_;
  std::vector<Token>& tokens_;
};

}  // namespace

void tokenize_english(std::string_view text, const Lexicons& lexicons, Vocabulary& words, std::vector<Token>& tokens) {
  TokenWriter writer(text, lexicons, words, tokens);
  const std::u32string_view code_points = writer.text();
  for (std::size_t i = 0; i < code_points.size();) {
    const char32_t c = code_points[i];
    if (is_space(c)) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    if (is_latin_letter(c) || is_digit(c)) {
      end = word_end(code_points, i);
      bool letter = false;
      for (std::size_t k = i; k < end; ++k) letter = letter || is_latin_letter(code_points[k]);
      if (!letter) end = number_end(code_points, i);
      writer.add(i, end, letter ? Pos::kWord : Pos::kNumber);
    } else if (is_letter(c)) {
      while (end < code_points.size() && is_letter(code_points[end]) && !is_latin_letter(code_points[end]))
        ++end;
      writer.add(i, end, Pos::kOther);
    } else {
      if (const std::uint32_t length = placeholder_length(code_points, i); length > 0) end = i + length;
      writer.add(i, end, Pos::kSymbol);
    }
    i = end;
  }
}

}  // namespace koe::nlp

#include "nlp/english_tokenizer.h"

#include "nlp/characters.h"
#include "nlp/placeholder.h"
#include "nlp/utf8.h"

namespace koe::nlp {
namespace {

/// Writes tokens over those of an earlier text, so that their strings keep their memory.
class TokenWriter {
 public:
  TokenWriter(std::u32string_view text, std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}
  ~TokenWriter() { tokens_.resize(count_); }
  TokenWriter(const TokenWriter&) = delete;
  TokenWriter& operator=(const TokenWriter&) = delete;

  /// Adds a token over [begin, end) whose lemma is the surface in lower case.
  Token& add(std::size_t begin, std::size_t end, Pos pos) {
    if (count_ == tokens_.size()) tokens_.emplace_back();
    Token& token = tokens_[count_++];
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(end);
    token.pos = pos;
    token.surface.clear();
    token.lemma.clear();
    for (std::size_t i = begin; i < end; ++i) {
      append_utf8(token.surface, text_[i]);
      append_utf8(token.lemma, to_lower(text_[i]));
    }
    return token;
  }

 private:
  std::u32string_view text_;
  std::vector<Token>& tokens_;
  std::size_t count_ = 0;
};

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

void add_word(std::size_t begin, std::size_t end, const Lexicons& lexicons, TokenWriter& writer) {
  Token& token = writer.add(begin, end, Pos::kWord);
  if (const auto known = lexicons.contractions.find(token.lemma); known != lexicons.contractions.end()) {
    const std::vector<std::string>& words = known->second;
    token.lemma = words.front();
    for (std::size_t i = 1; i < words.size(); ++i) writer.add(begin, end, Pos::kWord).lemma = words[i];
    return;
  }
  if (token.lemma.ends_with("n't")) {
    token.lemma.resize(token.lemma.size() - 3);
    writer.add(begin, end, Pos::kWord).lemma = "not";
  } else if (token.lemma.ends_with("'s")) {
    token.lemma.resize(token.lemma.size() - 2);
  }
}

}  // namespace

void tokenize_english(std::string_view text, const Lexicons& lexicons, std::vector<Token>& tokens) {
  const std::u32string code_points = decode_utf8(text);
  TokenWriter writer(code_points, tokens);
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
      if (letter) {
        add_word(i, end, lexicons, writer);
      } else {
        end = number_end(code_points, i);
        writer.add(i, end, Pos::kNumber);
      }
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

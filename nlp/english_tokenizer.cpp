#include "nlp/english_tokenizer.h"

#include <algorithm>
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

[[nodiscard]] std::string lower_case(std::string_view text) {
  std::string out;
  for (std::size_t position = 0; position < text.size();) append_utf8(out, to_lower(next_code_point(text, position)));
  return out;
}

/// The words that `lemma`, which may be a contraction, stands for.
[[nodiscard]] std::vector<std::string> opened(std::string lemma, const Lexicons& lexicons) {
  if (const auto known = lexicons.contractions.find(lemma); known != lexicons.contractions.end()) return known->second;
  if (lemma.ends_with("n't")) return {lemma.substr(0, lemma.size() - 3), "not"};
  if (lemma.ends_with("'s")) lemma.resize(lemma.size() - 2);
  return {std::move(lemma)};
}

/// What stands at a place of a text.
struct Piece {
  std::size_t end = 0;
  bool is_token = true;
};

/// The word, number, mark or space at `begin`.
[[nodiscard]] Piece piece_at(std::u32string_view text, std::size_t begin) {
  const char32_t c = text[begin];
  if (is_space(c)) return {begin + 1, false};
  if (is_latin_letter(c) || is_digit(c)) {
    const std::size_t end = word_end(text, begin);
    const bool letter = std::any_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                    text.begin() + static_cast<std::ptrdiff_t>(end), is_latin_letter);
    return {letter ? end : number_end(text, begin)};
  }
  if (is_letter(c)) {
    std::size_t end = begin + 1;
    while (end < text.size() && is_letter(text[end]) && !is_latin_letter(text[end])) ++end;
    return {end};
  }
  const std::uint32_t placeholder = placeholder_length(text, begin);
  return {begin + std::max(placeholder, 1U)};
}

/// The part of speech follows from the characters, so a surface has one reading.
[[nodiscard]] Pos kind_of(std::string_view surface) {
  const std::u32string letters = decode_utf8(surface);
  if (is_latin_letter(letters.front()) || is_digit(letters.front()))
    return std::ranges::any_of(letters, is_latin_letter) ? Pos::kWord : Pos::kNumber;
  return is_letter(letters.front()) ? Pos::kOther : Pos::kSymbol;
}

const Word& new_word(const Sighting& sighting, const Lexicons& lexicons, Vocabulary& words) {
  if (const Word* met_since = words.find(sighting.surface, nullptr)) return *met_since;
  const Pos pos = kind_of(sighting.surface);
  const std::string lemma = lower_case(sighting.surface);
  if (pos != Pos::kWord) return words.add(sighting.surface, nullptr, std::span(&lemma, 1), pos, Lang::kEn);
  return words.add(sighting.surface, nullptr, opened(lemma, lexicons), pos, Lang::kEn);
}

}  // namespace

void EnglishTokenizer::tokenize(const DecodedText& text, Vocabulary& words, std::vector<Token>& tokens) {
  tokens.clear();
  sightings_.clear();
  spans_.clear();
  const bool is_ascii = text.utf8.size() == text.code_points.size();
  Slicer slicer(text.utf8);
  for (std::size_t begin = 0; begin < text.code_points.size();) {
    const Piece piece = piece_at(text.code_points, begin);
    if (piece.is_token) {
      const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(piece.end)};
      sightings_.push_back({.surface = is_ascii ? text.utf8.substr(begin, piece.end - begin) : slicer.next(span)});
      spans_.push_back(span);
    }
    begin = piece.end;
  }
  words.find(sightings_);
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    const Word* word = sightings_[i].word;
    if (word == nullptr) word = &new_word(sightings_[i], lexicons_, words);
    for (; word != nullptr; word = word->next) tokens.push_back({word, spans_[i].begin, spans_[i].end});
  }
}

}  // namespace koe::nlp

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

/// The words of a text as they stand in it.
struct Found {
  std::vector<Sighting> sightings;
  std::vector<Span> spans;
  std::vector<Pos> kinds;
};

/// The part of speech follows from the characters, so a surface has one reading.
const Word& new_word(const Sighting& sighting, Pos pos, const Lexicons& lexicons, Vocabulary& words) {
  if (const Word* met_since = words.find(sighting.surface, nullptr)) return *met_since;
  const std::string lemma = lower_case(sighting.surface);
  if (pos != Pos::kWord) return words.add(sighting.surface, nullptr, std::span(&lemma, 1), pos, Lang::kEn);
  return words.add(sighting.surface, nullptr, opened(lemma, lexicons), pos, Lang::kEn);
}

[[nodiscard]] Found find_words(std::string_view text) {
  const std::u32string code_points = decode_utf8(text);
  Slicer slicer(text);
  Found found;
  const auto add = [&](std::size_t begin, std::size_t end, Pos pos) {
    const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    found.sightings.push_back({.surface = slicer.next(span)});
    found.spans.push_back(span);
    found.kinds.push_back(pos);
  };
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
      add(i, end, letter ? Pos::kWord : Pos::kNumber);
    } else if (is_letter(c)) {
      while (end < code_points.size() && is_letter(code_points[end]) && !is_latin_letter(code_points[end]))
        ++end;
      add(i, end, Pos::kOther);
    } else {
      if (const std::uint32_t length = placeholder_length(code_points, i); length > 0) end = i + length;
      add(i, end, Pos::kSymbol);
    }
    i = end;
  }
  return found;
}

}  // namespace

void tokenize_english(std::string_view text, const Lexicons& lexicons, Vocabulary& words, std::vector<Token>& tokens) {
  tokens.clear();
  Found found = find_words(text);
  words.find(found.sightings);
  for (std::size_t i = 0; i < found.spans.size(); ++i) {
    const Word* word = found.sightings[i].word;
    if (word == nullptr) word = &new_word(found.sightings[i], found.kinds[i], lexicons, words);
    for (; word != nullptr; word = word->next) tokens.push_back({word, found.spans[i].begin, found.spans[i].end});
  }
}

}  // namespace koe::nlp

#include "nlp/language.h"

#include <unicode/ucnv.h>
#include <unicode/uniset.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "nlp/characters.h"
#include "nlp/load_error.h"
#include "nlp/utf8.h"

namespace koe::nlp {
namespace {

/// A kana or Han letter says about as much as this many Latin ones.
constexpr std::uint32_t kJapaneseLetterWeight = 3;

/// Han characters that Japanese business text can contain: the repertoire of CP932, from ICU's converter.
[[nodiscard]] const icu::UnicodeSet& cp932_repertoire() {
  static const std::unique_ptr<const icu::UnicodeSet> repertoire = [] {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open("windows-31j", &status),
                                                                       ucnv_close);
    auto set = std::make_unique<icu::UnicodeSet>();
    ucnv_getUnicodeSet(converter.get(), set->toUSet(), UCNV_ROUNDTRIP_SET, &status);
    if (U_FAILURE(status))
      throw LoadError("ICU has no converter for windows-31j", "icudata", "Install ICU with its full data.");
    set->freeze();
    return std::unique_ptr<const icu::UnicodeSet>(std::move(set));
  }();
  return *repertoire;
}

/// Chinese function words that CP932 has all the same; no Japanese text without kana contains them.
constexpr std::u32string_view kChineseFunctionWords = U"很這們嗎麼您你沒吧呢她啊";

void count_word(const std::string& word, bool accented, const Lexicons& lexicons, LanguageEvidence& evidence) {
  ++evidence.words;
  if (accented) ++evidence.accented_words;
  if (word.size() > lexicons.longest_function_word) return;
  const auto found = lexicons.function_words.find(word);
  if (found == lexicons.function_words.end()) return;
  for (std::size_t i = 0; i < kFunctionWordLanguages; ++i)
    if ((found->second >> i & 1U) != 0) ++evidence.function_words[i];
}

/// Whether a text has a Han character outside CP932, or a Chinese function word.
[[nodiscard]] bool has_foreign_han(std::u32string_view text) {
  return std::ranges::any_of(text, [](char32_t c) {
    const bool unified = c >= 0x4E00 && c <= 0x9FFF;
    return (unified && !cp932_repertoire().contains(static_cast<UChar32>(c))) ||
           kChineseFunctionWords.find(c) != std::u32string_view::npos;
  });
}

/// Letters by script.
[[nodiscard]] LanguageEvidence letters_of(std::u32string_view text) {
  LanguageEvidence evidence;
  for (const char32_t c : text) {
    if (c < 0x80) {
      evidence.latin += is_ascii_letter(c) ? 1U : 0U;
    } else if (is_common_kana(c) | is_common_han(c)) {
      evidence.kana += is_common_kana(c) ? 1U : 0U;
      evidence.han += is_common_han(c) ? 1U : 0U;
    } else if (is_hiragana(c) || is_katakana(c)) {
      ++evidence.kana;
    } else if (is_han(c)) {
      ++evidence.han;
    } else if (is_latin_letter(c)) {
      ++evidence.latin;
    } else if (is_letter(c)) {
      ++evidence.other;
    }
  }
  return evidence;
}

/// Adds Latin words: letters, and apostrophes behind them.
void add_words(std::u32string_view text, const Lexicons& lexicons, LanguageEvidence& evidence) {
  std::string word;
  bool accented = false;
  const auto finish_word = [&] {
    if (!word.empty()) count_word(word, accented, lexicons, evidence);
    word.clear();
    accented = false;
  };
  for (const char32_t c : text) {
    if (is_latin_letter(c)) {
      accented = accented || c >= 0x80;
      append_utf8(word, to_lower(c));
    } else if (c == U'\'' && !word.empty()) {
      word.push_back('\'');
    } else {
      finish_word();
    }
  }
  finish_word();
}

[[nodiscard]] std::uint32_t japanese_weight(const LanguageEvidence& evidence) noexcept {
  return kJapaneseLetterWeight * (evidence.kana + evidence.han);
}

/// Whether words decide: where most of a text is Latin.
[[nodiscard]] bool needs_words(const LanguageEvidence& evidence) noexcept { return japanese_weight(evidence) < evidence.latin; }

/// What the letters of `text` say, and its words where they decide.
[[nodiscard]] LanguageEvidence gather(std::u32string_view text, const Lexicons& lexicons) {
  LanguageEvidence evidence = letters_of(text);
  if (needs_words(evidence)) add_words(text, lexicons, evidence);
  return evidence;
}

void add_letters(const LanguageEvidence& part, LanguageEvidence& whole) noexcept {
  whole.kana += part.kana;
  whole.han += part.han;
  whole.latin += part.latin;
  whole.other += part.other;
}

void add_words(const LanguageEvidence& part, LanguageEvidence& whole) noexcept {
  whole.words += part.words;
  whole.accented_words += part.accented_words;
  for (std::size_t i = 0; i < kFunctionWordLanguages; ++i) whole.function_words[i] += part.function_words[i];
}

[[nodiscard]] Lang latin_language(const LanguageEvidence& evidence) noexcept {
  const std::uint32_t english = evidence.function_words[kFunctionWordsEnglish];
  for (std::size_t i = 0; i < kFunctionWordLanguages; ++i)
    if (i != kFunctionWordsEnglish && evidence.function_words[i] >= 2 && evidence.function_words[i] > english)
      return Lang::kOther;
  if (english == 0 && evidence.accented_words >= 2 && evidence.accented_words * 4 >= evidence.words)
    return Lang::kOther;
  return Lang::kEn;
}

/// In: `text` and its evidence.
[[nodiscard]] Lang decide(std::u32string_view text, const LanguageEvidence& evidence) {
  const std::uint32_t japanese = japanese_weight(evidence);
  const std::uint32_t other = kJapaneseLetterWeight * evidence.other;
  if (japanese + evidence.latin == 0 || (other > japanese && other > evidence.latin)) return Lang::kOther;
  if (japanese < evidence.latin) return latin_language(evidence);
  return evidence.kana == 0 && has_foreign_han(text) ? Lang::kOther : Lang::kJa;
}

/// In: a segment and its evidence.
[[nodiscard]] Lang decide_segment(std::u32string_view segment, const LanguageEvidence& evidence, Lang whole) {
  const Lang own = decide(segment, evidence);
  if (own == whole) return whole;
  const bool enough = own == Lang::kJa ? evidence.kana + evidence.han >= 3
                      : own == Lang::kEn
                          ? evidence.words >= 3 && evidence.function_words[kFunctionWordsEnglish] >= 1
                          : evidence.kana + evidence.han + evidence.latin + evidence.other >= 6;
  return enough ? own : whole;
}

}  // namespace

std::string_view name_of(Lang lang) noexcept {
  switch (lang) {
    case Lang::kJa:
      return "ja";
    case Lang::kEn:
      return "en";
    case Lang::kOther:
      break;
  }
  return "other";
}

Lang detect_language(std::string_view normalized, const Lexicons& lexicons) {
  return detect_language(decode_utf8(normalized), lexicons);
}

Lang detect_language(std::u32string_view normalized, const Lexicons& lexicons) {
  return decide(normalized, gather(normalized, lexicons));
}

Lang detect_segment_language(std::string_view segment, Lang whole, const Lexicons& lexicons) {
  return detect_segment_language(decode_utf8(segment), whole, lexicons);
}

Lang detect_segment_language(std::u32string_view segment, Lang whole, const Lexicons& lexicons) {
  return decide_segment(segment, gather(segment, lexicons), whole);
}

const std::vector<Lang>& StatementLanguages::of(std::u32string_view text, std::span<const Statement> statements) {
  evidence_.clear();
  LanguageEvidence all;
  for (const Statement& statement : statements) add_letters(evidence_.emplace_back(gather(slice(text, statement), lexicons_)), all);
  if (needs_words(all)) {
    for (std::size_t i = 0; i < statements.size(); ++i) {
      LanguageEvidence words = evidence_[i];
      if (!needs_words(words)) add_words(slice(text, statements[i]), lexicons_, words);  // Japanese in a text mostly Latin
      add_words(words, all);
    }
  }
  const Lang whole = decide(text, all);
  languages_.assign(statements.size(), whole);
  if (statements.size() < 2) return languages_;
  for (std::size_t i = 0; i < statements.size(); ++i)
    languages_[i] = decide_segment(slice(text, statements[i]), evidence_[i], whole);
  return languages_;
}

}  // namespace koe::nlp

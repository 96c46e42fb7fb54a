// Which language is this text in? Japanese, English or neither, by script and function words: explainable, no
// model.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "nlp/lexicons.h"
#include "nlp/sentence.h"

namespace koe::nlp {

/// What the analysis can tell apart.
enum class Lang : std::uint8_t { kJa, kEn, kOther };

/// "ja", "en" or "other", as in the output files.
[[nodiscard]] std::string_view name_of(Lang lang) noexcept;

/// Language of a whole normalised text.
///
/// Letters are counted by script; a kana or Han letter weighs 3 Latin ones, as it says about as much.
/// 1. No letter at all: kOther. Another script (Cyrillic, Hangul, Thai...) weighs most: kOther.
/// 2. Japanese letters weigh at least as much as Latin ones: kJa, unless there is no kana among them and
///    one of the Han characters is outside CP932 (simplified) or a Chinese function word (很): kOther.
/// 3. Else Latin: kOther when at least two function words of one other language occur and more of them than
///    English ones, or when there is no English one and a quarter of the words (two at least) are written
///    with accents; otherwise kEn. Short texts without evidence ("Super!") are therefore kEn.
///
/// Cost: O(code points). Thread-safe. Checked in tests/unit/nlp/language_test.cpp.
[[nodiscard]] Lang detect_language(std::string_view normalized, const Lexicons& lexicons);
[[nodiscard]] Lang detect_language(std::u32string_view normalized, const Lexicons& lexicons);

/// Language of a segment of a text whose language is `whole`: its own where the evidence is enough, `whole`
/// otherwise ("Excel VBA" inside a Japanese answer is Japanese). Enough are three Japanese letters; three
/// Latin words with an English function word among them; six letters of anything else. Cost, thread-safety
/// and checks as above.
[[nodiscard]] Lang detect_segment_language(std::string_view segment, Lang whole, const Lexicons& lexicons);
[[nodiscard]] Lang detect_segment_language(std::u32string_view segment, Lang whole, const Lexicons& lexicons);

/// What the letters and words of a text say.
struct LanguageEvidence {
  std::uint32_t kana = 0;
  std::uint32_t han = 0;
  std::uint32_t latin = 0;  ///< letters
  std::uint32_t other = 0;  ///< letters of other scripts
  std::uint32_t words = 0;  ///< Latin words
  std::uint32_t accented_words = 0;
  std::array<std::uint32_t, kFunctionWordLanguages> function_words{};
};

/// One thread's way to the languages of statement after statement; not thread-safe.
class StatementLanguages {
 public:
  /// `lexicons` must outlive the object.
  explicit StatementLanguages(const Lexicons& lexicons) : lexicons_(lexicons) {}
  explicit StatementLanguages(Lexicons&& lexicons) = delete;

  /// For each of the statements of `text` by split_sentences what detect_segment_language gives, with what detect_language
  /// gives for `text`; that itself for a statement alone. Letters and words are counted once: those of the statements are
  /// those of the text. Valid until the next call. Cost: O(code points). Checked in tests/unit/nlp/language_test.cpp and
  /// tests/property/nlp_sentence_test.cpp.
  [[nodiscard]] const std::vector<Lang>& of(std::u32string_view text, std::span<const Statement> statements);

 private:
  const Lexicons& lexicons_;
  std::vector<LanguageEvidence> evidence_;  ///< of each statement
  std::vector<Lang> languages_;
};

}  // namespace koe::nlp

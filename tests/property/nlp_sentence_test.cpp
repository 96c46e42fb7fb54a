#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "nlp/characters.h"
#include "nlp/language.h"
#include "nlp/normalize.h"
#include "nlp/sentence.h"
#include "tests/property/nlp_texts.h"

namespace koe::nlp {
namespace {

const Lexicons& lexicons() {
  static const Lexicons loaded = Lexicons::load(KOE_SOURCE_DIR "/data/lexicons");
  return loaded;
}

RC_GTEST_PROP(SplitSentences, CoverAllTextThatIsNotWhiteSpaceInOrder, ()) {
  const std::u32string text = decode_utf8(normalize(*test::arbitrary_text()).text);
  std::uint32_t behind = 0;
  for (const Span& span : split_sentences(encode_utf8(text), lexicons())) {
    RC_ASSERT(span.begin < span.end);
    RC_ASSERT(span.end <= text.size());
    for (std::uint32_t i = behind; i < span.begin; ++i) RC_ASSERT(is_space(text[i]));
    RC_ASSERT(!is_space(text[span.begin]) && !is_space(text[span.end - 1]));
    RC_ASSERT(span.begin >= behind);
    behind = span.end;
  }
  for (std::size_t i = behind; i < text.size(); ++i) RC_ASSERT(is_space(text[i]));
}

RC_GTEST_PROP(SplitSentences, NoSegmentIsOnlyPunctuationUnlessTheTextIs, ()) {
  const std::string text = normalize(*test::arbitrary_text()).text;
  const std::vector<Statement> segments = split_sentences(text, lexicons());
  if (segments.size() < 2) return;
  for (const Span& span : segments) {
    bool substance = false;
    for (const char32_t c : decode_utf8(slice(text, span)))
      substance = substance || is_letter(c) || is_digit(c) || is_emoji(c);
    RC_ASSERT(substance);
  }
}

RC_GTEST_PROP(SplitSentences, StatementsHoldAllLettersAndWordsThatLanguagesAreToldBy, ()) {
  const std::u32string text = decode_utf8(normalize(*test::arbitrary_text()).text);
  const std::vector<Statement> statements = split_sentences(text, lexicons());
  const Lang whole = detect_language(text, lexicons());
  const std::vector<Lang> languages = StatementLanguages(lexicons()).of(text, statements);
  RC_ASSERT(languages.size() == statements.size());
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const Lang own = statements.size() == 1 ? whole : detect_segment_language(slice(text, statements[i]), whole, lexicons());
    RC_ASSERT(languages[i] == own);
  }
}

}  // namespace
}  // namespace koe::nlp

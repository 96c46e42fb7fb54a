#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "nlp/redact.h"
#include "tests/property/nlp_texts.h"

namespace koe::nlp {
namespace {

RC_GTEST_PROP(Redact, ASecondTimeFindsNothing, ()) {
  const Redaction once = redact(normalize(*test::arbitrary_text()));
  RC_ASSERT(find_personal_data(once.text.text).empty());
}

RC_GTEST_PROP(Redact, FindingsAreInOrderAndDisjoint, ()) {
  const std::string text = normalize(*test::arbitrary_text()).text;
  std::uint32_t behind = 0;
  for (const PersonalData& finding : find_personal_data(text)) {
    RC_ASSERT(finding.span.begin >= behind);
    RC_ASSERT(finding.span.begin < finding.span.end);
    behind = finding.span.end;
  }
  RC_ASSERT(behind <= count_code_points(text));
}

RC_GTEST_PROP(Redact, KeepsTheMapToTheOriginal, ()) {
  const std::string text = *test::arbitrary_text();
  const Redaction redaction = redact(normalize(text));
  RC_ASSERT(redaction.text.size() == count_code_points(redaction.text.text));
  RC_ASSERT(std::is_sorted(redaction.text.to_original.begin(), redaction.text.to_original.end()));
  RC_ASSERT(redaction.text.to_original.back() == count_code_points(text));
}

RC_GTEST_PROP(Redact, APlantedNumberIsGoneWhateverStandsAround, ()) {
  const std::string before = *test::arbitrary_text();
  const std::string text = before + "\n090-8765-4321\n" + *test::arbitrary_text();
  RC_ASSERT(redact(normalize(text)).text.text.find("8765-4321") == std::string::npos);
}

}  // namespace
}  // namespace koe::nlp

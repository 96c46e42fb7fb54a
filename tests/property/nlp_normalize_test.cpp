#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "nlp/normalize.h"
#include "tests/property/nlp_texts.h"

namespace koe::nlp {
namespace {

RC_GTEST_PROP(Normalize, IsIdempotent, ()) {
  const std::string text = *test::arbitrary_text();
  const std::string once = normalize(text).text;
  RC_ASSERT(normalize(once).text == once);
}

RC_GTEST_PROP(Normalize, TheMapNeverDecreasesAndCoversTheOriginal, ()) {
  const std::string text = *test::arbitrary_text();
  const NormalizedText normalized = normalize(text);
  RC_ASSERT(normalized.size() == count_code_points(normalized.text));
  RC_ASSERT(std::is_sorted(normalized.to_original.begin(), normalized.to_original.end()));
  RC_ASSERT(normalized.to_original.back() == count_code_points(text));
}

RC_GTEST_PROP(Normalize, ACharacterIsMadeFromTheOriginalItLeadsTo, ()) {
  const std::string text = *test::arbitrary_text();
  const NormalizedText normalized = normalize(text);
  for (std::uint32_t i = 0; i < normalized.size(); ++i) {
    const Span original = normalized.original_span({i, i + 1});
    RC_ASSERT(original.begin < original.end);
    const std::string again = normalize(slice(text, original)).text;
    const std::string character(slice(normalized.text, {i, i + 1}));
    // A dash restored to a prolonged sound mark needs its neighbours to be recognised.
    RC_ASSERT(again.find(character) != std::string::npos ||
              (character == "ー" && again.find('-') != std::string::npos));
  }
}

RC_GTEST_PROP(Normalize, AnyBytesAreTaken, ()) {
  const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
  const std::string once = normalize(bytes).text;
  RC_ASSERT(normalize(once).text == once);
}

RC_GTEST_PROP(FoldForIdentity, IsIdempotent, ()) {
  const std::string key = fold_for_identity(normalize(*test::arbitrary_text()).text);
  RC_ASSERT(fold_for_identity(key) == key);
}

}  // namespace
}  // namespace koe::nlp

#include "pipeline/stages/label_term_index.h"

#include <gtest/gtest.h>

namespace koe::stages {
namespace {

TEST(LabelTermIndex, NumbersTermsInOrderOfFirstUse) {
  LabelTermIndex index;
  EXPECT_EQ(index.number_of({Language::kEnglish, "invoice", "einvoice", true}), 0U);
  EXPECT_EQ(index.number_of({Language::kJapanese, "請求", "j請求", true}), 1U);
  EXPECT_EQ(index.number_of({Language::kEnglish, "invoice", "einvoice", true}), 0U);
  EXPECT_EQ(index.size(), 2U);
}

TEST(LabelTermIndex, TellsApartWhatDiffersInAnyField) {
  LabelTermIndex index;
  index.number_of({Language::kEnglish, "log", "elog", true});
  EXPECT_EQ(index.number_of({Language::kEnglish, "log", "elog", false}), 1U);
  EXPECT_EQ(index.number_of({Language::kEnglish, "log", "elogs", true}), 2U);
  EXPECT_EQ(index.number_of({Language::kJapanese, "log", "elog", true}), 3U);
  EXPECT_EQ(index.number_of({Language::kEnglish, "loge", "log", true}), 4U);
}

}  // namespace
}  // namespace koe::stages

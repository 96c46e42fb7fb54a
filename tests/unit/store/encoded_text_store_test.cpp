#include "pipeline/store/encoded_text_store.h"

#include <gtest/gtest.h>

namespace koe::store {
namespace {

TEST(EncodedTextStore, KeepsOneVectorATextAndEncoder) {
  Database database = Database::in_memory();
  EncodedTextStore first(database, "encoder-1");
  const EncodedTextStore second(database, "encoder-2");
  EXPECT_TRUE(first.find("text").empty());
  EXPECT_FALSE(first.contains("text"));
  first.add("text", std::vector<float>{0.5F, -0.25F});
  first.add("text", std::vector<float>{9.0F, 9.0F});  // what was paid for first stays
  EXPECT_EQ(first.find("text"), (std::vector<float>{0.5F, -0.25F}));
  EXPECT_TRUE(first.contains("text"));
  EXPECT_FALSE(second.contains("text"));
}

}  // namespace
}  // namespace koe::store

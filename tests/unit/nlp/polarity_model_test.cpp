#include "nlp/polarity_model.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "nlp/load_error.h"
#include "nlp/polarity_features.h"

namespace koe::nlp {
namespace {

/// A model file that is gone when the test is.
class ModelFile {
 public:
  explicit ModelFile(std::string_view rows)
      : path_((std::filesystem::temp_directory_path() /
               ("koe_polarity_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + ".tsv"))
                  .string()) {
    std::ofstream(path_, std::ios::binary) << "# Licence: CC0-1.0.\nfeature\tneg\tneu\tpos\treq\n" << rows;
  }
  ~ModelFile() { std::filesystem::remove(path_); }
  ModelFile(const ModelFile&) = delete;
  ModelFile& operator=(const ModelFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// The line at which a model of `rows` is refused; fails the test when it is accepted.
std::uint32_t refused_line(std::string_view rows) {
  const ModelFile file(rows);
  try {
    static_cast<void>(PolarityModel::load(file.path()));
  } catch (const LoadError& error) {
    EXPECT_EQ(error.path(), file.path());
    return error.line();
  }
  ADD_FAILURE() << "accepted: " << rows;
  return 0;
}

TEST(PolarityModel, WeightsOfKnownFeaturesAreAddedUp) {
  const ModelFile file("ju 遅い\t900\t-300\t-700\t100\njb が 遅い\t50\t0\t-50\t0\n");
  const PolarityModel model = PolarityModel::load(file.path());
  const std::uint64_t slow = polarity_feature_hash("ju 遅い");
  const std::uint64_t pair = polarity_feature_hash("jb が 遅い");
  const std::uint64_t unknown = polarity_feature_hash("ju 速い");
  EXPECT_EQ(model.scores(std::vector{slow, pair, unknown}), (PolarityScores{950, -300, -750, 100}));
  EXPECT_EQ(model.scores(std::vector{slow, slow}), (PolarityScores{1800, -600, -1400, 200}));
  EXPECT_EQ(model.scores({}), PolarityScores{});
}

TEST(PolarityModel, AnEmptyModelKnowsNothing) {
  const ModelFile file("");
  const std::uint64_t any = polarity_feature_hash("ju 遅い");
  EXPECT_EQ(PolarityModel::load(file.path()).scores(std::vector{any}), PolarityScores{});
}

TEST(PolarityModel, RefusesWhatIsNoModelWithTheLine) {
  EXPECT_EQ(refused_line("ju a\t1\t2\t3\n"), 3U);                           // a kind is missing
  EXPECT_EQ(refused_line("ju a\t1\t2\t3\t4\nju b\t1\t2\t3\tx\n"), 4U);      // no number
  EXPECT_EQ(refused_line("ju a\t1\t2\t3\t0.5\n"), 3U);                      // no whole number
  EXPECT_EQ(refused_line("ju a\t1\t2\t3\t40000\n"), 3U);                    // too large
  EXPECT_EQ(refused_line("ju a\t1\t2\t3\t4\nju a\t1\t2\t3\t4\n"), 4U);      // listed twice
  EXPECT_THROW(static_cast<void>(PolarityModel::load("/nonexistent")), LoadError);
}

}  // namespace
}  // namespace koe::nlp

// An analyst at work on the themes of the bundled sample: what the tests of her commands share.
#pragma once
#include "tests/cli/koe_test.h"

namespace koe::testing {

/// A quarter of the bundled sample, analysed; Hana works on it at the first second of 2026 by Greenwich time.
class AnalystTest : public KoeTest {
 protected:
  void SetUp() override { ASSERT_LE(run({exports("nps_2025Q4.csv")}), kWithRejects); }

  static std::string exports(const std::string& name) { return (kRepository / "data/demo/exports" / name).string(); }

  /// koe run; rejects in the sample's files are no failure.
  int run(std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.begin(), "run");
    const int code = koe(arguments).exit_code;
    return code == kWithRejects ? kDone : code;
  }

  /// koe themes `words`, as Hana.
  [[nodiscard]] ProgramResult as_hana(std::vector<std::string> words) const {
    ProgramOptions options;
    options.environment = {{"SOURCE_DATE_EPOCH", "1767225600"}, {"USER", "hana"}};
    words.insert(words.begin(), "themes");
    return koe(words, options);
  }
};

}  // namespace koe::testing

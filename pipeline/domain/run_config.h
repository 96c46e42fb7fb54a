// What was asked of this run: every setting, validated once by the command line and immutable afterwards.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"

namespace koe {

/// What the themes are ordered by.
enum class RankBy : std::uint8_t { kNps, kArr, kReach, kTrend };
[[nodiscard]] std::string_view name_of(RankBy rank_by);  ///< "nps" "arr" "reach" "trend"
[[nodiscard]] std::optional<RankBy> parse_rank_by(std::string_view name);

/// Settings that change the result; all of them go into the manifest (threads do not: they change nothing).
struct RunConfig {
  RankBy rank_by = RankBy::kNps;
  bool enps_rows = false;                 ///< --enps-rows: employees' rows in assignments.csv
  Language language = Language::kEnglish; ///< of messages and of the report's first view
  std::uint64_t seed = 20260101;          ///< of every random step
  std::uint32_t bootstrap_draws = 2000;
  std::int64_t anonymity_k = 5;           ///< smallest number of employees behind a published figure
  unsigned threads = 1;
};

}  // namespace koe

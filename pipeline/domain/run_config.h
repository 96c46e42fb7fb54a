// What was asked of this run: every setting, validated once by the command line and immutable afterwards.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"

namespace koe {

/// What the themes are ordered by.
enum class RankBy : std::uint8_t { kNps, kArr, kReach, kTrend, kNet, kScore };
/// Those that a composite (kScore) can be made of.
inline constexpr std::array kPlainCriteria = {RankBy::kNps, RankBy::kArr, RankBy::kReach, RankBy::kTrend, RankBy::kNet};
[[nodiscard]] std::string_view name_of(RankBy rank_by);  ///< "nps" "arr" "reach" "trend" "net" "score"
[[nodiscard]] std::optional<RankBy> parse_rank_by(std::string_view name);

/// Settings that change the result; all of them go into the manifest (threads do not: they change nothing).
struct RunConfig {
  RankBy rank_by = RankBy::kNps;
  /// Of each criterion in the composite, >= 0; only ratios matter. By default what is at stake and what it costs count
  /// most, then how many say it, then whether it grows: a choice, not a finding (METHODS.md, Ranking).
  std::map<RankBy, double> weights = {
      {RankBy::kArr, 0.35}, {RankBy::kNps, 0.30}, {RankBy::kReach, 0.20}, {RankBy::kTrend, 0.15}};
  std::map<std::string, double> effort;   ///< theme_id -> effort, > 0, in the user's own unit
  bool enps_rows = false;                 ///< --enps-rows: employees' rows in assignments.csv
  Language language = Language::kEnglish; ///< of messages and of the report's first view
  std::uint64_t seed = 20260101;          ///< of every random step
  std::uint32_t bootstrap_draws = 2000;
  std::int64_t anonymity_k = 5;           ///< smallest number of employees behind a published figure
  unsigned threads = 1;
};

}  // namespace koe

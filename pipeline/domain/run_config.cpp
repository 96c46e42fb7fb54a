#include "pipeline/domain/run_config.h"

namespace koe {

std::string_view name_of(RankBy rank_by) {
  switch (rank_by) {
    case RankBy::kNps: return "nps";
    case RankBy::kArr: return "arr";
    case RankBy::kReach: return "reach";
    case RankBy::kTrend: return "trend";
    case RankBy::kNet: return "net";
    case RankBy::kScore: return "score";
  }
  return "";
}

std::optional<RankBy> parse_rank_by(std::string_view name) {
  for (RankBy rank_by : {RankBy::kNps, RankBy::kArr, RankBy::kReach, RankBy::kTrend, RankBy::kNet, RankBy::kScore})
    if (name == name_of(rank_by)) return rank_by;
  return std::nullopt;
}

}  // namespace koe

// Which theme comes first, and how sure is that place? Ranks with 90 % intervals and the chance to be in the
// first five, by resampling the sampled units (accounts or respondents), never single responses or sentences.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace koe::models::stats {

/// A criterion: writes one score a theme into `score`, higher = ranked earlier, given how often each cluster
/// counts. In: `cluster_weight`, one count a cluster (all 1 = the data as they are; otherwise one bootstrap
/// resample). Out: finite scores. Must be a pure function: it is called from several threads at once.
using ThemeCriterion =
    std::function<void(std::span<const std::uint32_t> cluster_weight, std::span<double> score)>;

/// What one cluster adds to one theme.
struct ClusterAmount {
  std::uint32_t cluster = 0;
  double amount = 0;
};

/// Criterion "costs most NPS": minus the leave-out impact, so that the most negative impact ranks first.
/// In: `value`, n; `members`, one list a theme (estimate.h); `cluster`, n numbers below `n_clusters`, or
/// empty when every
///     response is its own cluster (then `n_clusters` = n). Out: a self-contained criterion over n_clusters
///     weights; a theme that a resample leaves without, or with all, mentions scores 0 there.
/// Cost: O(n + mentions) to make, O(clusters + distinct cluster-theme pairs) a call. Errors: none.
/// Source: as leave_out_impact. Checked in tests/unit/models/stats/ranking_test.cpp.
[[nodiscard]] ThemeCriterion nps_cost_criterion(std::span<const std::int8_t> value,
                                                std::span<const std::vector<std::uint32_t>> members,
                                                std::span<const std::uint32_t> cluster,
                                                std::size_t n_clusters);

/// Criterion "largest sum": adds amount x weight over a theme's clusters. With ARR at risk as amount it ranks
/// by money, with 1 per mentioning account it ranks by reach, with mentions per account by naive count. In:
/// `amounts`, one list a theme, clusters ascending, amounts finite. Out: a self-contained criterion. Cost:
/// O(list lengths) a call. Errors: none. Source: definition. Checked in
/// tests/unit/models/stats/ranking_test.cpp.
[[nodiscard]] ThemeCriterion amount_criterion(std::vector<std::vector<ClusterAmount>> amounts);

/// How ranks are resampled.
struct RankOptions {
  std::uint32_t draws = 2000;  ///< bootstrap resamples, >= 1
  std::uint64_t seed = 1;      ///< same seed, same result, at any number of threads
  double level = 0.90;         ///< coverage a rank interval aims at, in (0, 1)
  std::uint32_t top = 5;       ///< how many first places `p_top` speaks of
  unsigned threads = 1;        ///< changes the time only
};

/// One theme's place.
struct ThemeRank {
  double score = 0;        ///< the criterion on the data as they are
  std::uint32_t rank = 0;  ///< 1 = highest score; ties in the order of the themes
  std::uint32_t low = 0;   ///< best place of the interval, <= rank
  std::uint32_t high = 0;  ///< worst place of the interval, >= rank
  double p_top = 0;        ///< chance to be among the first `top`, 0..1
  bool operator==(const ThemeRank&) const = default;
};

/// Ranks `themes` themes by `criterion` with rank intervals and chances of a top place.
/// In: `clusters` units that the criterion knows, `themes` >= 0. Out: one entry a theme, in theme order.
/// Cost: draws x (clusters + criterion); 10,000 responses, 60 themes, 2,000 draws take well under 2 s on 2
/// cores. Errors: rethrows what the criterion throws. Source: resampling Goldstein and Spiegelhalter (1996),
/// JRSS A 159(3), section 3. Checked in ranking_test.cpp.
[[nodiscard]] std::vector<ThemeRank> bootstrap_ranks(std::size_t clusters, std::size_t themes,
                                                     const ThemeCriterion& criterion,
                                                     const RankOptions& options);

}  // namespace koe::models::stats

// Which theme comes first, and how sure is that place? Ranks with 90 % intervals and the chance to be in the
// first five, by resampling the sampled units (accounts or respondents), never single responses or sentences.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace koe::models::stats {

/// A criterion: writes one score a theme into `score`, higher = ranked earlier, given how often each cluster
/// counts.
/// In: `cluster_weight`, one count a cluster (all 1 = the data as they are; otherwise one bootstrap
///     resample).
/// Out: finite scores. Must be a pure function: it is called from several threads at once.
using ThemeCriterion =
    std::function<void(std::span<const std::uint32_t> cluster_weight, std::span<double> score)>;

/// What one cluster adds to one theme.
struct ClusterAmount {
  std::uint32_t cluster = 0;
  double amount = 0;
};

/// Values to take for a theme's mentions in place of their own: half of them the deviation above the mean, half below.
struct StatedValues {
  double mean = 0;       ///< -1..1
  double deviation = 0;  ///< >= 0
};

/// Criterion "costs most NPS": minus the leave-out impact, so that the most negative impact ranks first.
/// In: `value`, n; `members`, one list a theme (estimate.h); `cluster`, n numbers below `n_clusters`, or
///     empty when every response is its own cluster (then `n_clusters` >= n); `stated`, one a theme or empty:
///     what to take for a theme whose members' values must not be used.
/// Out: a self-contained criterion over n_clusters weights; a theme that a resample leaves without, or with
///     all, mentions scores 0 there. Into the scores of a stated theme enter nothing but what is stated,
///     everybody's NPS, which is not resampled, and who mentions the theme.
/// Cost: O(n + mentions) to make, O(clusters + distinct cluster-theme pairs) a call. Errors: none.
/// Source: as leave_out_impact. Checked in tests/unit/models/stats/ranking_test.cpp.
[[nodiscard]] ThemeCriterion nps_cost_criterion(std::span<const std::int8_t> value,
                                                std::span<const std::vector<std::uint32_t>> members,
                                                std::span<const std::uint32_t> cluster,
                                                std::size_t n_clusters,
                                                std::vector<std::optional<StatedValues>> stated = {});

/// Criterion "largest sum": adds amount x weight over a theme's clusters. With ARR at risk as amount it ranks
/// by money, with 1 per mentioning account it ranks by reach, with mentions per account by naive count.
/// In: `amounts`, one list a theme, clusters ascending, amounts finite.
/// Out: a self-contained criterion.
/// Cost: O(list lengths) a call. Errors: none.
/// Source: definition. Checked in tests/unit/models/stats/ranking_test.cpp.
[[nodiscard]] ThemeCriterion amount_criterion(std::vector<std::vector<ClusterAmount>> amounts);

/// On which scale the error of a score does not depend on its size; ranks themselves are the same on both.
enum class ScoreScale : std::uint8_t {
  kDifference,  ///< scores of either sign, such as impacts: as they are
  kAmount,      ///< sums of amounts >= 0, such as money or mentions: square roots, for errors grow with sums
};

/// How ranks are resampled.
struct RankOptions {
  std::uint32_t draws = 2000;  ///< bootstrap resamples, >= 1
  std::uint64_t seed = 1;      ///< same seed, same result, at any number of threads
  double level = 0.90;         ///< coverage a rank interval aims at, in (0, 1)
  std::uint32_t top = 5;       ///< how many first places `p_top` speaks of
  ScoreScale scale = ScoreScale::kDifference;
  unsigned threads = 1;  ///< changes the time only
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
///
/// A resample of an estimate carries the noise twice, so its ranks are more mixed up than the true ones can
/// be. Scores are therefore shrunk towards their common mean by B = t^2 / (t^2 + s^2), s from the resamples
/// and t^2 the variance of true scores (Paule-Mandel), and each resample's deviation by the root of B: these
/// draws have the spread, and on average over themes the ranks, of the true scores. The interval is the run
/// of places, grown from the most probable one, whose chance is nearest to `level` (whole places cannot hit
/// it exactly), widened where needed to hold `rank`.
/// In: `clusters` units that the criterion knows, `themes` >= 0.
/// Out: one entry a theme, in theme order.
/// Cost: draws x (clusters + criterion + themes log themes), draws x themes numbers of memory; 10,000
///     responses, 60 themes, 2,000 draws take well under 2 s on 2 cores. Errors: rethrows what the criterion
///     throws.
/// Source: ranks of empirical-Bayes draws, Laird and Louis (1989), Journal of Educational Statistics 14(1),
///     29-46, and Lin, Louis, Paddock and Ridgeway (2006), Bayesian Analysis 1(4), section 2; variance of
///     true scores Paule and Mandel (1982), J. Res. NBS 87(5). Checked in
///     tests/unit/models/stats/ranking_test.cpp; calibration in METHODS.md.
[[nodiscard]] std::vector<ThemeRank> bootstrap_ranks(std::size_t clusters, std::size_t themes,
                                                     const ThemeCriterion& criterion,
                                                     const RankOptions& options);

}  // namespace koe::models::stats

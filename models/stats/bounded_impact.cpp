#include "models/stats/bounded_impact.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <vector>

#include "models/stats/impact.h"

namespace koe::models::stats {
namespace {

constexpr double kPointsPerShare = 100;
using Bands = std::array<std::int64_t, 3>;  ///< how many are -1, 0, +1

Bands bands_of(const NpsCounts& counts) { return {counts.detractors, counts.passives, counts.promoters}; }

/// The mentions' bands that fit the bound, as low (`first` 0) or as high (`first` 2) as everybody's counts allow.
Bands extreme(const Bands& all, std::int64_t mentions, const ValueBound& bound, std::size_t first) {
  Bands with{};
  const auto bounded = static_cast<std::size_t>(bound.value + 1);
  with[bounded] = bound.least;
  std::int64_t left = mentions - bound.least;
  for (const std::size_t band : {first, std::size_t{1}, 2 - first}) {
    const std::int64_t more = std::min(left, all[band] - with[band]);
    with[band] += more;
    left -= more;
  }
  return with;
}

double mean_of(const Bands& bands) {
  return static_cast<double>(bands[2] - bands[0]) / static_cast<double>(bands[0] + bands[1] + bands[2]);
}

/// Hands out values so that after every few the ones given are in proportion to all.
class Dealer {
 public:
  explicit Dealer(const Bands& bands) : bands_(bands), total_(bands[0] + bands[1] + bands[2]) {}

  std::int8_t next() {
    ++dealt_;
    std::size_t most_due = 0;
    for (std::size_t band = 1; band < bands_.size(); ++band)
      if (due(band) > due(most_due)) most_due = band;
    ++given_[most_due];
    return static_cast<std::int8_t>(static_cast<int>(most_due) - 1);
  }

 private:
  /// How far a band is behind its share, times all; what is used up is never due.
  [[nodiscard]] std::int64_t due(std::size_t band) const { return bands_[band] * dealt_ - given_[band] * total_; }

  Bands bands_, given_{};
  std::int64_t total_, dealt_ = 0;
};

std::vector<std::int8_t> deal(const Bands& all, const Bands& with, std::span<const std::uint8_t> mentions) {
  Bands without = all;
  for (std::size_t band = 0; band < all.size(); ++band) without[band] -= with[band];
  Dealer mentioning(with), others(without);
  std::vector<std::int8_t> value;
  for (const std::uint8_t is_mention : mentions) value.push_back((is_mention != 0 ? mentioning : others).next());
  return value;
}

}  // namespace

double middle_of_bound(const ValueBound& bound, std::int64_t mentions, const NpsCounts& all) {
  const double middle = bound.value * static_cast<double>(bound.least + mentions) / (2 * static_cast<double>(mentions));
  return std::clamp(middle, mean_of(extreme(bands_of(all), mentions, bound, 0)),
                    mean_of(extreme(bands_of(all), mentions, bound, 2)));
}

double deviation_under_bound(const ValueBound& bound, std::int64_t mentions) {
  const double beside = (1 - static_cast<double>(bound.least) / static_cast<double>(mentions)) / 2;
  return std::sqrt(bound.value == 0 ? beside : beside * (1 - beside));
}

std::optional<Estimate> bounded_impact(const NpsCounts& all, std::span<const std::uint8_t> mentions,
                                       std::span<const std::uint32_t> cluster, const ValueBound& bound, double level) {
  assert(all.total() == static_cast<std::int64_t>(mentions.size()));
  const auto m = static_cast<std::int64_t>(std::count(mentions.begin(), mentions.end(), std::uint8_t{1}));
  if (m == 0 || m == all.total()) return std::nullopt;
  const Bands bands = bands_of(all);
  const Bands low = extreme(bands, m, bound, 0), high = extreme(bands, m, bound, 2);
  const auto lowest = leave_out_impact(deal(bands, low, mentions), mentions, cluster, level);
  const auto highest = leave_out_impact(deal(bands, high, mentions), mentions, cluster, level);
  const double value = kPointsPerShare * static_cast<double>(m) / static_cast<double>(all.total() - m) *
                       (middle_of_bound(bound, m, all) - mean_of(bands));
  return Estimate{value, std::min(lowest->impact.low, value), std::max(highest->impact.high, value)};
}

}  // namespace koe::models::stats

// Prints what the statistics say about one survey, for scripts/calibrate_stats.py to compare with planted
// truth. In, on stdin: n k; n values -1 0 1; n cluster numbers; then per theme its number of mentions and
// their indices. Out, on stdout, one line a theme: impact low high, net low high (empty mention lists: nan),
// rank low high.
#include <algorithm>
#include <cstdint>
#include <iostream>
#include <limits>
#include <vector>

#include "models/stats/impact.h"
#include "models/stats/ranking.h"

int main() {
  using namespace koe::models::stats;
  std::size_t n = 0;
  std::size_t k = 0;
  while (std::cin >> n >> k) {
    std::vector<std::int8_t> value;
    for (std::size_t i = 0; i < n; ++i) {
      int v = 0;
      std::cin >> v;
      value.push_back(static_cast<std::int8_t>(v));
    }
    std::vector<std::uint32_t> cluster(n);
    for (std::uint32_t& c : cluster) std::cin >> c;
    std::vector<std::vector<std::uint32_t>> members(k);
    for (std::vector<std::uint32_t>& list : members) {
      std::size_t mentions = 0;
      std::cin >> mentions;
      list.resize(mentions);
      for (std::uint32_t& i : list) std::cin >> i;
    }
    const std::size_t clusters =
        n == 0 ? 0 : std::size_t{1} + *std::max_element(cluster.begin(), cluster.end());
    const auto net = net_impacts(value, members, cluster);
    const auto ranks =
        bootstrap_ranks(clusters, k, nps_cost_criterion(value, members, cluster, clusters), {});
    for (std::size_t t = 0; t < k; ++t) {
      std::vector<std::uint8_t> mentions(n);
      for (const std::uint32_t i : members[t]) mentions[i] = 1;
      const auto gross = leave_out_impact(value, mentions, cluster);
      constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
      for (const Estimate& e : {gross ? gross->impact : Estimate{kUnknown, kUnknown, kUnknown},
                                net[t] ? net[t]->impact : Estimate{kUnknown, kUnknown, kUnknown}}) {
        std::cout << e.value << ' ' << e.low << ' ' << e.high << ' ';
      }
      std::cout << ranks[t].rank << ' ' << ranks[t].low << ' ' << ranks[t].high << '\n';
    }
  }
}

// How long does a ranking take? Prints the seconds of bootstrap_ranks, and of the other figures of a theme,
// on a made-up survey; no part of ctest.
//   koe_ranking_bench [RESPONSES] [THEMES] [DRAWS] [THREADS]        10000 60 2000 2 unless given
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "models/stats/contrast.h"
#include "models/stats/decomposition.h"
#include "models/stats/impact.h"
#include "models/stats/importance.h"
#include "models/stats/ranking.h"
#include "models/stats/regression.h"
#include "models/stats/rng.h"

namespace {

using namespace koe::models::stats;

template <typename Work>
void report(const char* name, const Work& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  std::printf("%-38s %6.2f s\n", name,
              std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
}

}  // namespace

int main(int argc, char** argv) {
  const auto argument = [&](int at, std::uint32_t otherwise) {
    return argc > at ? static_cast<std::uint32_t>(std::strtoul(argv[at], nullptr, 10)) : otherwise;
  };
  const std::uint32_t n = argument(1, 10000);
  const std::uint32_t themes = argument(2, 60);
  const std::uint32_t draws = argument(3, 2000);
  const unsigned threads = argument(4, 2);
  Rng rng(1);
  const std::uint32_t accounts = n / 4 + 1;
  std::vector<std::int8_t> value;
  std::vector<std::uint32_t> cluster;
  std::vector<std::vector<std::uint32_t>> members(themes);
  for (std::uint32_t i = 0; i < n; ++i) {
    value.push_back(static_cast<std::int8_t>(static_cast<int>(rng.index(3)) - 1));
    cluster.push_back(rng.index(accounts));
    const std::uint32_t first = rng.index(themes);
    const std::uint32_t second = rng.index(themes);
    members[first].push_back(i);
    if (second != first && rng.uniform() < 0.4) members[second].push_back(i);
  }
  std::printf("%u responses, %u themes, %u draws, %u threads\n", n, themes, draws, threads);
  report("ranking (bootstrap_ranks)", [&] {
    (void)bootstrap_ranks(accounts, themes, nps_cost_criterion(value, members, cluster, accounts),
                          {.draws = draws, .threads = threads});
  });
  report("gross impacts", [&] {
    std::vector<std::uint8_t> mentions(n);
    for (const auto& list : members) {
      mentions.assign(n, 0);
      for (const std::uint32_t i : list) mentions[i] = 1;
      (void)leave_out_impact(value, mentions, cluster);
    }
  });
  report("net impacts", [&] { (void)net_impacts(value, members, cluster); });
  const std::vector<double> design = membership_design(members, n);
  report("ordinal model", [&] { (void)ordinal_logit({design, n, themes}, value, 1); });
  report("relative weights", [&] {
    (void)relative_weights({design, n, themes}, std::vector<double>(value.begin(), value.end()));
  });
  report("penalty and reward", [&] {
    std::vector<ToneMembers> tones(themes);
    for (std::uint32_t t = 0; t < themes; ++t)
      for (const std::uint32_t i : members[t])
        (rng.uniform() < 0.5 ? tones[t].complaints : tones[t].praises).push_back(i);
    (void)penalty_reward(value, tones, cluster);
  });
  report("drivers of a change (both halves)", [&] {
    const std::uint32_t half = n / 2;
    const auto split = [&](std::uint32_t begin, std::uint32_t end) {
      std::vector<std::vector<std::uint32_t>> out;
      for (const auto& list : members) {
        auto& mine = out.emplace_back();
        for (const std::uint32_t i : list)
          if (i >= begin && i < end) mine.push_back(i - begin);
      }
      return out;
    };
    const auto before = split(0, half);
    const auto after = split(half, n);
    const std::vector<std::uint32_t> segment(n, 0);
    const std::span<const std::int8_t> all = value;
    const std::span<const std::uint32_t> clusters = cluster;
    const std::span<const std::uint32_t> segments = segment;
    (void)explain_nps_change({all.first(half), segments.first(half), before},
                             {all.last(n - half), segments.last(n - half), after}, 1, clusters.first(half),
                             clusters.last(n - half), {.draws = draws, .threads = threads});
  });
  return 0;
}

// How much can be shown, and how much can be computed back? Simulates organisations over several waves, publishes after
// each wave as a run does, attacks everything ever published, and prints one line of JSON; no part of ctest.
//   koe_anonymity_bench [ORGANISATIONS] [SEED] [K] [LARGEST] [FIRST]
// Organisation i is the same whatever its neighbours: FIRST lets several processes share the work.
// "naive" is what a plain threshold of k would publish, attacked in the same way.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "models/anonymity/attack.h"
#include "models/anonymity/plan.h"
#include "tests/bench/simulated_publication.h"

namespace {

using namespace koe::bench;

struct Totals {
  std::int64_t organizations = 0, waves = 0, answers = 0;
  std::int64_t cells = 0, naive = 0, kept = 0, stale = 0;
  std::int64_t theme_cells = 0, themes_naive = 0, themes_kept = 0, themes_bounded = 0;
  std::int64_t unknowns = 0, equations = 0, recovered = 0, isolated = 0, hidden = 0, narrow = 0, unnamed = 0;
  std::int64_t theme_recovered = 0, theme_isolated = 0;
  std::int64_t naive_recovered = 0, naive_isolated = 0, naive_narrow = 0;
  std::int64_t unstable = 0;
};

void add(Totals& totals, const Publication& publication, const SimulatedOrganization& organization) {
  ++totals.organizations;
  totals.waves += organization.waves();
  totals.answers += static_cast<std::int64_t>(organization.answers().size());
  const Shown& shown = publication.shown();
  totals.cells += shown.cells;
  totals.naive += shown.naive;
  totals.kept += shown.kept;
  totals.stale += shown.stale;
  totals.themes_naive += shown.themes_naive;
  totals.themes_kept += shown.themes_kept;
  totals.themes_bounded += shown.themes_bounded;
  totals.hidden += shown.hidden;
  totals.narrow += shown.narrow;
  totals.unnamed += shown.unnamed;
  totals.naive_narrow += shown.naive_narrow;
  totals.unstable += shown.unstable;
  const auto attacked = publication.attack();
  totals.unknowns += static_cast<std::int64_t>(attacked.unknowns);
  totals.equations += static_cast<std::int64_t>(attacked.equations);
  totals.recovered += static_cast<std::int64_t>(attacked.recovered.size());
  totals.isolated += static_cast<std::int64_t>(attacked.isolated);
  const auto themes = publication.attack_themes();
  totals.theme_recovered += static_cast<std::int64_t>(themes.recovered.size());
  totals.theme_isolated += static_cast<std::int64_t>(themes.isolated);
  const auto naive = publication.attack_naive();
  totals.naive_recovered += static_cast<std::int64_t>(naive.recovered.size());
  totals.naive_isolated += static_cast<std::int64_t>(naive.isolated);
}

double share(std::int64_t some, std::int64_t all) { return all > 0 ? static_cast<double>(some) / static_cast<double>(all) : 1; }

void print(const Totals& t, std::int64_t k, std::uint64_t seed, double seconds) {
  const auto line = [](const char* name, std::int64_t value) { std::printf(" \"%s\": %lld,\n", name, static_cast<long long>(value)); };
  std::printf("{\n");
  line("organisations", t.organizations);
  line("seed", static_cast<std::int64_t>(seed));
  line("k", k);
  line("waves", t.waves);
  line("answers", t.answers);
  line("cells", t.cells);
  line("cells_naive", t.naive);
  line("cells_kept", t.kept);
  std::printf(" \"share_kept\": %.4f,\n", share(t.kept, t.naive));
  line("cells_kept_in_an_earlier_version", t.stale);
  line("themes_naive", t.themes_naive);
  line("themes_kept", t.themes_kept);
  line("themes_kept_as_bounds", t.themes_bounded);
  std::printf(" \"share_themes_kept\": %.4f,\n", share(t.themes_kept, t.themes_naive));
  line("unknowns", t.unknowns);
  line("equations", t.equations);
  line("answers_recovered", t.recovered);
  line("combinations_of_fewer_than_k", t.isolated);
  line("hidden_cells", t.hidden);
  line("hidden_cells_narrower_than_k", t.narrow);
  line("hidden_cells_not_listed", t.unnamed);
  line("theme_answers_recovered", t.theme_recovered);
  line("theme_combinations_of_fewer_than_k", t.theme_isolated);
  line("cells_changed_by_a_second_run", t.unstable);
  line("naive_answers_recovered", t.naive_recovered);
  line("naive_combinations_of_fewer_than_k", t.naive_isolated);
  line("naive_hidden_cells_narrower_than_k", t.naive_narrow);
  std::printf(" \"seconds\": %.1f\n}\n", seconds);
}

}  // namespace

int main(int argc, char** argv) {
  const auto argument = [&](int place, std::uint64_t otherwise) {
    return argc > place ? std::strtoull(argv[place], nullptr, 10) : otherwise;
  };
  const std::uint64_t organizations = argument(1, 1000), seed = argument(2, 1), first = argument(5, 0);
  const auto k = static_cast<std::int64_t>(argument(3, 5));
  const OrganizationSettings settings{.largest = static_cast<std::uint32_t>(argument(4, 3000))};
  const auto start = std::chrono::steady_clock::now();
  Totals totals;
  for (std::uint64_t stream = first; stream < first + organizations; ++stream) {
    const SimulatedOrganization organization(seed, stream, settings);
    Publication publication(k);
    for (std::uint32_t run = 0; run < organization.runs(); ++run) publication.publish(organization, run);
    add(totals, publication, organization);
  }
  print(totals, k, seed, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  return 0;
}

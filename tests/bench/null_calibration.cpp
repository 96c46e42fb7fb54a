// Prints the false alarm rates at 5 % over simulated surveys in which nothing happens; no part of ctest.
//   koe_null_calibration [SURVEYS] [SEED] [DRAWS]
// SURVEYS 1000, SEED 1 and DRAWS 400 (resamples of the decomposition) unless given. Ends with 1 when a rate
// that must lie within 3 % to 7 % does not.
#include <cstdio>
#include <cstdlib>

#include "tests/support/null_alarms.h"

int main(int argc, char** argv) {
  const auto argument = [&](int at, std::uint64_t otherwise) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
  };
  const std::uint64_t surveys = argument(1, 1000);
  const auto alarms =
      koe::test::count_null_alarms(argument(2, 1), surveys, static_cast<std::uint32_t>(argument(3, 400)));
  bool is_within = true;
  std::printf("%llu null surveys; false alarms at 5 %%\n", static_cast<unsigned long long>(surveys));
  for (const auto& [name, counted] : alarms) {
    const bool is_bound = !name.starts_with("drivers");
    const bool is_kept = counted.rate() >= 0.03 && counted.rate() <= 0.07;
    is_within = is_within && (is_kept || !is_bound);
    std::printf("%-26s %7lld tests  %5.2f %%%s\n", name.c_str(), static_cast<long long>(counted.tests),
                100 * counted.rate(), is_kept ? "" : "  outside 3-7 %");
  }
  return is_within ? 0 : 1;
}

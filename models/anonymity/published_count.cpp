#include "models/anonymity/published_count.h"

namespace koe::models::anonymity {

std::int64_t fewest_of_most(std::int64_t n) { return (4 * n + 4) / 5; }

std::optional<Band> dominant_band(const Counts& counts) {
  const std::int64_t n = counts[0] + counts[1] + counts[2];
  if (n < kFewestBounded) return std::nullopt;
  for (std::size_t band = 0; band < kBands; ++band)
    if (counts[band] >= fewest_of_most(n)) return static_cast<Band>(band);
  return std::nullopt;
}

PublishedCount exact_line(std::span<const Answer> answers, const Group& group) {
  const Counts counts = count_bands(answers, group);
  return {group, counts, counts};
}

PublishedCount theme_line(std::span<const Answer> answers, const Group& group) {
  PublishedCount line = exact_line(answers, group);
  const auto dominant = dominant_band(line.low);
  if (!dominant) return line;
  const auto n = static_cast<std::int64_t>(group.size());
  line.low.fill(0);
  line.high.fill(n - fewest_of_most(n));
  line.low[static_cast<std::size_t>(*dominant)] = fewest_of_most(n);
  line.high[static_cast<std::size_t>(*dominant)] = n;
  return line;
}

}  // namespace koe::models::anonymity

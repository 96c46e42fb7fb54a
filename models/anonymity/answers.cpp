#include "models/anonymity/answers.h"

#include <algorithm>

namespace koe::models::anonymity {

Counts count_bands(std::span<const Answer> answers, std::span<const std::uint32_t> group) {
  Counts counts{};
  for (std::uint32_t i : group) ++counts[static_cast<std::size_t>(answers[i].band)];
  return counts;
}

std::int64_t count_people(std::span<const Answer> answers, std::span<const std::uint32_t> group, std::int64_t enough) {
  std::vector<std::uint32_t> named;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> nameless;  // wave, person
  const auto count = [&] {
    std::sort(named.begin(), named.end());
    named.erase(std::unique(named.begin(), named.end()), named.end());
    std::sort(nameless.begin(), nameless.end());
    nameless.erase(std::unique(nameless.begin(), nameless.end()), nameless.end());
    std::int64_t most = 0, in_wave = 0;
    for (std::size_t i = 0; i < nameless.size(); ++i) {
      in_wave = i > 0 && nameless[i].first == nameless[i - 1].first ? in_wave + 1 : 1;
      most = std::max(most, in_wave);
    }
    return static_cast<std::int64_t>(named.size()) + most;
  };
  // Counted again whenever twice as many were seen: a large group is left after its first few people.
  std::size_t next_count = 16;
  for (std::uint32_t i : group) {
    if (answers[i].is_named) {
      named.push_back(answers[i].person);
    } else {
      nameless.emplace_back(answers[i].wave, answers[i].person);
    }
    if (named.size() + nameless.size() < next_count) continue;
    if (count() >= enough) return enough;
    next_count = 2 * (named.size() + nameless.size()) + 16;
  }
  return std::min(count(), enough);
}

bool is_mixed(std::span<const Answer> answers, std::span<const std::uint32_t> group) {
  return std::any_of(group.begin(), group.end(),
                     [&](std::uint32_t i) { return answers[i].band != answers[group.front()].band; });
}

}  // namespace koe::models::anonymity

#include "pipeline/stages/rank/suppression.h"

#include <cstddef>
#include <optional>

namespace koe::stages {

std::vector<bool> hidden_groups(const std::vector<std::int64_t>& people, std::int64_t k) {
  std::vector<bool> hidden(people.size(), false);
  std::int64_t hidden_people = 0;
  std::size_t n_hidden = 0;
  const auto hide = [&](std::size_t i) {
    hidden[i] = true;
    hidden_people += people[i];
    ++n_hidden;
  };
  for (std::size_t i = 0; i < people.size(); ++i)
    if (people[i] > 0 && people[i] < k) hide(i);
  // One hidden group alone is all minus the shown ones, whatever its size; two or more with k people together are safe.
  while (n_hidden > 0 && (hidden_people < k || n_hidden < 2)) {
    std::optional<std::size_t> smallest;
    for (std::size_t i = 0; i < people.size(); ++i)
      if (!hidden[i] && people[i] > 0 && (!smallest || people[i] < people[*smallest])) smallest = i;
    if (!smallest) break;
    hide(*smallest);
  }
  return hidden;
}

}  // namespace koe::stages

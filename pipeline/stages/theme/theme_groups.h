// Which themes lie close together? The level above: groups found with the themes, kept under permanent numbers like theirs.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/cluster/theme_model.h"

namespace koe::stages {

/// Groups of a fit, numbered 0..count-1.
struct ThemeGroups {
  std::size_t count = 0;
  std::vector<std::optional<std::uint32_t>> of_theme;  ///< one a theme of the model; nullopt = it stands alone
};

/// Groups worth naming: of two themes or more; none at all when everything is one group.
/// Cost: O(themes log themes). Checked in tests/unit/stages/theme_groups_test.cpp.
[[nodiscard]] ThemeGroups groups_of(const models::cluster::ThemeModel& model);

}  // namespace koe::stages

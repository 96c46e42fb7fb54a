// Whose words speak for a theme? The exemplars that the theme stage chose, as the text door lets them out.
#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/store/text_door.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {

/// Fills `quotes` of the customer themes from `released`; a text said several times is quoted once, with the latest
/// response's score and quarter. eNPS themes get none, whatever was released.
/// Checked in tests/unit/stages/quotes_test.cpp.
void add_quotes(std::vector<ThemeResult>& themes, const std::map<std::int64_t, store::StoredTheme>& stored,
                const std::vector<store::ReleasedSegment>& released);

}  // namespace koe::stages

// What was done about which theme, and when? The fixes that users registered, as events.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/store/database.h"

namespace koe::store {

/// One fix.
struct StoredFix {
  std::int64_t theme_no = 0;
  std::string fixed_on;  ///< ISO date: answers from this day on came after it
  std::string note;
};

/// Fixes in and out. Checked in tests/unit/store/fix_store_test.cpp.
class FixStore {
 public:
  explicit FixStore(Database& database) : database_(database) {}

  /// Files a fix; false when the very same one is known already.
  bool add(const StoredFix& fix);

  /// All fixes in the order they were registered.
  [[nodiscard]] std::vector<StoredFix> read_all() const;

 private:
  Database& database_;
};

}  // namespace koe::store

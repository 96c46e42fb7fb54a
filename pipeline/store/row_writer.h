// How are many rows written quickly? One prepared statement, whose values SQLite reads where they lie.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "pipeline/store/prepared_statement.h"

namespace koe::store {

/// A statement that is run again and again. Parameters count from 1 on and keep their values from run to run.
class RowWriter {
 public:
  RowWriter(SQLite::Database& database, std::string_view statement)
      : database_(database.getHandle()), statement_(prepare(database_, statement)) {}

  /// In: `value` outlives the next run.
  void bind(int index, std::string_view value) {
    const char* const begin = value.empty() ? "" : value.data();  // NULL would bind no text at all
    check(sqlite3_bind_text64(statement_.get(), index, begin, value.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  /// A list as number_list.h says.
  template <typename Number>
  void bind(int index, std::span<const Number> values) {
    const void* const begin = values.empty() ? static_cast<const void*>("") : values.data();
    check(sqlite3_bind_blob64(statement_.get(), index, begin, values.size_bytes(), SQLITE_STATIC));
  }
  void bind(int index, double value) { check(sqlite3_bind_double(statement_.get(), index, value)); }
  void bind(int index, std::int64_t value) { check(sqlite3_bind_int64(statement_.get(), index, value)); }
  void bind(int index, int value) { bind(index, std::int64_t{value}); }
  void bind(int index, std::optional<std::int64_t> value) {
    check(value ? sqlite3_bind_int64(statement_.get(), index, *value) : sqlite3_bind_null(statement_.get(), index));
  }

  /// Returns how many rows it changed.
  std::int64_t run() {
    const int result = sqlite3_step(statement_.get());
    const std::int64_t changed = sqlite3_changes64(database_);
    sqlite3_reset(statement_.get());
    if (result != SQLITE_DONE) throw SQLite::Exception(database_, result);
    return changed;
  }

 private:
  void check(int result) const {
    if (result != SQLITE_OK) throw SQLite::Exception(database_, result);
  }

  sqlite3* database_;
  PreparedStatement statement_;
};

}  // namespace koe::store

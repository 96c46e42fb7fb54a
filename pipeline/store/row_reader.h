// How are many rows read quickly? SQLite's own columns, read where they lie: no string and no object a value.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "pipeline/store/prepared_statement.h"

namespace koe::store {

/// The rows of one query, one after the other. What `text` returns is valid until the next row.
class RowReader {
 public:
  RowReader(SQLite::Database& database, std::string_view query)
      : database_(database.getHandle()), statement_(prepare(database_, query)) {}

  /// Binds parameter `index`, from 1 on.
  void bind(int index, std::int64_t value) {
    if (sqlite3_bind_int64(statement_.get(), index, value) != SQLITE_OK) throw SQLite::Exception(database_);
  }

  /// Goes to the next row; false at the end.
  bool next() {
    const int result = sqlite3_step(statement_.get());
    if (result != SQLITE_ROW && result != SQLITE_DONE) throw SQLite::Exception(database_);
    return result == SQLITE_ROW;
  }

  /// Values of the row at hand; columns count from 0 on.
  [[nodiscard]] std::int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  [[nodiscard]] double real(int column) const { return sqlite3_column_double(statement_.get(), column); }
  [[nodiscard]] bool is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }

  /// The bytes of a text or blob, where they lie.
  [[nodiscard]] std::string_view text(int column) const {
    const auto* begin = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    return {begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
  }

  /// The numbers of a list (number_list.h), put into `values`.
  template <typename Number>
  void numbers(int column, std::vector<Number>& values) const {
    const std::string_view bytes = text(column);
    values.resize(bytes.size() / sizeof(Number));
    if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(Number));
  }

 private:
  sqlite3* database_;
  PreparedStatement statement_;
};

}  // namespace koe::store

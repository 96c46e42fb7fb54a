// How does SQLite get a statement of ours? Compiled once, and given back when its owner ends.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <memory>
#include <string_view>

namespace koe::store {

/// Gives a statement back.
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

/// A compiled statement of RowReader or RowWriter.
using PreparedStatement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// Errors: SQLite::Exception for what SQLite does not understand.
[[nodiscard]] inline PreparedStatement prepare(sqlite3* database, std::string_view statement) {
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(database, statement.data(), static_cast<int>(statement.size()), &prepared, nullptr) != SQLITE_OK)
    throw SQLite::Exception(database);
  return PreparedStatement(prepared);
}

}  // namespace koe::store

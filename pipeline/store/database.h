// Where is the state, and is it sound? Opens the SQLite file with the settings of METHODS.md ("Store"), creates or
// migrates the schema, and hands out transactions. The only home of SQLite together with its neighbours in this folder.
//
// Invariants: a file of another program or of a newer koe is refused untouched; a transaction that is not committed
// leaves no trace, also after a kill.
#pragma once
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "pipeline/domain/issue.h"

namespace SQLite {
class Database;
class Transaction;
}  // namespace SQLite

namespace koe::store {

/// An open koe database. Not thread-safe: one owner, the thread that runs the stages; other threads get a reader().
class Database {
 public:
  /// Opens `path`, creating it when absent (mode 0600). Errors: RunError with kStoreUnwritable (exit 6), kStoreDamaged (7:
  /// not a koe database, or quick_check fails), kStoreTooNew (7), kStoreBusy (5).
  /// Cost: one pass over the file (quick_check). Checked in tests/unit/store/database_test.cpp.
  [[nodiscard]] static Database open(const std::filesystem::path& path);
  /// An empty database in memory, for tests.
  [[nodiscard]] static Database in_memory();

  /// Another connection to the same file, for a thread that reads what is committed; nullopt for a database in memory, which
  /// has one connection only. Thread-safe.
  [[nodiscard]] std::optional<Database> reader() const;

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  /// SQLite's own integrity and foreign-key checks; empty when sound. Cost: reads the whole file.
  [[nodiscard]] std::string integrity_problem() const;

  /// The fingerprint a stage left behind, or "" when it never finished.
  [[nodiscard]] std::string stage_fingerprint(const std::string& stage) const;
  void set_stage_fingerprint(const std::string& stage, const std::string& fingerprint);

  /// For the other files of this folder.
  [[nodiscard]] SQLite::Database& handle() const { return *database_; }

 private:
  explicit Database(std::unique_ptr<SQLite::Database> database);
  std::unique_ptr<SQLite::Database> database_;
};

/// Begins a write transaction at once (so that a second writer fails early, not half-way); rolls back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

/// What a store exception means to the user (busy, damaged, disk full...); nullopt when it is not one of the store's.
/// Lets the one catch-all in main explain SQLite's errors without knowing SQLite.
[[nodiscard]] std::optional<RunError> explain(const std::exception& error);

}  // namespace koe::store

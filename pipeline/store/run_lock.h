// Is another run working on this database? One run at a time per database, decided before anything is read.
#pragma once
#include <filesystem>

namespace koe::store {

/// Exclusive advisory lock on `<database>.lock`, held for the whole run and released by the system however it ends.
/// A stale lock cannot exist: the file stays, the lock does not. Checked in tests/unit/store/database_test.cpp.
class RunLock {
 public:
  /// Errors: RunError kStoreBusy (exit 5) when another run holds it, kStoreUnwritable (6) when the folder refuses the file.
  explicit RunLock(const std::filesystem::path& database_path);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace koe::store

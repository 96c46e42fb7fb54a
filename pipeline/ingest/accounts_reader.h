// One file of customer accounts in, accounts and findings out.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/result.h"
#include "pipeline/domain/survey.h"
#include "pipeline/ingest/export_reader.h"

namespace koe {

/// Everything an accounts file says. Conservation: records == accounts.size() + issues of severity kReject.
struct AccountsReading {
  std::vector<Finding> findings;
  std::vector<ColumnFinding> columns;  ///< in file order
  std::vector<Account> accounts;       ///< in file order; account_id is never empty and never repeated
  std::vector<Issue> issues;
  std::uint64_t records = 0;
  std::string sha256;  ///< of the file's bytes
  std::uint64_t bytes = 0;
};

/// Reads a table of accounts (same containers and encodings as exports). Needs an account id column, else
/// kNoAccountId. A record is rejected when it has no id (kNoAccountId), repeats an earlier id
/// (kDuplicateKey), or holds a revenue or a date that cannot be read (kNumberUnreadable, kDateUnreadable).
/// Checked in tests/unit/ingest/accounts_reader_test.cpp.
[[nodiscard]] Result<AccountsReading, Issue> read_accounts(const std::filesystem::path& path,
                                                           const ReadOptions& options);

/// The same for bytes already in memory.
[[nodiscard]] Result<AccountsReading, Issue> read_accounts_bytes(std::string_view bytes,
                                                                 std::string_view name,
                                                                 const ReadOptions& options);

}  // namespace koe

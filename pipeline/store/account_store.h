// Which customer companies do we know? The accounts file's rows, the latest file winning per account.
#pragma once
#include <string>
#include <vector>

#include "pipeline/domain/survey.h"
#include "pipeline/store/database.h"

namespace koe::store {

/// Accounts in and out. Checked in tests/unit/store/response_store_test.cpp.
class AccountStore {
 public:
  explicit AccountStore(Database& database) : database_(database) {}

  /// Inserts or replaces one account; true when it was not known before.
  bool upsert(const Account& account);

  /// All accounts by account_id.
  [[nodiscard]] std::vector<Account> read_all() const;

 private:
  Database& database_;
};

}  // namespace koe::store

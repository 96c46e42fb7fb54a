#include "pipeline/store/account_store.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace koe::store {

bool AccountStore::upsert(const Account& account) {
  SQLite::Statement known(database_.handle(), "SELECT 1 FROM account WHERE account_id = ?");
  known.bind(1, account.account_id);
  const bool is_new = !known.executeStep();
  SQLite::Statement replace(database_.handle(), "INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  replace.bind(1, account.account_id);
  replace.bind(2, account.name);
  replace.bind(3, account.segment);
  replace.bind(4, account.region);
  if (account.arr) replace.bind(5, *account.arr);
  replace.bind(6, account.currency);
  replace.bind(7, account.started_on);
  replace.bind(8, account.renewal_on);
  replace.bind(9, account.churned_on);
  replace.exec();
  return is_new;
}

std::vector<Account> AccountStore::read_all() const {
  SQLite::Statement query(database_.handle(),
                          "SELECT account_id, name, segment, region, arr, currency, started_on, renewal_on, churned_on"
                          " FROM account ORDER BY account_id");
  std::vector<Account> accounts;
  while (query.executeStep()) {
    Account account;
    account.account_id = query.getColumn(0).getString();
    account.name = query.getColumn(1).getString();
    account.segment = query.getColumn(2).getString();
    account.region = query.getColumn(3).getString();
    if (!query.getColumn(4).isNull()) account.arr = query.getColumn(4).getDouble();
    account.currency = query.getColumn(5).getString();
    account.started_on = query.getColumn(6).getString();
    account.renewal_on = query.getColumn(7).getString();
    account.churned_on = query.getColumn(8).getString();
    accounts.push_back(std::move(account));
  }
  return accounts;
}

}  // namespace koe::store

#include "pipeline/store/fix_store.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace koe::store {

bool FixStore::add(const StoredFix& fix) {
  SQLite::Statement insert(database_.handle(),
                           "INSERT INTO fix (theme_no, fixed_on, note) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  insert.bind(1, fix.theme_no);
  insert.bind(2, fix.fixed_on);
  insert.bind(3, fix.note);
  return insert.exec() > 0;
}

std::vector<StoredFix> FixStore::read_all() const {
  SQLite::Statement query(database_.handle(), "SELECT theme_no, fixed_on, note FROM fix ORDER BY fix_no");
  std::vector<StoredFix> fixes;
  while (query.executeStep())
    fixes.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(), query.getColumn(2).getString()});
  return fixes;
}

}  // namespace koe::store

#include "pipeline/store/database.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "embedded/koe_store.h"

namespace koe::store {
namespace {

constexpr int kSchemaVersion = 1;
constexpr int kApplicationId = 0x4B4F4521;  // "KOE!": tells a koe database from any other SQLite file
/// A segment takes most of a kilobyte, and rows are read and written in their order: a fifth less time than with 4 KiB.
constexpr int kPageBytes = 16384;
constexpr const char* kInMemory = ":memory:";
constexpr int kBusyMilliseconds = 3000;     // longer waits are the run lock's business (run_lock.h)

RunError store_error(IssueCode code, int exit_code, const std::string& path, const std::string& detail) {
  Issue issue{.code = code, .severity = Severity::kRefused, .file = path};
  issue.args = {detail};
  return {std::move(issue), exit_code};
}

int pragma_value(SQLite::Database& database, const char* pragma) {
  return database.execAndGet(std::string("PRAGMA ") + pragma).getInt();
}

/// Durability over speed: koe writes little and rarely. No WAL: Debian 12's SQLite 3.40 predates the fix of its reset race.
void apply_settings(SQLite::Database& database) {
  sqlite3* handle = database.getHandle();
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  database.exec(
      "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON;"
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
      "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;");  // KiB: a transaction's pages
}

bool is_empty(SQLite::Database& database) {
  return database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
}

void create_schema(SQLite::Database& database) {
  database.exec("PRAGMA page_size = " + std::to_string(kPageBytes));
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  if (!is_empty(database)) return;  // another process was faster
  database.exec(std::string(embedded::schema_sql()));
  database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
  database.exec("PRAGMA user_version = " + std::to_string(kSchemaVersion));
  transaction.commit();
}

void prepare(SQLite::Database& database, const std::string& path) {
  apply_settings(database);
  if (is_empty(database)) create_schema(database);
  if (pragma_value(database, "application_id") != kApplicationId)
    throw store_error(IssueCode::kStoreDamaged, 7, path, "not a koe database");
  const int version = pragma_value(database, "user_version");
  if (version > kSchemaVersion) throw store_error(IssueCode::kStoreTooNew, 7, path, std::to_string(version));
  const std::string check = database.execAndGet("PRAGMA quick_check(1)").getString();
  if (check != "ok") throw store_error(IssueCode::kStoreDamaged, 7, path, check);
}

}  // namespace

Database::Database(std::unique_ptr<SQLite::Database> database) : database_(std::move(database)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Database Database::open(const std::filesystem::path& path) {
  const mode_t previous = ::umask(077);  // survey answers are nobody else's business
  std::unique_ptr<SQLite::Database> database;
  try {
    database = std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX,
                                                  kBusyMilliseconds);
    prepare(*database, path.string());
  } catch (const SQLite::Exception& error) {
    ::umask(previous);
    RunError explained = explain(error).value();
    explained.issue.file = path.string();
    throw explained;
  } catch (...) {
    ::umask(previous);
    throw;
  }
  ::umask(previous);
  return Database(std::move(database));
}

Database Database::in_memory() {
  auto database = std::make_unique<SQLite::Database>(kInMemory, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  prepare(*database, kInMemory);
  return Database(std::move(database));
}

std::optional<Database> Database::reader() const {
  const std::string& path = database_->getFilename();
  if (path == kInMemory) return std::nullopt;
  auto database = std::make_unique<SQLite::Database>(path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, kBusyMilliseconds);
  database->exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;");
  return Database(std::move(database));
}

std::string Database::integrity_problem() const {
  const std::string check = database_->execAndGet("PRAGMA integrity_check(1)").getString();
  if (check != "ok") return check;
  SQLite::Statement foreign(*database_, "PRAGMA foreign_key_check");
  return foreign.executeStep() ? "a row of " + foreign.getColumn(0).getString() + " refers to nothing" : "";
}

std::string Database::stage_fingerprint(const std::string& stage) const {
  SQLite::Statement query(*database_, "SELECT fingerprint FROM stage_state WHERE stage = ?");
  query.bind(1, stage);
  return query.executeStep() ? query.getColumn(0).getString() : "";
}

void Database::set_stage_fingerprint(const std::string& stage, const std::string& fingerprint) {
  SQLite::Statement upsert(*database_,
                           "INSERT INTO stage_state (stage, fingerprint) VALUES (?, ?)"
                           " ON CONFLICT (stage) DO UPDATE SET fingerprint = excluded.fingerprint");
  upsert.bind(1, stage);
  upsert.bind(2, fingerprint);
  upsert.exec();
}

Transaction::Transaction(Database& database) : database_(database) { database_.handle().exec("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (open_) database_.handle().tryExec("ROLLBACK");
}

void Transaction::commit() {
  database_.handle().exec("COMMIT");
  open_ = false;
}

std::optional<RunError> explain(const std::exception& error) {
  const auto* sqlite = dynamic_cast<const SQLite::Exception*>(&error);
  if (sqlite == nullptr) return std::nullopt;
  const std::string detail = sqlite->what();
  switch (sqlite->getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return store_error(IssueCode::kStoreBusy, 5, "", detail);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return store_error(IssueCode::kStoreDamaged, 7, "", detail);
    default:
      return store_error(IssueCode::kStoreUnwritable, 6, "", detail);
  }
}

}  // namespace koe::store

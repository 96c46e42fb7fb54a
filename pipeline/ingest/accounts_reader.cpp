#include "pipeline/ingest/accounts_reader.h"

#include <algorithm>
#include <set>

#include "pipeline/base/sha256.h"
#include "pipeline/ingest/source.h"
#include "pipeline/ingest/table.h"
#include "pipeline/ingest/text_folding.h"
#include "pipeline/ingest/value_parsers.h"

namespace koe {
namespace {

class AccountsBuilder {
 public:
  AccountsBuilder(const Table& table, const ReadOptions& options, std::string_view name)
      : table_(table), options_(options), name_(name), profiles_(table.profile()) {}

  Result<AccountsReading, Issue> build() {
    if (const auto role = unmatched_override(profiles_, options_.columns))
      return refuse(IssueCode::kOptionValue, {std::string(override_flag(*role)), options_.columns.at(*role)});
    out_.findings = table_.findings();
    out_.issues = table_.header_notes();
    out_.columns = map_account_columns(profiles_, options_.columns);
    if (!column_of(out_.columns, ColumnRole::kAccountId))
      return refuse(IssueCode::kNoAccountId, {std::string(override_flag(ColumnRole::kAccountId))});
    decide_date_order();
    table_.for_each([&](const Record& record) { add(record); });
    return std::move(out_);
  }

 private:
  Failure<Issue> refuse(IssueCode code, std::vector<std::string> args) const {
    Issue issue;
    issue.code = code;
    issue.severity = Severity::kRefused;
    issue.file = name_;
    issue.args = std::move(args);
    return Failure<Issue>(std::move(issue));
  }

  // All date columns of one file are written the same way, so they vote together.
  void decide_date_order() {
    if (options_.date_order) {
      date_order_ = *options_.date_order;
      return;
    }
    DateOrderVotes votes;
    table_.for_each([&](const Record& record) {
      if (record.fault) return;
      for (const ColumnRole role : {ColumnRole::kStartedOn, ColumnRole::kRenewalOn, ColumnRole::kChurnedOn})
        add_vote(votes, cell(record, role));
    });
    if (votes.day_first > votes.month_first) date_order_ = DateOrder::kDayFirst;
  }

  [[nodiscard]] std::string_view cell(const Record& record, ColumnRole role) const {
    const auto column = column_of(out_.columns, role);
    return column && *column < record.fields.size() ? trim(record.fields[*column]) : std::string_view();
  }

  /// Of the amount itself, else of a column called currency, else of the revenue column's name ("ARR (USD)").
  [[nodiscard]] std::string currency(const Record& record) const {
    std::string_view found = currency_of(cell(record, ColumnRole::kArr));
    for (std::size_t column = 0; found.empty() && column < record.fields.size(); ++column) {
      const std::string key = header_key(out_.columns[column].header);
      if (key == "currency" || key == "currencycode" || key == "通貨") found = currency_of(record.fields[column]);
    }
    if (found.empty()) found = currency_of(header(ColumnRole::kArr));
    return std::string(found);
  }

  [[nodiscard]] std::string header(ColumnRole role) const {
    return out_.columns[*column_of(out_.columns, role)].header;
  }

  void add(const Record& record) {
    ++out_.records;
    const auto reject = [&](IssueCode code, std::vector<std::string> args = {}, std::string column = {}) {
      out_.issues.push_back(table_.reject(record, code, std::move(args), std::move(column)));
    };
    if (record.fault) return reject(*record.fault, record.fault_args);
    Account account;
    account.account_id = cell(record, ColumnRole::kAccountId);
    const std::string id_header = header(ColumnRole::kAccountId);
    if (account.account_id.empty())
      return reject(IssueCode::kNoAccountId, {std::string(override_flag(ColumnRole::kAccountId))}, id_header);
    if (ids_.contains(account.account_id))
      return reject(IssueCode::kDuplicateKey, {account.account_id}, id_header);
    account.name = cell(record, ColumnRole::kAccountName);
    account.segment = cell(record, ColumnRole::kSegment);
    account.region = cell(record, ColumnRole::kRegion);
    const auto arr = parse_money(cell(record, ColumnRole::kArr));
    if (!arr)
      return reject(arr.error(), {excerpt_of(cell(record, ColumnRole::kArr))}, header(ColumnRole::kArr));
    account.arr = *arr;
    if (account.arr) account.currency = currency(record);
    const std::pair<ColumnRole, std::string Account::*> dates[] = {
        {ColumnRole::kStartedOn, &Account::started_on},
        {ColumnRole::kRenewalOn, &Account::renewal_on},
        {ColumnRole::kChurnedOn, &Account::churned_on}};
    for (const auto& [role, member] : dates) {
      const std::string_view text = cell(record, role);
      if (text.empty()) continue;
      const auto date = parse_date_time(text, date_order_);
      if (!date) return reject(IssueCode::kDateUnreadable, {excerpt_of(text)}, header(role));
      constexpr std::size_t kDate = 10;
      account.*member = date->substr(0, kDate);
    }
    ids_.insert(account.account_id);
    out_.accounts.push_back(std::move(account));
  }

  const Table& table_;
  const ReadOptions& options_;
  std::string name_;
  std::vector<ColumnProfile> profiles_;
  DateOrder date_order_ = DateOrder::kMonthFirst;
  std::set<std::string, std::less<>> ids_;
  AccountsReading out_;
};

}  // namespace

Result<AccountsReading, Issue> read_accounts(const std::filesystem::path& path, const ReadOptions& options) {
  const auto bytes = read_source(path);
  if (!bytes) return Failure<Issue>(bytes.error());
  return read_accounts_bytes(*bytes, path.string(), options);
}

Result<AccountsReading, Issue> read_accounts_bytes(std::string_view bytes, std::string_view name,
                                                   const ReadOptions& options) {
  const auto table = Table::open(bytes, name, options);
  if (!table) return Failure<Issue>(table.error());
  auto reading = AccountsBuilder(*table, options, name).build();
  if (!reading) return reading;
  reading->sha256 = sha256_hex(bytes);
  reading->bytes = bytes.size();
  return reading;
}

}  // namespace koe

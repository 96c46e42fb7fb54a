#include "pipeline/stages/ingest_stage.h"

#include "pipeline/stages/identity.h"
#include "pipeline/store/account_store.h"
#include "pipeline/store/ledger_store.h"
#include "pipeline/store/response_store.h"

namespace koe::stages {
namespace {

/// The reader overrides in force, as part of a source's identity; empty when everything was detected.
std::string settings_text(const ReadOptions& options) {
  std::string text;
  const auto add = [&text](std::string_view name, std::string_view value) {
    text.append(name).append("=").append(value).append(";");
  };
  if (options.encoding) add("encoding", name_of(*options.encoding));
  if (options.delimiter) add("delimiter", std::string(1, *options.delimiter));
  if (options.survey) add("survey", name_of(*options.survey));
  if (options.date_order) add("date-order", name_of(*options.date_order));
  if (!options.layout.empty()) add("format", options.layout);
  for (const auto& [role, header] : options.columns) add(name_of(role), header);
  return text;
}

void count(FileSummary& summary, store::Disposition disposition) {
  switch (disposition) {
    case store::Disposition::kStored: ++summary.stored; break;
    case store::Disposition::kRevised: ++summary.revised; break;
    case store::Disposition::kDuplicate: ++summary.duplicates; break;
    case store::Disposition::kRejected: ++summary.rejected; break;
  }
}

/// Files the issues; rejected records are entered in the ledger too.
void keep_issues(store::LedgerStore& ledger, std::int64_t source_no, FileSummary& summary) {
  std::int64_t position = 0;
  for (const Issue& issue : summary.issues) {
    ledger.add_issue(source_no, position++, issue);
    if (issue.severity != Severity::kReject) continue;
    ledger.note(source_no, issue.line, store::Disposition::kRejected, std::nullopt);
    count(summary, store::Disposition::kRejected);
  }
}

/// What the reading says of the file, moved out of it.
template <class Reading>
FileSummary summary_of(const std::string& name, Reading& reading) {
  FileSummary summary;
  summary.name = name;
  summary.records = reading.records;
  summary.findings = std::move(reading.findings);
  summary.columns = std::move(reading.columns);
  summary.issues = std::move(reading.issues);
  return summary;
}

FileSummary refused(std::string name, Issue issue) {
  FileSummary summary;
  summary.name = std::move(name);
  summary.refused = true;
  summary.issues.push_back(std::move(issue));
  return summary;
}

/// Enters one file in the ledger and stores its rows, all or none; skips a file that was read before.
/// `store_rows(ledger, source_no)` stores the rows and counts them in `summary`.
template <class StoreRows>
void enter(store::Database& database, store::SourceEntry source, FileSummary& summary, const StoreRows& store_rows) {
  store::LedgerStore ledger(database);
  if (ledger.knows(source.sha256, source.settings)) {
    summary.known = true;
    return;
  }
  store::Transaction transaction(database);
  source.name = summary.name;
  source.records = static_cast<std::int64_t>(summary.records);
  const std::int64_t source_no = ledger.add_source(source);
  store_rows(ledger, source_no);
  keep_issues(ledger, source_no, summary);
  transaction.commit();
}

}  // namespace

FileSummary ingest_export(store::Database& database, const std::filesystem::path& path, const ReadOptions& options) {
  const std::string name = path.filename().string();
  auto reading = read_export(path, options);
  if (!reading) return refused(name, std::move(reading.error()));
  FileSummary summary = summary_of(name, *reading);
  enter(database,
        {.sha256 = reading->sha256,
         .settings = settings_text(options),
         .content = std::string(name_of(reading->survey)),
         .layout = reading->layout,
         .encoding = std::string(name_of(reading->encoding))},
        summary, [&](store::LedgerStore& ledger, std::int64_t source_no) {
          store::ResponseStore responses(database);
          IdentityRule rule;
          for (const Response& response : reading->responses) {
            const std::string content = content_hash(response);
            const store::Offer offer = responses.offer(response, rule.identity_of(response, content), content, source_no);
            ledger.note(source_no, response.line, offer.disposition, offer.response_no);
            count(summary, offer.disposition);
          }
        });
  return summary;
}

FileSummary ingest_accounts(store::Database& database, const std::filesystem::path& path, const ReadOptions& options) {
  const std::string name = path.filename().string();
  auto reading = read_accounts(path, options);
  if (!reading) return refused(name, std::move(reading.error()));
  FileSummary summary = summary_of(name, *reading);
  enter(database,
        {.sha256 = reading->sha256, .settings = settings_text(options), .content = "accounts", .layout = "accounts"},
        summary, [&](store::LedgerStore& ledger, std::int64_t source_no) {
          store::AccountStore accounts(database);
          for (const Account& account : reading->accounts) {
            const auto disposition = accounts.upsert(account) ? store::Disposition::kStored : store::Disposition::kRevised;
            ledger.note(source_no, 0, disposition, std::nullopt);
            count(summary, disposition);
          }
        });
  return summary;
}

}  // namespace koe::stages

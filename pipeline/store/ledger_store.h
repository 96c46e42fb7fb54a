// What was read, and what became of every record? The ingest ledger: sources, dispositions, rejects.
//
// Invariant: for every source, records = stored + revised + duplicates + rejected (tests/unit/store/ledger_store_test.cpp).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/store/database.h"

namespace koe::store {

/// One file about to be entered; `content` is "nps", "enps" or "accounts".
struct SourceEntry {
  std::string sha256;
  std::string settings;  ///< reader overrides in force: the same bytes read otherwise are another source
  std::string name;
  std::string content;
  std::string layout;
  std::string encoding;
  std::int64_t records = 0;
};

/// What became of a record; every record of a file has exactly one.
enum class Disposition : std::uint8_t { kStored, kRevised, kDuplicate, kRejected };

/// The ledger's writes and reads. Cost: one indexed statement per call; all calls inside the caller's transaction.
class LedgerStore {
 public:
  explicit LedgerStore(Database& database) : database_(database) {}

  /// True when these bytes were read before with the same settings.
  [[nodiscard]] bool knows(const std::string& sha256, const std::string& settings) const;

  /// Enters a source; returns its source_no.
  std::int64_t add_source(const SourceEntry& entry);

  /// Notes what became of the record at `line` and counts it in the source's row.
  void note(std::int64_t source_no, std::uint64_t line, Disposition disposition,
            std::optional<std::int64_t> response_no);

  /// Keeps an issue with its raw bytes; `position` orders issues inside the source.
  void add_issue(std::int64_t source_no, std::int64_t position, const Issue& issue);

  /// Survey sources in order of ingestion.
  [[nodiscard]] std::vector<SourceResult> survey_sources() const;

  /// Every reject and warning in the store, by source and position; `raw` left empty (it stays here).
  [[nodiscard]] std::vector<Issue> issues(Severity severity) const;

 private:
  Database& database_;
};

}  // namespace koe::store

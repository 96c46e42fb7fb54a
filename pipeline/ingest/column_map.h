// What does each column of a file mean? Header text in Japanese and English proposes, the column's values
// confirm.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/ingest/column_profile.h"

namespace koe {

/// What a column is used for. The second block belongs to account files, the third is read but not stored.
enum class ColumnRole : std::uint8_t {
  kResponseId,
  kRespondedAt,
  kRespondentId,
  kAccountId,
  kScore,
  kVerbatim,
  kAttribute,  ///< splits respondents: department, plan, region...

  kAccountName,
  kSegment,
  kRegion,
  kArr,
  kStartedOn,
  kRenewalOn,
  kChurnedOn,

  kStatus,       ///< the tool's own mark of previews and tests (Qualtrics "Status")
  kScoreGroup,   ///< promoter/passive/detractor spelled out: follows from the score
  kOtherText,    ///< a further free-text answer: this version analyses one verbatim a response
  kOtherRating,  ///< a further number answer
  kPersonal,     ///< name, e-mail, address, IP, employee number: never stored
  kTechnical,    ///< the tool's own bookkeeping: start time, duration, collector...
  kUnused,       ///< empty, constant, or too many different values to split by
};

/// "response_id", "responded_at", ..., "unused": as printed by `koe inspect`.
[[nodiscard]] std::string_view name_of(ColumnRole role);

/// Command-line flag that names the column of a role ("--score-column"); empty for roles nobody may set.
[[nodiscard]] std::string_view override_flag(ColumnRole role);

/// One column, what it was taken for, and why.
struct ColumnFinding {
  std::string header;  ///< as in the file after renaming duplicates and blanks
  ColumnRole role = ColumnRole::kUnused;
  std::string why;  ///< one English sentence
};

/// Role of every column of an export, in column order. Each of the first six roles is given at most once.
/// In: `columns`, one profile a column (values already seen over the whole file); `layout`, the tool's name
/// ("surveymonkey": its Respondent ID numbers submissions, not people); `overrides`, role -> header text
/// chosen by the user, which always wins; texts that match no column are the caller's to report (see
/// unmatched_override). Out: as many findings as columns. Cost: O(columns x synonyms). Checked in
/// tests/unit/ingest/column_map_test.cpp.
[[nodiscard]] std::vector<ColumnFinding> map_export_columns(
    std::span<const ColumnProfile> columns, std::string_view layout,
    const std::map<ColumnRole, std::string>& overrides);

/// The same for a file of accounts: kAccountId and the kAccountName..kChurnedOn block; the rest is kUnused.
[[nodiscard]] std::vector<ColumnFinding> map_account_columns(
    std::span<const ColumnProfile> columns, const std::map<ColumnRole, std::string>& overrides);

/// The first override whose text is no column's header or label (compared as header_key does); nullopt when
/// all fit.
[[nodiscard]] std::optional<ColumnRole> unmatched_override(
    std::span<const ColumnProfile> columns, const std::map<ColumnRole, std::string>& overrides);

/// Position of the column with this role; nullopt when none has it.
[[nodiscard]] std::optional<std::size_t> column_of(std::span<const ColumnFinding> columns, ColumnRole role);

}  // namespace koe

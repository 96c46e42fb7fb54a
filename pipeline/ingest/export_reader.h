// One survey export in, responses and findings out: the door of the ingest layer.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/result.h"
#include "pipeline/domain/survey.h"
#include "pipeline/ingest/column_map.h"
#include "pipeline/ingest/encoding.h"
#include "pipeline/ingest/read_options.h"

namespace koe {

/// Everything one export says. Conservation: records == responses.size() + issues of severity kReject, for
/// any bytes whatsoever (tests/property/ingest_conservation_test.cpp).
struct ExportReading {
  std::string layout;  ///< "qualtrics-csv", "google-forms", "jsonl", "generic"...
  Encoding encoding = Encoding::kUtf8;
  char delimiter = ',';  ///< '\0' for JSON
  SurveyKind survey = SurveyKind::kNps;
  std::vector<Finding> findings;
  std::vector<ColumnFinding> columns;  ///< in file order
  std::vector<Response> responses;     ///< in file order
  std::vector<Issue> issues;  ///< rejects (with their original bytes), warnings, notes; in file order
  std::uint64_t records = 0;  ///< data records read; blank lines and header rows are no records
  std::string sha256;         ///< of the file's bytes
  std::uint64_t bytes = 0;    ///< size of the file
};

/// Reads one export: CSV, TSV and their kin, JSON Lines, or a JSON array of objects, from any of the known
/// tools. Out: the reading, or the Issue (severity kRefused) that says why nothing of the file can be used.
/// A record is rejected, and the rest kept, when its bytes do not decode, its quotes or field count are
/// broken, or its score or date cannot be read; a response that answered nothing is kept, since it counts for
/// the response rate. Previews and tests marked by the tool are rejected (kPreviewResponse); partial answers
/// are kept. Cost: O(file), two passes over the decoded text; memory about twice the file plus the responses.
/// Checked in tests/unit/ingest/export_reader_test.cpp.
[[nodiscard]] Result<ExportReading, Issue> read_export(const std::filesystem::path& path,
                                                       const ReadOptions& options);

/// The same for bytes already in memory (standard input). `name` stands in for the file's name in issues and
/// in detection (its extension and words such as "enps" are evidence); may be "-".
[[nodiscard]] Result<ExportReading, Issue> read_export_bytes(std::string_view bytes, std::string_view name,
                                                             const ReadOptions& options);

}  // namespace koe

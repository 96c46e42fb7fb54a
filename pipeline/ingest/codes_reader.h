// One file of an analyst's own coding in, (response, code) pairs and findings out.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/result.h"

namespace koe {

/// The analyst says that this response speaks of this code.
struct ResponseCode {
  std::string response_id;
  std::string code;
  std::uint64_t line = 0;
};

/// Everything a codes file says. Conservation: records == codes.size() + issues of severity kReject.
struct CodesReading {
  std::vector<ResponseCode> codes;  ///< in file order
  std::vector<Issue> issues;
  std::uint64_t records = 0;
};

/// Reads a table with the columns response_id and code, several rows a response (same containers and encodings as
/// exports). Refused: what is no table, and one without these two columns (kCodesColumns). A record without one of the two
/// is rejected (kCodeIncomplete). Checked in tests/unit/ingest/codes_reader_test.cpp.
[[nodiscard]] Result<CodesReading, Issue> read_codes(const std::filesystem::path& path);

/// The same for bytes already in memory.
[[nodiscard]] Result<CodesReading, Issue> read_codes_bytes(std::string_view bytes, std::string_view name);

}  // namespace koe

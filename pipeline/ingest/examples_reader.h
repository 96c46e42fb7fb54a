// One file of texts that an analyst marked as examples of themes in, examples and findings out.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/result.h"
#include "pipeline/domain/survey.h"

namespace koe {

/// One row: this text is about this theme.
struct MarkedExample {
  std::string theme;        ///< a theme's id or a new name, as written
  std::string text;         ///< as written; empty when a response is named
  std::string response_id;  ///< "R-17" or "R-17:2"; empty when a text is given
  std::optional<SurveyKind> survey;
  std::uint64_t line = 0;
};

/// Everything a file of examples says. Conservation: records == examples.size() + issues of severity kReject.
struct ExamplesReading {
  std::vector<MarkedExample> examples;  ///< in file order
  std::vector<Issue> issues;
  std::uint64_t records = 0;
};

/// Reads a table with the column theme and one or both of text and response_id (a row with both is the text); a column
/// survey (nps or enps) may say what a new theme is a theme of. Refused: what is no table, and one without these columns
/// (kExamplesColumns). A record without theme, or with neither text nor response, or of an unknown survey is rejected
/// (kExampleIncomplete). Checked in tests/unit/ingest/examples_reader_test.cpp.
[[nodiscard]] Result<ExamplesReading, Issue> read_examples(const std::filesystem::path& path);

/// The same for bytes already in memory.
[[nodiscard]] Result<ExamplesReading, Issue> read_examples_bytes(std::string_view bytes, std::string_view name);

}  // namespace koe

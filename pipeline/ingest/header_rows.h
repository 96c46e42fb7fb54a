// What is each column called, when a tool writes one, two or three header rows?
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace koe {

/// Longest name kept, in bytes of UTF-8; a longer header is cut between code points.
inline constexpr std::size_t kMaxHeaderBytes = 1024;

/// Names of one column, all on one line and without markup.
struct HeaderName {
  std::string name;      ///< unique in the file and never empty: "x", "x__2", "col_3"
  std::string label;     ///< the question's full text from another header row; empty when there is none
  bool renamed = false;  ///< the file's own header was blank or taken
  std::string given;     ///< the header exactly as the file has it
};

/// Names the columns from the header rows of `layout` (a name of layouts.h).
/// Qualtrics: row 1 names, row 2 is the label. SurveyMonkey with two rows: a blank cell in row 1 continues
/// the question to its left, row 2 tells the choices apart. Everyone else: row 1. In: `rows`, one to three
/// header rows, not necessarily of equal length. Out: as many names as the longest row. Checked in
/// tests/unit/ingest/header_rows_test.cpp.
[[nodiscard]] std::vector<HeaderName> name_columns(std::span<const std::vector<std::string>> rows,
                                                   std::string_view layout);

/// The same for names that are already one per column (JSON members).
[[nodiscard]] std::vector<HeaderName> make_unique_names(std::span<const std::string> headers);

}  // namespace koe

// How is a lexicon file read? Tab-separated, with comments that state the licence and a header that is
// checked.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/load_error.h"

namespace koe::nlp {

/// One row of a lexicon file.
struct TsvRow {
  std::uint32_t line = 0;  ///< 1-based
  std::vector<std::string> cells;
};

/// A lexicon file: its path for messages, and its rows.
struct TsvFile {
  std::string path;
  std::vector<TsvRow> rows;

  /// The error to throw for `row`.
  [[nodiscard]] LoadError error(const TsvRow& row, const std::string& what) const;

  /// The number in `row`'s column `column`, between `low` and `high`. Errors: LoadError.
  [[nodiscard]] double number(const TsvRow& row, std::size_t column, double low, double high) const;
};

/// Reads `path`. The first line must begin "# Licence: "; further lines that begin "# " are comments; the
/// first other line is the header and must be `columns`; every further line has as many cells, none of them
/// empty, in UTF-8. Errors: LoadError with the line. Checked in tests/unit/nlp/lexicons_test.cpp.
[[nodiscard]] TsvFile read_tsv(const std::string& path, std::initializer_list<std::string_view> columns);

}  // namespace koe::nlp

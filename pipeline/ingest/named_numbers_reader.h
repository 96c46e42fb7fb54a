// Which number belongs to which name? Small two-column files of a user's own: weights of criteria, effort of themes.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/result.h"

namespace koe {

/// What such a file looks like, and the flag that names it.
struct NamedNumbersFile {
  std::string_view flag;           ///< "--weights"
  std::string_view name_column;    ///< "criterion"
  std::string_view number_column;  ///< "weight"
};

/// Reads a table (same containers and encodings as exports) with the two columns of `kind`, a row a name. Such a file is
/// small and written by hand, so anything wrong in it refuses it whole, with the line: a missing column (kOptionValue), a
/// blank name, no number or one below zero (kNumberUnreadable), a name that occurs twice (kDuplicateKey).
/// Checked in tests/unit/ingest/named_numbers_reader_test.cpp.
[[nodiscard]] Result<std::map<std::string, double>, Issue> read_named_numbers(const std::filesystem::path& path,
                                                                              const NamedNumbersFile& kind);

/// The same for bytes already in memory.
[[nodiscard]] Result<std::map<std::string, double>, Issue> read_named_numbers_bytes(std::string_view bytes,
                                                                                    std::string_view file,
                                                                                    const NamedNumbersFile& kind);

}  // namespace koe

// Which survey tool wrote this table? Signatures of the header rows, scored, with the reason.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace koe {

/// The layout of JSON Lines and JSON arrays; decided by the container, not by headers.
inline constexpr std::string_view kJsonLayout = "jsonl";

/// The conclusion about a delimited table.
struct LayoutGuess {
  std::string name;             ///< "qualtrics-csv", ..., "generic"
  std::size_t header_rows = 1;  ///< rows before the first record: 1, 2 or 3
  double score = 0;             ///< share of the signature found, 0..1; 0 for generic
  std::string why;              ///< one English sentence
};

/// Every name that detection can give and --format takes, "generic" last.
[[nodiscard]] std::span<const std::string_view> layout_names();

/// Compares the first rows with the signature of every tool.
/// In: `rows`, up to three first records, each a list of cells; `delimiter`; `forced`, a layout name or
/// empty. Out: the best signature with at least three in four of its headers, else "generic". Checked in
/// tests/unit/ingest/layouts_test.cpp.
[[nodiscard]] LayoutGuess detect_layout(std::span<const std::vector<std::string>> rows, char delimiter,
                                        std::string_view forced);

}  // namespace koe

#include "nlp/tsv.h"

#include <charconv>
#include <fstream>
#include <sstream>

#include "nlp/characters.h"
#include "nlp/utf8.h"

namespace koe::nlp {
namespace {

constexpr std::string_view kLicencePrefix = "# Licence: ";
constexpr const char* kHint = "Restore the file from the distribution of koe, or correct the line.";

[[nodiscard]] std::vector<std::string> split(std::string_view line, char separator, std::size_t expected) {
  std::vector<std::string> cells;
  cells.reserve(expected);
  for (;;) {
    const std::size_t at = line.find(separator);
    cells.emplace_back(line.substr(0, at));
    if (at == std::string_view::npos) return cells;
    line.remove_prefix(at + 1);
  }
}

[[nodiscard]] bool is_well_formed(std::string_view text) noexcept {
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t before = position;
    if (next_code_point(text, position) == kReplacement && position == before + 1) return false;
  }
  return true;
}

}  // namespace

LoadError TsvFile::error(const TsvRow& row, const std::string& what) const {
  return {what, path, kHint, row.line};
}

double TsvFile::number(const TsvRow& row, std::size_t column, double low, double high) const {
  const std::string& cell = row.cells[column];
  double value = 0.0;
  const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (code != std::errc() || end != cell.data() + cell.size() || !(value >= low && value <= high))
    throw error(row, "'" + cell + "' is not a number of the expected range");
  return value;
}

TsvFile read_tsv(const std::string& path, std::initializer_list<std::string_view> columns) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw LoadError("the lexicon cannot be opened", path, kHint);
  TsvFile file{.path = path, .rows = {}};
  bool header_seen = false;
  std::string line;
  for (std::uint32_t number = 1; std::getline(stream, line); ++number) {
    if (number == 1 && !line.starts_with(kLicencePrefix))
      throw LoadError("the first line does not state the licence", path, kHint, number);
    if (line.starts_with("# ") || line == "#") continue;
    TsvRow row{.line = number, .cells = split(line, '\t', columns.size())};
    if (!is_well_formed(line)) throw file.error(row, "the line is not UTF-8");
    if (!header_seen) {
      header_seen = true;
      if (!std::equal(row.cells.begin(), row.cells.end(), columns.begin(), columns.end()))
        throw file.error(row, "the columns are not the expected ones");
      continue;
    }
    if (row.cells.size() != columns.size()) throw file.error(row, "wrong number of cells");
    for (const std::string& cell : row.cells)
      if (cell.empty()) throw file.error(row, "empty cell");
    file.rows.push_back(std::move(row));
  }
  if (stream.bad()) throw LoadError("the lexicon cannot be read", path, kHint);
  if (!header_seen) throw LoadError("the column header is missing", path, kHint);
  return file;
}

}  // namespace koe::nlp

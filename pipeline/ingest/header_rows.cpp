#include "pipeline/ingest/header_rows.h"

#include <algorithm>
#include <set>

#include "pipeline/ingest/text_folding.h"

namespace koe {
namespace {

// One line, single spaces, no white space at the ends, at most kMaxHeaderBytes.
std::string on_one_line(std::string_view text) {
  std::string out;
  bool space = false;
  for (const char c : trim(text)) {
    if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
      space = true;
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += c;
  }
  if (out.size() <= kMaxHeaderBytes) return out;
  std::size_t end = kMaxHeaderBytes;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;
  out.resize(end);
  return out;
}

std::string_view cell(std::span<const std::vector<std::string>> rows, std::size_t row, std::size_t column) {
  return row < rows.size() && column < rows[row].size() ? std::string_view(rows[row][column])
                                                        : std::string_view();
}

}  // namespace

std::vector<HeaderName> make_unique_names(std::span<const std::string> headers) {
  std::vector<HeaderName> out;
  std::set<std::string> taken;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    HeaderName column;
    const std::string own = on_one_line(headers[i]);
    column.name = own.empty() ? "col_" + std::to_string(i + 1) : own;
    const std::string base = column.name;
    for (std::size_t n = 2; !taken.insert(column.name).second; ++n)
      column.name = base + "__" + std::to_string(n);
    column.renamed = column.name != own;
    column.given = headers[i];
    out.push_back(std::move(column));
  }
  return out;
}

std::vector<HeaderName> name_columns(std::span<const std::vector<std::string>> rows,
                                     std::string_view layout) {
  std::size_t width = 0;
  for (const auto& row : rows) width = std::max(width, row.size());
  std::vector<std::string> headers(width), labels(width);
  std::string question;  // SurveyMonkey: what a blank header cell continues
  for (std::size_t i = 0; i < width; ++i) {
    headers[i] = cell(rows, 0, i);
    if (layout.starts_with("qualtrics") && rows.size() > 1) {
      labels[i] = on_one_line(cell(rows, 1, i));
      // The legacy layout numbers its columns; the names are in row 2.
      if (layout == "qualtrics-legacy") headers[i] = labels[i];
    } else if (layout == "surveymonkey" && rows.size() > 1) {
      const std::string choice = on_one_line(cell(rows, 1, i));
      const bool continues = trim(headers[i]).empty() && !question.empty();
      if (!continues) question = on_one_line(headers[i]);
      const bool generic = choice.empty() || choice == "Response" || choice == "Open-Ended Response";
      headers[i] = generic ? question : continues ? question + " - " + choice : question;
      labels[i] = generic ? std::string() : question + " - " + choice;
    }
  }
  std::vector<HeaderName> out = make_unique_names(headers);
  for (std::size_t i = 0; i < width; ++i) {
    if (labels[i] != out[i].name) out[i].label = labels[i];
  }
  return out;
}

}  // namespace koe

#include "pipeline/ingest/csv_sniffer.h"

#include <algorithm>
#include <array>
#include <map>

#include "pipeline/ingest/csv_reader.h"

namespace koe {
namespace {

constexpr std::size_t kSampleBytes = std::size_t{256} << 10;
constexpr std::size_t kSampleRecords = 200;
constexpr std::array kDelimiters = {',', ';', '\t', '|'};

std::string name_of_delimiter(char delimiter) {
  return delimiter == '\t' ? std::string("TAB") : "'" + std::string(1, delimiter) + "'";
}

struct Trial {
  char delimiter = ',';
  std::size_t fields = 1;  // the usual number of fields
  double agreement = 0;    // share of records that have it
  std::size_t table_begin = 0;
  std::uint64_t table_line = 1;
};

Trial try_delimiter(std::string_view sample, char delimiter, std::size_t begin, std::uint64_t line) {
  struct Seen {
    std::size_t fields;
    std::size_t begin;
    std::uint64_t line;
  };
  std::vector<Seen> seen;
  std::map<std::size_t, std::size_t> records_by_fields;
  CsvReader reader(sample, delimiter, begin, line);
  Record record;
  while (seen.size() < kSampleRecords && reader.next(record)) {
    const std::size_t fields = record.fault ? 0 : record.fields.size();
    seen.push_back({fields, record.begin, record.line});
    if (!record.fault) ++records_by_fields[fields];
  }
  Trial trial{delimiter, 1, 0, begin, line};
  std::size_t most = 0;
  for (const auto& [fields, records] : records_by_fields) {
    if (fields > 1 && records >= most) {
      most = records;
      trial.fields = fields;
    }
  }
  if (seen.empty() || most == 0) return trial;
  trial.agreement = static_cast<double>(most) / static_cast<double>(seen.size());
  constexpr std::size_t kTableWidth = 3;
  const auto table = std::find_if(seen.begin(), seen.end(), [](const Seen& one) { return one.fields > 1; });
  if (trial.fields >= kTableWidth && table != seen.end()) {
    trial.table_begin = table->begin;
    trial.table_line = table->line;
  }
  return trial;
}

// Excel's hint "sep=;" as the whole first line; returns the length of that line and the delimiter.
std::optional<std::pair<std::size_t, char>> excel_hint(std::string_view text) {
  constexpr std::string_view kHint = "sep=";
  const bool quoted = text.starts_with('"');
  const std::size_t at = quoted ? 1 : 0;
  if (text.substr(at, kHint.size()) != kHint || text.size() <= at + kHint.size()) return std::nullopt;
  const char delimiter = text[at + kHint.size()];
  if (std::find(kDelimiters.begin(), kDelimiters.end(), delimiter) == kDelimiters.end()) return std::nullopt;
  std::size_t end = at + kHint.size() + 1 + (quoted ? 1 : 0);
  if (end > text.size()) return std::nullopt;
  if (end < text.size() && text[end] == '\r') ++end;
  if (end < text.size() && text[end] == '\n') ++end;
  return std::pair{end, delimiter};
}

}  // namespace

CsvDialect sniff_dialect(std::string_view text, std::optional<char> forced) {
  CsvDialect dialect;
  if (const auto hint = excel_hint(text)) {
    dialect.begin = hint->first;
    dialect.line = 2;
    dialect.delimiter = hint->second;
    dialect.why = "the first line says so (sep=)";
    if (!forced) return dialect;
  }
  std::string_view sample = text.substr(0, kSampleBytes);
  if (sample.size() < text.size())
    sample = sample.substr(0, sample.find_last_of("\r\n") + 1);  // whole lines only
  if (sample.size() <= dialect.begin) sample = text.substr(0, kSampleBytes);

  Trial best;
  best.table_begin = dialect.begin;
  best.table_line = dialect.line;
  if (forced) {
    best = try_delimiter(sample, *forced, dialect.begin, dialect.line);
    best.delimiter = *forced;
    dialect.why = "set by the user";
  } else {
    for (const char delimiter : kDelimiters) {
      const Trial trial = try_delimiter(sample, delimiter, dialect.begin, dialect.line);
      constexpr double kSame = 1e-9;
      if (trial.agreement > best.agreement + kSame ||
          (trial.agreement > best.agreement - kSame && trial.fields > best.fields))
        best = trial;
    }
    dialect.why = best.fields == 1
                      ? "no record holds a known delimiter: one column"
                      : name_of_delimiter(best.delimiter) + " gives " + std::to_string(best.fields) +
                            " fields in " + std::to_string(static_cast<int>(best.agreement * 100)) +
                            " % of the first records";
  }
  dialect.delimiter = best.delimiter;
  dialect.begin = best.table_begin;
  dialect.line = best.table_line;
  dialect.confidence = forced || best.fields == 1 ? 1 : best.agreement;
  return dialect;
}

}  // namespace koe

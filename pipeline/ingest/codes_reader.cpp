#include "pipeline/ingest/codes_reader.h"

#include "pipeline/ingest/source.h"
#include "pipeline/ingest/table.h"
#include "pipeline/ingest/text_folding.h"

namespace koe {

Result<CodesReading, Issue> read_codes(const std::filesystem::path& path) {
  const auto bytes = read_source(path);
  if (!bytes) return Failure<Issue>(bytes.error());
  return read_codes_bytes(*bytes, path.string());
}

Result<CodesReading, Issue> read_codes_bytes(std::string_view bytes, std::string_view name) {
  const auto table = Table::open(bytes, name, {});
  if (!table) return Failure<Issue>(table.error());
  const auto id_column = table->column_named("response_id");
  const auto code_column = table->column_named("code");
  if (!id_column || !code_column)
    return Failure<Issue>(
        Issue{.code = IssueCode::kCodesColumns, .severity = Severity::kRefused, .file = std::string(name)});
  CodesReading reading;
  table->for_each([&](const Record& record) {
    ++reading.records;
    if (record.fault) {
      reading.issues.push_back(table->reject(record, *record.fault, record.fault_args));
      return;
    }
    const auto cell = [&record](std::size_t column) {
      return column < record.fields.size() ? trim(record.fields[column]) : std::string_view();
    };
    if (cell(*id_column).empty() || cell(*code_column).empty()) {
      reading.issues.push_back(table->reject(record, IssueCode::kCodeIncomplete));
      return;
    }
    reading.codes.push_back({std::string(cell(*id_column)), std::string(cell(*code_column)), record.line});
  });
  return reading;
}

}  // namespace koe

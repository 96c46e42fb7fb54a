#include "pipeline/ingest/named_numbers_reader.h"

#include <optional>

#include "pipeline/ingest/source.h"
#include "pipeline/ingest/table.h"
#include "pipeline/ingest/text_folding.h"
#include "pipeline/ingest/value_parsers.h"

namespace koe {
namespace {

std::optional<std::size_t> column_named(const Table& table, std::string_view key) {
  for (std::size_t column = 0; column < table.columns().size(); ++column)
    if (header_key(table.columns()[column].name) == header_key(key)) return column;
  return std::nullopt;
}

}  // namespace

Result<std::map<std::string, double>, Issue> read_named_numbers(const std::filesystem::path& path,
                                                                const NamedNumbersFile& kind) {
  const auto bytes = read_source(path);
  if (!bytes) return Failure<Issue>(bytes.error());
  return read_named_numbers_bytes(*bytes, path.string(), kind);
}

Result<std::map<std::string, double>, Issue> read_named_numbers_bytes(std::string_view bytes, std::string_view file,
                                                                      const NamedNumbersFile& kind) {
  const auto table = Table::open(bytes, file, {});
  if (!table) return Failure<Issue>(table.error());
  const auto name_at = column_named(*table, kind.name_column);
  const auto number_at = column_named(*table, kind.number_column);
  if (!name_at || !number_at)
    return Failure<Issue>(Issue{.code = IssueCode::kOptionValue,
                                .severity = Severity::kRefused,
                                .file = std::string(file),
                                .args = {std::string(kind.flag), std::string(file)}});
  std::map<std::string, double> numbers;
  std::optional<Issue> wrong;
  table->for_each([&](const Record& record) {
    const auto refuse = [&](IssueCode code, std::vector<std::string> args) {
      if (wrong) return;  // the first one is told
      wrong = table->reject(record, code, std::move(args));
      wrong->severity = Severity::kRefused;
    };
    if (record.fault) return refuse(*record.fault, record.fault_args);
    const auto cell = [&record](std::size_t column) {
      return column < record.fields.size() ? trim(record.fields[column]) : std::string_view();
    };
    const std::string name(cell(*name_at));
    const auto number = parse_money(cell(*number_at));
    if (name.empty() || !number || !*number || **number < 0)
      return refuse(IssueCode::kNumberUnreadable, {excerpt_of(cell(*number_at))});
    if (!numbers.emplace(name, **number).second) return refuse(IssueCode::kDuplicateKey, {name});
  });
  if (wrong) return Failure<Issue>(*wrong);
  return numbers;
}

}  // namespace koe

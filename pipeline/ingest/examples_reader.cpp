#include "pipeline/ingest/examples_reader.h"

#include "pipeline/ingest/source.h"
#include "pipeline/ingest/table.h"
#include "pipeline/ingest/text_folding.h"

namespace koe {
namespace {

/// The survey kind that a cell names; the outer optional is empty for an unknown one.
std::optional<std::optional<SurveyKind>> survey_of(std::string_view cell) {
  if (cell.empty()) return std::optional<SurveyKind>();
  for (SurveyKind survey : {SurveyKind::kNps, SurveyKind::kEnps})
    if (fold(cell) == name_of(survey)) return survey;
  return std::nullopt;
}

}  // namespace

Result<ExamplesReading, Issue> read_examples(const std::filesystem::path& path) {
  const auto bytes = read_source(path);
  if (!bytes) return Failure<Issue>(bytes.error());
  return read_examples_bytes(*bytes, path.string());
}

Result<ExamplesReading, Issue> read_examples_bytes(std::string_view bytes, std::string_view name) {
  const auto table = Table::open(bytes, name, {});
  if (!table) return Failure<Issue>(table.error());
  const auto theme_column = table->column_named("theme");
  const auto text_column = table->column_named("text");
  const auto id_column = table->column_named("response_id");
  const auto survey_column = table->column_named("survey");
  if (!theme_column || (!text_column && !id_column))
    return Failure<Issue>(
        Issue{.code = IssueCode::kExamplesColumns, .severity = Severity::kRefused, .file = std::string(name)});
  ExamplesReading reading;
  table->for_each([&](const Record& record) {
    ++reading.records;
    if (record.fault) {
      reading.issues.push_back(table->reject(record, *record.fault, record.fault_args));
      return;
    }
    const auto cell = [&record](std::optional<std::size_t> column) {
      return column && *column < record.fields.size() ? trim(record.fields[*column]) : std::string_view();
    };
    const auto survey = survey_of(cell(survey_column));
    if (cell(theme_column).empty() || (cell(text_column).empty() && cell(id_column).empty()) || !survey) {
      reading.issues.push_back(table->reject(record, IssueCode::kExampleIncomplete));
      return;
    }
    reading.examples.push_back({.theme = std::string(cell(theme_column)),
                                .text = std::string(cell(text_column)),
                                .response_id = std::string(cell(id_column)),
                                .survey = *survey,
                                .line = record.line});
  });
  return reading;
}

}  // namespace koe

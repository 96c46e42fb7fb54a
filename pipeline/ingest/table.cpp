#include "pipeline/ingest/table.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "pipeline/ingest/csv_reader.h"
#include "pipeline/ingest/csv_sniffer.h"
#include "pipeline/ingest/jsonl_reader.h"
#include "pipeline/ingest/layouts.h"
#include "pipeline/ingest/source.h"
#include "pipeline/ingest/text_folding.h"
#include "pipeline/ingest/value_parsers.h"

namespace koe {
namespace {

constexpr std::size_t kEnoughForExcerpt = 400;  // bytes: 80 code points and some

std::string hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (!out.empty()) out += ' ';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::string name_of_delimiter(char delimiter) {
  return delimiter == '\t' ? std::string("TAB") : std::string(1, delimiter);
}

// A header row names columns: at least one cell with something in it, and most of these are neither numbers
// nor dates.
bool is_header(const std::vector<std::string>& row) {
  std::size_t filled = 0, values = 0;
  for (const std::string& cell : row) {
    if (trim(cell).empty()) continue;
    ++filled;
    const bool value =
        cell.size() <= 64 && (is_number(cell) || parse_date_time(cell, DateOrder::kMonthFirst) ||
                              parse_date_time(cell, DateOrder::kDayFirst));
    if (value) ++values;
  }
  return filled > 0 && 2 * values < filled + 1;
}

}  // namespace

Issue Table::refuse(IssueCode code, std::vector<std::string> args) const {
  return {.code = code, .severity = Severity::kRefused, .file = name_, .args = std::move(args)};
}

Result<Table, Issue> Table::open(std::string_view bytes, std::string_view name, const ReadOptions& options) {
  Table table(bytes, name);
  const auto fail = [&](Issue issue) {
    issue.file = table.name_;
    return Failure<Issue>(std::move(issue));
  };
  if (bytes.empty()) return fail(table.refuse(IssueCode::kFileEmpty, {}));
  if (auto issue = find_binary(bytes)) return fail(std::move(*issue));
  const auto names = layout_names();
  if (!options.layout.empty() && std::find(names.begin(), names.end(), options.layout) == names.end())
    return fail(table.refuse(IssueCode::kOptionValue, {"--format", options.layout}));

  EncodingGuess guess;
  if (options.encoding) {
    guess = {*options.encoding, 0, 1, "set by the user"};
  } else if (auto detected = detect_encoding(bytes)) {
    guess = std::move(*detected);
  } else {
    return fail(std::move(detected).error());
  }
  table.text_ = decode(bytes, guess.encoding);
  if (auto issue = too_broken(table.text_)) return fail(std::move(*issue));
  table.findings_.push_back(
      {"encoding", std::string(name_of(guess.encoding)), guess.why, "--encoding", guess.confidence});

  const bool detect = options.layout.empty() && !options.delimiter;
  const bool json = options.layout == kJsonLayout || (detect && looks_like_json(table.text_.text));
  if (auto issue = json ? table.open_json() : table.open_delimited(options)) return fail(std::move(*issue));
  return table;
}

std::optional<Issue> Table::open_json() {
  layout_ = kJsonLayout;
  delimiter_ = '\0';
  std::vector<std::string> names;
  std::unordered_map<std::string, std::size_t> seen;
  JsonReader reader(text_.text);
  JsonRecord record;
  std::size_t records = 0, usable = 0;
  IssueCode first_fault = IssueCode::kNoRows;
  std::vector<std::string> first_args;
  while (reader.next(record)) {
    if (record.fault && records == usable) {
      first_fault = *record.fault;
      first_args = record.fault_args;
    }
    ++records;
    if (record.fault) continue;
    ++usable;
    for (const auto& [key, value] : record.members) {
      if (names.size() < kMaxFields && seen.emplace(key, names.size()).second) names.push_back(key);
    }
  }
  if (records == 0) return refuse(IssueCode::kNoRows, {});
  if (usable == 0 || names.empty()) return refuse(first_fault, std::move(first_args));
  columns_ = make_unique_names(names);
  findings_.push_back({"layout", layout_, "the text begins with a JSON object or array", "--format", 1});
  return std::nullopt;
}

std::optional<Issue> Table::open_delimited(const ReadOptions& options) {
  const CsvDialect dialect = sniff_dialect(text_.text, options.delimiter);
  delimiter_ = dialect.delimiter;
  constexpr std::size_t kMostHeaderRows = 3;
  CsvReader reader(text_.text, delimiter_, dialect.begin, dialect.line);
  std::vector<std::vector<std::string>> rows;  // candidates for header rows
  std::vector<TextPlace> ends;                 // where each of them ends
  std::size_t records = 0;
  for (Record record; records <= kMostHeaderRows && reader.next(record); ++records) {
    const bool follows = rows.size() == records && records < kMostHeaderRows;
    if (!follows || record.fault) continue;
    rows.push_back(std::move(record.fields));
    ends.push_back({record.end, reader.line()});
  }
  if (records == 0) return refuse(IssueCode::kNoRows, {});
  if (rows.empty() || !is_header(rows.front())) {
    const std::string_view first_line = std::string_view(text_.text).substr(dialect.begin, kEnoughForExcerpt);
    return refuse(IssueCode::kLayoutUnknown,
                  {excerpt_of(first_line.substr(0, first_line.find_first_of("\r\n")))});
  }
  const LayoutGuess guess = detect_layout(rows, delimiter_, options.layout);
  layout_ = guess.name;
  rows.resize(std::min(rows.size(), guess.header_rows));
  body_ = ends[rows.size() - 1];
  if (const BrokenSequence* broken = text_.first_broken(dialect.begin, body_.offset)) {
    Issue issue = refuse(IssueCode::kByteSequenceInvalid, {hex(broken->raw), std::to_string(broken->byte)});
    issue.line = dialect.line;
    issue.byte = broken->byte;
    return issue;
  }
  if (records == rows.size()) return refuse(IssueCode::kNoRows, {});
  columns_ = name_columns(rows, layout_);

  findings_.push_back(
      {"delimiter", name_of_delimiter(delimiter_), dialect.why, "--delimiter", dialect.confidence});
  findings_.push_back({"layout", layout_, guess.why, "--format", guess.score > 0 ? guess.score : 1});
  if (dialect.begin > 0 && dialect.line > 1)
    findings_.push_back(
        {"header", "line " + std::to_string(dialect.line), "the lines above it are no table", "", 0.9});
  return std::nullopt;
}

void Table::for_each(const std::function<void(Record&)>& visit) const {
  if (delimiter_ == '\0') {
    for_each_json(visit);
  } else {
    for_each_delimited(visit);
  }
}

void Table::for_each_delimited(const std::function<void(Record&)>& visit) const {
  CsvReader reader(text_.text, delimiter_, body_.offset, body_.line);
  Record record;
  while (reader.next(record)) {
    check_record(record);
    visit(record);
  }
}

void Table::for_each_json(const std::function<void(Record&)>& visit) const {
  std::unordered_map<std::string_view, std::size_t> column_by_key;
  for (std::size_t i = 0; i < columns_.size(); ++i) column_by_key.emplace(columns_[i].given, i);
  JsonReader reader(text_.text);
  JsonRecord json;
  Record record;
  while (reader.next(json)) {
    record.fields.assign(columns_.size(), {});
    record.line = json.line;
    record.begin = json.begin;
    record.end = json.end;
    record.fault = json.fault;
    record.fault_args = json.fault_args;
    if (!json.fault) {
      for (auto& [key, value] : json.members) {
        if (const auto column = column_by_key.find(key); column != column_by_key.end()) {
          record.fields[column->second] = std::move(value);
        } else if (!value.empty()) {
          record.fault = IssueCode::kRecordTooLarge;
          record.fault_args = {std::to_string(kMaxFields)};
        }
      }
    }
    check_record(record);
    visit(record);
  }
}

void Table::check_record(Record& record) const {
  if (const BrokenSequence* broken = text_.first_broken(record.begin, record.end)) {
    record.fault = IssueCode::kByteSequenceInvalid;
    record.fault_args = {hex(broken->raw), std::to_string(broken->byte)};
    return;
  }
  if (record.fault || record.fields.size() <= columns_.size()) return;
  const auto surplus = record.fields.begin() + static_cast<std::ptrdiff_t>(columns_.size());
  if (std::all_of(surplus, record.fields.end(), [](const std::string& cell) { return trim(cell).empty(); })) {
    record.fields.resize(columns_.size());
    return;
  }
  record.fault = IssueCode::kTooManyFields;
  record.fault_args = {std::to_string(record.fields.size()), std::to_string(columns_.size())};
}

Issue Table::reject(const Record& record, IssueCode code, std::vector<std::string> args,
                    std::string column) const {
  Issue issue;
  issue.code = code;
  issue.severity = Severity::kReject;
  issue.file = name_;
  issue.line = record.line;
  issue.column = std::move(column);
  issue.args = std::move(args);
  const std::uint64_t begin = text_.byte_at(record.begin), end = std::max(text_.byte_end(record.end), begin);
  issue.byte = begin;
  if (code == IssueCode::kByteSequenceInvalid) {
    if (const BrokenSequence* broken = text_.first_broken(record.begin, record.end))
      issue.byte = broken->byte;
  }
  issue.raw = bytes_.substr(begin, std::min<std::size_t>(end - begin, kMaxRawBytes));
  std::string_view shown(text_.text.data() + record.begin, record.end - record.begin);
  while (!shown.empty() && (shown.back() == '\n' || shown.back() == '\r')) shown.remove_suffix(1);
  issue.excerpt = excerpt_of(shown.substr(0, kEnoughForExcerpt));
  return issue;
}

std::optional<std::size_t> Table::column_named(std::string_view name) const {
  const auto found = std::ranges::find_if(
      columns_, [key = header_key(name)](const HeaderName& column) { return header_key(column.name) == key; });
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

std::vector<ColumnProfile> Table::profile() const {
  std::vector<ColumnProfile> profiles(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    profiles[i].header = columns_[i].name;
    profiles[i].label = columns_[i].label;
  }
  for_each([&](const Record& record) {
    if (record.fault) return;
    for (std::size_t i = 0; i < record.fields.size(); ++i) add_cell(profiles[i], record.fields[i]);
  });
  return profiles;
}

std::vector<Issue> Table::header_notes() const {
  std::vector<Issue> notes;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].renamed) continue;
    Issue note;
    note.code = IssueCode::kColumnRenamed;
    note.severity = Severity::kNote;
    note.file = name_;
    note.column = columns_[i].name;
    note.args = {std::to_string(i + 1), excerpt_of(columns_[i].given), columns_[i].name};
    notes.push_back(std::move(note));
  }
  return notes;
}

}  // namespace koe

#include "pipeline/ingest/csv_reader.h"

namespace koe {
namespace {

constexpr char kQuote = '"';

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

// First line end or `stop` from `place` on; the end of the text when there is none. A plain loop: fields are
// short, and std::string_view::find_first_of calls memchr for every byte.
std::size_t find_stop(std::string_view text, std::size_t place, char stop) {
  while (place < text.size() && text[place] != stop && !is_line_end(text[place])) ++place;
  return place;
}

}  // namespace

// One past the line end that follows `place`, or the end of the text.
std::size_t CsvReader::line_end(std::size_t place) const {
  const std::size_t end = find_stop(text_, place, '\n');
  if (end == text_.size()) return end;
  return end + (text_[end] == '\r' && end + 1 < text_.size() && text_[end + 1] == '\n' ? 2 : 1);
}

void CsvReader::advance_to(std::size_t place) {
  while (place_ < place) {
    const std::size_t end = line_end(place_);
    if (end > place) break;
    if (is_line_end(text_[end - 1])) ++line_;
    place_ = end;
  }
  place_ = place;
}

bool CsvReader::next(Record& record) {
  while (place_ < text_.size() && is_line_end(text_[place_])) advance_to(line_end(place_));  // blank lines
  if (place_ >= text_.size()) return false;
  record.line = line_;
  record.begin = place_;
  record.fault_args.clear();
  std::size_t place = place_;
  record.fault = read_fields(record, place);
  record.end = record.fault ? line_end(place_) : place;
  const std::string_view all = text_.substr(record.begin, record.end - record.begin);
  if (!record.fault && all.size() > kMaxRecordBytes) record.fault = IssueCode::kRecordTooLarge;
  if (!record.fault && all.find('\0') != std::string_view::npos) record.fault = IssueCode::kNulByte;
  if (record.fault == IssueCode::kRecordTooLarge) record.fault_args = {std::to_string(kMaxRecordBytes)};
  advance_to(record.end);
  return true;
}

// Reads to the end of the record; `place` is then one past its line end.
std::optional<IssueCode> CsvReader::read_fields(Record& record, std::size_t& place) const {
  std::size_t used = 0;
  for (;; ++place) {
    if (used == kMaxFields) return IssueCode::kRecordTooLarge;
    if (used == record.fields.size()) record.fields.emplace_back();
    std::string& field = record.fields[used++];
    field.clear();
    if (place < text_.size() && text_[place] == kQuote) {
      if (const auto fault = read_quoted(field, place, record.begin)) {
        record.fields.resize(used);
        return fault;
      }
    } else {
      const std::size_t end = find_stop(text_, place, delimiter_);
      field = text_.substr(place, end - place);
      place = end;
    }
    if (place < text_.size() && text_[place] == delimiter_) continue;
    record.fields.resize(used);
    place = line_end(place);
    return std::nullopt;
  }
}

// Reads a quoted field from its opening quote; `place` is then at the delimiter, the line end or the end of
// the text.
std::optional<IssueCode> CsvReader::read_quoted(std::string& field, std::size_t& place,
                                                std::size_t record_begin) const {
  ++place;
  for (;;) {
    const std::size_t quote = text_.find(kQuote, place);
    if (quote == std::string_view::npos) return IssueCode::kUnterminatedQuote;
    if (quote - record_begin > kMaxRecordBytes) return IssueCode::kRecordTooLarge;
    field.append(text_, place, quote - place);
    place = quote + 1;
    if (place < text_.size() && text_[place] == kQuote) {
      field += kQuote;
      ++place;
      continue;
    }
    while (place < text_.size() && text_[place] != delimiter_ &&
           (text_[place] == ' ' || text_[place] == '\t'))
      ++place;
    if (place == text_.size() || text_[place] == delimiter_ || is_line_end(text_[place])) return std::nullopt;
    return IssueCode::kTextAfterQuote;
  }
}

}  // namespace koe

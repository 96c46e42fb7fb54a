// A file of any container and encoding as a table of records: what exports and account files have in common.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/result.h"
#include "pipeline/ingest/column_profile.h"
#include "pipeline/ingest/decoding.h"
#include "pipeline/ingest/header_rows.h"
#include "pipeline/ingest/read_options.h"
#include "pipeline/ingest/record.h"

namespace koe {

/// Original bytes of a rejected record that are kept with the Issue; a longer record keeps its beginning.
inline constexpr std::size_t kMaxRawBytes = std::size_t{64} << 10;

/// A place in the decoded text.
struct TextPlace {
  std::size_t offset = 0;  ///< bytes
  std::uint64_t line = 1;  ///< 1-based physical line
};

/// An opened file. It views the bytes it was opened from: they must outlive it.
class Table {
 public:
  /// Decodes `bytes`, finds container, delimiter, layout and header. Refused as Issues: kFileEmpty,
  /// kFileBinary, kEncodingUnknown, kEncodingInvalid, kLayoutUnknown (no header row; args[0] says what stands
  /// there), kNoRows, kOptionValue (an unknown layout name). Cost: O(file).
  [[nodiscard]] static Result<Table, Issue> open(std::string_view bytes, std::string_view name,
                                                 const ReadOptions& options);

  /// Visits every data record in file order, with its fields in column order. A record whose bytes do not
  /// decode comes with the fault kByteSequenceInvalid, whatever else is wrong with it; one with more fields
  /// than columns with kTooManyFields, unless the surplus is blank. Missing fields are left missing. Cost:
  /// O(file).
  void for_each(const std::function<void(Record&)>& visit) const;

  /// The Issue for a record that cannot be used: place, excerpt and original bytes filled in.
  [[nodiscard]] Issue reject(const Record& record, IssueCode code, std::vector<std::string> args = {},
                             std::string column = {}) const;

  /// Counts over all usable records, one profile a column.
  [[nodiscard]] std::vector<ColumnProfile> profile() const;

  [[nodiscard]] const std::string& layout() const { return layout_; }
  [[nodiscard]] Encoding encoding() const { return text_.encoding; }
  [[nodiscard]] char delimiter() const { return delimiter_; }  ///< '\0' for JSON
  [[nodiscard]] const std::vector<HeaderName>& columns() const { return columns_; }
  /// Position of the column called `name`, case and marks aside (header_key); nullopt when there is none.
  [[nodiscard]] std::optional<std::size_t> column_named(std::string_view name) const;
  [[nodiscard]] const std::vector<Finding>& findings() const { return findings_; }
  [[nodiscard]] std::vector<Issue> header_notes() const;  ///< kColumnRenamed, one a renamed column

 private:
  Table(std::string_view bytes, std::string_view name) : bytes_(bytes), name_(name) {}
  [[nodiscard]] std::optional<Issue> open_json();
  [[nodiscard]] std::optional<Issue> open_delimited(const ReadOptions& options);
  void for_each_json(const std::function<void(Record&)>& visit) const;
  void for_each_delimited(const std::function<void(Record&)>& visit) const;
  void check_record(Record& record) const;
  [[nodiscard]] Issue refuse(IssueCode code, std::vector<std::string> args) const;

  std::string_view bytes_;
  std::string name_;
  DecodedText text_;
  std::string layout_;
  char delimiter_ = ',';
  TextPlace body_;  // where the first data record may begin
  std::vector<HeaderName> columns_;
  std::vector<Finding> findings_;
};

}  // namespace koe

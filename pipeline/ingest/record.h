// One record of an export or accounts file, whatever container it came in.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/domain/issue.h"

namespace koe {

/// A longer record (bytes of UTF-8) is rejected: nobody writes four megabytes into a survey.
inline constexpr std::size_t kMaxRecordBytes = std::size_t{4} << 20;
/// More fields than this make a record oversize, too.
inline constexpr std::size_t kMaxFields = 4096;

/// One record of a table, whatever the container: fields in column order and the place it came from.
struct Record {
  std::vector<std::string> fields;
  std::uint64_t line = 1;  ///< 1-based physical line where the record begins
  std::size_t begin = 0;   ///< byte offset in the decoded text
  std::size_t end = 0;     ///< one past its last byte, line end included
  std::optional<IssueCode>
      fault;  ///< why it cannot be used; its fields are then what was read before the fault
  std::vector<std::string> fault_args;
};

}  // namespace koe

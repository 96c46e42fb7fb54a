// How does the store keep a list of numbers in one column? As a blob, one after the other, little-endian.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <bit>
#include <cstring>
#include <span>
#include <vector>

namespace koe::store {

static_assert(std::endian::native == std::endian::little, "numbers are stored little-endian");

/// The numbers of a blob.
template <typename Number>
[[nodiscard]] std::vector<Number> numbers_of(const SQLite::Column& column) {
  std::vector<Number> values(static_cast<std::size_t>(column.getBytes()) / sizeof(Number));
  if (!values.empty()) std::memcpy(values.data(), column.getBlob(), values.size() * sizeof(Number));
  return values;
}

/// Binds `values` (anything contiguous), which must outlive the statement's execution.
template <typename Numbers>
void bind_numbers(SQLite::Statement& statement, int index, const Numbers& values) {
  const auto bytes = std::as_bytes(std::span(values));
  const void* begin = bytes.empty() ? static_cast<const void*>("") : bytes.data();  // NULL would bind no blob at all
  statement.bindNoCopy(index, begin, static_cast<int>(bytes.size()));
}

}  // namespace koe::store

// How the store keeps a list of numbers in one blob column: one after the other, little-endian.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <bit>
#include <cstring>
#include <vector>

namespace koe::store {

static_assert(std::endian::native == std::endian::little, "numbers are stored little-endian");

/// The numbers of a blob column.
template <typename Number>
[[nodiscard]] std::vector<Number> numbers_of(const SQLite::Column& column) {
  std::vector<Number> values(static_cast<std::size_t>(column.getBytes()) / sizeof(Number));
  if (!values.empty()) std::memcpy(values.data(), column.getBlob(), values.size() * sizeof(Number));
  return values;
}

/// Binds `values`, which must outlive the statement's execution.
template <typename Number>
void bind_numbers(SQLite::Statement& statement, int index, const std::vector<Number>& values) {
  const void* bytes = values.empty() ? "" : static_cast<const void*>(values.data());  // NULL would bind no blob at all
  statement.bindNoCopy(index, bytes, static_cast<int>(values.size() * sizeof(Number)));
}

}  // namespace koe::store

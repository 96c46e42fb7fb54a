// Where do large arrays live? In large pages, where the system lends them: the vectors of a survey fill tens of thousands of
// small pages, and being handed each of them costs more than filling it.
#pragma once
#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace koe::models {

/// Allocator that asks for large pages where at least one would be filled; as std::allocator otherwise.
/// Checked in tests/unit/models/embedding/matrix_test.cpp.
template <typename Value>
class LargePages {
 public:
  using value_type = Value;

  LargePages() = default;
  template <typename Other>
  explicit(false) LargePages(const LargePages<Other>& /*other*/) noexcept {}

  [[nodiscard]] Value* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(Value);
    if (bytes < kPage) return static_cast<Value*>(::operator new(bytes));
    void* const memory = ::operator new(bytes, std::align_val_t{kPage});
#if defined(__linux__)
    ::madvise(memory, bytes, MADV_HUGEPAGE);  // a wish: nothing depends on it
#endif
    return static_cast<Value*>(memory);
  }

  void deallocate(Value* memory, std::size_t count) noexcept {
    if (count * sizeof(Value) < kPage) {
      ::operator delete(memory);
    } else {
      ::operator delete(memory, std::align_val_t{kPage});
    }
  }

  /// A value that is not given is not set, either: threads may be the first to touch the memory that they fill.
  template <typename Element>
  void construct(Element* element) noexcept(std::is_nothrow_default_constructible_v<Element>) {
    ::new (static_cast<void*>(element)) Element;
  }
  template <typename Element, typename... Arguments>
  void construct(Element* element, Arguments&&... arguments) {
    ::new (static_cast<void*>(element)) Element(std::forward<Arguments>(arguments)...);
  }

  friend bool operator==(const LargePages&, const LargePages&) { return true; }

 private:
  static constexpr std::size_t kPage = std::size_t{1} << 21U;
};

/// A vector that may become large. Numbers in LargeVector(n) hold anything; LargeVector(n, 0) sets them.
template <typename Value>
using LargeVector = std::vector<Value, LargePages<Value>>;

}  // namespace koe::models

// How the store keeps a short list of words in one text column: separated by U+001F (unit separator), which the reader
// of exports never lets through in a term.
#pragma once
#include <string>
#include <vector>

namespace koe::store {

/// The items in one text.
[[nodiscard]] inline std::string join_list(const std::vector<std::string>& items) {
  std::string joined;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) joined += '\x1f';
    joined += items[i];
  }
  return joined;
}

/// Inverse of join_list; "" is the empty list.
[[nodiscard]] inline std::vector<std::string> split_list(const std::string& joined) {
  std::vector<std::string> items;
  if (joined.empty()) return items;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = joined.find('\x1f', begin);
    items.push_back(joined.substr(begin, end - begin));
    if (end == std::string::npos) return items;
    begin = end + 1;
  }
}

}  // namespace koe::store

#include "pipeline/report/catalog.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "embedded/koe_report.h"

namespace koe::report {
namespace {

struct Entry {
  std::string english;
  std::string japanese;
};

using Catalog = std::map<std::string, Entry, std::less<>>;

void add_texts(Catalog& catalog, std::string_view json) {
  const nlohmann::json parsed = nlohmann::json::parse(json);
  for (const auto& [key, entry] : parsed.items()) {
    const bool is_new = catalog.try_emplace(key, Entry{entry.at("en"), entry.at("ja")}).second;
    if (!is_new) throw std::logic_error(fmt::format("the catalogue has the key {} twice", key));
  }
}

const Catalog& catalog() {
  static const Catalog kCatalog = [] {
    Catalog all;
    add_texts(all, embedded::report_json());
    add_texts(all, embedded::messages_json());
    add_texts(all, embedded::cli_json());
    return all;
  }();
  return kCatalog;
}

/// The index in a placeholder "{12}" that starts at `begin`; its end is one past the brace. Any other brace
/// is text.
struct Placeholder {
  std::size_t index = 0;
  std::size_t end = 0;
};

std::optional<Placeholder> placeholder_at(std::string_view text, std::size_t begin) {
  std::size_t at = begin + 1;
  std::size_t index = 0;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
    index = index * 10 + static_cast<std::size_t>(text[at] - '0');
  }
  if (at == begin + 1 || at == text.size() || text[at] != '}') return std::nullopt;
  return Placeholder{index, at + 1};
}

}  // namespace

Language catalog_language(std::string_view code) {
  return code == "ja" ? Language::kJapanese : Language::kEnglish;
}

std::string_view text(std::string_view key, Language language) {
  const auto found = catalog().find(key);
  if (found == catalog().end()) throw std::logic_error(fmt::format("no text for the key {}", key));
  return language == Language::kJapanese ? found->second.japanese : found->second.english;
}

std::string format(std::string_view key, Language language, std::span<const std::string> args) {
  const std::string_view pattern = text(key, language);
  std::string filled;
  for (std::size_t at = 0; at < pattern.size();) {
    const auto placeholder = pattern[at] == '{' ? placeholder_at(pattern, at) : std::nullopt;
    if (!placeholder) {
      filled += pattern[at++];
      continue;
    }
    filled += placeholder->index < args.size() ? args[placeholder->index] : "…";
    at = placeholder->end;
  }
  return filled;
}

std::string message(const Issue& issue, Language language) {
  return format(code_name(issue.code), language, issue.args);
}

std::vector<std::string_view> catalog_keys() {
  std::vector<std::string_view> keys;
  for (const auto& [key, entry] : catalog()) keys.push_back(key);
  return keys;
}

}  // namespace koe::report

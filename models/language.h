// Which of the two languages is a text or a term in? Everything per language is indexed by this.
#pragma once
#include <cstddef>
#include <cstdint>

namespace koe::models {

/// The languages that the vector table covers; the values index per-language arrays.
enum class Language : std::uint8_t { kJapanese = 0, kEnglish = 1 };

/// Size of per-language arrays.
inline constexpr std::size_t kLanguageCount = 2;

/// Position of `language` in a per-language array.
[[nodiscard]] constexpr std::size_t index_of(Language language) { return static_cast<std::size_t>(language); }

/// The other one of the two.
[[nodiscard]] constexpr Language other_language(Language language) {
  return language == Language::kJapanese ? Language::kEnglish : Language::kJapanese;
}

}  // namespace koe::models

// Enum values from the names the tables hold; the tables' CHECK constraints keep other names out.
#pragma once
#include <initializer_list>
#include <string_view>

#include "pipeline/domain/run_result.h"

namespace koe::store {

/// The value among `candidates` whose name_of is `name`, else `otherwise`.
template <typename Enum>
[[nodiscard]] Enum named(std::string_view name, std::initializer_list<Enum> candidates, Enum otherwise) {
  for (Enum candidate : candidates)
    if (name == name_of(candidate)) return candidate;
  return otherwise;
}

/// Inverses of name_of for the names that the tables hold.
[[nodiscard]] inline Language language_named(std::string_view name) {
  return named(name, {Language::kJapanese, Language::kEnglish}, Language::kOther);
}

/// As language_named.
[[nodiscard]] inline Polarity polarity_named(std::string_view name) {
  return named(name, {Polarity::kNegative, Polarity::kPositive, Polarity::kRequest}, Polarity::kNeutral);
}

/// As language_named.
[[nodiscard]] inline Phase phase_named(std::string_view name) {
  return named(name, {Phase::kOnboarding, Phase::kAdoption, Phase::kExpansionRenewal, Phase::kProductFeedback},
               Phase::kNone);
}

/// As language_named.
[[nodiscard]] inline Family family_named(std::string_view name) {
  return named(name, {Family::kEngagement, Family::kPerformance, Family::kExpansion}, Family::kNone);
}

}  // namespace koe::store

// What do customers of software and employees everywhere talk about? A library that users can read, edit and replace:
// data/themes/known.tsv names the themes, data/feedback/pairs.tsv holds example sentences in both languages.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"

namespace koe::stages {

/// One theme of the library.
struct KnownTheme {
  std::string key;  ///< "price"
  SurveyKind survey = SurveyKind::kNps;
  std::string name_ja, name_en;
  Phase phase = Phase::kNone;     ///< kNone for employees' themes
  Family family = Family::kNone;
};

/// One sentence that speaks of a theme.
struct KnownThemeExample {
  std::uint32_t theme = 0;  ///< position in KnownThemeLibrary::themes
  Language language = Language::kJapanese;
  std::string text;
};

/// The whole library, in file order.
struct KnownThemeLibrary {
  std::vector<KnownTheme> themes;
  std::vector<KnownThemeExample> examples;
};

/// Reads the library. An example whose key is no theme's is left out, so that a theme is dropped by deleting its line.
/// Errors: nlp::LoadError with file and line: wrong columns, a repeated key, an unknown survey, phase or family.
/// Checked in tests/unit/stages/known_themes_test.cpp.
[[nodiscard]] KnownThemeLibrary load_known_themes(const std::string& themes_path, const std::string& examples_path);

}  // namespace koe::stages

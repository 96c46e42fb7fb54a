// Every word a reader sees, in both languages: report.json (the report) and messages.json (the issues),
// embedded in the program. The same loader serves both, so a text is always found in the same way.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/run_result.h"

namespace koe::report {

/// The catalogue's language for "ja" / "en" (RunResult.language, --lang); anything else reads as English.
[[nodiscard]] Language catalog_language(std::string_view code);

/// The text under `key`; Language::kOther reads as English. The view lives as long as the program.
/// An unknown key is a programming error: throws std::logic_error naming it. Cost: one map lookup.
/// Thread-safe. Checked in tests/unit/report/catalog_test.cpp.
[[nodiscard]] std::string_view text(std::string_view key, Language language);

/// The text under `key` with {0}, {1}... replaced by `args`, each as often as it occurs. A placeholder
/// without an argument becomes "…", an argument without a placeholder is left out: a message is never lost
/// over its arguments. Arguments are inserted as they are and not searched for placeholders themselves.
[[nodiscard]] std::string format(std::string_view key, Language language, std::span<const std::string> args);

/// The message of an issue, its args filled in ("KOE-1105" is its key). No place: the caller says file and
/// line.
[[nodiscard]] std::string message(const Issue& issue, Language language);

/// All keys of all catalogues in byte order, for tests and for the templates.
[[nodiscard]] std::vector<std::string_view> catalog_keys();

}  // namespace koe::report

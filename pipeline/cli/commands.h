// What does each command do? One function a command; the exit code is CONTRACT.md's.
#pragma once
#include "pipeline/cli/console.h"
#include "pipeline/cli/flags.h"

namespace koe::cli {

int command_run(const CommandLine& line, const Console& console);       ///< also ingest, analyze and report
int command_inspect(const CommandLine& line, const Console& console);
int command_themes(const CommandLine& line, const Console& console);
int command_theme_edit(const CommandLine& line, const Console& console);  ///< koe themes rename ... undo
int command_theme_teach(const CommandLine& line, const Console& console); ///< koe themes teach
int command_theme_log(const CommandLine& line, const Console& console);
int command_fix(const CommandLine& line, const Console& console);
int command_doctor(const CommandLine& line, const Console& console);
int command_audit_anonymity(const CommandLine& line, const Console& console);
int command_tokenize(const CommandLine& line, const Console& console);

/// The folder with models/assets and data: --assets, else beside the program: in the checkout it was built in, or in
/// ../share/koe of an installation. Errors: RunError kAssetMissing (exit 6).
[[nodiscard]] std::filesystem::path assets_folder(const CommandLine& line);

}  // namespace koe::cli

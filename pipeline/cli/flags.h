// What was typed? The flag table and the parsed, validated command line.
#pragma once
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/domain/run_config.h"
#include "pipeline/ingest/export_reader.h"

namespace koe::cli {

/// What koe themes rename, split and the other edits take beside their words.
struct EditFlags {
  std::string label_ja, label_en;      ///< --ja, --en
  std::vector<std::string> responses;  ///< --responses R-1,R-2
  std::uint32_t parts = 2;             ///< --parts
  std::string author;                  ///< --author; empty = the user's login name
};

/// Everything a command may need, validated; defaults where nothing was typed.
struct CommandLine {
  std::string command;                          ///< "run", "inspect"...
  std::vector<std::filesystem::path> files;     ///< positional arguments after the command
  std::optional<std::filesystem::path> accounts;
  std::optional<std::filesystem::path> weights;  ///< --weights: criterion,weight
  std::optional<std::filesystem::path> effort;   ///< --effort: theme_id,effort
  std::filesystem::path database = "koe.db";
  std::filesystem::path out = "koe-report";
  std::optional<std::filesystem::path> assets;  ///< folder with models/assets and data; default: found beside the program
  std::filesystem::path encoder;                ///< --encoder: folder of a sentence encoder; empty = none
  ReadOptions read;
  RunConfig config;
  EditFlags edit;
  std::string date;                             ///< --date: ISO date of a fix; empty when not given
  std::string note;                             ///< --note: a user's words about a fix
  bool quiet = false;
  bool help = false;
  bool version = false;
};

/// What could not be understood; main prints it and exits with 2. Already in the user's language.
struct UsageError {
  std::string message;
};

/// Parses `arguments` (without the program name). `default_language` comes from the environment.
/// Errors: throws UsageError. Checked in tests/cli.
[[nodiscard]] CommandLine parse_command_line(const std::vector<std::string>& arguments, Language default_language);

/// The help text: commands, then flags by category with their defaults, in the given language.
[[nodiscard]] std::string help_text(Language language);

}  // namespace koe::cli

#include <array>

#include "pipeline/cli/commands.h"

namespace koe::cli {

std::filesystem::path assets_folder(const CommandLine& line) {
  if (line.assets) return *line.assets;
  std::error_code ignored;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  const std::filesystem::path folder = program.parent_path();
  for (const std::filesystem::path& candidate : {folder / "../..", folder / "../share/koe"})
    if (std::filesystem::exists(candidate / "models/assets/MANIFEST.json", ignored))
      return std::filesystem::canonical(candidate, ignored);
  Issue issue{.code = IssueCode::kAssetMissing, .severity = Severity::kRefused};
  issue.args = {"models/assets/MANIFEST.json"};
  throw RunError{std::move(issue), 6};
}

}  // namespace koe::cli

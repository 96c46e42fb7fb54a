#include "pipeline/cli/ranking_files.h"

#include <algorithm>

#include "pipeline/ingest/named_numbers_reader.h"

namespace koe::cli {
namespace {

constexpr int kExitUsage = 2;

constexpr NamedNumbersFile kWeights{"--weights", "criterion", "weight"};
constexpr NamedNumbersFile kEffort{"--effort", "theme_id", "effort"};

[[noreturn]] void refuse_value(const NamedNumbersFile& kind, const std::filesystem::path& path, const std::string& value) {
  throw RunError{Issue{.code = IssueCode::kOptionValue,
                       .severity = Severity::kRefused,
                       .file = path.string(),
                       .args = {std::string(kind.flag), value}},
                 kExitUsage};
}

std::map<std::string, double> read(const std::filesystem::path& path, const NamedNumbersFile& kind) {
  auto numbers = read_named_numbers(path, kind);
  if (!numbers) throw RunError{numbers.error(), kExitUsage};
  return *numbers;
}

std::map<RankBy, double> read_weights(const std::filesystem::path& path) {
  std::map<RankBy, double> weights;
  for (const auto& [name, weight] : read(path, kWeights)) {
    const auto criterion = parse_rank_by(name);
    if (!criterion || *criterion == RankBy::kScore) refuse_value(kWeights, path, name);
    weights[*criterion] = weight;
  }
  if (std::none_of(weights.begin(), weights.end(), [](const auto& entry) { return entry.second > 0; }))
    refuse_value(kWeights, path, "0");
  return weights;
}

std::map<std::string, double> read_effort(const std::filesystem::path& path) {
  std::map<std::string, double> effort = read(path, kEffort);
  for (const auto& [theme_id, amount] : effort)
    if (!(amount > 0)) refuse_value(kEffort, path, theme_id + " = 0");
  return effort;
}

}  // namespace

RunConfig with_ranking_files(const CommandLine& line) {
  RunConfig config = line.config;
  if (line.weights) config.weights = read_weights(*line.weights);
  if (line.effort) config.effort = read_effort(*line.effort);
  return config;
}

void tell_unknown_efforts(const RunConfig& config, const RunResult& result, const Console& console) {
  for (const auto& [theme_id, amount] : config.effort) {
    const bool known = std::any_of(result.themes.begin(), result.themes.end(),
                                   [&](const ThemeResult& theme) { return theme.theme_id == theme_id; });
    if (!known) console.say("cli.effort.unknown_theme", {theme_id});
  }
}

}  // namespace koe::cli

#include "pipeline/cli/commands.h"
#include "pipeline/report/catalog.h"
#include "pipeline/stages/assets.h"
#include "pipeline/store/database.h"

namespace koe::cli {

int command_doctor(const CommandLine& line, const Console& console) {
  const stages::Assets assets = stages::Assets::load(assets_folder(line), line.encoder);
  std::string text = "koe\t" KOE_VERSION "\n";
  for (const AssetResult& asset : assets.in_force())
    text += asset.name + "\t" + asset.version + "\t" + asset.sha256 + "\n";
  int exit_code = 0;
  if (std::filesystem::exists(line.database)) {
    const std::string problem = store::Database::open(line.database).integrity_problem();
    const std::string state = problem.empty() ? std::string(report::text("cli.doctor.sound", console.language())) : problem;
    text += report::format("cli.doctor.database", console.language(), std::vector{line.database.string(), state}) + "\n";
    if (!problem.empty()) exit_code = 7;
  }
  console.data(text);
  if (exit_code == 0) console.say("cli.doctor.ok");
  return exit_code;
}

}  // namespace koe::cli

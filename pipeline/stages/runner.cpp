#include "pipeline/stages/runner.h"

#include <chrono>

#include "pipeline/base/sha256.h"

namespace koe::stages {
namespace {

/// Fingerprint of a stage: everything its output depends on, the stage before it included.
std::string chained_fingerprint(const Stage& stage, const StageContext& context, const std::string& previous) {
  Sha256 hash;
  hash.update_field(stage.name);
  hash.update_field(previous);
  hash.update_field(stage.fingerprint(context));
  return hash.hex();
}

}  // namespace

std::vector<StageSummary> run_stages(StageContext& context, std::string_view last) {
  std::vector<StageSummary> summaries;
  std::string previous;
  for (const Stage& stage : kStages) {
    context.progress(stage.name, summaries.size(), kStages.size());
    const auto started = std::chrono::steady_clock::now();
    StageSummary summary;
    if (stage.fingerprint == nullptr) {
      summary = stage.run(context);
    } else {
      previous = chained_fingerprint(stage, context, previous);
      const std::string name(stage.name);
      if (context.database.stage_fingerprint(name) == previous) {
        summary.skipped = true;
      } else {
        store::Transaction transaction(context.database);
        summary = stage.run(context);
        context.database.set_stage_fingerprint(name, previous);
        transaction.commit();
      }
    }
    summary.stage = stage.name;
    summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    summaries.push_back(std::move(summary));
    if (stage.name == last) break;
  }
  return summaries;
}

}  // namespace koe::stages

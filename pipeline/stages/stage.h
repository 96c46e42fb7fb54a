// The whole program in one table: what each stage reads, what it writes, and in which order.
//
// Contract: a stage reads earlier tables, computes with pure functions of nlp/ and models/, and replaces its own tables
// inside the runner's transaction. It never prints and never looks at the clock. A stage whose fingerprint (its version,
// settings, assets and input state) is what it was last time is skipped, so an unattended re-run costs nothing.
#pragma once
#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/domain/run_config.h"
#include "pipeline/domain/run_result.h"
#include "pipeline/store/database.h"

namespace koe::stages {

class Assets;

/// Told now and then how far a stage is; done <= total, total 0 = unknown. Called from the run's own thread only.
using Progress = std::function<void(std::string_view stage, std::size_t done, std::size_t total)>;

/// What a stage works with.
struct StageContext {
  store::Database& database;
  const RunConfig& config;
  const Assets& assets;
  const Progress& progress;
  RunResult& result;  ///< filled by rank, read by report
};

/// What a stage did, for the summary on stderr; not part of any output file.
struct StageSummary {
  std::string_view stage;
  std::size_t rows_in = 0;
  std::size_t rows_out = 0;
  bool skipped = false;
  double seconds = 0;
  std::vector<Issue> issues;  ///< warnings of severity kNote or kWarning
};

/// One stage. `fingerprint` says what its output depends on besides the previous stage's fingerprint; empty function =
/// the stage keeps nothing in the store and runs every time.
struct Stage {
  std::string_view name;
  std::string_view reads;
  std::string_view writes;
  std::string (*fingerprint)(const StageContext&);
  StageSummary (*run)(StageContext&);
};

/// The functions behind the table below; each is described at its definition in *_stage.cpp.
[[nodiscard]] std::string analyze_fingerprint(const StageContext& context);
[[nodiscard]] std::string encode_fingerprint(const StageContext& context);
[[nodiscard]] std::string theme_fingerprint(const StageContext& context);
StageSummary run_analyze(StageContext& context);
StageSummary run_encode(StageContext& context);
StageSummary run_theme(StageContext& context);
StageSummary run_rank(StageContext& context);

/// Ingest comes before (ingest_stage.h: it is the only one that reads files), writing the report after (koe::report).
inline constexpr std::array kStages = {
    Stage{"analyze", "response", "segment, label_term", analyze_fingerprint, run_analyze},
    Stage{"encode", "segment", "encoded_text", encode_fingerprint, run_encode},
    Stage{"theme", "response, segment, label_term, encoded_text", "theme, unit_theme, theme_model", theme_fingerprint, run_theme},
    Stage{"rank", "response, account, segment, theme, unit_theme", "(the RunResult)", nullptr, run_rank},
};

}  // namespace koe::stages

#include "pipeline/report/manifest_writer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "pipeline/base/sha256.h"

namespace koe::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kManifestFormat = 1;  // raised when a key changes its meaning

Json sources_of(const RunResult& run) {
  Json list = Json::array();
  for (const SourceResult& source : run.sources) {
    list.push_back({{"name", source.name},
                    {"sha256", source.sha256},
                    {"survey", name_of(source.survey)},
                    {"layout", source.layout},
                    {"encoding", source.encoding},
                    {"records", source.records},
                    {"new", source.stored},
                    {"revised", source.revised},
                    {"duplicate", source.duplicates},
                    {"rejected", source.rejected}});
  }
  return list;
}

Json assets_of(const RunResult& run) {
  Json list = Json::array();
  for (const AssetResult& asset : run.assets) {
    list.push_back({{"name", asset.name}, {"version", asset.version}, {"sha256", asset.sha256}});
  }
  return list;
}

Json coverage_of(const RunResult& run) {
  Json list = Json::array();
  for (const CoverageResult& coverage : run.coverage) {
    list.push_back({{"survey", name_of(coverage.survey)},
                    {"responses", coverage.responses},
                    {"with_score", coverage.with_score},
                    {"with_text", coverage.with_text},
                    {"contentless", coverage.contentless},
                    {"with_content", coverage.with_content},
                    {"segments", coverage.segments},
                    {"segments_unassigned", coverage.segments_unassigned},
                    {"different_texts", coverage.different_texts},
                    {"themes_hidden", coverage.themes_hidden},
                    {"segments_ja", coverage.segments_ja},
                    {"segments_en", coverage.segments_en},
                    {"segments_other", coverage.segments_other}});
  }
  return list;
}

/// Rows per stage of the result; the stages before it are in sources and coverage.
Json counts_of(const RunResult& run) {
  const auto themes_of = [&](SurveyKind survey) {
    return std::ranges::count(run.themes, survey, &ThemeResult::survey);
  };
  return {{"themes_nps", themes_of(SurveyKind::kNps)}, {"themes_enps", themes_of(SurveyKind::kEnps)},
          {"assignments", run.assignments.size()},     {"nps_rows", run.nps.size()},
          {"accounts", run.accounts.size()},           {"rejects", run.rejects.size()}};
}

/// A list and not an object: a setting may occur more than once, and the order is the run's.
Json settings_of(const RunResult& run) {
  Json list = Json::array();
  for (const Attribute& setting : run.settings)
    list.push_back({{"name", setting.name}, {"value", setting.value}});
  return list;
}

Json outputs_of(std::span<const OutputFile> outputs) {
  Json list = Json::array();
  for (const OutputFile& file : outputs) {
    list.push_back({{"name", file.name}, {"bytes", file.bytes.size()}, {"sha256", sha256_hex(file.bytes)}});
  }
  return list;
}

}  // namespace

std::string to_manifest(const RunResult& run, std::span<const OutputFile> outputs) {
  const Json manifest = {
      {"format", kManifestFormat}, {"koe_version", run.koe_version}, {"rank_by", run.rank_by},
      {"language", run.language},  {"enps_rows", run.enps_rows},     {"settings", settings_of(run)},
      {"periods", run.periods},    {"sources", sources_of(run)},     {"coverage", coverage_of(run)},
      {"counts", counts_of(run)},  {"assets", assets_of(run)},       {"outputs", outputs_of(outputs)}};
  return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace koe::report

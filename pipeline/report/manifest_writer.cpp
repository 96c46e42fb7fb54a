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

/// null for employees.
Json contradictions_of(const std::optional<ContradictionCounts>& counts) {
  if (!counts) return nullptr;
  return {{"promoters", counts->promoters},
          {"complaining_promoters", counts->complaining_promoters},
          {"detractors", counts->detractors},
          {"praising_detractors", counts->praising_detractors}};
}

Json coverage_of(const RunResult& run) {
  Json list = Json::array();
  for (const CoverageResult& coverage : run.coverage) {
    const auto of_language = [&](std::int64_t segments) { return coverage.languages_hidden ? Json() : Json(segments); };
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
                    {"responses_withheld", coverage.responses_withheld},
                    {"segments_ja", of_language(coverage.segments_ja)},
                    {"segments_en", of_language(coverage.segments_en)},
                    {"segments_other", of_language(coverage.segments_other)},
                    {"contradictions", contradictions_of(coverage.contradictions)}});
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
          {"accounts", run.accounts.size()},           {"contacts", run.contacts.size()},
          {"beta", run.beta.size()},                   {"fixes", run.fixes.size()},
          {"rejects", run.rejects.size()}};
}

Json interval_of(const std::optional<Estimate>& estimate) {
  if (!estimate) return nullptr;
  return {estimate->value, estimate->low, estimate->high};
}

/// How the health score was made and how well it did on accounts it had not seen; null without customers.
Json health_of(const RunResult& run) {
  if (!run.health) return nullptr;
  const HealthResult& health = *run.health;
  Json groups = Json::array();
  for (const HealthGroup& group : health.groups) {
    groups.push_back({{"accounts", group.accounts},
                      {"left", group.left},
                      {"expected", group.expected},
                      {"observed", interval_of(group.observed)}});
  }
  Json weights = Json::object();
  for (std::size_t sign = 0; sign < health.weights.size(); ++sign)
    weights[std::string(name_of(static_cast<AccountSign>(sign)))] = interval_of(health.weights[sign]);
  return {{"basis", name_of(health.basis)},
          {"as_of", health.as_of},
          {"learned_on", health.learned_on},
          {"horizon_days", health.horizon_days},
          {"accounts", health.accounts},
          {"left", health.left},
          {"left_before", health.left_before},
          {"auc", interval_of(health.auc)},
          {"auc_answering", interval_of(health.auc_answering)},
          {"calibration_slope", interval_of(health.slope)},
          {"brier", health.brier ? Json(*health.brier) : Json(nullptr)},
          {"expected_left", health.expected_left},
          {"groups", groups},
          {"weights", weights}};
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
      {"counts", counts_of(run)},  {"health", health_of(run)},       {"assets", assets_of(run)},       {"outputs", outputs_of(outputs)}};
  return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace koe::report

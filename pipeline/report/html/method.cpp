#include <map>

#include "pipeline/report/catalog.h"
#include "pipeline/report/html/sections.h"
#include "pipeline/report/human_numbers.h"

namespace koe::report {
namespace {

constexpr std::string_view kDefinitions[] = {"nps",   "interval", "change", "impact", "net",   "rank",
                                             "trend", "arr",      "health", "theme",  "phase",
                                             "family"};
constexpr std::size_t kShownHashDigits = 12;

std::vector<View> definitions_of(const Page& page) {
  std::vector<View> definitions;
  for (const std::string_view name : kDefinitions) {
    const std::string key = "define." + std::string(name);
    definitions.push_back(View().set("term", page.say(key)).set("meaning", page.say(key + "_text")));
  }
  return definitions;
}

std::vector<View> sources_of(const Page& page) {
  std::vector<View> sources;
  for (const SourceResult& source : page.run.sources) {
    View view;
    view.set("name", source.name)
        .set("survey", page.say(source.survey == SurveyKind::kNps ? "score.nps" : "score.enps"));
    view.set("layout", source.layout).set("encoding", source.encoding);
    view.set("sha256", source.sha256.substr(0, kShownHashDigits));
    view.set("records", count(source.records))
        .set("stored", count(source.stored))
        .set("revised", count(source.revised));
    view.set("duplicates", count(source.duplicates)).set("rejected", count(source.rejected));
    sources.push_back(std::move(view));
  }
  return sources;
}

/// Rejects by code: the message without its arguments, because those are the respondents' words.
std::vector<View> rejects_of(const Page& page) {
  std::map<IssueCode, std::int64_t> n_by_code;
  for (const Issue& reject : page.run.rejects) ++n_by_code[reject.code];
  std::vector<View> rows;
  for (const auto& [code, n] : n_by_code) {
    View row;
    row.set("code", code_name(code)).set("n", count(n)).set("message", page.say(code_name(code), {}));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<View> coverage_rows(const Page& page) {
  std::vector<View> rows;
  for (const CoverageResult& coverage : page.run.coverage) {
    View row;
    row.set("survey", page.say(coverage.survey == SurveyKind::kNps ? "score.nps" : "score.enps"));
    row.set("responses", count(coverage.responses)).set("with_score", count(coverage.with_score));
    row.set("with_text", count(coverage.with_text)).set("with_content", count(coverage.with_content));
    row.set("segments", count(coverage.segments)).set("unassigned", count(coverage.segments_unassigned));
    const auto of_language = [&](std::int64_t segments) {
      return coverage.languages_hidden ? page.say("figure.unknown") : count(segments);
    };
    row.set("ja", of_language(coverage.segments_ja)).set("en", of_language(coverage.segments_en));
    row.set("other", of_language(coverage.segments_other));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<View> assets_of(const Page& page) {
  std::vector<View> assets;
  for (const AssetResult& asset : page.run.assets) {
    View view;
    view.set("name", asset.name)
        .set("version", asset.version)
        .set("sha256", asset.sha256.substr(0, kShownHashDigits));
    assets.push_back(std::move(view));
  }
  return assets;
}

std::vector<View> settings_of(const Page& page) {
  std::vector<View> settings;
  for (const Attribute& setting : page.run.settings) {
    settings.push_back(View().set("name", setting.name).set("value", setting.value));
  }
  return settings;
}

}  // namespace

std::optional<View> method_section(const Page& page) {
  View view;
  const auto set_list = [&](const std::string& name, std::vector<View> list) {
    view.set("has_" + name, !list.empty()).set(name, std::move(list));
  };
  set_list("definitions", definitions_of(page));
  set_list("sources", sources_of(page));
  set_list("rejects", rejects_of(page));
  set_list("coverage", coverage_rows(page));
  set_list("assets", assets_of(page));
  set_list("settings", settings_of(page));
  view.set("n_rejects", count(static_cast<std::int64_t>(page.run.rejects.size())));
  view.set("version", page.run.koe_version);
  return view;
}

}  // namespace koe::report

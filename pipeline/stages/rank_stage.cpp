// What does it all cost? Reads the whole state once, computes every figure with models/stats, and fills the RunResult.
#include <algorithm>
#include <set>
#include <sstream>

#include "pipeline/stages/assets.h"
#include "pipeline/stages/rank/account_history.h"
#include "pipeline/stages/rank/assignment_rows.h"
#include "pipeline/stages/rank/bridge.h"
#include "pipeline/stages/rank/change_drivers.h"
#include "pipeline/stages/rank/campaigns.h"
#include "pipeline/stages/rank/contradictions.h"
#include "pipeline/stages/rank/group_figures.h"
#include "pipeline/stages/rank/lineage_rows.h"
#include "pipeline/stages/rank/contact_figures.h"
#include "pipeline/stages/rank/employee_release.h"
#include "pipeline/stages/rank/fix_figures.h"
#include "pipeline/stages/rank/health_figures.h"
#include "pipeline/stages/rank/nps_figures.h"
#include "pipeline/stages/rank/quotes.h"
#include "pipeline/stages/rank/read_state.h"
#include "pipeline/stages/rank/response_rate.h"
#include "pipeline/stages/rank/revenue_figures.h"
#include "pipeline/stages/rank/survey_view.h"
#include "pipeline/stages/rank/theme_figures.h"
#include "pipeline/stages/rank/weighted_score.h"
#include "pipeline/stages/stage.h"
#include "pipeline/stages/theme/theme_edits.h"
#include "pipeline/store/ledger_store.h"
#include "pipeline/store/text_door.h"

namespace koe::stages {
namespace {

/// "nps=0.3 arr=0.35": the composite's recipe.
std::string weights_of(const RunConfig& config) {
  std::ostringstream text;
  for (const auto& [criterion, weight] : config.weights)
    text << (text.tellp() > 0 ? " " : "") << name_of(criterion) << '=' << weight;
  return text.str();
}

std::vector<Attribute> settings_of(const RunConfig& config) {
  return {{"anonymity_k", std::to_string(config.anonymity_k)},
          {"bootstrap_draws", std::to_string(config.bootstrap_draws)},
          {"enps_rows", config.enps_rows ? "true" : "false"},
          {"lang", std::string(name_of(config.language))},
          {"rank_by", std::string(name_of(config.rank_by))},
          {"seed", std::to_string(config.seed)},
          {"weights", weights_of(config)}};
}

std::vector<std::string> periods_of(const StoredData& data) {
  std::set<Quarter> quarters;
  for (const store::StoredResponse& response : data.responses)
    if (response.period) quarters.insert(*response.period);
  std::vector<std::string> names;
  for (const Quarter& quarter : quarters) names.push_back(to_string(quarter));
  return names;
}

/// What customer success works with: each account's standing, whom to call, whom to offer what, which fixes worked.
void add_account_work(RunResult& result, const SurveyView& view, const StoredData& data, const RunConfig& config) {
  const std::vector<Customer> customers = customers_of(view, data);
  const HealthFigures health = health_figures(customers, view, config);
  set_health(result.accounts, customers, health);
  result.health = health.model;
  result.contacts = contact_figures(customers, view, health);
  result.beta = beta_figures(customers, view, health, result.themes);
  result.fixes = fix_figures(view, data);
}

/// Marks the customers' responses whose score and comment contradict each other, and counts them.
void add_contradictions(RunResult& result, std::vector<store::ReleasedSegment>& released, const StoredData& data) {
  const Contradictions found = find_contradictions(data);
  for (store::ReleasedSegment& segment : released)
    if (const auto own = found.of_response.find(segment.response_no); own != found.of_response.end())
      segment.row.contradiction = own->second;
  for (CoverageResult& coverage : result.coverage)
    if (coverage.survey == SurveyKind::kNps) coverage.contradictions = found.counts;
}

void add_themes(RunResult& result, const SurveyView& view, const StoredData& data, std::vector<ThemeResult> themes,
                const RunConfig& config) {
  for (ThemeResult& group : group_figures(view, data, themes, config)) result.groups.push_back(std::move(group));
  for (ThemeResult& theme : themes) result.themes.push_back(std::move(theme));
}

void add_customers(RunResult& result, const StoredData& data, const RunConfig& config) {
  const SurveyView view = make_survey_view(SurveyKind::kNps, data);
  if (view.responses.empty()) return;
  CoverageResult coverage = view.coverage;
  coverage.different_texts = count_different_texts(SurveyKind::kNps, data);
  RevenueFigures revenue = revenue_figures(view, data);
  if (has_mixed_currencies(data.accounts)) revenue.known = false;  // koe knows no exchange rates
  result.accounts = std::move(revenue.accounts);
  result.participation = participation(view, data);
  result.drivers = change_drivers(view, data, config);
  if (revenue.known) {
    result.total_arr = revenue.total_arr;
    result.total_arr_at_risk = revenue.total_at_risk;
  }
  add_themes(result, view, data, theme_figures(view, data, revenue, config, coverage), config);
  add_account_work(result, view, data, config);
  for (NpsResult& row : nps_figures(view)) result.nps.push_back(std::move(row));
  result.coverage.push_back(coverage);
}

/// Employees: only what employee_release.h lets through, and a note of it in the ledger. From here on `data` holds no
/// other answer of an employee.
void add_employees(RunResult& result, StoredData& data, StageContext& context) {
  const std::int64_t k = context.config.anonymity_k;
  store::PublicationStore ledger(context.database);
  EmployeeRelease release = release_scores(data, ledger, k);
  SurveyView view = make_survey_view(SurveyKind::kEnps, data);
  if (view.responses.empty() && release.withheld == 0) return;
  release_themes(view, ledger, k, release);
  CoverageResult coverage = view.coverage;
  coverage.responses_withheld = release.withheld;
  coverage.different_texts = count_different_texts(SurveyKind::kEnps, data);
  if (!view.responses.empty()) {
    std::vector<ThemeResult> themes = theme_figures(view, data, {}, context.config, coverage);
    for (ThemeResult& theme : themes) {
      // Where too few people share a word there is no name to show.
      if (theme.label_ja.empty()) theme.label_ja = theme.theme_id;
      if (theme.label_en.empty()) theme.label_en = theme.theme_id;
    }
    add_themes(result, view, data, std::move(themes), context.config);
  }
  for (NpsResult& row : release.rows) result.nps.push_back(std::move(row));
  result.coverage.push_back(coverage);

  store::Transaction transaction(context.database);
  ledger.add(release.figures);
  for (const std::string& state : release.states) ledger.add_state(state);
  transaction.commit();
}

/// Where the shown themes come from and what became of them.
void add_lineage(RunResult& result, const StoredData& data, store::Database& database) {
  const auto events = store::LineageStore(database).events();
  const auto edits = edits_in_force(store::ThemeEditStore(database).edits());
  const LineageSources sources{data.themes, events, edits};
  add_emergence(result.themes, sources);
  result.lineage = lineage_rows(sources, result.themes);
}

}  // namespace

StageSummary run_rank(StageContext& context) {
  StoredData data = read_state(context.database);
  RunResult& result = context.result;
  result.koe_version = KOE_VERSION;
  result.rank_by = std::string(name_of(context.config.rank_by));
  result.enps_rows = context.config.enps_rows;
  result.language = std::string(name_of(context.config.language));
  result.periods = periods_of(data);
  result.settings = settings_of(context.config);
  result.assets = context.assets.in_force();
  const std::size_t n_responses = data.responses.size();
  add_customers(result, data, context.config);
  add_employees(result, data, context);
  if (!result.themes.empty())
    result.bridge = make_bridge(result.themes, data, context.assets.table().dimensions(), context.config.seed);
  add_lineage(result, data, context.database);

  auto released = store::released_segments(context.database, {.employee_rows = context.config.enps_rows});
  add_contradictions(result, released, data);
  add_quotes(result.themes, data.themes, released);
  result.assignments = assignment_rows(released, data);
  result.campaigns = campaigns_in(released, data);

  const store::LedgerStore ledger(context.database);
  result.rejects = ledger.issues(Severity::kReject);
  result.sources = ledger.survey_sources();

  StageSummary summary{.stage = "rank", .rows_in = n_responses, .rows_out = result.themes.size()};
  return summary;
}

}  // namespace koe::stages

#include "pipeline/report/csv_tables.h"

#include <algorithm>
#include <array>

#include "pipeline/report/account_reasons.h"
#include "pipeline/report/catalog.h"
#include "pipeline/report/csv_writer.h"

namespace koe::report {
namespace {

constexpr int kEffectiveDecimals = 1;  ///< an effective number of responses

/// value, low, high as three cells.
void write_estimate(CsvWriter& csv, const std::optional<Estimate>& estimate, int decimals) {
  csv.number(estimate ? std::optional(estimate->value) : std::nullopt, decimals);
  csv.number(estimate ? std::optional(estimate->low) : std::nullopt, decimals);
  csv.number(estimate ? std::optional(estimate->high) : std::nullopt, decimals);
}

/// Whether the two joint models agree on the sign; empty without the second.
std::string_view second_opinion(const ThemeResult& theme) {
  if (!theme.ordinal_impact) return "";
  return theme.opinions_differ ? "differs" : "agrees";
}

/// The same for figures whose value is a column of its own elsewhere in the row.
std::optional<std::int64_t> widen(std::optional<int> value) {
  return value ? std::optional<std::int64_t>(*value) : std::nullopt;
}

std::string_view base_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// May `file` hold employees' words? Unknown files count as such as soon as any employee survey was read.
bool may_be_employee_file(const RunResult& run, std::string_view file) {
  bool is_any_employee = false;
  for (const SourceResult& source : run.sources) {
    if (source.name == base_name(file)) return source.survey == SurveyKind::kEnps;
    is_any_employee = is_any_employee || source.survey == SurveyKind::kEnps;
  }
  return is_any_employee;
}

}  // namespace

std::string to_csv_themes(std::span<const ThemeResult> themes) {
  static constexpr auto kColumns = std::to_array<std::string_view>(
      {"survey",     "theme_id",    "parent_id", "rank",        "rank_low",    "rank_high",  "p_top5",
       "label_ja",   "label_en",    "responses", "respondents", "accounts",    "share",      "share_low",
       "share_high", "nps",         "impact",    "impact_low",  "impact_high", "net_impact", "net_low",
       "net_high",   "arr_at_risk", "arr_low",   "arr_high",    "trend",       "trend_low",  "trend_high",
       "trend_q",    "polarity",    "phase",     "family",    "ordinal_impact", "second_opinion",
       "relative_weight", "success_gap", "penalty", "penalty_low", "penalty_high", "reward", "reward_low",
       "reward_high", "contrast", "contrast_low", "contrast_high", "quality", "score",
       "effort", "value_per_effort", "mostly"});
  CsvWriter csv(kColumns);
  for (const ThemeResult& theme : themes) {
    csv.text(name_of(theme.survey)).text(theme.theme_id).text(theme.parent_id);
    csv.count(theme.rank).count(widen(theme.rank_low)).count(widen(theme.rank_high));
    csv.number(theme.p_top5, kShareDecimals).text(theme.label_ja).text(theme.label_en);
    csv.count(theme.responses).count(theme.respondents).count(theme.accounts);
    write_estimate(csv, theme.share, kShareDecimals);
    csv.number(theme.nps, kPointDecimals);
    write_estimate(csv, theme.impact, kPointDecimals);
    write_estimate(csv, theme.net_impact, kPointDecimals);
    write_estimate(csv, theme.arr_at_risk, kMoneyDecimals);
    write_estimate(csv, theme.trend, kShareDecimals);
    csv.probability(theme.trend_q).number(theme.polarity, kShareDecimals);
    csv.text(name_of(theme.phase)).text(name_of(theme.family));
    csv.number(theme.ordinal_impact, kPointDecimals).text(second_opinion(theme));
    csv.number(theme.relative_weight, kShareDecimals).number(theme.success_gap, kShareDecimals);
    write_estimate(csv, theme.penalty, kPointDecimals);
    write_estimate(csv, theme.reward, kPointDecimals);
    write_estimate(csv, theme.contrast, kPointDecimals);
    csv.text(name_of(theme.quality)).number(theme.rank_score, kShareDecimals);
    csv.number(theme.effort, kMoneyDecimals).number(theme.value_per_effort, kShareDecimals);
    csv.text(theme.mostly ? name_of(*theme.mostly) : "").end_row();
  }
  return csv.bytes();
}

std::string to_csv_groups(std::span<const ThemeResult> groups) {
  static constexpr auto kColumns = std::to_array<std::string_view>(
      {"survey", "theme_id", "label_ja", "label_en", "responses", "respondents", "accounts", "share", "share_low",
       "share_high", "nps", "impact", "impact_low", "impact_high", "trend", "trend_low", "trend_high", "trend_q",
       "polarity"});
  CsvWriter csv(kColumns);
  for (const ThemeResult& group : groups) {
    const auto known = [&](std::int64_t count) { return group.responses > 0 ? std::optional(count) : std::nullopt; };
    csv.text(name_of(group.survey)).text(group.theme_id).text(group.label_ja).text(group.label_en);
    csv.count(known(group.responses)).count(known(group.respondents)).count(known(group.accounts));
    write_estimate(csv, group.share, kShareDecimals);
    csv.number(group.nps, kPointDecimals);
    write_estimate(csv, group.impact, kPointDecimals);
    write_estimate(csv, group.trend, kShareDecimals);
    csv.probability(group.trend_q).number(group.polarity, kShareDecimals).end_row();
  }
  return csv.bytes();
}

std::string to_csv_lineage(std::span<const LineageResult> rows) {
  static constexpr auto kColumns = std::to_array<std::string_view>(
      {"survey", "theme_id", "event", "by", "period", "other_id", "texts", "cohesion", "old_similarity",
       "other_similarity", "log2_ratio", "q"});
  CsvWriter csv(kColumns);
  for (const LineageResult& row : rows) {
    csv.text(name_of(row.survey)).text(row.theme_id).text(row.event).text(row.by_analyst ? "analyst" : "koe");
    csv.text(row.period).text(row.other_id).count(row.texts).number(row.cohesion, kShareDecimals);
    csv.number(row.old_similarity, kShareDecimals).number(row.other_similarity, kShareDecimals);
    csv.number(row.log2_ratio, kShareDecimals).probability(row.q).end_row();
  }
  return csv.bytes();
}

std::string to_csv_campaigns(std::span<const CampaignResult> rows) {
  static constexpr auto kColumns = std::to_array<std::string_view>(
      {"responses", "respondents", "accounts", "versions", "theme_id", "response_id", "text"});
  CsvWriter csv(kColumns);
  for (const CampaignResult& row : rows) {
    csv.count(row.responses).count(row.respondents).count(row.accounts).count(row.versions);
    csv.text(row.theme_id).text(row.response_id).text(row.text).end_row();
  }
  return csv.bytes();
}

std::string to_csv_assignments(const RunResult& run) {
  static constexpr auto kColumns =
      std::to_array<std::string_view>({"survey", "response_id", "segment", "begin", "end", "lang", "theme_id",
                                       "similarity", "polarity", "text", "contradiction"});
  CsvWriter csv(kColumns);
  for (const AssignmentResult& row : run.assignments) {
    if (row.survey == SurveyKind::kEnps && !run.enps_rows) continue;
    csv.text(name_of(row.survey)).text(row.response_id).count(row.segment).count(row.begin).count(row.end);
    csv.text(name_of(row.language)).text(row.theme_id).number(row.similarity, kShareDecimals);
    csv.text(name_of(row.polarity)).text(row.text).text(name_of(row.contradiction)).end_row();
  }
  return csv.bytes();
}

std::string to_csv_nps(std::span<const NpsResult> rows) {
  static constexpr auto kColumns = std::to_array<std::string_view>(
      {"survey", "period", "by", "value", "n", "promoters", "passives", "detractors", "nps", "nps_low",
       "nps_high", "change", "change_low", "change_high", "p_value", "suppressed", "change_method",
       "people_in_both", "weighted_nps", "weighted_low", "weighted_high", "effective_n", "weighted_reason",
       "invited", "response_rate"});
  CsvWriter csv(kColumns);
  for (const NpsResult& row : rows) {
    NpsResult shown = row;
    if (row.suppressed) {
      shown = NpsResult{
          .survey = row.survey, .period = row.period, .by = row.by, .value = row.value, .suppressed = true};
    }
    csv.text(name_of(shown.survey)).text(shown.period).text(shown.by).text(shown.value);
    csv.count(shown.n).count(shown.promoters).count(shown.passives).count(shown.detractors);
    write_estimate(csv, shown.nps, kPointDecimals);
    write_estimate(csv, shown.change, kPointDecimals);
    csv.probability(shown.p_value).flag(shown.suppressed).text(shown.change_method);
    csv.count(shown.people_in_both);
    write_estimate(csv, shown.weighted_nps, kPointDecimals);
    csv.number(shown.effective_n, kEffectiveDecimals).text(shown.weighted_reason);
    csv.count(shown.invited).number(shown.response_rate, kShareDecimals).end_row();
  }
  return csv.bytes();
}

std::string to_csv_drivers(const std::optional<ChangeDrivers>& drivers) {
  static constexpr auto kColumns = std::to_array<std::string_view>(
      {"survey", "before", "after", "cause", "theme_id", "label_ja", "label_en", "total", "total_low",
       "total_high", "prevalence", "prevalence_low", "prevalence_high", "severity", "severity_low",
       "severity_high", "mentions_before", "mentions_after", "by"});
  CsvWriter csv(kColumns);
  if (!drivers) return csv.bytes();
  for (const DriverResult& row : drivers->rows) {
    const bool is_theme = row.cause == DriverCause::kTheme;
    csv.text(name_of(SurveyKind::kNps)).text(drivers->before).text(drivers->after).text(name_of(row.cause));
    csv.text(row.theme_id).text(row.label_ja).text(row.label_en);
    write_estimate(csv, row.total, kPointDecimals);
    write_estimate(csv, row.prevalence, kPointDecimals);
    write_estimate(csv, row.severity, kPointDecimals);
    csv.count(is_theme ? std::optional(row.mentions_before) : std::nullopt)
        .count(is_theme ? std::optional(row.mentions_after) : std::nullopt);
    csv.text(row.cause == DriverCause::kMix ? std::string_view(drivers->by) : std::string_view()).end_row();
  }
  return csv.bytes();
}

std::string to_csv_bridge(const std::optional<Bridge>& bridge) {
  static constexpr auto kColumns = std::to_array<std::string_view>(
      {"enps_theme", "enps_label_ja", "enps_label_en", "nps_theme", "nps_label_ja", "nps_label_en",
       "similarity", "mutual", "lag_quarters", "correlation", "p_value", "q_value", "lag_reason"});
  CsvWriter csv(kColumns);
  if (!bridge) return csv.bytes();
  for (const BridgeResult& row : bridge->rows) {
    csv.text(row.enps_theme).text(row.enps_label_ja).text(row.enps_label_en);
    csv.text(row.nps_theme).text(row.nps_label_ja).text(row.nps_label_en);
    csv.number(row.similarity, kShareDecimals).flag(row.mutual).count(widen(row.lag));
    csv.number(row.correlation, kShareDecimals).probability(row.p_value).probability(row.q_value);
    csv.text(row.lag_reason).end_row();
  }
  return csv.bytes();
}

std::string to_csv_accounts(const RunResult& run) {
  static constexpr auto kColumns = std::to_array<std::string_view>(
      {"account_id", "health", "health_low", "health_high", "nps", "responses", "last_response", "arr",
       "churn_risk", "top_theme", "reason"});
  const Language language = catalog_language(run.language);
  CsvWriter csv(kColumns);
  for (const AccountResult& account : run.accounts) {
    csv.text(account.account_id);
    write_estimate(csv, account.health, kMoneyDecimals);
    csv.number(account.nps, kPointDecimals).count(account.responses).text(account.last_response);
    csv.number(account.arr, kMoneyDecimals).number(account.churn_risk, kShareDecimals);
    csv.text(account.top_theme).text(words_of(account.reasons, run, language)).end_row();
  }
  return csv.bytes();
}

std::string to_csv_contacts(const RunResult& run) {
  static constexpr auto kColumns = std::to_array<std::string_view>(
      {"priority", "account_id", "reason", "theme_id", "nps", "last_response", "arr", "churn_risk",
       "respondent_id", "score", "value", "account_name"});
  const Language language = catalog_language(run.language);
  CsvWriter csv(kColumns);
  for (const ContactResult& row : run.contacts) {
    csv.count(row.priority).text(row.account_id).text(words_of(row, run, language)).text(row.theme_id);
    csv.number(row.nps, kPointDecimals).text(row.last_response).number(row.arr, kMoneyDecimals);
    csv.number(row.churn_risk, kShareDecimals).text(row.respondent_id).count(widen(row.score));
    csv.number(row.value, kMoneyDecimals).text(row.account_name).end_row();
  }
  return csv.bytes();
}

std::string to_csv_beta(std::span<const BetaResult> rows) {
  static constexpr auto kColumns = std::to_array<std::string_view>(
      {"theme_id", "theme_rank", "priority", "account_id", "responses", "last_response", "arr",
       "respondent_id", "value"});
  CsvWriter csv(kColumns);
  for (const BetaResult& row : rows) {
    csv.text(row.theme_id).count(row.theme_rank).count(row.priority).text(row.account_id);
    csv.count(row.responses).text(row.last_response).number(row.arr, kMoneyDecimals);
    csv.text(row.respondent_id).number(row.value, kMoneyDecimals).end_row();
  }
  return csv.bytes();
}

std::string to_csv_fixes(std::span<const FixResult> fixes) {
  static constexpr auto kColumns = std::to_array<std::string_view>(
      {"theme_id", "label_ja", "label_en", "fixed_on", "note", "verdict", "mentions_before", "responses_before",
       "mentions_after", "responses_after", "change", "change_low", "change_high", "change_p", "impact_before",
       "impact_after", "impact_change", "impact_low", "impact_high", "impact_p", "untouched"});
  CsvWriter csv(kColumns);
  for (const FixResult& fix : fixes) {
    csv.text(fix.theme_id).text(fix.label_ja).text(fix.label_en).text(fix.fixed_on).text(fix.note);
    csv.text(name_of(fix.verdict)).count(fix.mentions_before).count(fix.responses_before);
    csv.count(fix.mentions_after).count(fix.responses_after);
    write_estimate(csv, fix.change, kShareDecimals);
    csv.probability(fix.change_p).number(fix.impact_before, kPointDecimals).number(fix.impact_after, kPointDecimals);
    write_estimate(csv, fix.impact_change, kPointDecimals);
    csv.probability(fix.impact_p).count(fix.untouched).end_row();
  }
  return csv.bytes();
}

std::string to_csv_rejects(const RunResult& run) {
  static constexpr auto kColumns =
      std::to_array<std::string_view>({"file", "line", "byte", "column", "code", "message", "excerpt"});
  const Language language = catalog_language(run.language);
  CsvWriter csv(kColumns);
  for (const Issue& reject : run.rejects) {
    const bool is_secret = !run.enps_rows && may_be_employee_file(run, reject.file);
    const bool has_place = reject.line > 0;
    const auto line = static_cast<std::int64_t>(reject.line);
    const auto byte = static_cast<std::int64_t>(reject.byte);
    csv.text(reject.file);
    csv.count(has_place ? std::optional(line) : std::nullopt)
        .count(has_place ? std::optional(byte) : std::nullopt);
    csv.text(reject.column).text(code_name(reject.code));
    csv.text(is_secret ? format(code_name(reject.code), language, {}) : message(reject, language));
    csv.text(is_secret ? std::string_view() : std::string_view(reject.excerpt)).end_row();
  }
  return csv.bytes();
}

}  // namespace koe::report

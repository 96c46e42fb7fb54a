// Finished runs as a report writer meets them: a realistic one (six quarters, 16 customer themes, four
// employee themes) and the empty situations. Figures are made up but consistent in size and sign; nothing
// here is drawn at random.
#pragma once
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "tests/support/sample_themes.h"

namespace koe::test {

inline NpsResult nps_row(SurveyKind survey, std::string period, std::string by, std::string value,
                         std::int64_t promoters, std::int64_t passives, std::int64_t detractors) {
  NpsResult row;
  row.survey = survey;
  row.period = std::move(period);
  row.by = std::move(by);
  row.value = std::move(value);
  row.promoters = promoters;
  row.passives = passives;
  row.detractors = detractors;
  row.n = promoters + passives + detractors;
  const auto n = static_cast<double>(*row.n);
  const double p = (static_cast<double>(promoters) + 0.75) / (n + 3);
  const double d = (static_cast<double>(detractors) + 0.75) / (n + 3);
  const double half = 196.0 * std::sqrt((p + d - (p - d) * (p - d)) / (n + 3));
  row.nps = Estimate{100.0 * static_cast<double>(promoters - detractors) / n, 100 * (p - d) - half,
                     100 * (p - d) + half};
  return row;
}

inline void add_scores(RunResult& run, SurveyKind survey) {
  struct Counts {
    std::int64_t promoters, passives, detractors;
  };
  const bool is_customer = survey == SurveyKind::kNps;
  const std::vector<Counts> customer = {{148, 142, 96},  {151, 139, 101}, {156, 147, 104},
                                        {150, 150, 113}, {149, 152, 121}, {138, 151, 146}};
  const std::vector<Counts> employee = {{24, 45, 41}, {25, 44, 42}, {22, 47, 43},
                                        {26, 44, 44}, {23, 45, 47}, {21, 44, 50}};
  const std::size_t first = run.nps.size();
  for (std::size_t i = 0; i < run.periods.size(); ++i) {
    const Counts& counts = (is_customer ? customer : employee)[customer.size() - run.periods.size() + i];
    run.nps.push_back(
        nps_row(survey, run.periods[i], "", "", counts.promoters, counts.passives, counts.detractors));
    if (i > 0) {
      NpsResult& now = run.nps.back();
      now.change = around(now.nps->value - run.nps[first + i - 1].nps->value, is_customer ? 10.9 : 19.8);
      now.p_value = std::erfc(std::abs(now.change->value) / (now.change->high - now.change->value) * 1.96 /
                              std::sqrt(2.0));
    }
  }
  const std::string& latest = run.periods.back();
  if (is_customer) {
    run.nps.push_back(nps_row(survey, latest, "phase", "adoption", 71, 88, 92));
    run.nps.push_back(nps_row(survey, latest, "phase", "onboarding", 40, 36, 22));
    run.nps.push_back(nps_row(survey, latest, "region", "東日本", 60, 66, 51));
    run.nps.push_back(nps_row(survey, latest, "region", "西日本", 41, 44, 52));
    run.nps.push_back(nps_row(survey, latest, "region", "North America", 37, 41, 43));
    run.nps.push_back(nps_row(survey, latest, "segment", "Enterprise", 28, 41, 61));
    run.nps.push_back(nps_row(survey, latest, "segment", "Mid-market", 62, 64, 52));
    run.nps.push_back(nps_row(survey, latest, "segment", "SMB", 48, 46, 33));
    return;
  }
  run.nps.push_back(nps_row(survey, latest, "department", "営業部", 6, 17, 21));
  run.nps.push_back(nps_row(survey, latest, "department", "開発部", 9, 16, 14));
  run.nps.push_back({survey, latest, "department", "人事部", {}, {}, {}, {}, {}, {}, {}, true});
  run.nps.push_back({survey, latest, "department", "法務部", {}, {}, {}, {}, {}, {}, {}, true});
}

inline void add_survey(RunResult& run, SurveyKind survey) {
  const bool is_customer = survey == SurveyKind::kNps;
  const auto sketches = is_customer ? customer_sketches() : employee_sketches();
  std::vector<ThemeResult> themes;
  for (const ThemeSketch& sketch : sketches)
    themes.push_back(theme_of(sketch, survey, static_cast<int>(themes.size()) + 1));
  if (is_customer) add_quotes(themes);
  run.themes.insert(run.themes.end(), themes.begin(), themes.end());
  add_scores(run, survey);
  CoverageResult coverage{.survey = survey};
  if (is_customer) {
    coverage.responses = coverage.with_score = 2454;
    coverage.with_text = 2011;
    coverage.contentless = 139;
    coverage.with_content = 1872;
    coverage.segments = 2630;
    coverage.segments_unassigned = 421;
    coverage.segments_ja = 1702;
    coverage.segments_en = 905;
    coverage.segments_other = 23;
    coverage.contradictions = {.promoters = 712, .complaining_promoters = 31, .detractors = 655, .praising_detractors = 14};
    run.sources.push_back(
        {"nps_2025.csv", std::string(64, 'a'), "qualtrics-csv", "UTF-8", survey, 1190, 1184, 0, 4, 2});
    run.sources.push_back(
        {"nps_2026.csv", std::string(64, 'b'), "google-forms", "Shift_JIS", survey, 1283, 1270, 3, 0, 10});
  } else {
    coverage.responses = coverage.with_score = 677;
    coverage.with_text = 590;
    coverage.contentless = 14;
    coverage.with_content = 576;
    coverage.segments = 702;
    coverage.segments_unassigned = 96;
    coverage.themes_hidden = 2;
    coverage.segments_ja = 640;
    coverage.segments_en = 61;
    coverage.segments_other = 1;
    run.sources.push_back({"enps.xlsx", std::string(64, 'c'), "generic", "UTF-8", survey, 680, 677, 0, 0, 3});
  }
  run.coverage.push_back(coverage);
}

inline RunResult empty_run() {
  RunResult run;
  run.koe_version = "0.1.0";
  run.rank_by = "nps";
  run.language = "ja";
  run.settings = {{"rank_by", "nps"}, {"seed", "1"}};
  return run;
}

inline Issue reject_of(IssueCode code, std::string file, std::uint64_t line, std::vector<std::string> args,
                       std::string excerpt) {
  return {.code = code,
          .severity = Severity::kReject,
          .file = std::move(file),
          .line = line,
          .byte = line * 80,
          .column = "score",
          .excerpt = std::move(excerpt),
          .args = std::move(args),
          .raw = ""};
}

/// Two accounts, one of them in trouble, and what customer success is told about them.
inline void add_customers(RunResult& run) {
  run.accounts = {{"A-001", Estimate{62, 48, 74}, -50.0, 4, "2026-08-30", 12'400'000.0, 0.38, "T0001",
                   {{AccountSign::kLevel, 4.5, ""}, {AccountSign::kBurden, 2, "T0001"}}},
                  {"A-002", Estimate{95, 88, 98}, 100.0, 1, "2026-07-02", {}, 0.05, "", {}}};
  HealthResult health;
  health.basis = HealthBasis::kValidated;
  health.as_of = "2026-09-30";
  health.learned_on = "2026-04-01";
  health.horizon_days = 182;
  health.accounts = 268;
  health.left = 31;
  health.auc = Estimate{0.78, 0.69, 0.85};
  health.auc_answering = Estimate{0.77, 0.68, 0.84};
  health.slope = Estimate{0.9, 0.6, 1.2};
  health.brier = 0.09;
  health.expected_left = 30.2;
  health.groups = {{134, 5, 0.04, {0.037, 0.016, 0.084}}, {134, 26, 0.19, {0.194, 0.136, 0.269}}};
  health.weights.assign(kHealthSigns, Estimate{0.3, -0.1, 0.7});
  run.health = health;
  ContactResult contact;
  contact.priority = 1;
  contact.account_id = "A-001";
  contact.account_name = "Example <Works>";
  contact.respondent_id = "P-7";
  contact.reasons = run.accounts[0].reasons;
  contact.theme_id = "T0001";
  contact.score = 3;
  contact.nps = -50;
  contact.last_response = "2026-08-30";
  contact.arr = 12'400'000.0;
  contact.churn_risk = 0.38;
  contact.health = run.accounts[0].health;
  contact.value = 3'900'000;
  run.contacts = {contact};
  run.beta = {{"T0001", 1, 1, "A-001", "P-7", 2, "2026-08-30", 12'400'000.0, 2'000'000}};
}

/// The everyday case: customers and employees, accounts, six quarters.
inline RunResult realistic_run() {
  RunResult run = empty_run();
  run.periods = kPeriods;
  add_survey(run, SurveyKind::kNps);
  add_survey(run, SurveyKind::kEnps);
  run.assignments = {
      {SurveyKind::kNps, "R_1", 0, 0, 9, Language::kJapanese, "T0001", 0.81, Polarity::kNegative,
       "検索が遅いです。"},
      {SurveyKind::kNps, "R_1", 1, 9, 22, Language::kEnglish, "", {}, Polarity::kNeutral, "- other, thanks"},
      {SurveyKind::kEnps, "E_1", 0, 0, 5, Language::kJapanese, "E0001", 0.7, Polarity::kNegative,
       "社員の言葉"}};
  add_customers(run);
  run.rejects = {reject_of(IssueCode::kScoreOutOfRange, "nps_2026.csv", 14, {"11"}, "11"),
                 reject_of(IssueCode::kScoreOutOfRange, "nps_2026.csv", 90, {"-3"}, "-3"),
                 reject_of(IssueCode::kDateUnreadable, "nps_2025.csv", 7, {"来週"}, "来週"),
                 reject_of(IssueCode::kScoreNotANumber, "enps.xlsx", 3, {"社員の言葉"}, "社員の言葉")};
  run.assets = {{"embedding", "koe-static-1", std::string(64, 'd')},
                {"mecab-ipadic", "2.7.0", std::string(64, 'e')}};
  run.total_arr = 1'842'000'000.0;
  run.total_arr_at_risk = 252'888'000.0;
  return run;
}

/// Everybody of `survey` is left out of a realistic run.
inline RunResult run_without(SurveyKind survey) {
  RunResult run = realistic_run();
  std::erase_if(run.themes, [&](const ThemeResult& theme) { return theme.survey == survey; });
  std::erase_if(run.nps, [&](const NpsResult& row) { return row.survey == survey; });
  std::erase_if(run.coverage, [&](const CoverageResult& coverage) { return coverage.survey == survey; });
  std::erase_if(run.sources, [&](const SourceResult& source) { return source.survey == survey; });
  std::erase_if(run.assignments, [&](const AssignmentResult& row) { return row.survey == survey; });
  if (survey == SurveyKind::kNps) {
    run.accounts.clear();
    run.health.reset();
    run.contacts.clear();
    run.beta.clear();
    run.total_arr = run.total_arr_at_risk = std::nullopt;
  }
  return run;
}

/// Scores of one quarter and not a single comment; no accounts.
inline RunResult one_quarter_run() {
  RunResult run = empty_run();
  run.periods = {"2026Q3"};
  run.language = "en";
  add_scores(run, SurveyKind::kNps);
  run.coverage.push_back(CoverageResult{.survey = SurveyKind::kNps, .responses = 435, .with_score = 435});
  run.sources.push_back(
      {"q3.csv", std::string(64, 'f'), "generic", "UTF-8", SurveyKind::kNps, 435, 435, 0, 0, 0});
  return run;
}

/// `n_themes` customer themes, more than anybody reads one by one.
inline RunResult many_themes_run(int n_themes) {
  RunResult run = realistic_run();
  const std::vector<ThemeSketch> sketches = customer_sketches();
  std::vector<ThemeResult> themes;
  for (int rank = 1; rank <= n_themes; ++rank) {
    ThemeSketch sketch = sketches[static_cast<std::size_t>(rank) % sketches.size()];
    sketch.ja += " " + std::to_string(rank);
    sketch.en += " " + std::to_string(rank);
    sketch.impact = -8.0 + 10.0 * rank / n_themes;
    sketch.count_rank = n_themes + 1 - rank;
    themes.push_back(theme_of(sketch, SurveyKind::kNps, rank));
  }
  std::erase_if(run.themes, [](const ThemeResult& theme) { return theme.survey == SurveyKind::kNps; });
  run.themes.insert(run.themes.begin(), themes.begin(), themes.end());
  return run;
}

}  // namespace koe::test

// Finished runs as a report writer meets them: a realistic one (six quarters, 16 customer themes, five
// employee themes) and the empty situations. Figures are made up but consistent in size and sign; nothing
// here is drawn at random.
#pragma once
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"

namespace koe::test {

inline const std::vector<std::string> kPeriods = {"2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"};

inline Estimate around(double value, double half_width) {
  return {value, value - half_width, value + half_width};
}

/// A theme's share per quarter for the given mentions; `n` responses with content each quarter.
inline std::vector<ThemePeriod> course_of(const std::vector<std::int64_t>& mentions, std::int64_t n) {
  std::vector<ThemePeriod> course;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const double share = static_cast<double>(mentions[i]) / static_cast<double>(n);
    const double half = 1.96 * std::sqrt((share + 0.005) * (1 - share) / static_cast<double>(n));
    const Estimate estimate{share, std::max(0.0, share - half), share + half};
    course.push_back({kPeriods.at(kPeriods.size() - mentions.size() + i), mentions[i], n, estimate});
  }
  return course;
}

struct ThemeSketch {
  std::string ja, en;
  double impact, half;
  std::vector<std::int64_t> mentions;
  Phase phase;
  Family family;
  double trend, trend_q;
  int count_rank;
};

inline ThemeResult theme_of(const ThemeSketch& sketch, SurveyKind survey, int rank) {
  const std::int64_t n_content = survey == SurveyKind::kNps ? 312 : 96;
  ThemeResult theme;
  theme.survey = survey;
  theme.theme_id =
      (survey == SurveyKind::kNps ? "T00" : "E00") + std::string(rank < 10 ? "0" : "") + std::to_string(rank);
  theme.rank = rank;
  theme.rank_low = std::max(1, rank - 1 - rank / 4);
  theme.rank_high = rank + 1 + rank / 2;
  theme.p_top5 = 1.0 / (1.0 + std::exp(rank - 5.5));
  theme.label_ja = sketch.ja;
  theme.label_en = sketch.en;
  for (const std::int64_t count : sketch.mentions) theme.responses += count;
  theme.respondents = theme.responses - theme.responses / 9;
  theme.accounts = survey == SurveyKind::kNps ? theme.responses * 5 / 9 : 0;
  theme.course = course_of(sketch.mentions, n_content);
  const double share = static_cast<double>(theme.responses) / (6.0 * static_cast<double>(n_content));
  theme.share = around(share, 0.1 * share + 0.002);
  theme.nps = std::clamp(8.0 + sketch.impact / std::max(0.01, share), -100.0, 100.0);
  theme.impact = around(sketch.impact, sketch.half);
  theme.net_impact = around(sketch.impact * 0.72, sketch.half * 1.1);
  theme.trend = around(sketch.trend, 0.55);
  theme.trend_q = sketch.trend_q;
  theme.polarity = std::clamp(sketch.impact / 6.0, -0.9, 0.9);
  theme.phase = sketch.phase;
  theme.family = sketch.family;
  theme.count_rank = sketch.count_rank;
  theme.uncertain = theme.impact->low <= 0 && theme.impact->high >= 0;
  if (survey == SurveyKind::kNps && sketch.impact < 0) {
    theme.arr_at_risk =
        Estimate{-sketch.impact * 9'840'000, -sketch.impact * 6'100'000, -sketch.impact * 14'200'000};
  }
  return theme;
}

inline std::vector<ThemeSketch> customer_sketches() {
  using enum Phase;
  using F = Family;
  return {
      {"検索結果の表示が遅い",
       "Search results are slow",
       -5.8,
       1.9,
       {18, 22, 31, 40, 52, 74},
       kAdoption,
       F::kPerformance,
       0.51,
       0.012,
       4},
      {"初期設定とデータ移行が難しい",
       "Setup and data migration are hard",
       -4.6,
       1.8,
       {30, 34, 29, 33, 31, 28},
       kOnboarding,
       F::kEngagement,
       -0.15,
       0.64,
       6},
      {"契約更新時の値上げの説明不足",
       "Price rise at renewal not explained",
       -4.1,
       2.2,
       {0, 0, 0, 9, 21, 38},
       kExpansionRenewal,
       F::kExpansion,
       0.86,
       0.003,
       11},
      {"権限を部署ごとに分けられない",
       "No permissions per department",
       -2.7,
       1.3,
       {20, 18, 24, 22, 26, 25},
       kAdoption,
       F::kEngagement,
       -0.06,
       0.81,
       7},
      {"モバイルアプリが落ちる",
       "The mobile app crashes",
       -2.2,
       1.4,
       {12, 16, 15, 19, 14, 12},
       kAdoption,
       F::kPerformance,
       -0.22,
       0.58,
       9},
      {"問い合わせの返信が遅い",
       "Support answers late",
       -1.9,
       1.1,
       {35, 33, 41, 36, 40, 39},
       kAdoption,
       F::kEngagement,
       -0.04,
       0.9,
       2},
      {"会計ソフトと連携したい",
       "Wants a link to accounting software",
       -1.4,
       1.0,
       {9, 14, 17, 20, 24, 23},
       kProductFeedback,
       F::kExpansion,
       -0.06,
       0.88,
       10},
      {"CSV出力で文字化けする",
       "Garbled characters in CSV export",
       -1.2,
       0.9,
       {8, 7, 9, 8, 10, 9},
       kProductFeedback,
       F::kPerformance,
       -0.15,
       0.86,
       13},
      {"管理画面の用語が分かりにくい",
       "Admin screens use unclear terms",
       -0.8,
       1.0,
       {44, 51, 47, 49, 53, 50},
       kOnboarding,
       F::kEngagement,
       -0.08,
       0.83,
       1},
      {"通知が多すぎる",
       "Too many notifications",
       -0.5,
       0.9,
       {26, 28, 30, 27, 33, 31},
       kAdoption,
       F::kEngagement,
       -0.09,
       0.8,
       5},
      {"ダッシュボードを増やしてほしい",
       "Wants more dashboards",
       -0.3,
       0.7,
       {33, 36, 30, 38, 35, 34},
       kProductFeedback,
       F::kExpansion,
       -0.04,
       0.9,
       3},
      {"請求書の宛名を変更したい",
       "Change the name on invoices",
       -0.2,
       0.5,
       {3, 4, 2, 5, 3, 4},
       kExpansionRenewal,
       F::kEngagement,
       0.4,
       0.72,
       15},
      {"ダークモードがほしい",
       "Wants dark mode",
       0.1,
       0.4,
       {5, 6, 9, 7, 8, 6},
       kProductFeedback,
       F::kExpansion,
       -0.4,
       0.7,
       14},
      {"マニュアルが読みやすい",
       "The manual reads well",
       1.3,
       0.9,
       {14, 16, 15, 13, 17, 18},
       kOnboarding,
       F::kEngagement,
       0.08,
       0.85,
       12},
      {"導入支援の担当者が丁寧",
       "The onboarding staff are careful",
       3.4,
       1.5,
       {28, 26, 30, 31, 29, 32},
       kOnboarding,
       F::kEngagement,
       0.14,
       0.7,
       8},
      {"画面が直感的で使いやすい",
       "Screens are easy and intuitive",
       4.9,
       1.6,
       {22, 21, 25, 20, 24, 23},
       kAdoption,
       F::kPerformance,
       -0.06,
       0.88,
       16},
  };
}

inline std::vector<ThemeSketch> employee_sketches() {
  const auto none = Phase::kNone;
  const auto plain = Family::kNone;
  return {
      {"評価基準が伝わっていない",
       "Review criteria are not understood",
       -7.9,
       3.4,
       {9, 11, 10, 14, 15, 19},
       none,
       plain,
       0.34,
       0.31,
       2},
      {"部署間の情報共有が足りない",
       "Too little shared between departments",
       -4.4,
       2.9,
       {14, 13, 16, 15, 17, 18},
       none,
       plain,
       0.08,
       0.8,
       1},
      {"会議が長い", "Meetings are long", -1.8, 2.4, {8, 9, 7, 10, 9, 8}, none, plain, -0.17, 0.8, 4},
      {"在宅勤務の制度に満足",
       "Content with remote work",
       5.2,
       2.8,
       {12, 10, 13, 12, 11, 13},
       none,
       plain,
       0.24,
       0.8,
       3},
  };
}

inline void add_quotes(std::vector<ThemeResult>& themes) {
  const auto ja = Language::kJapanese;
  const auto en = Language::kEnglish;
  themes[0].terms_ja = {"検索", "遅い", "表示", "読み込み", "待つ"};
  themes[0].terms_en = {"search", "slow", "loading", "results", "seconds"};
  themes[0].phase_reason = "毎日 / 使って / daily";
  themes[0].family_reason = "遅い / slow";
  themes[0].quotes = {
      {ja,
       "検索ボタンを押してから結果が出るまで20秒近くかかることがあり、電話中のお客様を待たせてしまいます。",
       Polarity::kNegative, 3, "2026Q3"},
      {ja, "以前より検索が明らかに遅くなりました。", Polarity::kNegative, 5, "2026Q2"},
      {en, "Search takes so long that my team keeps its own spreadsheet instead.", Polarity::kNegative, 4,
       "2026Q3"},
      {en, "Please make search results load faster, especially for large accounts.", Polarity::kRequest, 6,
       "2026Q3"}};
  themes[1].terms_ja = {"初期設定", "移行", "データ", "手順"};
  themes[1].terms_en = {"migration", "setup", "import"};
  themes[1].phase_reason = "初期設定 / setup";
  themes[1].quotes = {
      {ja, "旧システムからのデータ移行の手順書が古く、サポートに[氏名]様宛てで何度も確認しました。",
       Polarity::kNegative, 2, "2026Q1"},
      {en, "We needed three weeks to migrate our data. The guide stops halfway.", Polarity::kNegative, 5,
       "2025Q4"}};
  themes[2].terms_ja = {"更新", "値上げ", "説明", "料金"};
  themes[2].terms_en = {"renewal", "price", "increase"};
  themes[2].phase_reason = "更新 / renewal";
  themes[2].quotes = {
      {ja, "更新の2週間前に値上げの連絡があり、社内の稟議が間に合いませんでした。", Polarity::kNegative, 1,
       "2026Q3"},
      {en, "The price went up at renewal and nobody could tell us why.", Polarity::kNegative, 2, "2026Q3"}};
}

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
  run.accounts = {{"A-001", {}, -50.0, 4, "2026-08-30", 12'400'000.0, {}, "T0001", "3 detractors"},
                  {"A-002", {}, 100.0, 1, "2026-07-02", {}, {}, "", ""}};
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

}  // namespace koe::test

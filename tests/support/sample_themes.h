// Invented themes of an invented product, with courses, terms and quotes, for the finished runs of
// run_result_builder.h.
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

// One theme a line is the only way to read these.
// clang-format off
inline std::vector<ThemeSketch> customer_sketches() {
  using enum Phase;
  using F = Family;
  return {
      {"検索結果の表示が遅い", "Search results are slow", -5.8, 1.9, {18, 22, 31, 40, 52, 74}, kAdoption, F::kPerformance, 0.51, 0.012, 4},
      {"初期設定とデータ移行が難しい", "Setup and data migration are hard", -4.6, 1.8, {30, 34, 29, 33, 31, 28}, kOnboarding, F::kEngagement, -0.15, 0.64, 6},
      {"契約更新時の値上げの説明不足", "Price rise at renewal not explained", -4.1, 2.2, {0, 0, 0, 9, 21, 38}, kExpansionRenewal, F::kExpansion, 0.86, 0.003, 11},
      {"権限を部署ごとに分けられない", "No permissions per department", -2.7, 1.3, {20, 18, 24, 22, 26, 25}, kAdoption, F::kEngagement, -0.06, 0.81, 7},
      {"モバイルアプリが落ちる", "The mobile app crashes", -2.2, 1.4, {12, 16, 15, 19, 14, 12}, kAdoption, F::kPerformance, -0.22, 0.58, 9},
      {"問い合わせの返信が遅い", "Support answers late", -1.9, 1.1, {35, 33, 41, 36, 40, 39}, kAdoption, F::kEngagement, -0.04, 0.9, 2},
      {"会計ソフトと連携したい", "Wants a link to accounting software", -1.4, 1.0, {9, 14, 17, 20, 24, 23}, kProductFeedback, F::kExpansion, -0.06, 0.88, 10},
      {"CSV出力で文字化けする", "Garbled characters in CSV export", -1.2, 0.9, {8, 7, 9, 8, 10, 9}, kProductFeedback, F::kPerformance, -0.15, 0.86, 13},
      {"管理画面の用語が分かりにくい", "Admin screens use unclear terms", -0.8, 1.0, {44, 51, 47, 49, 53, 50}, kOnboarding, F::kEngagement, -0.08, 0.83, 1},
      {"通知が多すぎる", "Too many notifications", -0.5, 0.9, {26, 28, 30, 27, 33, 31}, kAdoption, F::kEngagement, -0.09, 0.8, 5},
      {"ダッシュボードを増やしてほしい", "Wants more dashboards", -0.3, 0.7, {33, 36, 30, 38, 35, 34}, kProductFeedback, F::kExpansion, -0.04, 0.9, 3},
      {"請求書の宛名を変更したい", "Change the name on invoices", -0.2, 0.5, {3, 4, 2, 5, 3, 4}, kExpansionRenewal, F::kEngagement, 0.4, 0.72, 15},
      {"ダークモードがほしい", "Wants dark mode", 0.1, 0.4, {5, 6, 9, 7, 8, 6}, kProductFeedback, F::kExpansion, -0.4, 0.7, 14},
      {"マニュアルが読みやすい", "The manual reads well", 1.3, 0.9, {14, 16, 15, 13, 17, 18}, kOnboarding, F::kEngagement, 0.08, 0.85, 12},
      {"導入支援の担当者が丁寧", "The onboarding staff are careful", 3.4, 1.5, {28, 26, 30, 31, 29, 32}, kOnboarding, F::kEngagement, 0.14, 0.7, 8},
      {"画面が直感的で使いやすい", "Screens are easy and intuitive", 4.9, 1.6, {22, 21, 25, 20, 24, 23}, kAdoption, F::kPerformance, -0.06, 0.88, 16},
  };
}

inline std::vector<ThemeSketch> employee_sketches() {
  const auto none = Phase::kNone;
  const auto plain = Family::kNone;
  return {
      {"評価基準が伝わっていない", "Review criteria are not understood", -7.9, 3.4, {9, 11, 10, 14, 15, 19}, none, plain, 0.34, 0.31, 2},
      {"部署間の情報共有が足りない", "Too little shared between departments", -4.4, 2.9, {14, 13, 16, 15, 17, 18}, none, plain, 0.08, 0.8, 1},
      {"会議が長い", "Meetings are long", -1.8, 2.4, {8, 9, 7, 10, 9, 8}, none, plain, -0.17, 0.8, 4},
      {"在宅勤務の制度に満足", "Content with remote work", 5.2, 2.8, {12, 10, 13, 12, 11, 13}, none, plain, 0.24, 0.8, 3},
  };
}
// clang-format on

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

}  // namespace koe::test

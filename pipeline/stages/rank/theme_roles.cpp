#include "pipeline/stages/rank/theme_roles.h"

#include <algorithm>

#include "models/stats/contrast.h"
#include "models/stats/importance.h"
#include "models/stats/regression.h"

namespace koe::stages {
namespace {

namespace stats = models::stats;

constexpr double kPointsPerShare = 100;
/// Prior of the ordinal model: log odds of about one standard deviation, so that a theme of ten detractors
/// stays finite.
constexpr double kOrdinalPenalty = 1;

std::optional<Estimate> plain(const std::optional<stats::Estimate>& estimate) {
  if (!estimate) return std::nullopt;
  return Estimate{estimate->value, estimate->low, estimate->high};
}

ThemeQuality quality_of(stats::QualityClass quality) {
  switch (quality) {
    case stats::QualityClass::kUnclear:
      return ThemeQuality::kUnclear;
    case stats::QualityClass::kMustBe:
      return ThemeQuality::kMustBe;
    case stats::QualityClass::kPerformance:
      return ThemeQuality::kPerformance;
    case stats::QualityClass::kAttractive:
      return ThemeQuality::kAttractive;
  }
  return ThemeQuality::kUnclear;
}

void add_second_opinion(const std::vector<ThemeResult*>& rows, const stats::DesignView& design,
                        const SurveyView& view, const std::vector<const ThemeView*>& themes) {
  const auto fit = stats::ordinal_logit(design, view.value, kOrdinalPenalty);
  if (!fit) return;
  for (std::size_t t = 0; t < rows.size(); ++t) {
    if (!rows[t]->net_impact) continue;  // nobody, or everybody, mentions it
    const double share =
        static_cast<double>(themes[t]->members.size()) / static_cast<double>(view.value.size());
    rows[t]->ordinal_impact = kPointsPerShare * share * fit->average_effects[t];
    rows[t]->opinions_differ = *rows[t]->ordinal_impact * rows[t]->net_impact->value < 0;
  }
}

void add_importance(const std::vector<ThemeResult*>& rows, const stats::DesignView& design, const SurveyView& view,
                    const std::vector<const ThemeView*>& themes) {
  const std::vector<double> response(view.value.begin(), view.value.end());
  const auto importance = stats::relative_weights(design, response);
  double mentions = 0;
  for (const ThemeView* theme : themes) mentions += static_cast<double>(theme->members.size());
  if (!importance || !(importance->r_squared > 0) || !(mentions > 0)) return;
  for (std::size_t t = 0; t < rows.size(); ++t) {
    if (!rows[t]->net_impact) continue;
    rows[t]->relative_weight = importance->weights[t] / importance->r_squared;
    rows[t]->success_gap =
        *rows[t]->relative_weight - static_cast<double>(themes[t]->members.size()) / mentions;
  }
}

/// Scored responses that on balance complain about, or praise, each theme.
std::vector<stats::ToneMembers> tones_of(const SurveyView& view,
                                         const std::vector<const ThemeView*>& themes) {
  std::vector<std::optional<std::uint32_t>> row_of(view.responses.size());
  for (std::uint32_t row = 0; row < view.scored.size(); ++row) row_of[view.scored[row]] = row;
  std::vector<stats::ToneMembers> tones;
  for (const ThemeView* theme : themes) {
    stats::ToneMembers& tone = tones.emplace_back();
    for (const Mention& mention : theme->mentions) {
      if (!row_of[mention.response] || mention.tone == 0) continue;
      (mention.tone < 0 ? tone.complaints : tone.praises).push_back(*row_of[mention.response]);
    }
  }
  return tones;
}

void add_quality(const std::vector<ThemeResult*>& rows, const SurveyView& view,
                 const std::vector<const ThemeView*>& themes) {
  const auto figures = stats::penalty_reward(view.value, tones_of(view, themes), view.cluster);
  for (std::size_t t = 0; t < rows.size(); ++t) {
    rows[t]->penalty = plain(figures[t].penalty);
    rows[t]->reward = plain(figures[t].reward);
    rows[t]->contrast = plain(figures[t].contrast);
    rows[t]->quality = quality_of(figures[t].quality);
  }
}

}  // namespace

void add_theme_roles(const std::vector<ThemeResult*>& rows, const SurveyView& view,
                     const std::vector<const ThemeView*>& themes) {
  if (rows.empty() || view.value.empty()) return;
  std::vector<std::vector<std::uint32_t>> members;
  for (const ThemeView* theme : themes) members.push_back(theme->members);
  const std::vector<double> values = stats::membership_design(members, view.value.size());
  const stats::DesignView design{values, view.value.size(), members.size()};
  if (view.survey == SurveyKind::kNps) add_second_opinion(rows, design, view, themes);
  add_importance(rows, design, view, themes);
  if (view.survey == SurveyKind::kNps) add_quality(rows, view, themes);
}

}  // namespace koe::stages

// The reference for anonymity: for small organisations every way in which people could have answered is tried. Whatever
// was published, nobody's answer may be the same in all ways that fit.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <vector>

#include "models/anonymity/attack.h"
#include "models/anonymity/plan.h"
#include "models/anonymity/sum_exchange.h"

namespace koe::models::anonymity {
namespace {

constexpr std::int64_t kSmallest = 3;
constexpr std::size_t kPeople = 11;
constexpr std::uint32_t kAttributes = 2;

/// A wave whose last people answer late, seen by two runs.
struct Organization {
  std::vector<Answer> answers;
  std::vector<std::array<std::uint32_t, kAttributes>> values;
  std::size_t in_time = 0;
};

Organization make_organization() {
  Organization organization;
  const auto size = *rc::gen::inRange<std::size_t>(5, kPeople + 1);
  for (std::uint32_t i = 0; i < size; ++i) {
    organization.answers.push_back(
        {.person = i, .is_named = true, .wave = 0, .band = static_cast<Band>(*rc::gen::inRange(0, 3))});
    organization.values.push_back({*rc::gen::inRange<std::uint32_t>(0, 3), *rc::gen::inRange<std::uint32_t>(0, 2)});
  }
  organization.in_time = size - *rc::gen::inRange<std::size_t>(0, 5);
  return organization;
}

std::vector<WaveFigures> figures_at(const Organization& organization, std::size_t arrived,
                                    const std::vector<WaveFigures>& before, const std::vector<WaveVersions>& shown) {
  std::vector<WaveFigures> waves(1);
  waves[0].tables = {std::vector<Figure>(3), std::vector<Figure>(2)};
  for (std::uint32_t i = 0; i < arrived; ++i) {
    waves[0].everybody.current.push_back(i);
    for (std::size_t a = 0; a < kAttributes; ++a) waves[0].tables[a][organization.values[i][a]].current.push_back(i);
  }
  if (before.empty()) return waves;
  const auto keep = [](Figure& now, const Figure& then, Version version) {
    if (version) now.published = {members_of(then, version)};
  };
  keep(waves[0].everybody, before[0].everybody, shown[0].everybody);
  for (std::size_t a = 0; a < kAttributes; ++a)
    for (std::size_t v = 0; v < waves[0].tables[a].size(); ++v)
      keep(waves[0].tables[a][v], before[0].tables[a][v], shown[0].tables[a][v]);
  return waves;
}

void collect(std::set<Group>& published, const std::vector<WaveFigures>& waves, const std::vector<WaveVersions>& shown) {
  if (shown[0].everybody) published.insert(members_of(waves[0].everybody, shown[0].everybody));
  for (std::size_t a = 0; a < kAttributes; ++a)
    for (std::size_t v = 0; v < waves[0].tables[a].size(); ++v)
      if (shown[0].tables[a][v]) published.insert(members_of(waves[0].tables[a][v], shown[0].tables[a][v]));
}

/// Everything two runs publish.
std::set<Group> publish_twice(const Organization& organization) {
  std::set<Group> published;
  const auto first = figures_at(organization, organization.in_time, {}, {});
  const auto shown_first = plan_waves(organization.answers, first, {}, kSmallest);
  collect(published, first, shown_first);
  const auto second = figures_at(organization, organization.answers.size(), first, shown_first);
  collect(published, second, plan_waves(organization.answers, second, {}, kSmallest));
  return published;
}

/// The exact attack: tries every way in which people could have answered, leaving those that cannot fit any more.
class ExactAttack {
 public:
  ExactAttack(const std::vector<Answer>& answers, const std::vector<PublishedCount>& lines)
      : guess_(answers), lines_(lines), lines_of_(answers.size()), possible_(answers.size()) {
    for (std::uint32_t l = 0; l < lines.size(); ++l) {
      open_.push_back(static_cast<std::int64_t>(lines[l].members.size()));
      for (std::uint32_t i : lines[l].members) lines_of_[i].push_back(l);
    }
    counts_.resize(lines.size());
  }

  /// Answers that are the same in every way of answering that fits all lines.
  std::vector<std::uint32_t> certain() {
    std::vector<std::uint32_t> certain;
    for (std::uint32_t i = 0; i < guess_.size(); ++i) {
      for (std::size_t band = 0; band < kBands; ++band)
        if (!possible_[i][band]) (void)search(0, i, band);
      if (std::count(possible_[i].begin(), possible_[i].end(), true) == 1) certain.push_back(i);
    }
    return certain;
  }

 private:
  /// Whether some way from answer `next` on fits, answer `fixed` being `fixed_band`. Notes all bands of the first that does.
  bool search(std::uint32_t next, std::uint32_t fixed, std::size_t fixed_band) {
    if (next == guess_.size()) {
      for (std::uint32_t i = 0; i < guess_.size(); ++i) possible_[i][static_cast<std::size_t>(guess_[i].band)] = true;
      return true;
    }
    bool is_found = false;
    for (std::size_t band = 0; band < kBands && !is_found; ++band) {
      if (next == fixed && band != fixed_band) continue;
      guess_[next].band = static_cast<Band>(band);
      for (std::uint32_t line : lines_of_[next]) ++counts_[line][band], --open_[line];
      is_found = fits(next) && search(next + 1, fixed, fixed_band);
      for (std::uint32_t line : lines_of_[next]) --counts_[line][band], ++open_[line];
    }
    return is_found;
  }

  [[nodiscard]] bool fits(std::uint32_t answer) const {
    return std::all_of(lines_of_[answer].begin(), lines_of_[answer].end(), [&](std::uint32_t line) {
      for (std::size_t band = 0; band < kBands; ++band) {
        const std::int64_t count = counts_[line][band];
        if (count > lines_[line].high[band] || count + open_[line] < lines_[line].low[band]) return false;
      }
      return true;
    });
  }

  std::vector<Answer> guess_;
  const std::vector<PublishedCount>& lines_;
  std::vector<std::vector<std::uint32_t>> lines_of_;
  std::vector<Counts> counts_;
  std::vector<std::int64_t> open_;  ///< answers of each line not yet guessed
  std::vector<std::array<bool, kBands>> possible_;
};

std::vector<std::uint32_t> certain_answers(const std::vector<Answer>& answers, const std::vector<PublishedCount>& lines) {
  return ExactAttack(answers, lines).certain();
}

std::vector<PublishedCount> exact_lines(const std::vector<Answer>& answers, const std::set<Group>& groups) {
  std::vector<PublishedCount> lines;
  for (const Group& group : groups) lines.push_back(exact_line(answers, group));
  return lines;
}

RC_GTEST_PROP(Anonymity, NobodyIsTheSameInAllWaysThatFitTheFigures, ()) {
  const Organization organization = make_organization();
  const std::set<Group> published = publish_twice(organization);
  RC_CLASSIFY(published.size() > 2);
  RC_ASSERT(certain_answers(organization.answers, exact_lines(organization.answers, published)).empty());
}

constexpr std::size_t kThemes = 3;

/// Two waves whose people mention themes, some of them late.
struct Talk {
  std::vector<Answer> answers;
  std::vector<std::array<bool, kThemes>> mentions;
  std::vector<bool> is_late;
};

Talk make_talk() {
  Talk talk;
  const auto size = *rc::gen::inRange<std::uint32_t>(6, kPeople + 1);
  for (std::uint32_t i = 0; i < size; ++i) {
    talk.answers.push_back({.person = i,
                            .is_named = true,
                            .wave = *rc::gen::inRange<std::uint32_t>(0, 2),
                            .band = static_cast<Band>(*rc::gen::inRange(0, 3))});
    talk.mentions.push_back({*rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>()});
    talk.is_late.push_back(*rc::gen::inRange(0, 3) == 0);
  }
  return talk;
}

/// Most are detractors, and most mention the first themes: themes of ten answers and more of which 80 % or more are of one
/// band, among them some of which all are.
Talk make_one_sided_talk() {
  Talk talk;
  const auto size = *rc::gen::inRange<std::uint32_t>(13, 21);
  const auto waves = *rc::gen::inRange<std::uint32_t>(1, 3);
  const auto one_in = [](int n) { return *rc::gen::inRange(0, n) == 0; };
  for (std::uint32_t i = 0; i < size; ++i) {
    const bool is_satisfied = one_in(4);
    talk.answers.push_back({.person = i,
                            .is_named = true,
                            .wave = *rc::gen::inRange<std::uint32_t>(0, waves),
                            .band = is_satisfied ? static_cast<Band>(*rc::gen::inRange(1, 3)) : Band::kDetractor});
    talk.mentions.push_back({is_satisfied ? one_in(6) : !one_in(8), is_satisfied ? one_in(3) : !one_in(4), one_in(2)});
    talk.is_late.push_back(one_in(6));
  }
  return talk;
}

/// What two runs publish of everybody and of themes.
class TalkPublication {
 public:
  explicit TalkPublication(const Talk& talk) : talk_(talk) {
    run(false);
    run(true);
  }

  [[nodiscard]] std::vector<PublishedCount> everything() const {
    std::vector<PublishedCount> lines;
    for (const auto& versions : everybody_)
      for (const Group& version : versions) lines.push_back(exact_line(talk_.answers, version));
    for (const auto& versions : themes_)
      for (const Group& version : versions) lines.push_back(theme_line(talk_.answers, version));
    return lines;
  }
  [[nodiscard]] bool has_themes() const {
    return std::any_of(themes_.begin(), themes_.end(), [](const auto& versions) { return !versions.empty(); });
  }

 private:
  static void remember(std::vector<Group>& versions, const Figure& figure, Version version) {
    if (!version) return;
    const Group shown = members_of(figure, version);
    std::erase(versions, shown);
    versions.insert(versions.begin(), shown);
  }

  void run(bool with_late) {
    std::vector<WaveFigures> waves(2);
    for (std::uint32_t i = 0; i < talk_.answers.size(); ++i)
      if (with_late || !talk_.is_late[i]) waves[talk_.answers[i].wave].everybody.current.push_back(i);
    std::vector<Group> known;
    for (const auto& versions : themes_) known.insert(known.end(), versions.begin(), versions.end());
    for (std::size_t w = 0; w < waves.size(); ++w) waves[w].everybody.published = everybody_[w];
    const auto shown = plan_waves(talk_.answers, waves, known, kSmallest);
    for (std::size_t w = 0; w < waves.size(); ++w) remember(everybody_[w], waves[w].everybody, shown[w].everybody);
    plan(waves, shown);
  }

  void plan(const std::vector<WaveFigures>& waves, const std::vector<WaveVersions>& shown) {
    std::vector<Figure> figures(kThemes);
    for (std::size_t w = 0; w < waves.size(); ++w) {
      if (!shown[w].everybody) continue;
      for (std::uint32_t i : members_of(waves[w].everybody, shown[w].everybody))
        for (std::size_t t = 0; t < kThemes; ++t)
          if (talk_.mentions[i][t]) figures[t].current.push_back(i);
    }
    BesideThemes besides;
    for (const auto& versions : everybody_)
      besides.everybody.insert(besides.everybody.end(), versions.begin(), versions.end());
    for (const auto& versions : themes_) besides.themes.insert(besides.themes.end(), versions.begin(), versions.end());
    for (std::size_t t = 0; t < kThemes; ++t) {
      std::sort(figures[t].current.begin(), figures[t].current.end());
      figures[t].published = themes_[t];
    }
    const auto versions = plan_themes(talk_.answers, besides, figures, kSmallest);
    for (std::size_t t = 0; t < kThemes; ++t) remember(themes_[t], figures[t], versions[t]);
  }

  const Talk& talk_;
  std::array<std::vector<Group>, 2> everybody_;
  std::array<std::vector<Group>, kThemes> themes_;
};

RC_GTEST_PROP(Anonymity, NobodyIsTheSameInAllWaysThatFitTheThemes, ()) {
  const Talk talk = make_talk();
  const TalkPublication publication(talk);
  RC_CLASSIFY(publication.has_themes());
  RC_ASSERT(certain_answers(talk.answers, publication.everything()).empty());
}

bool is_bounded(const PublishedCount& line) { return !line.is_exact(); }

RC_GTEST_PROP(Anonymity, NobodyIsTheSameInAllWaysThatFitTheBounds, ()) {
  const Talk talk = make_one_sided_talk();
  const std::vector<PublishedCount> lines = TalkPublication(talk).everything();
  RC_CLASSIFY(std::any_of(lines.begin(), lines.end(), is_bounded), "a theme is bounded");
  RC_CLASSIFY(std::any_of(lines.begin(), lines.end(),
                          [&](const PublishedCount& line) { return is_bounded(line) && !is_mixed(talk.answers, line.members); }),
              "a theme of one band is bounded");
  RC_ASSERT(certain_answers(talk.answers, lines).empty());
}

/// Every theme and everybody, however small.
std::vector<PublishedCount> everything_said(const Talk& talk) {
  std::vector<PublishedCount> lines;
  for (std::uint32_t t = 0; t <= kThemes; ++t) {
    Group group;
    for (std::uint32_t i = 0; i < talk.answers.size(); ++i)
      if (t == kThemes || talk.mentions[i][t]) group.push_back(i);
    if (group.empty()) continue;
    lines.push_back(t == kThemes ? exact_line(talk.answers, group) : theme_line(talk.answers, group));
  }
  return lines;
}

RC_GTEST_PROP(Anonymity, AnExchangeInSumIsASecondWayThatFits, ()) {
  const Talk talk = *rc::gen::arbitrary<bool>() ? make_talk() : make_one_sided_talk();
  const std::vector<PublishedCount> lines = everything_said(talk);
  std::vector<Group> groups_of(talk.answers.size());
  std::vector<std::int64_t> slack;
  std::vector<Band> bands;
  for (const Answer& answer : talk.answers) bands.push_back(answer.band);
  for (const PublishedCount& line : lines) {
    for (std::uint32_t i : line.members) groups_of[i].push_back(static_cast<std::uint32_t>(slack.size()));
    const Counts counts = count_bands(talk.answers, line.members);
    // Of a bound: by how many the band that it speaks of exceeds it. The others' bounds leave as much room, or more.
    const auto band = dominant_band(counts);
    slack.push_back(line.is_exact() ? 0 : counts[static_cast<std::size_t>(*band)] - line.low[static_cast<std::size_t>(*band)]);
  }
  Group asked(talk.answers.size());
  std::iota(asked.begin(), asked.end(), 0U);
  const std::vector<bool> one_to_one = exchangeable_one_to_one(groups_of, bands, asked, slack);
  const std::vector<bool> in_sum = exchangeable_in_sum(groups_of, bands, asked, slack);
  for (std::uint32_t i : certain_answers(talk.answers, lines)) RC_ASSERT(!one_to_one[i] && !in_sum[i]);
}

RC_GTEST_PROP(Anonymity, WhatTheAttackFindsBesideBoundsIsCertain, ()) {
  const Talk talk = make_one_sided_talk();
  const std::vector<PublishedCount> lines = everything_said(talk);
  const auto recovered = attack(talk.answers, lines, kSmallest).recovered;
  const auto certain = certain_answers(talk.answers, lines);
  RC_ASSERT(std::includes(certain.begin(), certain.end(), recovered.begin(), recovered.end()));
}

RC_GTEST_PROP(Anonymity, WhatTheAttackFindsIsCertain, ()) {
  const Organization organization = make_organization();
  std::set<Group> naive;  // every group, however small: plenty to find
  for (const auto& wave : figures_at(organization, organization.answers.size(), {}, {})) {
    naive.insert(wave.everybody.current);
    for (const auto& table : wave.tables)
      for (const Figure& figure : table)
        if (!figure.current.empty()) naive.insert(figure.current);
  }
  const std::vector<PublishedCount> published = exact_lines(organization.answers, naive);
  const auto recovered = attack(organization.answers, published, kSmallest).recovered;
  const auto certain = certain_answers(organization.answers, published);
  RC_ASSERT(std::includes(certain.begin(), certain.end(), recovered.begin(), recovered.end()));
}

RC_GTEST_PROP(Anonymity, ASecondRunOverTheSameStateShowsTheSame, ()) {
  const Organization organization = make_organization();
  const auto first = figures_at(organization, organization.answers.size(), {}, {});
  const auto shown = plan_waves(organization.answers, first, {}, kSmallest);
  const auto second = figures_at(organization, organization.answers.size(), first, shown);
  const auto again = plan_waves(organization.answers, second, {}, kSmallest, false);
  RC_ASSERT(again[0].everybody.has_value() == shown[0].everybody.has_value());
  for (std::size_t a = 0; a < kAttributes; ++a)
    for (std::size_t v = 0; v < second[0].tables[a].size(); ++v)
      RC_ASSERT(again[0].tables[a][v].has_value() == shown[0].tables[a][v].has_value());
}

}  // namespace
}  // namespace koe::models::anonymity

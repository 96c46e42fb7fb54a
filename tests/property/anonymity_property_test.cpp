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
constexpr std::size_t kPeople = 11;  // 3^11 = 177,147 ways
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

/// Answers that are the same in every way of answering that fits all published counts: the exact attack.
std::vector<std::uint32_t> certain_answers(const std::vector<Answer>& answers, const std::set<Group>& published) {
  std::vector<Group> groups(published.begin(), published.end());
  std::vector<Counts> counts;
  for (const Group& group : groups) counts.push_back(count_bands(answers, group));
  std::vector<std::array<bool, kBands>> possible(answers.size(), std::array<bool, kBands>{});
  std::vector<Answer> guess = answers;
  std::size_t ways = 1;
  for (std::size_t i = 0; i < answers.size(); ++i) ways *= kBands;
  for (std::size_t way = 0; way < ways; ++way) {
    std::size_t rest = way;
    for (Answer& answer : guess) {
      answer.band = static_cast<Band>(rest % kBands);
      rest /= kBands;
    }
    bool fits = true;
    for (std::size_t g = 0; g < groups.size() && fits; ++g) fits = count_bands(guess, groups[g]) == counts[g];
    for (std::size_t i = 0; i < guess.size() && fits; ++i) possible[i][static_cast<std::size_t>(guess[i].band)] = true;
  }
  std::vector<std::uint32_t> certain;
  for (std::uint32_t i = 0; i < answers.size(); ++i)
    if (std::count(possible[i].begin(), possible[i].end(), true) == 1) certain.push_back(i);
  return certain;
}

RC_GTEST_PROP(Anonymity, NobodyIsTheSameInAllWaysThatFitTheFigures, ()) {
  const Organization organization = make_organization();
  const std::set<Group> published = publish_twice(organization);
  RC_CLASSIFY(published.size() > 2);
  RC_ASSERT(certain_answers(organization.answers, published).empty());
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

/// What two runs publish of everybody and of themes.
class TalkPublication {
 public:
  explicit TalkPublication(const Talk& talk) : talk_(talk) {
    run(false);
    run(true);
  }

  [[nodiscard]] std::set<Group> everything() const {
    std::set<Group> all;
    for (const auto& versions : everybody_) all.insert(versions.begin(), versions.end());
    for (const auto& versions : themes_) all.insert(versions.begin(), versions.end());
    return all;
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
    std::vector<Group> everybody;
    for (const auto& versions : everybody_) everybody.insert(everybody.end(), versions.begin(), versions.end());
    for (std::size_t t = 0; t < kThemes; ++t) {
      std::sort(figures[t].current.begin(), figures[t].current.end());
      figures[t].published = themes_[t];
    }
    const auto versions = plan_themes(talk_.answers, everybody, figures, kSmallest);
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

RC_GTEST_PROP(Anonymity, AnExchangeInSumIsASecondWayThatFits, ()) {
  const Talk talk = make_talk();
  std::set<Group> published;  // every theme and everybody, however small
  std::vector<Group> groups_of(talk.answers.size());
  std::vector<Band> bands;
  for (const Answer& answer : talk.answers) bands.push_back(answer.band);
  for (std::uint32_t t = 0; t <= kThemes; ++t) {
    Group group;
    for (std::uint32_t i = 0; i < talk.answers.size(); ++i)
      if (t == kThemes || talk.mentions[i][t]) group.push_back(i);
    if (!group.empty()) published.insert(group);
    for (std::uint32_t i : group) groups_of[i].push_back(t);
  }
  Group asked(talk.answers.size());
  std::iota(asked.begin(), asked.end(), 0U);
  const std::vector<bool> found = exchangeable_in_sum(groups_of, bands, asked);
  for (std::uint32_t i : certain_answers(talk.answers, published)) RC_ASSERT(!found[i]);
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
  std::vector<PublishedCount> published;
  for (const Group& group : naive) published.push_back({group, count_bands(organization.answers, group)});
  const auto recovered = attack(organization.answers, published, kSmallest).recovered;
  const auto certain = certain_answers(organization.answers, naive);
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

// What a run publishes of a simulated organisation, run after run, with a ledger of everything published.
#pragma once
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "models/anonymity/attack.h"
#include "models/anonymity/plan.h"
#include "tests/bench/simulated_organization.h"

namespace koe::bench {

/// Figures of the latest run.
struct Shown {
  std::int64_t cells = 0;         ///< groups with somebody in them, over all waves
  std::int64_t naive = 0;         ///< of k people or more
  std::int64_t kept = 0;          ///< of those, shown (in the present or an earlier version)
  std::int64_t stale = 0;         ///< of those, in an earlier version
  std::int64_t hidden = 0, narrow = 0, naive_narrow = 0;
  std::int64_t unnamed = 0;       ///< hidden groups that are not listed
  std::int64_t themes_naive = 0, themes_kept = 0;
  std::int64_t themes_bounded = 0;  ///< of the kept ones, shown as "80 % or more"
  std::int64_t unstable = 0;      ///< cells that a second run over the same state shows differently
};

class Publication {
 public:
  explicit Publication(std::int64_t k) : k_(k) {}

  /// Publishes everything that has arrived by `run`.
  void publish(const SimulatedOrganization& organization, std::uint32_t run) {
    take_answers(organization, run);
    std::vector<anonymity::WaveFigures> waves = figures(organization, run);
    const auto versions = anonymity::plan_waves(answers_, waves, public_themes(), k_);
    shown_ = {};
    for (std::size_t w = 0; w < waves.size(); ++w) {
      count(waves[w].everybody, versions[w].everybody);
      for (std::size_t t = 0; t < waves[w].tables.size(); ++t) {
        for (std::size_t f = 0; f < waves[w].tables[t].size(); ++f)
          count(waves[w].tables[t][f], versions[w].tables[t][f]);
        measure_hidden(waves[w], versions[w], t);
      }
    }
    remember(waves, versions);
    compare_second_run(organization, run, versions);
    publish_themes(organization);
  }

  [[nodiscard]] const Shown& shown() const { return shown_; }
  [[nodiscard]] anonymity::AttackResult attack() const { return anonymity::attack(answers_, published(), k_); }
  [[nodiscard]] anonymity::AttackResult attack_themes() const {
    std::vector<anonymity::PublishedCount> counts;
    for (const auto& [key, versions] : ledger_)
      if (std::get<1>(key) == kEverybody) add_counts(counts, versions);
    for (const anonymity::Group& theme : public_themes()) counts.push_back(anonymity::theme_line(answers_, theme));
    return anonymity::attack(answers_, counts, k_);
  }
  [[nodiscard]] anonymity::AttackResult attack_naive() const {
    std::vector<anonymity::PublishedCount> counts;
    for (const anonymity::Group& group : naive_)
      counts.push_back(anonymity::exact_line(answers_, group));
    return anonymity::attack(answers_, counts, k_);
  }

 private:
  static constexpr std::uint32_t kEverybody = 1000;
  using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // wave, attribute or kEverybody, value

  void take_answers(const SimulatedOrganization& organization, std::uint32_t run) {
    for (; taken_ < organization.answers().size(); ++taken_) sources_.push_back(&organization.answers()[taken_]);
    current_.clear();
    std::map<std::pair<std::uint32_t, std::uint32_t>, const SurveyAnswer*> latest;
    for (const SurveyAnswer* answer : sources_) {
      if (answer->arrives > run) continue;
      const SurveyAnswer*& known = latest[{answer->wave, answer->person}];
      if (known == nullptr || known->arrives <= answer->arrives) known = answer;
    }
    for (const auto& [key, answer] : latest) current_.emplace_back(index_of(*answer), answer);
    std::sort(current_.begin(), current_.end());
  }

  /// One index for each score a person ever gave in a wave.
  std::uint32_t index_of(const SurveyAnswer& answer) {
    const auto [found, is_new] = index_.emplace(std::tuple(answer.wave, answer.person, answer.band),
                                                static_cast<std::uint32_t>(answers_.size()));
    if (is_new)
      answers_.push_back({.person = answer.person, .is_named = true, .wave = answer.wave, .band = answer.band});
    return found->second;
  }

  [[nodiscard]] anonymity::Figure figure(const Key& key) const {
    anonymity::Figure figure;
    if (const auto found = ledger_.find(key); found != ledger_.end()) figure.published = found->second;
    return figure;
  }

  [[nodiscard]] std::vector<anonymity::WaveFigures> figures(const SimulatedOrganization& organization,
                                                            std::uint32_t run) const {
    const std::uint32_t n_waves = std::min(run + 1, organization.waves());
    std::vector<anonymity::WaveFigures> waves(n_waves);
    for (std::uint32_t w = 0; w < n_waves; ++w) {
      waves[w].everybody = figure({w, kEverybody, 0});
      waves[w].tables.resize(organization.attributes());
      for (std::uint32_t a = 0; a < organization.attributes(); ++a)
        for (std::uint32_t v = 0; v < organization.values(a); ++v) waves[w].tables[a].push_back(figure({w, a, v}));
    }
    for (const auto& [i, answer] : current_) {
      waves[answer->wave].everybody.current.push_back(i);
      for (std::uint32_t a = 0; a < organization.attributes(); ++a)
        waves[answer->wave].tables[a][answer->values[a]].current.push_back(i);
    }
    return waves;
  }

  void count(const anonymity::Figure& figure, anonymity::Version version) {
    if (figure.current.empty()) return;
    ++shown_.cells;
    if (anonymity::count_people(answers_, figure.current) < k_) return;
    ++shown_.naive;
    naive_.insert(figure.current);
    if (version) ++shown_.kept;
    if (version && *version > 0) ++shown_.stale;
  }

  [[nodiscard]] std::int64_t size(const anonymity::Group& group) const { return anonymity::count_people(answers_, group); }

  void measure_hidden(const anonymity::WaveFigures& wave, const anonymity::WaveVersions& versions, std::size_t t) {
    std::int64_t rest = 0, hidden = 0, hidden_people = 0, naive_rest = 0, naive_hidden = 0;
    for (std::size_t f = 0; f < wave.tables[t].size(); ++f) {
      const anonymity::Figure& figure = wave.tables[t][f];
      const std::int64_t people = size(figure.current);
      if (people > 0 && people < k_) ++naive_hidden, naive_rest += people;
      if (versions.tables[t][f]) {
        rest -= size(anonymity::members_of(figure, versions.tables[t][f]));
      } else if (people > 0) {
        ++hidden;
        hidden_people += people;
      }
    }
    if (naive_hidden > 0 && anonymity::hidden_width(naive_rest, naive_hidden, false) < k_)
      shown_.naive_narrow += naive_hidden;
    shown_.hidden += hidden;
    if (hidden == 0 || !versions.everybody) return;  // without everybody's figure nothing bounds the hidden groups
    rest += size(anonymity::members_of(wave.everybody, versions.everybody));
    if (!versions.may_name_hidden[t]) {
      shown_.unnamed += hidden;  // no row says that these groups exist
    } else if (anonymity::hidden_width(rest, hidden, rest != hidden_people) < k_) {
      shown_.narrow += hidden;
    }
  }

  void remember(const Key& key, const anonymity::Figure& figure, anonymity::Version version) {
    if (!version) return;
    const anonymity::Group members = anonymity::members_of(figure, version);
    auto& versions = ledger_[key];
    std::erase(versions, members);
    versions.insert(versions.begin(), members);
  }

  void remember(const std::vector<anonymity::WaveFigures>& waves, const std::vector<anonymity::WaveVersions>& versions) {
    for (std::uint32_t w = 0; w < waves.size(); ++w) {
      remember({w, kEverybody, 0}, waves[w].everybody, versions[w].everybody);
      for (std::uint32_t t = 0; t < waves[w].tables.size(); ++t)
        for (std::uint32_t f = 0; f < waves[w].tables[t].size(); ++f)
          remember({w, t, f}, waves[w].tables[t][f], versions[w].tables[t][f]);
    }
  }

  void compare_second_run(const SimulatedOrganization& organization, std::uint32_t run,
                          const std::vector<anonymity::WaveVersions>& first) {
    const std::vector<anonymity::WaveFigures> waves = figures(organization, run);
    const auto second = anonymity::plan_waves(answers_, waves, public_themes(), k_, false);
    for (std::size_t w = 0; w < waves.size(); ++w)
      for (std::size_t t = 0; t < waves[w].tables.size(); ++t)
        for (std::size_t f = 0; f < waves[w].tables[t].size(); ++f) {
          const auto members = [&](anonymity::Version version) {
            return version ? anonymity::members_of(waves[w].tables[t][f], version) : anonymity::Group{};
          };
          // Versions number the ledger of each run: compare what they stand for.
          const bool was_shown = first[w].tables[t][f].has_value(), is_shown = second[w].tables[t][f].has_value();
          if (was_shown != is_shown || (is_shown && *second[w].tables[t][f] == 0 && members(0) != waves[w].tables[t][f].current))
            ++shown_.unstable;
        }
  }

  void publish_themes(const SimulatedOrganization& organization) {
    std::vector<anonymity::Figure> figures(organization.themes());
    for (const auto& [i, answer] : current_)
      for (std::uint32_t theme : answer->themes) figures[theme].current.push_back(i);
    for (std::uint32_t t = 0; t < figures.size(); ++t) figures[t].published = theme_ledger_[t];
    anonymity::BesideThemes besides{.everybody = {}, .themes = public_themes()};
    anonymity::Group released;
    for (const auto& [key, versions] : ledger_) {
      if (std::get<1>(key) != kEverybody) continue;
      besides.everybody.insert(besides.everybody.end(), versions.begin(), versions.end());
      released.insert(released.end(), versions.front().begin(), versions.front().end());
    }
    std::sort(released.begin(), released.end());
    for (anonymity::Figure& figure : figures) {
      anonymity::Group counted;
      std::set_intersection(figure.current.begin(), figure.current.end(), released.begin(), released.end(),
                            std::back_inserter(counted));
      figure.current = std::move(counted);
    }
    const auto versions = anonymity::plan_themes(answers_, besides, figures, k_);
    for (std::uint32_t t = 0; t < figures.size(); ++t) {
      if (anonymity::count_people(answers_, figures[t].current) >= k_) {
        ++shown_.themes_naive;
        if (versions[t]) ++shown_.themes_kept;
      }
      if (!versions[t]) continue;
      if (anonymity::dominant_band(anonymity::count_bands(answers_, anonymity::members_of(figures[t], versions[t]))))
        ++shown_.themes_bounded;
      const anonymity::Group members = anonymity::members_of(figures[t], versions[t]);
      std::erase(theme_ledger_[t], members);
      theme_ledger_[t].insert(theme_ledger_[t].begin(), members);
    }
  }

  [[nodiscard]] std::vector<anonymity::Group> public_themes() const {
    std::vector<anonymity::Group> themes;
    for (const auto& [theme, versions] : theme_ledger_) themes.insert(themes.end(), versions.begin(), versions.end());
    return themes;
  }

  void add_counts(std::vector<anonymity::PublishedCount>& counts, const std::vector<anonymity::Group>& versions) const {
    for (const anonymity::Group& group : versions) counts.push_back(anonymity::exact_line(answers_, group));
  }

  [[nodiscard]] std::vector<anonymity::PublishedCount> published() const {
    std::vector<anonymity::PublishedCount> counts;
    for (const auto& [key, versions] : ledger_) add_counts(counts, versions);
    return counts;
  }

  std::int64_t k_;
  std::vector<anonymity::Answer> answers_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, anonymity::Band>, std::uint32_t> index_;
  std::size_t taken_ = 0;
  std::vector<const SurveyAnswer*> sources_;
  std::vector<std::pair<std::uint32_t, const SurveyAnswer*>> current_;
  std::map<Key, std::vector<anonymity::Group>> ledger_;
  std::map<std::uint32_t, std::vector<anonymity::Group>> theme_ledger_;
  std::set<anonymity::Group> naive_;
  Shown shown_;
};

}  // namespace koe::bench

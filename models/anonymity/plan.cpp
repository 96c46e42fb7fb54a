#include "models/anonymity/plan.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "models/anonymity/release.h"

namespace koe::models::anonymity {
namespace {

void add_versions(std::vector<TableGroup>& groups, std::uint32_t table, const Figure& figure) {
  for (const Group& version : figure.published) groups.push_back({table, version});
}

/// Table 0 is everybody's figures; then one number a wave and table.
struct Groups {
  std::vector<TableGroup> published, possible;
  std::vector<std::uint32_t> first_table;  ///< of each wave
};

Groups number_groups(std::span<const WaveFigures> waves) {
  Groups groups;
  std::uint32_t next = 1;
  for (const WaveFigures& wave : waves) {
    groups.first_table.push_back(next);
    add_versions(groups.published, 0, wave.everybody);
    groups.possible.push_back({0, wave.everybody.current});
    for (const auto& table : wave.tables) {
      for (const Figure& figure : table) {
        add_versions(groups.published, next, figure);
        groups.possible.push_back({next, figure.current});
      }
      ++next;
    }
  }
  groups.possible.insert(groups.possible.end(), groups.published.begin(), groups.published.end());
  return groups;
}

class Planner {
 public:
  Planner(Release& release, std::int64_t k, std::span<const Answer> answers, bool may_update)
      : release_(release), k_(k), answers_(answers), may_update_(may_update) {}

  /// A figure on its own, outside any table.
  Version choose(const Figure& figure, std::uint32_t table) {
    const TableGroup group{table, figure.current};
    if (!group.members.empty() && release_.is_publishable(group) &&
        (release_.knows(group) || (may_update_ && release_.admit({&group, 1}))))
      return 0;
    return newest_published(figure, table);
  }

  /// What to show of one table; `everybody` is what is shown of everybody.
  std::vector<Version> choose_table(const std::vector<Figure>& figures, std::uint32_t table, const Group& everybody) {
    std::vector<Version> before(figures.size());
    std::vector<std::size_t> order;
    for (std::size_t f = 0; f < figures.size(); ++f) {
      if (is_public_already(figures[f]) && release_.is_publishable({table, figures[f].current})) {
        before[f] = 0;
      } else {
        before[f] = newest_published(figures[f], table);
        order.push_back(f);
      }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return figures[a].current.size() > figures[b].current.size();
    });
    std::vector<Version> versions = before;
    for (std::size_t f : order)
      if (may_update_ && versions[f] != Version(0) && !figures[f].current.empty())
        admit(figures, versions, f, table, everybody);
    return settle(figures, before, std::move(versions), everybody);
  }

  /// Whether the shown numbers leave every hidden one open: the hidden groups share what they leave over of everybody, each
  /// is of one person at least, and the interval of each must be k wide. One group alone is open only if others are in the rest.
  [[nodiscard]] bool leaves_open(const std::vector<Figure>& figures, const std::vector<Version>& versions,
                                 const Group& everybody) const {
    auto rest = static_cast<std::int64_t>(everybody.size());
    std::int64_t n_hidden = 0, hidden_answers = 0;
    for (std::size_t f = 0; f < figures.size(); ++f) {
      if (versions[f]) {
        rest -= static_cast<std::int64_t>(members_of(figures[f], versions[f]).size());
      } else if (!figures[f].current.empty()) {
        ++n_hidden;
        hidden_answers += static_cast<std::int64_t>(figures[f].current.size());
      }
    }
    if (n_hidden == 0) return true;
    return rest - n_hidden >= k_ && (n_hidden > 1 || rest != hidden_answers);
  }

 private:
  [[nodiscard]] Version newest_published(const Figure& figure, std::uint32_t table) const {
    for (std::size_t v = 0; v < figure.published.size(); ++v)
      if (release_.is_publishable({table, figure.published[v]})) return v + 1;
    return std::nullopt;
  }

  /// Published as this figure: that another figure counts the same answers does not show this one.
  static bool is_public_already(const Figure& figure) {
    return std::find(figure.published.begin(), figure.published.end(), figure.current) != figure.published.end();
  }

  /// Everybody without the answers in shown groups.
  static Group rest_of(const std::vector<Figure>& figures, const std::vector<Version>& versions, const Group& everybody) {
    Group shown;
    for (std::size_t f = 0; f < figures.size(); ++f) {
      if (!versions[f]) continue;
      const Group& members = members_of(figures[f], versions[f]);
      shown.insert(shown.end(), members.begin(), members.end());
    }
    std::sort(shown.begin(), shown.end());
    Group rest;
    std::set_difference(everybody.begin(), everybody.end(), shown.begin(), shown.end(), std::back_inserter(rest));
    return rest;
  }

  /// Shows figure `f` as it is now if that is safe. What it leaves over may be one hidden figure, which is then shown too.
  void admit(const std::vector<Figure>& figures, std::vector<Version>& versions, std::size_t f, std::uint32_t table,
             const Group& everybody) {
    std::vector<Version> with_figure = versions;
    with_figure[f] = 0;
    std::vector<TableGroup> groups = {{table, figures[f].current}};
    Group rest = rest_of(figures, with_figure, everybody);
    if (!rest.empty()) {
      std::int64_t n_hidden = 0;
      std::optional<std::size_t> same;
      for (std::size_t other = 0; other < figures.size(); ++other) {
        if (with_figure[other] || figures[other].current.empty()) continue;
        ++n_hidden;
        if (figures[other].current == rest) same = other;
      }
      const std::int64_t needed = same ? k_ : k_ + n_hidden;
      if (count_people(answers_, rest, needed) < needed) return;
      if (same) with_figure[*same] = 0;
      groups.push_back({table, std::move(rest)});
    }
    if (leaves_open(figures, with_figure, everybody) && release_.admit(groups)) versions = std::move(with_figure);
  }

  /// Hides the smallest groups until all hidden numbers are open. Sizes as they are now: every run over a state hides alike.
  [[nodiscard]] std::vector<Version> hide_until_open(const std::vector<Figure>& figures, std::vector<Version> versions,
                                                     const Group& everybody) const {
    std::vector<std::size_t> shown;
    for (std::size_t f = 0; f < figures.size(); ++f)
      if (versions[f]) shown.push_back(f);
    std::stable_sort(shown.begin(), shown.end(), [&](std::size_t a, std::size_t b) {
      return figures[a].current.size() < figures[b].current.size();
    });
    for (std::size_t f : shown) {
      if (leaves_open(figures, versions, everybody)) break;
      versions[f] = std::nullopt;
    }
    return versions;
  }

  /// Hides what must be hidden beside `versions`. What was admitted just now and is hidden again does not become public: the
  /// next run knows it only as it was `before`, and must come to the same choice.
  [[nodiscard]] std::vector<Version> settle(const std::vector<Figure>& figures, const std::vector<Version>& before,
                                            std::vector<Version> versions, const Group& everybody) const {
    while (true) {
      std::vector<Version> shown = hide_until_open(figures, versions, everybody);
      bool is_settled = true;
      for (std::size_t f = 0; f < figures.size(); ++f) {
        if (shown[f] || versions[f] == before[f]) continue;
        versions[f] = before[f];
        is_settled = false;
      }
      if (is_settled) return shown;
    }
  }

  Release& release_;
  std::int64_t k_;
  std::span<const Answer> answers_;
  bool may_update_;
};

/// What is public of everybody and of themes: the second test of everybody's figures.
Release everybody_beside_themes(std::span<const Answer> answers, std::span<const WaveFigures> waves,
                                std::span<const Group> public_themes, std::int64_t k) {
  std::vector<TableGroup> known, possible;
  for (std::uint32_t t = 0; t < public_themes.size(); ++t) known.push_back({t + 1, public_themes[t]});
  for (const WaveFigures& wave : waves) {
    add_versions(known, 0, wave.everybody);
    possible.push_back({0, wave.everybody.current});
  }
  possible.insert(possible.end(), known.begin(), known.end());
  Release release(answers, possible, k, Release::Split::kOverlapping);
  release.assume(known);
  return release;
}

/// Admits all of the figures if together they are safe, else each half by itself: one test where most can be shown.
void admit_themes(Release& release, std::span<const Figure> figures, std::size_t first, std::size_t last) {
  std::vector<TableGroup> groups;
  for (std::size_t f = first; f < last; ++f)
    if (TableGroup group{static_cast<std::uint32_t>(f) + 1, figures[f].current};
        release.is_publishable(group) && release.differs_safely(group))
      groups.push_back(std::move(group));
  if (groups.empty() || release.admit(groups) || groups.size() == 1) return;
  const std::size_t middle = first + (last - first) / 2;
  admit_themes(release, figures, first, middle);
  admit_themes(release, figures, middle, last);
}

}  // namespace

const Group& members_of(const Figure& figure, Version version) {
  return *version == 0 ? figure.current : figure.published[*version - 1];
}

std::vector<WaveVersions> plan_waves(std::span<const Answer> answers, std::span<const WaveFigures> waves,
                                     std::span<const Group> public_themes, std::int64_t k, bool may_update) {
  const Groups groups = number_groups(waves);
  Release release(answers, groups.possible, k, Release::Split::kWaves);
  release.assume(groups.published);
  Release beside_themes = everybody_beside_themes(answers, waves, public_themes, k);
  Planner planner(release, k, answers, may_update), published_only(release, k, answers, false);
  std::vector<WaveVersions> versions(waves.size());
  for (std::size_t w = 0; w < waves.size(); ++w) {
    const TableGroup everybody{0, waves[w].everybody.current};
    const bool is_safe = everybody.members.empty() || !may_update || beside_themes.admit({&everybody, 1});
    versions[w].everybody = (is_safe ? planner : published_only).choose(waves[w].everybody, 0);
  }
  for (std::size_t w = 0; w < waves.size(); ++w) {
    for (std::size_t t = 0; t < waves[w].tables.size(); ++t) {
      const auto& table = waves[w].tables[t];
      if (!versions[w].everybody) {  // without everybody's figure nothing bounds the hidden groups
        versions[w].tables.emplace_back(table.size());
        versions[w].may_name_hidden.push_back(true);
        continue;
      }
      const Group& everybody = members_of(waves[w].everybody, versions[w].everybody);
      versions[w].tables.push_back(
          planner.choose_table(table, groups.first_table[w] + static_cast<std::uint32_t>(t), everybody));
      versions[w].may_name_hidden.push_back(planner.leaves_open(table, versions[w].tables.back(), everybody));
    }
  }
  return versions;
}

std::vector<Version> plan_themes(std::span<const Answer> answers, const BesideThemes& known_besides,
                                 std::span<const Figure> figures, std::int64_t k, bool may_update) {
  std::vector<TableGroup> known, possible;
  for (std::uint32_t f = 0; f < figures.size(); ++f) {
    add_versions(known, f + 1, figures[f]);
    possible.push_back({f + 1, figures[f].current});
  }
  const auto next_table = static_cast<std::uint32_t>(figures.size()) + 1;
  for (const Group& group : known_besides.everybody) known.push_back({0, group});
  for (const Group& group : known_besides.themes) known.push_back({next_table, group});
  possible.insert(possible.end(), known.begin(), known.end());
  Release release(answers, possible, k, Release::Split::kOverlapping);
  release.assume(known);
  if (may_update) admit_themes(release, figures, 0, figures.size());
  Planner planner(release, k, answers, false);
  std::vector<Version> versions;
  for (std::uint32_t f = 0; f < figures.size(); ++f) versions.push_back(planner.choose(figures[f], f + 1));
  return versions;
}

}  // namespace koe::models::anonymity

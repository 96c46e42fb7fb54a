#include "pipeline/stages/theme/unit_set.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

#include "models/parallel.h"
#include "models/prefetch.h"
#include "nlp/near_copies.h"
#include "pipeline/stages/languages.h"
#include "pipeline/stages/text_terms.h"

namespace koe::stages {
namespace {

constexpr std::size_t kChunk = 256;  ///< units a thread takes at a time
constexpr std::size_t kCampaign = 10;  ///< fewer versions do not make a neighbourhood of their own

/// An utterance and the beginning of its key as numbers that sort as the letters do: most keys are told apart by it, without a look
/// at texts that lie anywhere in memory.
struct KeyedUtterance {
  std::array<std::uint64_t, 3> beginning{};
  const Utterance* utterance = nullptr;

  explicit KeyedUtterance(const Utterance& of) : utterance(&of) {
    constexpr std::size_t kBytes = sizeof(std::uint64_t);
    const std::size_t known = std::min(of.key.size(), kBytes * beginning.size());
    for (std::size_t i = 0; i < known; ++i)
      beginning[i / kBytes] |= std::uint64_t{static_cast<unsigned char>(of.key[i])} << 8U * (kBytes - 1 - i % kBytes);
  }
  [[nodiscard]] std::string_view key() const { return utterance->key; }
  friend bool operator<(const KeyedUtterance& a, const KeyedUtterance& b) {
    for (std::size_t i = 0; i < a.beginning.size(); ++i)
      if (a.beginning[i] != b.beginning[i]) return a.beginning[i] < b.beginning[i];
    return a.key() < b.key();
  }
};

/// All utterances by key, those of one key in the order in which they were said.
std::vector<KeyedUtterance> sorted_by_key(const std::vector<Utterances>& utterances, unsigned threads) {
  std::vector<std::vector<KeyedUtterance>> runs(utterances.size());
  models::parallel_for(runs.size(), threads, [&](std::size_t r) {
    for (const Utterance& utterance : utterances[r].all()) runs[r].emplace_back(utterance);
    std::ranges::stable_sort(runs[r], std::less());
  });
  while (runs.size() > 1) {  // neighbours are merged, the earlier one first
    std::vector<std::vector<KeyedUtterance>> merged((runs.size() + 1) / 2);
    models::parallel_for(merged.size(), threads, [&](std::size_t m) {
      const std::size_t left = 2 * m, right = 2 * m + 1;
      if (right == runs.size()) {
        merged[m] = std::move(runs[left]);
        return;
      }
      merged[m].reserve(runs[left].size() + runs[right].size());
      std::ranges::merge(runs[left], runs[right], std::back_inserter(merged[m]), std::less());
    });
    runs = std::move(merged);
  }
  return runs.empty() ? std::vector<KeyedUtterance>() : std::move(runs.front());
}

/// What was said by all of `utterances`, which have one key, and the survey kind where it is at home.
std::pair<SurveyKind, Unit> unit_of(std::span<const KeyedUtterance> utterances) {
  std::array<double, 2> times{};
  std::set<std::string_view> employees;
  const Utterance& first = *utterances.front().utterance;
  std::string_view first_quarter;
  for (const KeyedUtterance& keyed : utterances) {
    const Utterance& utterance = *keyed.utterance;
    ++times[static_cast<std::size_t>(utterance.survey)];
    if (utterance.survey == SurveyKind::kEnps) employees.insert(utterance.person);
    const bool is_earlier = first_quarter.empty() || utterance.quarter < first_quarter;
    if (is_earlier && !utterance.quarter.empty()) first_quarter = utterance.quarter;
  }
  const SurveyKind home = times[1] > times[0] ? SurveyKind::kEnps : SurveyKind::kNps;
  Unit unit{.key = first.key,
            .normalized = first.normalized,
            .language = first.language,
            .weight = times[static_cast<std::size_t>(home)],
            .polarity = first.polarity,
            .code_points = first.code_points,
            .table_rows = first.table_rows,
            .label_terms = first.label_terms,
            .first_quarter = first_quarter};
  if (home == SurveyKind::kEnps) unit.people.assign(employees.begin(), employees.end());
  return {home, unit};
}

/// As nlp::near_copies.
std::vector<std::uint32_t> copies_among(const UnitSet& units, unsigned threads) {
  std::vector<std::string_view> texts;
  texts.reserve(units.size());
  for (const Unit& unit : units) texts.push_back(unit.normalized);
  return nlp::near_copies(texts, [threads](std::size_t count, const std::function<void(std::size_t)>& body) {
    models::parallel_for(count, threads, body);
  });
}

}  // namespace

UnitSet::UnitSet(std::initializer_list<Unit> units) {
  for (const Unit& unit : units) add(unit);
}

UnitSet::UnitSet(std::vector<Unit> units, std::vector<std::shared_ptr<const TextMemory>> memory)
    : units_(std::move(units)), memory_(std::move(memory)) {}

void UnitSet::add(const Unit& unit) {
  Unit& copy = units_.emplace_back(unit);
  copy.key = own_->keep(unit.key);
  copy.normalized = own_->keep(unit.normalized);
  copy.table_rows = own_->keep(unit.table_rows);
  copy.label_terms = own_->keep(unit.label_terms);
  for (std::string_view& person : copy.people) person = own_->keep(person);
  copy.first_quarter = own_->keep(unit.first_quarter);
}

void UnitSet::set_table_rows(std::size_t index, std::span<const std::uint32_t> rows) {
  units_[index].table_rows = own_->keep(rows);
}

std::map<SurveyKind, UnitSet> make_unit_sets(const std::vector<Utterances>& utterances, unsigned threads) {
  constexpr std::ptrdiff_t kAhead = models::kStepsAhead;
  const std::vector<KeyedUtterance> sorted = sorted_by_key(utterances, threads);
  std::array<std::vector<Unit>, 2> units;
  for (auto& of_survey : units) of_survey.reserve(sorted.size());  // room that stays empty costs nothing
  for (auto first = sorted.begin(); first != sorted.end();) {
    if (sorted.end() - first > kAhead) models::prefetch(std::span(first[kAhead].utterance, 1));
    const auto last = std::find_if(first, sorted.end(), [&](const KeyedUtterance& other) { return *first < other; });
    const auto [home, unit] = unit_of({first, last});
    units[static_cast<std::size_t>(home)].push_back(unit);
    first = last;
  }
  std::vector<std::shared_ptr<const TextMemory>> memory;
  for (const Utterances& part : utterances) memory.push_back(part.memory());
  std::map<SurveyKind, UnitSet> sets;
  for (const SurveyKind survey : {SurveyKind::kNps, SurveyKind::kEnps})
    if (auto& of_survey = units[static_cast<std::size_t>(survey)]; !of_survey.empty())
      sets.emplace(survey, UnitSet(std::move(of_survey), memory));
  return sets;
}

std::vector<std::uint32_t> speakers_of(const UnitSet& units, const std::vector<bool>& has_theme, unsigned threads) {
  const std::vector<std::uint32_t> copy_of = copies_among(units, threads);
  std::vector<std::size_t> versions(units.size(), 0);
  for (std::uint32_t original : copy_of) ++versions[original];
  std::vector<std::uint32_t> speaker(units.size());
  for (std::uint32_t i = 0; i < units.size(); ++i) speaker[i] = i;
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    std::uint32_t& of_campaign = speaker[copy_of[i]];
    if (versions[copy_of[i]] >= kCampaign && has_theme[i] && !has_theme[of_campaign]) of_campaign = i;
  }
  for (std::uint32_t i = 0; i < units.size(); ++i)
    if (versions[copy_of[i]] >= kCampaign && copy_of[i] != i) speaker[i] = speaker[copy_of[i]];
  for (std::uint32_t i = 0; i < units.size(); ++i) speaker[speaker[i]] = speaker[i];
  return speaker;
}

void read_table_rows(UnitSet& units, const Assets& assets, unsigned threads) {
  std::vector<std::vector<std::uint32_t>> rows(units.size());
  models::parallel_chunks(units.size(), kChunk, threads, [&](std::size_t begin, std::size_t end) {
    TermReader reader(assets);
    std::vector<nlp::Token> tokens;
    for (std::size_t i = begin; i < end; ++i) {
      reader.tokenize(units[i].normalized, units[i].language, tokens);
      rows[i] = reader.known_terms(tokens, units[i].language).rows;
    }
  });
  for (std::size_t i = 0; i < rows.size(); ++i) units.set_table_rows(i, rows[i]);
}

std::vector<models::Language> unit_languages(const UnitSet& units) {
  std::vector<models::Language> languages;
  languages.reserve(units.size());
  for (const Unit& unit : units) languages.push_back(table_language(unit.language));
  return languages;
}

}  // namespace koe::stages

#include "pipeline/stages/theme/unit_set.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "models/parallel.h"
#include "nlp/near_copies.h"
#include "nlp/utf8.h"
#include "nlp/word_map.h"
#include "pipeline/stages/languages.h"
#include "pipeline/stages/text_terms.h"

namespace koe::stages {
namespace {

constexpr std::size_t kChunk = 256;  ///< units a thread takes at a time
constexpr std::size_t kCampaign = 10;  ///< fewer versions do not make a neighbourhood of their own

/// As nlp::near_copies.
std::vector<std::uint32_t> copies_among(const UnitSet& units, unsigned threads) {
  std::vector<nlp::TextFingerprint> fingerprints(units.size());
  std::vector<std::uint32_t> copy_of(units.size());
  nlp::NearCopies copies;
  models::parallel_in_order(
      units.size(), kChunk, threads,
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) fingerprints[i] = nlp::text_fingerprint(units[i].normalized);
      },
      [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) copy_of[i] = copies.add(std::move(fingerprints[i]));
      });
  return copy_of;
}

}  // namespace

std::map<SurveyKind, UnitSet> make_unit_sets(std::vector<store::StoredSegment> segments,
                                             const std::map<std::int64_t, Writer>& writer_of) {
  struct Said {
    store::StoredSegment* first = nullptr;
    std::array<double, 2> times{};
    std::set<std::string> employees;
    std::string first_quarter;
  };
  nlp::WordMap<std::uint32_t> number_of;  // by unit_key
  std::vector<Said> said;
  for (store::StoredSegment& segment : segments) {
    if (segment.unit_key.empty()) continue;
    const auto* known = number_of.find(segment.unit_key);
    const std::size_t number = known != number_of.end() ? known->second : said.size();
    if (number == said.size()) {
      number_of.add(std::move(segment.unit_key), static_cast<std::uint32_t>(number));
      said.push_back({.first = &segment});
    }
    Said& entry = said[number];
    const Writer& writer = writer_of.at(segment.response_no);
    ++entry.times[static_cast<std::size_t>(writer.survey)];
    if (writer.survey == SurveyKind::kEnps) entry.employees.insert(writer.person);
    const bool is_earlier = entry.first_quarter.empty() || writer.quarter < entry.first_quarter;
    if (is_earlier && !writer.quarter.empty()) entry.first_quarter = writer.quarter;
  }
  auto keys = number_of.take_entries();
  std::ranges::sort(keys, {}, [](const auto& entry) -> const std::string& { return entry.first; });
  std::map<SurveyKind, UnitSet> sets;
  for (auto& [key, number] : keys) {
    Said& entry = said[number];
    store::StoredSegment& first = *entry.first;
    const SurveyKind home = entry.times[1] > entry.times[0] ? SurveyKind::kEnps : SurveyKind::kNps;
    const std::uint32_t code_points = nlp::count_code_points(first.normalized);
    sets[home].push_back({.key = std::move(key),
                          .normalized = std::move(first.normalized),
                          .language = first.language,
                          .weight = entry.times[static_cast<std::size_t>(home)],
                          .polarity = first.polarity,
                          .code_points = code_points,
                          .table_rows = std::move(first.table_rows),
                          .label_terms = std::move(first.label_terms),
                          .people = {},
                          .first_quarter = std::move(entry.first_quarter)});
    if (home == SurveyKind::kEnps) sets[home].back().people.assign(entry.employees.begin(), entry.employees.end());
  }
  return sets;
}

std::map<std::int64_t, Writer> writers_of(const std::vector<store::StoredResponse>& responses) {
  std::map<std::int64_t, Writer> writers;
  for (const store::StoredResponse& response : responses) {
    const bool is_named = !response.respondent_id.empty();
    writers[response.response_no] = {
        .survey = response.survey,
        .person = is_named ? "p" + response.respondent_id : "r" + std::to_string(response.response_no),
        .quarter = response.period ? to_string(*response.period) : ""};
  }
  return writers;
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
  models::parallel_chunks(units.size(), kChunk, threads, [&](std::size_t begin, std::size_t end) {
    TermReader reader(assets);
    std::vector<nlp::Token> tokens;
    for (std::size_t i = begin; i < end; ++i) {
      reader.tokenize(units[i].normalized, units[i].language, tokens);
      units[i].table_rows = reader.known_terms(tokens, units[i].language).rows;
    }
  });
}

std::vector<models::Language> unit_languages(const UnitSet& units) {
  std::vector<models::Language> languages;
  languages.reserve(units.size());
  for (const Unit& unit : units) languages.push_back(table_language(unit.language));
  return languages;
}

}  // namespace koe::stages

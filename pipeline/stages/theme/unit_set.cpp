#include "pipeline/stages/theme/unit_set.h"

#include <array>
#include <set>

#include "models/parallel.h"
#include "nlp/near_copies.h"
#include "nlp/utf8.h"
#include "pipeline/stages/languages.h"
#include "pipeline/stages/text_terms.h"

namespace koe::stages {
namespace {

constexpr std::size_t kChunk = 256;  ///< units a thread takes at a time
constexpr std::size_t kCampaign = 10;  ///< fewer versions do not make a neighbourhood of their own

}  // namespace

std::map<SurveyKind, UnitSet> make_unit_sets(const std::vector<store::StoredSegment>& segments,
                                             const std::map<std::int64_t, Writer>& writer_of) {
  struct Said {
    const store::StoredSegment* first = nullptr;
    std::array<double, 2> times{};
    std::array<std::set<std::string>, 2> people;
  };
  std::map<std::string, Said> said;
  for (const store::StoredSegment& segment : segments) {
    if (segment.unit_key.empty()) continue;
    Said& entry = said[segment.unit_key];
    if (entry.first == nullptr) entry.first = &segment;
    const Writer& writer = writer_of.at(segment.response_no);
    ++entry.times[static_cast<std::size_t>(writer.survey)];
    entry.people[static_cast<std::size_t>(writer.survey)].insert(writer.person);
  }
  std::map<SurveyKind, UnitSet> sets;
  for (const auto& [key, entry] : said) {
    const SurveyKind home = entry.times[1] > entry.times[0] ? SurveyKind::kEnps : SurveyKind::kNps;
    const std::set<std::string>& people = entry.people[static_cast<std::size_t>(home)];
    sets[home].push_back({.key = key,
                          .normalized = entry.first->normalized,
                          .language = entry.first->language,
                          .weight = entry.times[static_cast<std::size_t>(home)],
                          .polarity = entry.first->polarity,
                          .code_points = nlp::count_code_points(entry.first->normalized),
                          .people = {people.begin(), people.end()}});
  }
  return sets;
}

std::map<std::int64_t, Writer> writers_of(const std::vector<store::StoredResponse>& responses) {
  std::map<std::int64_t, Writer> writers;
  for (const store::StoredResponse& response : responses) {
    const bool is_named = !response.respondent_id.empty();
    writers[response.response_no] = {
        response.survey, is_named ? "p" + response.respondent_id : "r" + std::to_string(response.response_no)};
  }
  return writers;
}

std::vector<std::uint32_t> speakers_of(const UnitSet& units, const std::vector<bool>& has_theme) {
  std::vector<std::string> texts;
  for (const Unit& unit : units) texts.push_back(unit.normalized);
  const std::vector<std::uint32_t> copy_of = nlp::near_copies(texts);
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

models::Matrix embed_units(const UnitSet& units, const Assets& assets, unsigned threads) {
  std::vector<models::embedding::TextTerms> terms(units.size());
  models::parallel_chunks(units.size(), kChunk, threads, [&](std::size_t begin, std::size_t end) {
    TermReader reader(assets);
    for (std::size_t i = begin; i < end; ++i) terms[i] = reader.read(units[i].normalized, units[i].language);
  });
  return assets.embedder().embed(terms, threads).vectors;
}

std::vector<models::Language> unit_languages(const UnitSet& units) {
  std::vector<models::Language> languages;
  languages.reserve(units.size());
  for (const Unit& unit : units) languages.push_back(table_language(unit.language));
  return languages;
}

}  // namespace koe::stages

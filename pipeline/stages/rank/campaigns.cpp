#include "pipeline/stages/rank/campaigns.h"

#include <algorithm>
#include <set>

#include "nlp/near_copies.h"
#include "nlp/utf8.h"

namespace koe::stages {
namespace {

constexpr std::int64_t kFewestResponses = 10;
constexpr std::uint32_t kFewestCharacters = 20;  // shorter ones are said by many of themselves: 「特に問題ありません」

/// unit_key -> the key of the text that it is a copy of, among the texts of one survey kind.
std::map<std::string, std::string> originals_of(SurveyKind survey, const StoredData& data) {
  std::set<std::int64_t> responses;
  for (const store::StoredResponse& response : data.responses)
    if (response.survey == survey) responses.insert(response.response_no);
  std::map<std::string, std::string> text_of;
  for (const store::StoredSegment& segment : data.segments)
    if (!segment.unit_key.empty() && responses.contains(segment.response_no))
      text_of.emplace(segment.unit_key, segment.normalized);
  std::vector<std::string> keys;
  std::vector<std::string_view> texts;
  for (const auto& [key, text] : text_of) {
    keys.push_back(key);
    texts.emplace_back(text);
  }
  const std::vector<std::uint32_t> copy_of = nlp::near_copies(texts);
  std::map<std::string, std::string> original;
  for (std::size_t i = 0; i < keys.size(); ++i) original[keys[i]] = keys[copy_of[i]];
  return original;
}

/// Who sent the copies of one text.
struct Copies {
  const store::ReleasedSegment* first = nullptr;
  std::set<std::int64_t> responses;
  std::set<std::string> people, accounts, versions;
  std::map<std::string, std::int64_t> unnamed;  ///< by quarter: nobody answers twice in a wave
};

CampaignResult row_of(const Copies& copies) {
  CampaignResult row{.response_id = copies.first->row.response_id,
                     .theme_id = copies.first->row.theme_id,
                     .responses = static_cast<std::int64_t>(copies.responses.size()),
                     .respondents = static_cast<std::int64_t>(copies.people.size()),
                     .accounts = static_cast<std::int64_t>(copies.accounts.size()),
                     .versions = static_cast<std::int64_t>(copies.versions.size()),
                     .text = copies.first->row.text};
  std::int64_t most = 0;
  for (const auto& [period, count] : copies.unnamed) most = std::max(most, count);
  row.respondents += most;
  return row;
}

}  // namespace

std::vector<CampaignResult> campaigns_in(const std::vector<store::ReleasedSegment>& released, const StoredData& data) {
  std::map<std::int64_t, const store::StoredResponse*> response_of;
  for (const store::StoredResponse& response : data.responses) response_of[response.response_no] = &response;
  const std::map<std::string, std::string> original = originals_of(SurveyKind::kNps, data);
  std::map<std::string, Copies> by_original;
  for (const store::ReleasedSegment& segment : released) {
    if (segment.row.survey != SurveyKind::kNps || segment.unit_key.empty()) continue;
    Copies& copies = by_original[original.at(segment.unit_key)];
    if (copies.first == nullptr) copies.first = &segment;
    copies.versions.insert(segment.unit_key);
    if (!copies.responses.insert(segment.response_no).second) continue;
    const store::StoredResponse& response = *response_of.at(segment.response_no);
    if (!response.account_id.empty()) copies.accounts.insert(response.account_id);
    if (response.respondent_id.empty()) {
      ++copies.unnamed[segment.period];
    } else {
      copies.people.insert(response.respondent_id);
    }
  }
  std::vector<CampaignResult> rows;
  for (const auto& [key, copies] : by_original)
    if (static_cast<std::int64_t>(copies.responses.size()) >= kFewestResponses &&
        nlp::count_code_points(copies.first->row.text) >= kFewestCharacters)
      rows.push_back(row_of(copies));
  std::sort(rows.begin(), rows.end(), [](const CampaignResult& a, const CampaignResult& b) {
    return std::pair(-a.responses, a.response_id) < std::pair(-b.responses, b.response_id);
  });
  return rows;
}

std::int64_t count_different_texts(SurveyKind survey, const StoredData& data) {
  std::set<std::string> originals;
  for (const auto& [key, original] : originals_of(survey, data)) originals.insert(original);
  return static_cast<std::int64_t>(originals.size());
}

}  // namespace koe::stages

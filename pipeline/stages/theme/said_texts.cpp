#include "pipeline/stages/theme/said_texts.h"

#include <algorithm>
#include <charconv>

#include "pipeline/store/response_store.h"

namespace koe::stages {
namespace {

/// A response's name and, if given, the place of a segment in it.
struct SaidBy {
  std::string response_id;
  std::optional<int> ordinal;
};

/// "R-17:2" as response R-17, segment 2.
SaidBy parse_said_by(const std::string& name) {
  const std::size_t colon = name.rfind(':');
  if (colon == std::string::npos) return {name, std::nullopt};
  int ordinal = 0;
  const char* end = name.data() + name.size();
  const auto parsed = std::from_chars(name.data() + colon + 1, end, ordinal);
  if (parsed.ec != std::errc() || parsed.ptr != end) return {name, std::nullopt};
  return {name.substr(0, colon), ordinal};
}

Failure<Issue> refusal(IssueCode code, std::vector<std::string> args) {
  return Failure<Issue>(Issue{.code = code, .severity = Severity::kRefused, .args = std::move(args)});
}

}  // namespace

SaidTexts::SaidTexts(store::Database& database) {
  std::map<std::int64_t, std::pair<SurveyKind, std::string>> name_of;
  for (const store::StoredResponse& response : store::ResponseStore(database).read_all()) {
    name_of[response.response_no] = {response.survey, response.response_id};
    responses_.emplace(response.survey, response.response_id);
  }
  for (store::StoredSegment& segment : store::SegmentStore(database).segments()) {
    if (segment.unit_key.empty()) continue;
    const auto& [survey, response_id] = name_of.at(segment.response_no);
    said_.emplace(response_id, SaidText{survey, std::move(segment)});
  }
}

Result<SaidText, Issue> SaidTexts::find(const std::string& name, std::optional<SurveyKind> survey) const {
  const auto is_known = [&](const std::string& response_id) {
    return std::ranges::any_of(responses_, [&](const auto& response) {
      return response.second == response_id && (!survey || response.first == *survey);
    });
  };
  const SaidBy said_by = is_known(name) ? SaidBy{name, std::nullopt} : parse_said_by(name);
  if (!is_known(said_by.response_id))
    return refusal(IssueCode::kResponseNotFound,
                   {said_by.response_id, survey ? std::string(koe::name_of(*survey)) : "nps, enps"});
  std::map<std::string, const SaidText*> texts;
  const auto [first, last] = said_.equal_range(said_by.response_id);
  for (auto said = first; said != last; ++said) {
    const SaidText& text = said->second;
    if ((survey && text.survey != *survey) || (said_by.ordinal && text.segment.ordinal != *said_by.ordinal)) continue;
    texts.emplace(text.segment.unit_key, &text);
  }
  if (texts.empty()) return refusal(IssueCode::kSegmentNotFound, {name});
  if (texts.size() == 1) return *texts.begin()->second;
  std::vector<std::string> names;
  for (const auto& [unit_key, text] : texts)
    names.push_back(said_by.response_id + ":" + std::to_string(text->segment.ordinal));
  std::ranges::sort(names);
  std::string choices;
  for (const std::string& choice : names) choices += (choices.empty() ? "" : ", ") + choice;
  return refusal(IssueCode::kSegmentAmbiguous, {said_by.response_id, choices});
}

}  // namespace koe::stages

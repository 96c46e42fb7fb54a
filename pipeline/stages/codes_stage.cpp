#include "pipeline/stages/codes_stage.h"

#include <map>

#include "pipeline/ingest/codes_reader.h"
#include "pipeline/store/response_store.h"
#include "pipeline/store/theme_store.h"

namespace koe::stages {
namespace {

/// Numbers of the coded themes of one survey kind by their name, made on first use.
class CodedThemes {
 public:
  CodedThemes(store::ThemeStore& store, SurveyKind survey) : store_(store), survey_(survey) {
    for (const store::StoredTheme& theme : store_.themes(survey))
      if (theme.origin == store::ThemeOrigin::kCoded) number_[theme.label_en] = theme.theme_no;
  }

  [[nodiscard]] std::int64_t number_of(const std::string& code) {
    const auto known = number_.find(code);
    if (known != number_.end()) return known->second;
    store::StoredTheme theme;
    theme.survey = survey_;
    theme.origin = store::ThemeOrigin::kCoded;
    theme.label_ja = code;
    theme.label_en = code;
    return number_[code] = store_.save(theme);
  }

 private:
  store::ThemeStore& store_;
  SurveyKind survey_;
  std::map<std::string, std::int64_t> number_;
};

}  // namespace

FileSummary import_codes(store::Database& database, const std::filesystem::path& path) {
  FileSummary summary;
  summary.name = path.filename().string();
  auto reading = read_codes(path);
  if (!reading) {
    summary.refused = true;
    summary.issues.push_back(std::move(reading.error()));
    return summary;
  }
  summary.records = reading->records;
  summary.issues = std::move(reading->issues);
  summary.rejected = summary.records - reading->codes.size();

  std::multimap<std::string, const store::StoredResponse*> response_by_id;
  const std::vector<store::StoredResponse> responses = store::ResponseStore(database).read_all();
  for (const store::StoredResponse& response : responses) response_by_id.emplace(response.response_id, &response);

  store::Transaction transaction(database);
  store::ThemeStore store(database);
  std::map<SurveyKind, CodedThemes> themes;
  std::map<SurveyKind, std::map<std::int64_t, std::vector<std::int64_t>>> codes;
  for (const ResponseCode& code : reading->codes) {
    const auto [begin, end] = response_by_id.equal_range(code.response_id);
    if (begin == end) {
      summary.issues.push_back({.code = IssueCode::kUnknownResponse, .severity = Severity::kWarning,
                                .file = summary.name, .line = code.line, .args = {code.response_id}});
      continue;
    }
    for (auto found = begin; found != end; ++found) {
      const SurveyKind survey = found->second->survey;
      CodedThemes& known = themes.try_emplace(survey, store, survey).first->second;
      codes[survey][found->second->response_no].push_back(known.number_of(code.code));
    }
    ++summary.stored;
  }
  for (const auto& [survey, pairs] : codes) store.replace_codes(survey, pairs);
  transaction.commit();
  return summary;
}

}  // namespace koe::stages

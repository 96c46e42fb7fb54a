// Small responses for the store's tests; every field distinct so that a swapped column shows.
#pragma once
#include "pipeline/domain/survey.h"
#include "pipeline/store/ledger_store.h"

namespace koe::store {

inline Response make_response(const std::string& id, int score, const std::string& verbatim) {
  Response response;
  response.response_id = id;
  response.responded_at = "2026-07-01T09:30:00";
  response.respondent_id = "person-" + id;
  response.account_id = "account-" + id;
  response.score = score;
  response.verbatim = verbatim;
  response.attributes = {{"department", "Sales " + id}};
  response.line = 4;
  return response;
}

inline std::int64_t add_survey_source(Database& database, const std::string& sha = "sha-1") {
  return LedgerStore(database).add_source({.sha256 = sha, .settings = "", .name = "export.csv", .content = "nps",
                                           .layout = "generic", .encoding = "UTF-8", .records = 3});
}

}  // namespace koe::store

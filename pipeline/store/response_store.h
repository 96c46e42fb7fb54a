// Which responses do we hold? Every response once, in its latest version, with all versions kept beside it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/domain/survey.h"
#include "pipeline/store/database.h"
#include "pipeline/store/ledger_store.h"

namespace koe::store {

/// A response as analysis reads it. `response_no` orders and joins; `period` is absent when the date is unknown.
struct StoredResponse {
  std::int64_t response_no = 0;
  SurveyKind survey = SurveyKind::kNps;
  std::string response_id;
  std::string responded_at;
  std::optional<Quarter> period;
  std::string respondent_id;
  std::string account_id;
  std::optional<int> score;
  std::string verbatim;
  std::vector<Attribute> attributes;
};

/// What a respondent wrote.
struct Verbatim {
  std::int64_t response_no = 0;
  std::string text;
};

/// Who gave a response, in which survey, and when.
struct Author {
  std::int64_t response_no = 0;
  SurveyKind survey = SurveyKind::kNps;
  std::string respondent_id;  ///< "" when nobody is named
  std::string period;         ///< quarter as to_string gives it; "" unknown
};

/// Outcome of offering one response to the store.
struct Offer {
  Disposition disposition = Disposition::kStored;
  std::int64_t response_no = 0;
};

/// Responses in and out. All writes inside the caller's transaction.
/// Checked in tests/unit/store/response_store_test.cpp.
class ResponseStore {
 public:
  explicit ResponseStore(Database& database) : database_(database) {}

  /// Stores `response` under `identity` unless this very version is already known (duplicate). A new version of a known
  /// response replaces it (revised), unless it was answered earlier than the version in force: then it is only filed.
  Offer offer(const Response& response, const std::string& identity, const std::string& content_hash,
              std::int64_t source_no);

  /// All responses in order of response_no. Cost: the whole table in memory.
  [[nodiscard]] std::vector<StoredResponse> read_all() const;

  /// The authors of the responses [first, last], in order of response_no.
  [[nodiscard]] std::vector<Author> authors(std::int64_t first, std::int64_t last) const;

  /// The highest response_no; 0 without responses.
  [[nodiscard]] std::int64_t last_response_no() const;

  /// All verbatims that are not empty, in order of response_no.
  [[nodiscard]] std::vector<Verbatim> verbatims() const;

  /// Changes exactly when any response's identity or version does: the start of the stages' fingerprints.
  [[nodiscard]] std::string state_hash() const;

 private:
  Database& database_;
};

}  // namespace koe::store

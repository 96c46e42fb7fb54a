// Who answered what, and whose answers does each figure about employees count? The survey and its ledger in the terms of
// models/anonymity.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "models/anonymity/answers.h"
#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"
#include "pipeline/store/publication_store.h"

namespace koe::stages {

/// A response's score as the ledger names it. Precondition: it has a score.
/// Checked in tests/unit/stages/employee_release_test.cpp.
[[nodiscard]] store::PublishedAnswer answer_of(const store::StoredResponse& response);

/// The answers and groups of an eNPS survey, those of the ledger included, as models/anonymity reads them.
/// Checked in tests/unit/stages/employee_release_test.cpp.
class EmployeeAnswers {
 public:
  /// `responses`: all of the survey, for who answered; `ledger`: every published figure.
  EmployeeAnswers(const std::vector<const store::StoredResponse*>& responses,
                  const std::vector<store::PublishedFigure>& ledger);

  /// Index of an answer, a new one if needed.
  std::uint32_t index_of(const store::PublishedAnswer& answer);

  [[nodiscard]] const std::vector<models::anonymity::Answer>& all() const { return answers_; }
  [[nodiscard]] const store::PublishedAnswer& operator[](std::uint32_t index) const { return named_[index]; }

  /// Published versions of a figure, newest first.
  [[nodiscard]] const std::vector<models::anonymity::Group>& published(const store::FigureKey& key) const;
  [[nodiscard]] const std::map<store::FigureKey, std::vector<models::anonymity::Group>>& published() const {
    return published_;
  }

 private:
  std::map<std::int64_t, std::pair<std::uint32_t, bool>> person_of_;  ///< by response_no: number, has a name
  std::map<store::PublishedAnswer, std::uint32_t> index_;
  std::vector<models::anonymity::Answer> answers_;
  std::vector<store::PublishedAnswer> named_;
  std::map<std::string, std::uint32_t> waves_;
  std::map<store::FigureKey, std::vector<models::anonymity::Group>> published_;
};

/// Whose answers each row of nps.csv counts, by key; kTotal left out. `rows`: as nps_figures lists them.
[[nodiscard]] std::map<store::FigureKey, models::anonymity::Group> groups_of_rows(const SurveyView& view,
                                                                                  const std::vector<NpsResult>& rows,
                                                                                  EmployeeAnswers& answers);

}  // namespace koe::stages

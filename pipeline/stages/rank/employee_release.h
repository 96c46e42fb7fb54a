// What may be said about employees? Everything about eNPS passes here before a figure is computed: answers that cannot be
// shown yet are withheld from the data, score rows are chosen and made of published counts alone, and themes keep only
// mentions that may be counted. What is shown goes into the ledger of published figures.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/domain/run_result.h"
#include "pipeline/stages/rank/survey_view.h"
#include "pipeline/store/publication_store.h"

namespace koe::stages {

/// What one run shows of its employees.
struct EmployeeRelease {
  std::vector<NpsResult> rows;                    ///< of nps.csv
  std::int64_t withheld = 0;                      ///< responses that no figure counts yet
  std::vector<store::PublishedFigure> figures;    ///< shown now and new to the ledger
  std::vector<std::string> states;                ///< fingerprints of what was decided
};

/// Chooses the score figures of the eNPS survey in `data`, and replaces its eNPS responses by those that may be counted,
/// with the score and quarter under which they were published. A survey without any score stays as it is: its themes
/// need k people (theme_figures.h), and there is no answer to tell. `k`: RunConfig::anonymity_k.
/// Cost: see models/anonymity/release.h. Checked in tests/unit/stages/employee_release_test.cpp.
[[nodiscard]] EmployeeRelease release_scores(StoredData& data, const store::PublicationStore& ledger, std::int64_t k);

/// Leaves in `view` (of the released data) only themes and mentions that may be shown; counts the others in
/// `view.coverage.themes_hidden`, and adds what is new to `release`. Who answered more than once and how many wrote in
/// which language stay in the view only where k people hide in them.
void release_themes(SurveyView& view, const store::PublicationStore& ledger, std::int64_t k, EmployeeRelease& release);

}  // namespace koe::stages

#include "pipeline/ingest/survey_kind.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "pipeline/ingest/text_folding.h"

namespace koe {
namespace {

// A word of the evidence: positive weights speak for employees, negative ones for customers.
struct Clue {
  std::string_view word;  // as header_key() leaves it
  int weight;
};

constexpr std::array kQuestionClues = {
    Clue{"職場", 4},          Clue{"働く", 3},        Clue{"勤務", 3},       Clue{"就職", 4},
    Clue{"入社", 4},          Clue{"転職", 3},        Clue{"会社として", 3}, Clue{"この会社", 2},
    Clue{"当社で", 2},        Clue{"placetowork", 4}, Clue{"workplace", 4},  Clue{"employer", 4},
    Clue{"workingat", 3},     Clue{"workingfor", 3},  Clue{"enps", 4},       Clue{"製品", -2},
    Clue{"サービス", -2},     Clue{"product", -2},    Clue{"service", -2},   Clue{"recommendus", -2},
    Clue{"ourcompanyto", -1}, Clue{"商品", -2},       Clue{"御社", -1}};

constexpr std::array kFileNameClues = {Clue{"enps", 3}, Clue{"employee", 3},  Clue{"従業員", 3},
                                       Clue{"社員", 3}, Clue{"customer", -2}, Clue{"顧客", -2}};

constexpr std::array<std::string_view, 8> kDepartmentWords = {"department", "部署", "部門", "所属",
                                                              "勤続",       "役職", "等級", "雇用形態"};

bool contains(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

class Evidence {
 public:
  void add(int weight, const std::string& reason) {
    sum_ += weight;
    why_ += (why_.empty() ? "" : "; ") + reason + (weight > 0 ? " (employees)" : " (customers)");
  }
  [[nodiscard]] SurveyKindGuess conclude() const {
    if (sum_ == 0)
      return {SurveyKind::kNps, 0.5, why_.empty() ? "nothing tells customers from employees" : why_};
    const double strength = std::min(std::abs(sum_), 6) / 6.0;
    return {sum_ > 0 ? SurveyKind::kEnps : SurveyKind::kNps, 0.6 + 0.39 * strength, why_};
  }

 private:
  int sum_ = 0;
  std::string why_;
};

}  // namespace

SurveyKindGuess guess_survey_kind(std::span<const ColumnProfile> columns,
                                  std::span<const ColumnFinding> findings, std::string_view file_name) {
  Evidence evidence;
  bool department = false, employee_number = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string key = header_key(columns[i].header) + header_key(columns[i].label);
    if (findings[i].role == ColumnRole::kScore) {
      for (const Clue& clue : kQuestionClues) {
        if (contains(key, clue.word))
          evidence.add(clue.weight, "the question says '" + std::string(clue.word) + "'");
      }
    }
    if ((key == "survey" || key == "surveytype") && columns[i].values.size() == 1) {
      if (const auto kind = parse_survey_kind(fold(*columns[i].values.begin())))
        evidence.add(*kind == SurveyKind::kEnps ? 6 : -6, "column '" + columns[i].header + "' says so");
    }
    department = department || std::any_of(kDepartmentWords.begin(), kDepartmentWords.end(),
                                           [&](std::string_view word) { return contains(key, word); });
    employee_number =
        employee_number || contains(key, "社員") || contains(key, "従業員") || contains(key, "employee");
  }
  const bool accounts = column_of(findings, ColumnRole::kAccountId).has_value();
  if (accounts) evidence.add(-3, "there is an account column");
  if (department && !accounts) evidence.add(2, "departments and no account column");
  if (employee_number) evidence.add(3, "an employee column");

  const std::string name = header_key(file_name.substr(file_name.find_last_of('/') + 1));
  for (const Clue& clue : kFileNameClues) {
    if (contains(name, clue.word))
      evidence.add(clue.weight, "the file name says '" + std::string(clue.word) + "'");
  }
  if (contains(name, "nps") && !contains(name, "enps")) evidence.add(-2, "the file name says 'nps'");
  return evidence.conclude();
}

}  // namespace koe

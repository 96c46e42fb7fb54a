// What was asked, of whom, and when: the words every other layer uses for a survey and a response.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koe {

/// Who answers: customers (NPS) or employees (eNPS). eNPS carries the anonymity rules of METHODS.md.
enum class SurveyKind : std::uint8_t { kNps, kEnps };

/// "nps" / "enps", as in the output files.
[[nodiscard]] std::string_view name_of(SurveyKind kind);
[[nodiscard]] std::optional<SurveyKind> parse_survey_kind(std::string_view name);

/// Where the answer on the 0..10 scale falls: promoter 9-10, passive 7-8, detractor 0-6 (GLOSSARY).
enum class ScoreBand : std::uint8_t { kDetractor, kPassive, kPromoter };

/// "detractors" "passives" "promoters".
[[nodiscard]] std::string_view name_of(ScoreBand band);

/// Band of a score; In: 0..10, the caller has checked the range.
[[nodiscard]] ScoreBand band_of(int score);

/// -1 detractor, 0 passive, +1 promoter: the value whose mean times 100 is the (e)NPS.
[[nodiscard]] int nps_value(int score);

/// A calendar quarter, the period of all figures over time. Ordered by time.
struct Quarter {
  int year = 0;
  int quarter = 0;  ///< 1..4
  auto operator<=>(const Quarter&) const = default;
};

/// "2026Q3".
[[nodiscard]] std::string to_string(Quarter quarter);
/// Quarter of an ISO date or date-time ("2026-07-01..."), by the calendar date as written; nullopt if not one.
[[nodiscard]] std::optional<Quarter> quarter_of(std::string_view iso_date);
/// Inverse of to_string; nullopt for anything else.
[[nodiscard]] std::optional<Quarter> parse_quarter(std::string_view text);

/// One attribute that splits respondents (department, plan, region...), as the export names it.
struct Attribute {
  std::string name;
  std::string value;
  auto operator<=>(const Attribute&) const = default;
};

/// One respondent's submission as read from an export: all values UTF-8, unchanged but for decoding.
struct Response {
  SurveyKind survey = SurveyKind::kNps;
  std::string response_id;       ///< as in the export; empty when the export has none
  std::string responded_at;      ///< ISO 8601 local date-time "YYYY-MM-DDTHH:MM:SS[+hh:mm]"; empty when unknown
  std::string respondent_id;     ///< pseudonymous key as in the export; may be empty
  std::string account_id;        ///< customer company; may be empty
  std::optional<int> score;      ///< 0..10; nullopt when the respondent left it blank
  std::string verbatim;          ///< free text exactly as given; may be empty
  std::vector<Attribute> attributes;  ///< in column order, empty values left out
  std::uint64_t line = 0;        ///< 1-based physical line in the file where the record starts
  std::uint64_t byte = 0;        ///< 0-based byte offset of the record in the decoded (UTF-8) text
};

/// A customer company (B2B unit) from the accounts file; missing columns stay empty.
struct Account {
  std::string account_id;
  std::string name;
  std::string segment;
  std::string region;
  std::optional<double> arr;     ///< annual recurring revenue, in `currency`
  std::string currency;          ///< "JPY", "USD"...; empty when the file does not say
  std::string started_on;        ///< ISO dates, may be empty
  std::string renewal_on;
  std::string churned_on;
};

}  // namespace koe

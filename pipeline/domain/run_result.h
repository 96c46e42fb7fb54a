// Everything a finished run has to say, as values: the rank stage fills it, the report layer writes CSV, JSON and HTML
// from it and computes nothing.
//
// Conventions: points are NPS points (-100..100); shares are 0..1; money is in the accounts file's currency; an absent
// optional means "unknown or suppressed" and is written as an empty cell, never as 0 or NaN.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/survey.h"

namespace koe {

/// A figure with its interval; the level (90 % or 95 %) is said where the figure is declared.
struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;
  bool operator==(const Estimate&) const = default;
};

/// Where in the customer's course a theme hurts (GLOSSARY). kNone: eNPS themes, or no rule spoke.
enum class Phase : std::uint8_t { kNone, kOnboarding, kAdoption, kExpansionRenewal, kProductFeedback };
enum class Family : std::uint8_t { kNone, kEngagement, kPerformance, kExpansion };
[[nodiscard]] std::string_view name_of(Phase phase);    ///< "onboarding"...; empty for kNone
[[nodiscard]] std::string_view name_of(Family family);  ///< "engagement"...; empty for kNone

/// Tone of a segment: complaint, neutral, praise, request.
enum class Polarity : std::uint8_t { kNegative, kNeutral, kPositive, kRequest };
[[nodiscard]] std::string_view name_of(Polarity polarity);  ///< "neg" "neu" "pos" "req"

/// How a score and its comment contradict each other (contradiction.h).
enum class Contradiction : std::uint8_t { kNone, kComplainingPromoter, kPraisingDetractor };
[[nodiscard]] std::string_view name_of(Contradiction contradiction);  ///< "complaining_promoter"...; empty for kNone

/// Language of a segment. kOther: neither Japanese nor English (kept, never dropped).
enum class Language : std::uint8_t { kJapanese, kEnglish, kOther };
[[nodiscard]] std::string_view name_of(Language language);  ///< "ja" "en" "other"

/// A respondent's own words chosen to speak for a theme; already redacted. Never filled for eNPS.
struct Quote {
  Language language = Language::kJapanese;
  std::string text;
  Polarity polarity = Polarity::kNeutral;
  std::optional<int> score;
  std::string period;  ///< "2026Q3"
};

/// One quarter of a theme's course.
struct ThemePeriod {
  std::string period;
  std::int64_t responses = 0;         ///< mentioning the theme in that quarter
  std::int64_t responses_content = 0; ///< with content in that quarter (the denominator)
  std::optional<Estimate> share;      ///< 95 %
};

/// What role a theme plays, by what complaints cost and praise gains (METHODS.md, penalty and reward).
enum class ThemeQuality : std::uint8_t { kNone, kUnclear, kMustBe, kPerformance, kAttractive };
[[nodiscard]] std::string_view name_of(ThemeQuality quality);  ///< "unclear" "must_be"...; empty for kNone
/// Why a theme was opened: new texts that no earlier theme covered.
struct Emergence {
  std::string period;                    ///< latest quarter of the data of that time; "" unknown
  std::int64_t texts = 0;                ///< different texts it was opened from
  std::string closest_ja, closest_en;    ///< the earlier theme nearest to it; empty when there was none
};

/// One row of themes.csv: a theme within one survey kind.
struct ThemeResult {
  SurveyKind survey = SurveyKind::kNps;
  std::string theme_id;   ///< "T0001", permanent
  std::string parent_id;  ///< empty at the top
  int rank = 0;           ///< 1 first
  std::optional<int> rank_low, rank_high;  ///< 90 % bootstrap interval
  std::optional<double> p_top5;            ///< 0..1
  std::string label_ja, label_en;
  std::vector<std::string> terms_ja, terms_en;  ///< contrastive terms, strongest first
  std::int64_t responses = 0, respondents = 0, accounts = 0;
  std::optional<Estimate> share;       ///< of responses with content, 95 %
  std::optional<double> nps;           ///< of the responses that mention it, points
  std::optional<ScoreBand> mostly;     ///< eNPS: 80 % or more of them are of this band; said in place of nps
  std::optional<Estimate> impact;      ///< NPS(all) - NPS(all without it), points, 95 %
  std::optional<Estimate> net_impact;  ///< the same from the joint model, 95 %
  std::optional<Estimate> arr_at_risk; ///< money, 95 %
  std::optional<Estimate> trend;       ///< log2 ratio of shares, latest quarter against the one before, 95 %
  std::optional<double> trend_q;       ///< Benjamini-Hochberg adjusted p
  std::optional<double> polarity;      ///< mean of segments, -1..1
  Phase phase = Phase::kNone;
  Family family = Family::kNone;
  std::string phase_reason, family_reason;  ///< the rule or word that decided
  std::optional<double> rank_score;    ///< what the rank goes by, in the criterion's unit; higher = earlier
  std::optional<double> effort;        ///< as given by the user
  std::optional<double> value_per_effort;  ///< rank_score / effort
  int count_rank = 0;                  ///< place by naive count, for comparison
  std::optional<Emergence> emergence;  ///< absent for themes of the first fit, and for eNPS
  bool uncertain = false;              ///< too few or interval includes 0: shown greyed, not dropped
  std::optional<double> ordinal_impact;   ///< net impact by a penalised ordinal model, points
  bool opinions_differ = false;           ///< the two joint models disagree whether it costs or brings points
  std::optional<double> relative_weight;  ///< its part of what all themes explain of the score, 0..1, summing to 1
  std::optional<double> success_gap;      ///< relative_weight - its part of all mentions, -1..1; > 0: said less than it matters
  std::optional<Estimate> penalty, reward, contrast;  ///< of complaints, of praise, their sum; points, 95 %; customers only
  ThemeQuality quality = ThemeQuality::kNone;         ///< kNone: not measured
  std::vector<ThemePeriod> course;     ///< oldest quarter first
  std::vector<Quote> quotes;           ///< up to a few per language; empty for eNPS
};

/// One row of lineage.csv: something that happened to a theme. Cosines -1..1; absent where the event has none.
struct LineageResult {
  SurveyKind survey = SurveyKind::kNps;
  std::string theme_id;
  std::string event;             ///< "born" "opened" "continued" "split_off" "merged" "ended" "renamed" "split" "revived"...
  bool by_analyst = false;       ///< else by koe
  std::string period;            ///< "2026Q3"; "" for an analyst's edits, whose time is in koe themes log
  std::string other_id;          ///< merged into, split off from, a part, the closest earlier theme
  std::optional<std::int64_t> texts;  ///< opened: from so many different texts
  std::optional<double> cohesion, old_similarity, other_similarity;  ///< opened: see store/lineage_store.h
  std::optional<double> log2_ratio, q;  ///< growing, fading: as ThemeResult::trend and trend_q
};

/// One row of nps.csv.
struct NpsResult {
  SurveyKind survey = SurveyKind::kNps;
  std::string period;  ///< "2026Q3"; empty = all periods together
  std::string by;      ///< "segment", "region", "department", "phase", "language"...; empty = everybody
  std::string value;
  std::optional<std::int64_t> n, promoters, passives, detractors;  ///< absent when suppressed
  std::optional<Estimate> nps;     ///< points, 95 % adjusted Wald
  std::optional<Estimate> change;  ///< against the quarter before, points, 95 %
  std::optional<double> p_value;   ///< of that change, two-sided
  bool suppressed = false;
  std::string change_method;       ///< "independent" "paired" "overlapping" (METHODS.md); empty without a change
  std::optional<std::int64_t> people_in_both;  ///< who answered in both quarters; never counted for employees
  std::optional<Estimate> weighted_nps;  ///< every account counts with its ARR, 95 % on the effective number
  std::optional<double> effective_n;     ///< Kish's effective number of responses behind weighted_nps
  std::string weighted_reason;     ///< why it is absent: "no_arr" "mixed_currencies" "negative_arr"; empty for eNPS
  std::optional<std::int64_t> invited;   ///< people asked, when the export lists those who did not answer
  std::optional<double> response_rate;   ///< answered / invited, 0..1
};

/// Accounts of one segment: how many there are and how many answered.
struct SegmentParticipation {
  std::string segment;
  std::int64_t accounts = 0, answering = 0;
};

/// Does it matter who answered? The customers' latest quarter against the accounts file.
struct ParticipationResult {
  std::string period;
  std::string reason;  ///< why there is no check: "no_accounts" "one_segment" "no_answers"; else empty
  std::vector<SegmentParticipation> segments;  ///< by name
  double shift = 0;    ///< points the score would move if every segment's accounts had answered alike
  bool warns = false;  ///< the shift is beyond the score's own uncertainty, or a large segment is silent
};

/// What a part of the change of the score comes from.
enum class DriverCause : std::uint8_t {
  kChange,  ///< the whole change
  kMix,     ///< other customers answered
  kBase,    ///< the level of those who mention no theme moved
  kTheme,   ///< one theme: more or less frequent (prevalence), better or worse news (severity)
};
[[nodiscard]] std::string_view name_of(DriverCause cause);  ///< "change" "mix" "base" "theme"

/// One row of drivers.csv: points, 95 %. Totals of mix, base and themes sum to the change, to the last printed digit.
struct DriverResult {
  DriverCause cause = DriverCause::kChange;
  std::string theme_id, label_ja, label_en;  ///< of kTheme
  Estimate total;
  std::optional<Estimate> prevalence, severity;  ///< of kTheme; they sum to its total
  std::int64_t mentions_before = 0, mentions_after = 0;
};

/// How many themes' contributions to a change the report names one by one.
inline constexpr std::size_t kShownDrivers = 8;

/// Why the customers' score changed between the latest two quarters.
struct ChangeDrivers {
  std::string before, after;       ///< quarters
  std::string by;                  ///< attribute whose mix was held constant; empty = none was known
  std::string reason;              ///< why there is none: "one_quarter" "too_few"; else empty
  std::vector<DriverResult> rows;  ///< change, mix, base, then themes by the size of their total
  double others = 0;               ///< sum of the totals of the themes after the first kShownDrivers
};

/// One row of bridge.csv: an employee theme and the customer theme nearest to it.
struct BridgeResult {
  std::string enps_theme, enps_label_ja, enps_label_en;
  std::string nps_theme, nps_label_ja, nps_label_en;
  double similarity = 0;   ///< cosine of the themes' centroids, each centred on its own survey, -1..1
  bool mutual = false;     ///< the employee theme is also the one nearest to the customer theme
  std::optional<int> lag;  ///< quarters the employees are ahead at the best correlation; < 0: customers are
  std::optional<double> correlation, p_value, q_value;  ///< of the quarterly shares at that lag
  std::string lag_reason;  ///< why there is no lag: "thresholds" "few_quarters" "no_variation"; else empty
};

/// What customers and employees say of the same things.
struct Bridge {
  std::string reason;       ///< why there is none: "no_customers" "no_employees" "no_centroids"; else empty
  std::string lag_reason;   ///< why no row has a lag: "few_quarters" "thresholds"; empty where one has
  std::vector<BridgeResult> rows;  ///< nearest first
};

/// One row of assignments.csv.
struct AssignmentResult {
  SurveyKind survey = SurveyKind::kNps;
  std::string response_id;
  int segment = 0;                 ///< 0-based order inside the verbatim
  std::int64_t begin = 0, end = 0; ///< code points in the original verbatim, half-open
  Language language = Language::kJapanese;
  std::string theme_id;            ///< empty = unassigned
  std::optional<double> similarity;
  Polarity polarity = Polarity::kNeutral;
  std::string text;                ///< redacted
  Contradiction contradiction = Contradiction::kNone;  ///< of the whole response; never for employees: it tells the score band
};

/// What speaks for or against an account's staying. All but the last are the health model's indicators.
enum class AccountSign : std::uint8_t {
  kLevel,     ///< mean score of the last year
  kMovement,  ///< latest quarter's scores below the earlier ones
  kTone,      ///< complaints outweigh praise
  kBurden,    ///< complaints about heavy themes that are not resolved
  kSilence,   ///< time since the last answer
  kQuiet,     ///< people who stopped answering
  kNever,     ///< never answered
  kYoung,     ///< customer for a short time
  kRenewal,   ///< renewal is near
  kLeft,      ///< has left: a fact, no indicator
};
inline constexpr std::size_t kHealthSigns = static_cast<std::size_t>(AccountSign::kLeft);
[[nodiscard]] std::string_view name_of(AccountSign sign);  ///< "level" "movement"..., as in the manifest

/// One reason for an account's standing, for the catalogue to put into words.
struct AccountReason {
  AccountSign sign = AccountSign::kLevel;
  double figure = 0;   ///< mean score, points lost, days, years, people: what the sign counts
  std::string detail;  ///< theme_id of kBurden, ISO date of kLeft and kRenewal
  bool operator==(const AccountReason&) const = default;
};

/// One row of accounts.csv.
struct AccountResult {
  std::string account_id;
  std::optional<Estimate> health;  ///< 0..100: chance to stay, 95 % (HealthResult says over which time)
  std::optional<double> nps;
  std::int64_t responses = 0;
  std::string last_response;       ///< ISO date
  std::optional<double> arr;
  std::optional<double> churn_risk;  ///< 0..1, = 1 - health / 100; absent for accounts that have left
  std::string top_theme;           ///< theme_id
  std::vector<AccountReason> reasons;  ///< strongest first; empty = no sign of risk
};

/// Where the health score comes from.
enum class HealthBasis : std::uint8_t {
  kStated,       ///< stated beliefs alone: no churn is known
  kUnvalidated,  ///< beliefs and the accounts' own churn, too little of it to validate
  kValidated,    ///< the same, validated on accounts that the fit had not seen
};
[[nodiscard]] std::string_view name_of(HealthBasis basis);  ///< "stated" "unvalidated" "validated"

/// Accounts of similar predicted chance to leave, out of sample.
struct HealthGroup {
  std::int64_t accounts = 0, left = 0;
  double expected = 0;  ///< mean predicted chance, 0..1
  Estimate observed;    ///< share that left, 95 %
};

/// How the health score was made and how far it can be believed.
struct HealthResult {
  HealthBasis basis = HealthBasis::kStated;
  std::string as_of;         ///< ISO date the scores are for; empty when no response has a date
  std::string learned_on;    ///< ISO date whose indicators were compared with what came after; empty for kStated
  std::int64_t horizon_days = 365;  ///< "leaves" means: within so many days
  std::int64_t accounts = 0, left = 0;  ///< learned from, and how many of them left
  std::int64_t left_before = 0;         ///< left before `learned_on`: their answers came too late or never
  std::optional<Estimate> auc;            ///< out of sample, 95 %
  std::optional<Estimate> auc_answering;  ///< the same among accounts that had answered
  std::optional<Estimate> slope;          ///< calibration slope, out of sample; 1 = right, below 1 = too bold
  std::optional<double> brier;
  double expected_left = 0;               ///< sum of the chances out of sample
  std::vector<HealthGroup> groups;        ///< lowest chance first
  std::vector<Estimate> weights;          ///< log odds per unit, by AccountSign
};

/// One row of contacts.csv: whom to call first.
struct ContactResult {
  int priority = 0;           ///< 1 first
  std::string account_id;     ///< empty when the person belongs to no known account
  std::string account_name;   ///< as in the accounts file; may be empty
  std::string respondent_id;  ///< the unhappiest person there; may be empty
  std::vector<AccountReason> reasons;
  std::string theme_id;       ///< what they complain about most; may be empty
  std::optional<int> score;   ///< that person's latest
  std::optional<double> nps;
  std::string last_response;
  std::optional<double> arr;
  double churn_risk = 0;      ///< 0..1
  std::optional<Estimate> health;
  double value = 0;           ///< what the order is by: revenue x chance to leave x recency
};

/// One row of beta.csv: whom to offer a theme's fix.
struct BetaResult {
  std::string theme_id;
  int theme_rank = 0;
  int priority = 0;           ///< 1 first, within the theme
  std::string account_id;
  std::string respondent_id;  ///< who complained last; may be empty
  std::int64_t responses = 0; ///< of the account, complaining about or asking for the theme
  std::string last_response;  ///< the latest of them
  std::optional<double> arr;
  double value = 0;           ///< what the order is by: revenue x chance to leave x the theme's part x recency
};

/// What later answers say about a fix.
enum class FixVerdict : std::uint8_t {
  kFewer,         ///< fewer mention the theme since, beyond what untouched themes did
  kMore,          ///< more mention it
  kOpen,          ///< the interval includes no effect
  kTooEarly,      ///< no answers since, or none before
  kNoComparison,  ///< too few untouched themes to compare with
};
[[nodiscard]] std::string_view name_of(FixVerdict verdict);  ///< "fewer" "more" "open" "too_early" "no_comparison"

/// One row of fixes.csv: a fix of a customer theme and whether it worked. Changes are those beyond what the untouched
/// themes did in the same time.
struct FixResult {
  std::string theme_id, label_ja, label_en;
  std::string fixed_on;  ///< ISO date; answers from this day on came after
  std::string note;
  FixVerdict verdict = FixVerdict::kTooEarly;
  std::int64_t mentions_before = 0, responses_before = 0;  ///< with content, within a year before
  std::int64_t mentions_after = 0, responses_after = 0;    ///< until the theme's next fix
  std::optional<Estimate> change;         ///< log2 ratio of the shares, 95 %
  std::optional<double> change_p;
  std::optional<double> impact_before, impact_after;  ///< NPS points
  std::optional<Estimate> impact_change;  ///< NPS points, 95 %; positive = it costs less
  std::optional<double> impact_p;
  std::int64_t untouched = 0;             ///< themes compared with
};

/// One file that was read, for the manifest and the report's footer; counts are those of its first ingestion.
struct SourceResult {
  std::string name;      ///< file name without folders
  std::string sha256;
  std::string layout;    ///< "qualtrics-csv", "google-forms", "jsonl", "generic"...
  std::string encoding;
  SurveyKind survey = SurveyKind::kNps;
  std::int64_t records = 0, stored = 0, revised = 0, duplicates = 0, rejected = 0;
};

/// One asset (model, dictionary, lexicon) in force, with its fingerprint.
struct AssetResult {
  std::string name, version, sha256;
};

/// Scores that say one thing and comments that say another. Responses with a score and content.
struct ContradictionCounts {
  std::int64_t promoters = 0, complaining_promoters = 0;
  std::int64_t detractors = 0, praising_detractors = 0;
};

/// How far the text of one survey kind was understood.
struct CoverageResult {
  SurveyKind survey = SurveyKind::kNps;
  std::int64_t responses = 0;            ///< all
  std::int64_t with_score = 0;
  std::int64_t with_text = 0;
  std::int64_t contentless = 0;          ///< text without content ("特になし", "n/a")
  std::int64_t with_content = 0;
  std::int64_t segments = 0;             ///< with content
  std::int64_t segments_unassigned = 0;
  std::int64_t different_texts = 0;      ///< segments with content, copies with trivial changes counted once
  std::int64_t themes_hidden = 0;        ///< eNPS themes that would give employees away: no row, no figure
  std::int64_t responses_withheld = 0;   ///< eNPS responses that no figure counts, or not yet (not in `responses`)
  std::int64_t segments_ja = 0, segments_en = 0, segments_other = 0;
  std::optional<ContradictionCounts> contradictions;  ///< customers only
  bool languages_hidden = false;         ///< eNPS: the numbers by language would give employees away and are left 0
};

/// One row of campaigns.csv: one text that came many times, with trivial changes or none. Customers' texts only.
struct CampaignResult {
  std::string response_id;               ///< of the first response with it
  std::string theme_id;                  ///< of its first version; empty = unassigned
  std::int64_t responses = 0, respondents = 0, accounts = 0;
  std::int64_t versions = 0;             ///< different texts among the copies
  std::string text;                      ///< of the first response, redacted
};

/// The whole run. Vectors are in output order.
struct RunResult {
  std::string koe_version;
  std::string rank_by;                       ///< "nps", "arr", ...
  bool enps_rows = false;                    ///< employee rows were asked for
  std::string language;                      ///< "ja"/"en": language of messages in rejects.csv
  std::vector<std::string> periods;          ///< all quarters with data, oldest first
  std::vector<CoverageResult> coverage;      ///< one per survey kind present
  std::vector<ThemeResult> themes;           ///< by survey kind (nps first), then rank
  std::vector<ThemeResult> groups;           ///< the level above: what ThemeResult::parent_id names; no rank, no money
  std::vector<CampaignResult> campaigns;     ///< most responses first
  std::vector<LineageResult> lineage;        ///< by survey kind and theme
  std::vector<NpsResult> nps;                ///< survey, by, value, period; "everybody" first
  std::optional<ParticipationResult> participation;  ///< absent without customers' answers
  std::optional<ChangeDrivers> drivers;      ///< absent without customers' answers
  std::optional<Bridge> bridge;              ///< absent without any answers
  std::vector<AssignmentResult> assignments; ///< eNPS only if enps_rows
  std::vector<AccountResult> accounts;
  std::optional<HealthResult> health;        ///< absent without customers' answers
  std::vector<ContactResult> contacts;       ///< by priority
  std::vector<BetaResult> beta;              ///< by theme rank, then priority
  std::vector<FixResult> fixes;              ///< in the order they were registered
  std::vector<Issue> rejects;                ///< every reject in the store, by source and position
  std::vector<SourceResult> sources;         ///< in order of first ingestion
  std::vector<AssetResult> assets;
  std::vector<Attribute> settings;           ///< name/value, every setting in force
  std::optional<double> total_arr, total_arr_at_risk;  ///< reconciliation line
};

}  // namespace koe

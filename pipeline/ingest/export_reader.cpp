#include "pipeline/ingest/export_reader.h"

#include <algorithm>
#include <array>

#include "pipeline/base/sha256.h"
#include "pipeline/ingest/source.h"
#include "pipeline/ingest/survey_kind.h"
#include "pipeline/ingest/table.h"
#include "pipeline/ingest/text_folding.h"
#include "pipeline/ingest/value_parsers.h"

namespace koe {
namespace {

using Position = std::optional<std::size_t>;

// Where each role stands, looked up once.
struct Positions {
  Position response_id, responded_at, respondent_id, account_id, score, verbatim, status;
  std::vector<std::size_t> attributes;

  explicit Positions(const std::vector<ColumnFinding>& columns)
      : response_id(column_of(columns, ColumnRole::kResponseId)),
        responded_at(column_of(columns, ColumnRole::kRespondedAt)),
        respondent_id(column_of(columns, ColumnRole::kRespondentId)),
        account_id(column_of(columns, ColumnRole::kAccountId)),
        score(column_of(columns, ColumnRole::kScore)),
        verbatim(column_of(columns, ColumnRole::kVerbatim)),
        status(column_of(columns, ColumnRole::kStatus)) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].role == ColumnRole::kAttribute) attributes.push_back(i);
    }
  }

  // A record may end early only behind the last of these: what is missing is then no part of the answer.
  [[nodiscard]] std::size_t fields_needed() const {
    std::size_t needed = 1;
    for (const Position& position : {response_id, responded_at, respondent_id, account_id, score, verbatim}) {
      if (position) needed = std::max(needed, *position + 1);
    }
    return needed;
  }
};

std::string_view cell_at(const Record& record, const Position& position) {
  return position && *position < record.fields.size() ? std::string_view(record.fields[*position])
                                                      : std::string_view();
}

// Qualtrics marks answers given in the editor; nobody meant them. 1, 2, 9 and 17 are the numeric forms
// (preview bit, test bit) of the same words.
bool is_preview(std::string_view status) {
  constexpr std::array<std::string_view, 9> kMarks = {
      "surveypreview", "preview", "surveytest", "test", "spampreview", "1", "2", "9", "17"};
  return std::find(kMarks.begin(), kMarks.end(), header_key(status)) != kMarks.end();
}

std::string joined_headers(const Table& table) {
  constexpr std::size_t kMost = 30;
  std::string out;
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    if (i == kMost) return out + ", ...";
    out += (i == 0 ? "" : ", ") + excerpt_of(table.columns()[i].name);
  }
  return out;
}

class ExportBuilder {
 public:
  ExportBuilder(const Table& table, const ReadOptions& options, std::string_view name)
      : table_(table), options_(options), name_(name), profiles_(table.profile()) {}

  Result<ExportReading, Issue> build() {
    if (const auto role = unmatched_override(profiles_, options_.columns)) {
      return refuse(IssueCode::kOptionValue, {std::string(override_flag(*role)), options_.columns.at(*role)});
    }
    out_.layout = table_.layout();
    out_.encoding = table_.encoding();
    out_.delimiter = table_.delimiter();
    out_.findings = table_.findings();
    out_.issues = table_.header_notes();
    out_.columns = map_export_columns(profiles_, out_.layout, options_.columns);
    const Positions at(out_.columns);
    if (!at.score && !at.verbatim) {
      return refuse(IssueCode::kNoScoreOrText,
                    {joined_headers(table_), std::string(override_flag(ColumnRole::kScore)),
                     std::string(override_flag(ColumnRole::kVerbatim))});
    }
    warn_about_missing(at);
    decide_survey();
    decide_date_order(at);
    table_.for_each([&](const Record& record) { add(record, at); });
    warn_about_scale(at);
    if (answerless_ > 0) note(IssueCode::kNothingAnswered, Severity::kNote, {std::to_string(answerless_)});
    return std::move(out_);
  }

 private:
  Failure<Issue> refuse(IssueCode code, std::vector<std::string> args) const {
    Issue issue;
    issue.code = code;
    issue.severity = Severity::kRefused;
    issue.file = name_;
    issue.args = std::move(args);
    return Failure<Issue>(std::move(issue));
  }

  void note(IssueCode code, Severity severity, std::vector<std::string> args) {
    Issue issue;
    issue.code = code;
    issue.severity = severity;
    issue.file = name_;
    issue.args = std::move(args);
    out_.issues.push_back(std::move(issue));
  }

  void warn_about_missing(const Positions& at) {
    const auto flag = [](ColumnRole role) { return std::vector{std::string(override_flag(role))}; };
    if (!at.score) note(IssueCode::kScoreColumnMissing, Severity::kWarning, flag(ColumnRole::kScore));
    if (!at.verbatim) note(IssueCode::kCommentColumnMissing, Severity::kWarning, flag(ColumnRole::kVerbatim));
    if (!at.responded_at)
      note(IssueCode::kDateColumnMissing, Severity::kWarning, flag(ColumnRole::kRespondedAt));
  }

  // Five-point questions read as scores without an error and make everybody a detractor.
  void warn_about_scale(const Positions& at) {
    std::size_t scores = 0;
    int highest = 0;
    for (const Response& response : out_.responses) {
      if (!response.score) continue;
      ++scores;
      highest = std::max(highest, *response.score);
    }
    constexpr std::size_t kManyScores = 20;
    constexpr int kTopOfFivePoints = 5;
    if (scores < kManyScores || highest > kTopOfFivePoints) return;
    note(IssueCode::kScaleSuspect, Severity::kWarning,
         {std::to_string(scores), std::string(override_flag(ColumnRole::kScore))});
    out_.issues.back().column = header(at.score);
  }

  void decide_survey() {
    SurveyKindGuess guess{SurveyKind::kNps, 1, "set by the user"};
    if (options_.survey) {
      guess.kind = *options_.survey;
    } else {
      guess = guess_survey_kind(profiles_, out_.columns, name_);
    }
    constexpr double kNothingKnown = 0.5;
    if (guess.confidence <= kNothingKnown) {
      note(IssueCode::kSurveyKindGuessed, Severity::kWarning, {std::string(name_of(guess.kind)), "--survey"});
    }
    out_.survey = guess.kind;
    out_.findings.push_back(
        {"survey", std::string(name_of(guess.kind)), guess.why, "--survey", guess.confidence});
  }

  // Day or month first is decided on the whole column: one cell beyond 12 settles it for all of them.
  void decide_date_order(const Positions& at) {
    if (options_.date_order) {
      date_order_ = *options_.date_order;
      return;
    }
    if (!at.responded_at) return;
    DateOrderVotes votes;
    table_.for_each([&](const Record& record) {
      if (!record.fault) add_vote(votes, cell_at(record, at.responded_at));
    });
    if (votes.month_first + votes.day_first + votes.either == 0) return;  // no date of that form
    date_order_ = votes.day_first > votes.month_first ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
    const std::size_t winners = std::max(votes.month_first, votes.day_first);
    const std::size_t losers = std::min(votes.month_first, votes.day_first);
    const double confidence =
        winners == 0 ? 0.5 : 1 - static_cast<double>(losers) / static_cast<double>(winners + losers);
    const std::string why =
        winners == 0 ? "every date can be read both ways; the tools that write this form are American"
                     : std::to_string(winners) + " dates can only be read this way, " +
                           std::to_string(losers) + " only the other way";
    out_.findings.push_back({"dates", std::string(name_of(date_order_)), why, "--date-order", confidence});
  }

  void add(const Record& record, const Positions& at) {
    ++out_.records;
    const auto reject = [&](IssueCode code, std::vector<std::string> args = {}, std::string column = {}) {
      out_.issues.push_back(table_.reject(record, code, std::move(args), std::move(column)));
    };
    if (record.fault) return reject(*record.fault, record.fault_args);
    if (record.fields.size() < at.fields_needed()) {
      return reject(IssueCode::kTooFewFields,
                    {std::to_string(record.fields.size()), std::to_string(table_.columns().size())});
    }
    if (at.status && is_preview(cell_at(record, at.status)))
      return reject(IssueCode::kPreviewResponse, {std::string(trim(cell_at(record, at.status)))},
                    header(at.status));

    Response response;
    response.survey = out_.survey;
    response.response_id = trim(cell_at(record, at.response_id));
    response.respondent_id = trim(cell_at(record, at.respondent_id));
    response.account_id = trim(cell_at(record, at.account_id));
    response.verbatim = cell_at(record, at.verbatim);
    response.line = record.line;
    response.byte = record.begin;

    const std::string_view score_cell = trim(cell_at(record, at.score));
    const bool seen_but_unanswered = score_cell == "-99" && out_.layout.starts_with("qualtrics");
    if (!seen_but_unanswered) {
      const auto score = parse_score(score_cell);
      if (!score) return reject(score.error(), {excerpt_of(score_cell)}, header(at.score));
      response.score = *score;
    }
    if (const std::string_view date_cell = trim(cell_at(record, at.responded_at)); !date_cell.empty()) {
      auto date = parse_date_time(date_cell, date_order_);
      if (!date) return reject(IssueCode::kDateUnreadable, {excerpt_of(date_cell)}, header(at.responded_at));
      constexpr std::size_t kWithoutOffset = 19;
      const bool utc = header_key(header(at.responded_at)).ends_with("utc");  // Typeform: "Submit Date (UTC)"
      if (utc && date->size() == kWithoutOffset) *date += "+00:00";
      response.responded_at = std::move(*date);
    }
    for (const std::size_t column : at.attributes) {
      const std::string_view value = trim(cell_at(record, column));
      if (!value.empty()) response.attributes.push_back({out_.columns[column].header, std::string(value)});
    }
    if (!response.score && trim(response.verbatim).empty()) ++answerless_;
    out_.responses.push_back(std::move(response));
  }

  [[nodiscard]] std::string header(const Position& position) const {
    return position ? out_.columns[*position].header : std::string();
  }

  const Table& table_;
  const ReadOptions& options_;
  std::string name_;
  std::vector<ColumnProfile> profiles_;
  DateOrder date_order_ = DateOrder::kMonthFirst;
  std::uint64_t answerless_ = 0;
  ExportReading out_;
};

}  // namespace

Result<ExportReading, Issue> read_export(const std::filesystem::path& path, const ReadOptions& options) {
  const auto bytes = read_source(path);
  if (!bytes) return Failure<Issue>(bytes.error());
  return read_export_bytes(*bytes, path.string(), options);
}

Result<ExportReading, Issue> read_export_bytes(std::string_view bytes, std::string_view name,
                                               const ReadOptions& options) {
  const auto table = Table::open(bytes, name, options);
  if (!table) return Failure<Issue>(table.error());
  auto reading = ExportBuilder(*table, options, name).build();
  if (!reading) return reading;
  reading->sha256 = sha256_hex(bytes);
  reading->bytes = bytes.size();
  return reading;
}

}  // namespace koe

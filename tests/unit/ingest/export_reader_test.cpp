#include "pipeline/ingest/export_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "pipeline/base/sha256.h"
#include "tests/support/temp_dir.h"

namespace koe {
namespace {

const std::filesystem::path kFixtures = std::filesystem::path(KOE_SOURCE_DIR) / "tests/fixtures/ingest";

ExportReading fixture(const std::string& name, const ReadOptions& options = {}) {
  auto reading = read_export(kFixtures / name, options);
  EXPECT_TRUE(reading) << name << ": " << (reading ? "" : code_name(reading.error().code));
  return reading ? std::move(*reading) : ExportReading{};
}

ExportReading accepted(std::string_view bytes, const ReadOptions& options = {},
                       std::string_view name = "nps.csv") {
  auto reading = read_export_bytes(bytes, name, options);
  EXPECT_TRUE(reading) << (reading ? "" : code_name(reading.error().code));
  return reading ? std::move(*reading) : ExportReading{};
}

Issue refused(std::string_view bytes, const ReadOptions& options = {}) {
  const auto reading = read_export_bytes(bytes, "nps.csv", options);
  EXPECT_FALSE(reading);
  return reading ? Issue{} : reading.error();
}

std::vector<Issue> rejects(const ExportReading& reading) {
  std::vector<Issue> out;
  std::copy_if(reading.issues.begin(), reading.issues.end(), std::back_inserter(out),
               [](const Issue& issue) { return issue.severity == Severity::kReject; });
  EXPECT_EQ(reading.records, reading.responses.size() + out.size());
  return out;
}

bool has(const ExportReading& reading, IssueCode code, Severity severity) {
  return std::any_of(reading.issues.begin(), reading.issues.end(),
                     [&](const Issue& issue) { return issue.code == code && issue.severity == severity; });
}

const Finding& finding(const ExportReading& reading, std::string_view what) {
  const auto found = std::find_if(reading.findings.begin(), reading.findings.end(),
                                  [&](const Finding& one) { return one.what == what; });
  if (found == reading.findings.end()) throw std::runtime_error("no finding " + std::string(what));
  return *found;
}

ColumnRole role_of(const ExportReading& reading, std::string_view header) {
  for (const ColumnFinding& column : reading.columns) {
    if (column.header == header) return column.role;
  }
  throw std::runtime_error("no column " + std::string(header));
}

// --- tools
// --------------------------------------------------------------------------------------------------------

TEST(ReadExport, Qualtrics) {
  const ExportReading reading = fixture("qualtrics.csv");
  EXPECT_EQ(reading.layout, "qualtrics-csv");
  EXPECT_EQ(reading.survey, SurveyKind::kNps);
  EXPECT_EQ(reading.records, 5U);
  ASSERT_EQ(reading.responses.size(), 4U);

  const Response& first = reading.responses[0];
  EXPECT_EQ(first.response_id, "R_001");
  EXPECT_EQ(first.responded_at, "2026-07-01T09:01:03");
  EXPECT_EQ(first.respondent_id, "X-11");
  EXPECT_EQ(first.score, 9);
  EXPECT_EQ(first.verbatim, "Fast,\nand \"clear\"");
  EXPECT_EQ(first.attributes, (std::vector<Attribute>{{"plan", "Pro"}}));
  EXPECT_EQ(first.line, 5U);  // three header rows on four lines

  EXPECT_EQ(reading.responses[1].response_id, "R_003");  // unfinished, kept
  EXPECT_FALSE(reading.responses[1].score);              // -99 = seen and left blank
  EXPECT_EQ(reading.responses[2].verbatim, "検索が遅い");
  EXPECT_EQ(reading.responses[3].verbatim, "");

  const auto rejected = rejects(reading);
  ASSERT_EQ(rejected.size(), 1U);
  EXPECT_EQ(rejected[0].code, IssueCode::kPreviewResponse);
  EXPECT_EQ(rejected[0].column, "Status");
  EXPECT_TRUE(has(reading, IssueCode::kNothingAnswered, Severity::kNote));
}

TEST(ReadExport, QualtricsPersonalColumnsAreNeverKept) {
  const ExportReading reading = fixture("qualtrics.csv");
  EXPECT_EQ(role_of(reading, "RecipientEmail"), ColumnRole::kPersonal);
  EXPECT_EQ(role_of(reading, "RecipientLastName"), ColumnRole::kPersonal);
  EXPECT_EQ(role_of(reading, "IPAddress"), ColumnRole::kPersonal);
  EXPECT_EQ(role_of(reading, "Q1_NPS_GROUP"), ColumnRole::kScoreGroup);
}

TEST(ReadExport, SurveyMonkey) {
  const ExportReading reading = fixture("surveymonkey.csv");
  EXPECT_EQ(reading.layout, "surveymonkey");
  ASSERT_EQ(reading.responses.size(), 3U);
  EXPECT_EQ(reading.responses[0].response_id, "11801");
  EXPECT_EQ(reading.responses[0].responded_at, "2026-07-01T21:01:02");
  EXPECT_EQ(reading.responses[1].responded_at, "2026-07-25T00:01:02");
  EXPECT_EQ(reading.responses[0].score, 10);
  EXPECT_EQ(reading.responses[2].score, 0);
  EXPECT_EQ(reading.responses[1].verbatim, "Exports stop\r\nhalfway");
  EXPECT_EQ(finding(reading, "dates").value, "month-first");
  EXPECT_TRUE(rejects(reading).empty());
}

TEST(ReadExport, Typeform) {
  const ExportReading reading = fixture("typeform.csv");
  EXPECT_EQ(reading.layout, "typeform");
  ASSERT_EQ(reading.responses.size(), 4U);
  EXPECT_EQ(reading.responses[0].response_id, "aaaa1111");
  EXPECT_EQ(reading.responses[0].responded_at, "2026-07-01T02:40:32+00:00");
  EXPECT_EQ(reading.responses[1].verbatim, "'+41 is not accepted as a phone prefix");  // exactly as given
  EXPECT_FALSE(reading.responses[2].score);                                            // partial, kept
  EXPECT_EQ(reading.responses[2].attributes, (std::vector<Attribute>{{"Region", "US"}}));
}

TEST(ReadExport, GoogleFormsInJapanese) {
  const ExportReading reading = fixture("google_forms_ja.csv");
  EXPECT_EQ(reading.layout, "google-forms");
  EXPECT_EQ(reading.survey, SurveyKind::kEnps);
  ASSERT_EQ(reading.responses.size(), 3U);
  EXPECT_EQ(reading.responses[0].responded_at, "2026-07-01T15:15:06+09:00");
  EXPECT_EQ(reading.responses[1].responded_at, "2026-07-02T00:05:07+09:00");
  EXPECT_EQ(reading.responses[0].score, 8);
  EXPECT_EQ(reading.responses[2].score, 0);
  EXPECT_EQ(reading.responses[1].verbatim, "裁量がある。\n休みも取りやすい");
  EXPECT_EQ(reading.responses[1].attributes, (std::vector<Attribute>{{"部署", "開発"}}));
  EXPECT_EQ(role_of(reading, "メールアドレス"), ColumnRole::kPersonal);
}

TEST(ReadExport, GoogleFormsInEnglish) {
  const ExportReading reading = fixture("google_forms_en.csv");
  EXPECT_EQ(reading.layout, "google-forms");
  ASSERT_EQ(reading.responses.size(), 2U);
  EXPECT_EQ(reading.responses[0].responded_at, "2026-07-01T15:15:06+09:00");
  EXPECT_EQ(reading.responses[1].verbatim, "Nothing comes to mind at all");
}

TEST(ReadExport, MicrosoftForms) {
  const ExportReading reading = fixture("microsoft_forms.csv");
  EXPECT_EQ(reading.layout, "microsoft-forms");
  EXPECT_EQ(reading.encoding, Encoding::kWindows1252);
  ASSERT_EQ(reading.responses.size(), 2U);
  EXPECT_EQ(reading.responses[0].response_id, "1");
  EXPECT_EQ(reading.responses[0].responded_at, "2025-08-20T12:51:46");
  EXPECT_EQ(reading.responses[0].verbatim, "Good value – and naïve users cope");
  EXPECT_EQ(reading.responses[1].verbatim, "The café staff’s tablet app crashes");
}

TEST(ReadExport, DelightedJson) {
  const ExportReading reading = fixture("delighted.jsonl");
  EXPECT_EQ(reading.layout, "jsonl");
  EXPECT_EQ(reading.delimiter, '\0');
  EXPECT_EQ(reading.survey, SurveyKind::kNps);
  ASSERT_EQ(reading.responses.size(), 2U);
  EXPECT_EQ(reading.responses[0].response_id, "5435");
  EXPECT_EQ(reading.responses[0].respondent_id, "4945");
  EXPECT_EQ(reading.responses[0].responded_at, "2026-07-01T00:00:00+00:00");
  EXPECT_EQ(reading.responses[0].verbatim, "Love it 😊");
  EXPECT_EQ(reading.responses[1].score, 0);
  EXPECT_EQ(reading.responses[1].verbatim, "");
}

// --- encodings and delimiters
// -------------------------------------------------------------------------------------

TEST(ReadExport, TheSameTextReadsAlikeInEveryEncoding) {
  const ExportReading expected = fixture("japanese_utf8.csv");
  ASSERT_EQ(expected.responses.size(), 3U);
  EXPECT_EQ(expected.responses[0].verbatim, "残業が減らない。ソフトの表示も遅い");
  EXPECT_EQ(expected.responses[1].attributes, (std::vector<Attribute>{{"部署", "㈱本社"}}));
  const std::pair<std::string, Encoding> twins[] = {{"japanese_cp932.csv", Encoding::kCp932},
                                                    {"japanese_euc.csv", Encoding::kEucJp},
                                                    {"japanese_iso2022jp.csv", Encoding::kIso2022Jp},
                                                    {"japanese_utf16le.tsv", Encoding::kUtf16Le},
                                                    {"japanese_utf16be_unmarked.csv", Encoding::kUtf16Be}};
  for (const auto& [name, encoding] : twins) {
    const ExportReading twin = fixture(name);
    EXPECT_EQ(twin.encoding, encoding) << name;
    ASSERT_EQ(twin.responses.size(), 3U) << name;
    for (std::size_t i = 0; i < 3; ++i) {
      const Response &theirs = twin.responses[i], &ours = expected.responses[i];
      EXPECT_EQ(theirs.response_id, ours.response_id) << name;
      EXPECT_EQ(theirs.responded_at, ours.responded_at) << name;
      EXPECT_EQ(theirs.score, ours.score) << name;
      EXPECT_EQ(theirs.attributes, ours.attributes) << name;
      std::string text = theirs.verbatim;
      text.erase(std::remove(text.begin(), text.end(), '\r'),
                 text.end());  // two of the twins end lines with CRLF
      EXPECT_EQ(text, ours.verbatim) << name;
    }
  }
}

TEST(ReadExport, ABrokenCharacterCostsItsRecordAndNamesTheByte) {
  const ExportReading reading = fixture("japanese_cp932_damaged.csv");
  EXPECT_EQ(reading.encoding, Encoding::kCp932);
  EXPECT_EQ(reading.responses.size(), 2U);
  const auto rejected = rejects(reading);
  ASSERT_EQ(rejected.size(), 1U);
  EXPECT_EQ(rejected[0].code, IssueCode::kByteSequenceInvalid);
  EXPECT_EQ(rejected[0].line, 2U);
  const std::string bytes = testing::read_file(kFixtures / "japanese_cp932_damaged.csv");
  const std::size_t line_begin = bytes.find('\n') + 1;
  EXPECT_EQ(rejected[0].raw, bytes.substr(line_begin, bytes.find('\n', line_begin) + 1 - line_begin));
  EXPECT_GT(rejected[0].byte, line_begin);
  EXPECT_LT(rejected[0].byte, line_begin + rejected[0].raw.size());
}

TEST(ReadExport, SemicolonsAndDayFirstDates) {
  const ExportReading reading = fixture("semicolon.csv");
  EXPECT_EQ(reading.delimiter, ';');
  ASSERT_EQ(reading.responses.size(), 3U);
  EXPECT_EQ(reading.responses[0].responded_at, "2025-12-31T00:00:00");
  EXPECT_EQ(reading.responses[1].responded_at, "2026-02-01T00:00:00");
  EXPECT_EQ(reading.responses[1].verbatim, "slow, 2,5 s a page");
  EXPECT_EQ(finding(reading, "dates").value, "day-first");
}

TEST(ReadExport, EveryDecisionHasAReasonAndAFlag) {
  for (const Finding& one : fixture("japanese_cp932.csv").findings) {
    EXPECT_FALSE(one.why.empty()) << one.what;
    EXPECT_TRUE(one.override_flag.starts_with("--")) << one.what;
    EXPECT_GT(one.confidence, 0) << one.what;
  }
}

TEST(ReadExport, CarriesTheFingerprintOfTheFile) {
  const ExportReading reading = fixture("typeform.csv");
  const std::string bytes = testing::read_file(kFixtures / "typeform.csv");
  EXPECT_EQ(reading.sha256, sha256_hex(bytes));
  EXPECT_EQ(reading.bytes, bytes.size());
}

// --- rejects
// ------------------------------------------------------------------------------------------------------

TEST(ReadExport, OneBadCellCostsOneRecordAndSaysWhere) {
  const std::string bytes =
      "response_id,responded_at,score,comment\n"  // 39 bytes
      "R1,2026-07-01,9,good\n"                    // 21
      "R2,2026-07-02,11,loud\n"
      "R3,2026-07-03,十,odd\n"
      "R4,2026-02-30,5,late\n"
      "R5,2026-07-05,5,fine,extra\n"
      "R6,2026-07-06\n"
      "R7,2026-07-07,7,\"open\n"
      "R8,2026-07-08,8,last\n";
  const ExportReading reading = accepted(bytes);
  ASSERT_EQ(reading.responses.size(), 2U);
  EXPECT_EQ(reading.responses[1].response_id, "R8");
  const auto rejected = rejects(reading);
  ASSERT_EQ(rejected.size(), 6U);
  const IssueCode codes[] = {IssueCode::kScoreOutOfRange, IssueCode::kScoreNotANumber,
                             IssueCode::kDateUnreadable,  IssueCode::kTooManyFields,
                             IssueCode::kTooFewFields,    IssueCode::kUnterminatedQuote};
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(rejected[i].code, codes[i]);
    EXPECT_EQ(rejected[i].line, i + 3);
    EXPECT_EQ(rejected[i].file, "nps.csv");
  }
  EXPECT_EQ(rejected[0].byte, 60U);
  EXPECT_EQ(rejected[0].raw, "R2,2026-07-02,11,loud\n");
  EXPECT_EQ(rejected[0].column, "score");
  EXPECT_EQ(rejected[0].args, std::vector<std::string>{"11"});
  EXPECT_EQ(rejected[0].excerpt, "R2,2026-07-02,11,loud");
}

TEST(ReadExport, SurplusBlankFieldsAndMissingAttributesDoNoHarm) {
  const ExportReading reading = accepted("id,score,comment,plan\n1,9,good,Pro,,\n2,8,fine\n3,7,ok,Pro\n");
  EXPECT_EQ(reading.responses.size(), 3U);
  EXPECT_EQ(reading.responses[1].attributes, std::vector<Attribute>{});
  EXPECT_TRUE(rejects(reading).empty());
}

TEST(ReadExport, KeepsAnAnswerWithoutScoreAndText) {
  const ExportReading reading = accepted("id,score,comment\n1,,\n2,9,good\n");
  ASSERT_EQ(reading.responses.size(), 2U);
  EXPECT_FALSE(reading.responses[0].score);
  const auto note = std::find_if(reading.issues.begin(), reading.issues.end(), [](const Issue& issue) {
    return issue.code == IssueCode::kNothingAnswered;
  });
  ASSERT_NE(note, reading.issues.end());
  EXPECT_EQ(note->args, std::vector<std::string>{"1"});
}

TEST(ReadExport, KeepsAtMostABoundedPartOfAnOversizeRecord) {
  const ExportReading reading =
      accepted("id,score,comment\n1,9,good\n2,8," + std::string(std::size_t{5} << 20, 'x') + "\n3,7,fine\n");
  EXPECT_EQ(reading.responses.size(), 2U);
  const auto rejected = rejects(reading);
  ASSERT_EQ(rejected.size(), 1U);
  EXPECT_EQ(rejected[0].code, IssueCode::kRecordTooLarge);
  EXPECT_EQ(rejected[0].raw.size(), std::size_t{64} << 10);
}

TEST(ReadExport, JsonLinesRejectLineByLine) {
  const ExportReading reading = accepted(
      "{\"id\":\"R1\",\"score\":9,\"comment\":\"good\"}\n{\"id\":\"R2\",\"sco\n[1]\n{\"id\":\"R4\",\"score\":"
      "4,\"plan\":\"Pro\"}\n");
  ASSERT_EQ(reading.responses.size(), 2U);
  EXPECT_EQ(reading.responses[1].response_id, "R4");
  EXPECT_EQ(reading.responses[1].line, 4U);
  const auto rejected = rejects(reading);
  ASSERT_EQ(rejected.size(), 2U);
  EXPECT_EQ(rejected[0].code, IssueCode::kJsonInvalid);
  EXPECT_EQ(rejected[0].raw, "{\"id\":\"R2\",\"sco");
  EXPECT_EQ(rejected[1].code, IssueCode::kJsonNotAnObject);
}

// --- warnings
// -----------------------------------------------------------------------------------------------------

TEST(ReadExport, TextWithoutScoresIsAcceptedWithAWarning) {
  const ExportReading reading = accepted("text\nThe search is slow\nExports are fine\n");
  EXPECT_EQ(reading.responses.size(), 2U);
  EXPECT_TRUE(has(reading, IssueCode::kScoreColumnMissing, Severity::kWarning));
  EXPECT_TRUE(has(reading, IssueCode::kDateColumnMissing, Severity::kWarning));
}

TEST(ReadExport, ScoresWithoutTextAreAcceptedWithAWarning) {
  const ExportReading reading = accepted("date,score\n2026-07-01,9\n");
  EXPECT_EQ(reading.responses.size(), 1U);
  EXPECT_TRUE(has(reading, IssueCode::kCommentColumnMissing, Severity::kWarning));
}

TEST(ReadExport, WarnsWhenNothingTellsCustomersFromEmployees) {
  EXPECT_TRUE(has(accepted("score,comment\n9,good\n", {}, "survey.csv"), IssueCode::kSurveyKindGuessed,
                  Severity::kWarning));
  ReadOptions options;
  options.survey = SurveyKind::kEnps;
  const ExportReading told = accepted("score,comment\n9,good\n", options, "survey.csv");
  EXPECT_FALSE(has(told, IssueCode::kSurveyKindGuessed, Severity::kWarning));
  EXPECT_EQ(told.responses[0].survey, SurveyKind::kEnps);
}

TEST(ReadExport, WarnsWhenTheScaleLooksLikeFivePoints) {
  std::string five = "id,score,comment\n";
  for (int i = 0; i < 20; ++i) five += std::to_string(i) + "," + std::to_string(i % 5 + 1) + ",fine\n";
  EXPECT_TRUE(has(accepted(five), IssueCode::kScaleSuspect, Severity::kWarning));
  EXPECT_FALSE(has(accepted(five + "20,6,fine\n"), IssueCode::kScaleSuspect, Severity::kWarning));
}

TEST(ReadExport, ReadsJsonWhenTheUserSaysSo) {
  ReadOptions options;
  options.layout = "jsonl";
  EXPECT_EQ(refused("score,comment\n9,good\n", options).code, IssueCode::kJsonInvalid);
}

TEST(ReadExport, NotesRenamedColumns) {
  const ExportReading reading = accepted("score,,score\n9,x,8\n");
  EXPECT_TRUE(has(reading, IssueCode::kColumnRenamed, Severity::kNote));
  EXPECT_EQ(reading.columns[1].header, "col_2");
  EXPECT_EQ(reading.columns[2].header, "score__2");
}

// --- refusals
// -----------------------------------------------------------------------------------------------------

TEST(ReadExport, RefusesWhatIsNoExportAndSaysWhy) {
  EXPECT_EQ(refused("").code, IssueCode::kFileEmpty);
  EXPECT_EQ(refused("PK\x03\x04 workbook").code, IssueCode::kFileBinary);
  EXPECT_EQ(refused("id,score,comment\n").code, IssueCode::kNoRows);
  EXPECT_EQ(refused("\n\n").code, IssueCode::kNoRows);
  EXPECT_EQ(refused("1,2,3\n4,5,6\n").code, IssueCode::kLayoutUnknown);
  EXPECT_EQ(refused("{\"a\":1\n{\"b\":2\n").code, IssueCode::kJsonInvalid);
  EXPECT_EQ(refused("{}\n").severity, Severity::kRefused);
}

TEST(ReadExport, RefusalNamesTheColumnsSeenAndTheFlags) {
  const Issue issue = refused("city,temperature\nTokyo,31.5\nOsaka,32.5\n");
  EXPECT_EQ(issue.code, IssueCode::kNoScoreOrText);
  EXPECT_EQ(issue.args, (std::vector<std::string>{"city, temperature", "--score-column", "--text-column"}));
}

TEST(ReadExport, RefusesOptionsThatFitNothing) {
  ReadOptions wrong_column;
  wrong_column.columns[ColumnRole::kScore] = "Q9";
  const Issue column = refused("score,comment\n9,good\n", wrong_column);
  EXPECT_EQ(column.code, IssueCode::kOptionValue);
  EXPECT_EQ(column.args, (std::vector<std::string>{"--score-column", "Q9"}));
  ReadOptions wrong_layout;
  wrong_layout.layout = "surveychimp";
  EXPECT_EQ(refused("score,comment\n9,good\n", wrong_layout).code, IssueCode::kOptionValue);
}

TEST(ReadExport, RefusesAWrongEncodingChosenByTheUser) {
  ReadOptions options;
  options.encoding = Encoding::kUtf8;
  const auto reading = read_export(kFixtures / "japanese_cp932.csv", options);
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().code, IssueCode::kEncodingInvalid);
}

TEST(ReadExport, RefusesABrokenHeaderBecauseNamesAreNeverPatched) {
  std::string bytes = "理由,点\xE6\x95,メモ\n";
  for (int i = 0; i < 20; ++i) bytes += "使いやすい,9,良い\n";
  const Issue issue = refused(bytes);
  EXPECT_EQ(issue.code, IssueCode::kByteSequenceInvalid);
  EXPECT_EQ(issue.severity, Severity::kRefused);
  EXPECT_EQ(issue.args, (std::vector<std::string>{"E6 95", "10"}));
}

TEST(ReadExport, OptionsOverrideDetection) {
  ReadOptions options;
  options.columns[ColumnRole::kScore] = "b";
  options.columns[ColumnRole::kVerbatim] = "a";
  options.delimiter = '|';
  options.date_order = DateOrder::kDayFirst;
  const ExportReading reading = accepted("a|b|date\nx, y|3|3/4/2026\n", options);
  ASSERT_EQ(reading.responses.size(), 1U);
  EXPECT_EQ(reading.responses[0].score, 3);
  EXPECT_EQ(reading.responses[0].verbatim, "x, y");
  EXPECT_EQ(reading.responses[0].responded_at, "2026-04-03T00:00:00");
}

}  // namespace
}  // namespace koe

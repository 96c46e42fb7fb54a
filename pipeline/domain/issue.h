// What was wrong with the input, where, and what to do: findings are values, never exceptions (ARCHITECTURE.md, Errors).
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace koe {

/// Stable, searchable codes: 1xxx input, 2xxx encoding, 3xxx store, 4xxx assets, 5xxx settings.
/// Every code has a message in both languages in pipeline/report/catalog/messages.json, keyed by its name
/// ("KOE-1001"); tests/unit/report/catalog_test.cpp compares the two lists.
enum class IssueCode : std::uint16_t {
  // the file as a whole (refused: nothing of it is stored)
  kFileMissing = 1001,
  kFileUnreadable = 1002,
  kFileEmpty = 1003,
  kFileBinary = 1004,
  kLayoutUnknown = 1005,
  kNoScoreOrText = 1006,
  kNoRows = 1007,
  kFileTooLarge = 1008,
  kNoAccountId = 1009,
  kCodesColumns = 1010,
  kExamplesColumns = 1011,
  // a record (goes to the rejects, the run goes on)
  kTooManyFields = 1101,
  kTooFewFields = 1102,
  kUnterminatedQuote = 1103,
  kTextAfterQuote = 1104,
  kScoreOutOfRange = 1105,
  kScoreNotANumber = 1106,
  kDateUnreadable = 1107,
  kJsonInvalid = 1108,
  kJsonNotAnObject = 1109,
  kRecordTooLarge = 1110,
  kNothingAnswered = 1111,
  kNumberUnreadable = 1112,
  kDuplicateKey = 1113,
  kNulByte = 1114,
  kPreviewResponse = 1115,  ///< the tool itself marks it as a preview or test
  kCodeIncomplete = 1116,
  kExampleIncomplete = 1117,
  kExampleContentless = 1118,
  kExampleOfTwoThemes = 1119,
  // noted, nothing lost
  kColumnRenamed = 1201,
  kUnknownAccount = 1202,
  kSurveyKindGuessed = 1203,
  kCommentColumnMissing = 1204,
  kScoreColumnMissing = 1205,
  kDateColumnMissing = 1206,
  kEnpsRowsWritten = 1207,
  kUnknownResponse = 1208,
  kScaleSuspect = 1209,  ///< no score above 5 among many: probably not the 0..10 question
  kTooFewExamples = 1210,
  // encoding
  kEncodingInvalid = 2001,
  kEncodingUnknown = 2002,
  kByteSequenceInvalid = 2101,
  // environment (4xxx) and settings (5xxx) end the run as RunError and share this catalogue
  kStoreBusy = 3001,
  kStoreDamaged = 3002,
  kStoreTooNew = 3003,
  kStoreUnwritable = 3004,
  kAssetMissing = 4001,
  kAssetCorrupt = 4002,
  kDictionaryMissing = 4003,
  kDictionaryWrong = 4004,
  kOutputUnwritable = 4005,
  kEncoderMissing = 4006,
  kEncoderWrong = 4007,
  kEncoderFailed = 4008,
  kUsage = 5001,
  kOptionValue = 5002,
  // an edit of themes that cannot be made (koe themes rename, merge, split, pin, forbid, teach, undo)
  kThemeUnknown = 5101,
  kThemeCoded = 5102,
  kThemeIsGroup = 5103,
  kThemeRetired = 5104,
  kThemeMerged = 5105,
  kThemeSplit = 5106,
  kThemesOfTwoSurveys = 5107,
  kMergeIntoItself = 5108,
  kMergeCircular = 5109,
  kSplitTooFew = 5110,
  kResponseNotFound = 5111,
  kSegmentNotFound = 5112,
  kSegmentAmbiguous = 5113,
  kEditUnknown = 5114,
  kUndoOfUndo = 5115,
  kEditUndone = 5116,
  kNothingToUndo = 5117,
};

/// Every code above once, in order: help, tests and the catalogue iterate over it.
[[nodiscard]] std::span<const IssueCode> all_issue_codes();

/// "KOE-1001".
[[nodiscard]] std::string code_name(IssueCode code);

enum class Severity : std::uint8_t {
  kNote,     ///< told, changes nothing
  kWarning,  ///< the result is complete but deserves a look; exit 3
  kReject,   ///< this record is not stored; exit 3
  kRefused,  ///< this file is not stored; exit 4
};

/// One finding. `args` fill the catalogue message's {0}, {1}...; no prose here.
struct Issue {
  IssueCode code = IssueCode::kFileMissing;
  Severity severity = Severity::kNote;
  std::string file;             ///< as the user named it; empty when no file is concerned
  std::uint64_t line = 0;       ///< 1-based physical line, 0 unknown
  std::uint64_t byte = 0;       ///< 0-based byte offset in the original file where known
  std::string column;           ///< column name, may be empty
  std::string excerpt;          ///< up to 80 code points of the offending place, control characters made visible
  std::vector<std::string> args;
  std::string raw;              ///< the record's original bytes (rejects only); stays in the store
};

/// What ends a run: thrown by the shell layers, caught once in main. `issue` explains it, `exit_code` is CONTRACT.md's.
struct RunError {
  Issue issue;
  int exit_code = 8;
};

}  // namespace koe

#include "pipeline/domain/issue.h"

#include <array>

namespace koe {

std::span<const IssueCode> all_issue_codes() {
  using enum IssueCode;
  static constexpr std::array kAll = {kFileMissing,
                                      kFileUnreadable,
                                      kFileEmpty,
                                      kFileBinary,
                                      kLayoutUnknown,
                                      kNoScoreOrText,
                                      kNoRows,
                                      kFileTooLarge,
                                      kNoAccountId,
                                      kCodesColumns,
                                      kTooManyFields,
                                      kTooFewFields,
                                      kUnterminatedQuote,
                                      kTextAfterQuote,
                                      kScoreOutOfRange,
                                      kScoreNotANumber,
                                      kDateUnreadable,
                                      kJsonInvalid,
                                      kJsonNotAnObject,
                                      kRecordTooLarge,
                                      kNothingAnswered,
                                      kNumberUnreadable,
                                      kDuplicateKey,
                                      kNulByte,
                                      kPreviewResponse,
                                      kCodeIncomplete,
                                      kColumnRenamed,
                                      kUnknownAccount,
                                      kSurveyKindGuessed,
                                      kCommentColumnMissing,
                                      kScoreColumnMissing,
                                      kDateColumnMissing,
                                      kEnpsRowsWritten,
                                      kUnknownResponse,
                                      kScaleSuspect,
                                      kEncodingInvalid,
                                      kEncodingUnknown,
                                      kByteSequenceInvalid,
                                      kStoreBusy,
                                      kStoreDamaged,
                                      kStoreTooNew,
                                      kStoreUnwritable,
                                      kAssetMissing,
                                      kAssetCorrupt,
                                      kDictionaryMissing,
                                      kDictionaryWrong,
                                      kOutputUnwritable,
                                      kUsage,
                                      kOptionValue};
  return kAll;
}

std::string code_name(IssueCode code) { return "KOE-" + std::to_string(static_cast<int>(code)); }

}  // namespace koe

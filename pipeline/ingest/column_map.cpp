#include "pipeline/ingest/column_map.h"

#include <algorithm>
#include <array>

#include "pipeline/ingest/text_folding.h"

namespace koe {
namespace {

// How a word must stand in a header for it to count.
enum class Match : std::uint8_t { kWhole, kPart, kStart, kEnd };

// One word of the header lexicon. Keys are written as header_key() leaves them. Weights only order rivals for
// a role: the whole name of a role in another tool beats a word inside a question.
struct Synonym {
  ColumnRole role;
  std::string_view key;
  Match match;
  int weight;
};

using enum ColumnRole;
constexpr auto kWhole = Match::kWhole;
constexpr auto kPart = Match::kPart;
constexpr auto kStart = Match::kStart;
constexpr auto kEnd = Match::kEnd;

constexpr std::array kExportLexicon = {
    Synonym{kResponseId, "responseid", kWhole, 100},
    Synonym{kResponseId, "回答id", kWhole, 100},
    Synonym{kResponseId, "recordid", kWhole, 95},
    Synonym{kResponseId, "submissionid", kWhole, 95},
    Synonym{kResponseId, "回答番号", kWhole, 95},
    Synonym{kResponseId, "回答no", kWhole, 95},
    Synonym{kResponseId, "受付番号", kWhole, 80},
    Synonym{kResponseId, "#", kWhole, 70},
    Synonym{kResponseId, "id", kWhole, 60},
    Synonym{kResponseId, "no", kWhole, 40},
    Synonym{kResponseId, "番号", kWhole, 40},

    Synonym{kRespondedAt, "respondedat", kWhole, 100},
    Synonym{kRespondedAt, "recordeddate", kWhole, 98},
    Synonym{kRespondedAt, "submitdateutc", kWhole, 96},
    Synonym{kRespondedAt, "回答日時", kWhole, 96},
    Synonym{kRespondedAt, "タイムスタンプ", kWhole, 95},
    Synonym{kRespondedAt, "timestamp", kWhole, 95},
    Synonym{kRespondedAt, "completiontime", kWhole, 95},
    Synonym{kRespondedAt, "完了時刻", kWhole, 95},
    Synonym{kRespondedAt, "送信日時", kWhole, 94},
    Synonym{kRespondedAt, "登録日時", kWhole, 93},
    Synonym{kRespondedAt, "フォーム登録日時", kWhole, 93},
    Synonym{kRespondedAt, "submittedat", kWhole, 93},
    Synonym{kRespondedAt, "submitdate", kWhole, 93},
    Synonym{kRespondedAt, "responded", kWhole, 92},
    Synonym{kRespondedAt, "responsedate", kWhole, 92},
    Synonym{kRespondedAt, "responsereceivedat", kWhole, 92},
    Synonym{kRespondedAt, "回答日", kWhole, 90},
    Synonym{kRespondedAt, "enddate", kWhole, 85},
    Synonym{kRespondedAt, "datemodified", kWhole, 84},
    Synonym{kRespondedAt, "createdat", kWhole, 80},
    Synonym{kRespondedAt, "datecreated", kWhole, 75},
    Synonym{kRespondedAt, "日時", kWhole, 70},
    Synonym{kRespondedAt, "日付", kWhole, 70},
    Synonym{kRespondedAt, "date", kWhole, 70},
    Synonym{kRespondedAt, "回答日", kPart, 60},
    Synonym{kRespondedAt, "starttime", kWhole, 40},
    Synonym{kRespondedAt, "開始時刻", kWhole, 40},
    Synonym{kRespondedAt, "startdate", kWhole, 40},
    Synonym{kRespondedAt, "startdateutc", kWhole, 40},

    Synonym{kRespondentId, "respondentid", kWhole, 100},
    Synonym{kRespondentId, "回答者id", kWhole, 100},
    Synonym{kRespondentId, "担当者id", kWhole, 95},
    Synonym{kRespondentId, "contactid", kWhole, 90},
    Synonym{kRespondentId, "personid", kWhole, 90},
    Synonym{kRespondentId, "person", kWhole, 60},
    Synonym{kRespondentId, "userid", kWhole, 85},
    Synonym{kRespondentId, "ユーザーid", kWhole, 85},
    Synonym{kRespondentId, "ユーザid", kWhole, 85},
    Synonym{kRespondentId, "会員id", kWhole, 85},
    Synonym{kRespondentId, "会員番号", kWhole, 85},
    Synonym{kRespondentId, "externalreference", kWhole, 70},
    Synonym{kRespondentId, "externaldatareference", kWhole, 70},

    Synonym{kAccountId, "accountid", kWhole, 100},
    Synonym{kAccountId, "顧客id", kWhole, 98},
    Synonym{kAccountId, "企業id", kWhole, 96},
    Synonym{kAccountId, "会社id", kWhole, 96},
    Synonym{kAccountId, "companyid", kWhole, 95},
    Synonym{kAccountId, "organizationid", kWhole, 95},
    Synonym{kAccountId, "organisationid", kWhole, 95},
    Synonym{kAccountId, "tenantid", kWhole, 94},
    Synonym{kAccountId, "契約id", kWhole, 93},
    Synonym{kAccountId, "顧客コード", kWhole, 92},
    Synonym{kAccountId, "顧客番号", kWhole, 92},
    Synonym{kAccountId, "契約番号", kWhole, 90},
    Synonym{kAccountId, "取引先コード", kWhole, 90},
    Synonym{kAccountId, "customerid", kWhole, 85},
    Synonym{kAccountId, "account", kWhole, 60},
    Synonym{kAccountId, "company", kWhole, 50},
    Synonym{kAccountId, "companyname", kWhole, 50},
    Synonym{kAccountId, "accountname", kWhole, 50},
    Synonym{kAccountId, "会社名", kWhole, 50},
    Synonym{kAccountId, "企業名", kWhole, 50},
    Synonym{kAccountId, "貴社名", kWhole, 50},

    Synonym{kScore, "nps", kWhole, 100},
    Synonym{kScore, "enps", kWhole, 100},
    Synonym{kScore, "npsscore", kWhole, 100},
    Synonym{kScore, "推奨度", kWhole, 100},
    Synonym{kScore, "おすすめ度", kWhole, 100},
    Synonym{kScore, "お勧め度", kWhole, 100},
    Synonym{kScore, "score", kWhole, 98},
    Synonym{kScore, "スコア", kWhole, 98},
    Synonym{kScore, "recommend", kPart, 90},
    Synonym{kScore, "推奨", kPart, 90},
    Synonym{kScore, "すすめ", kPart, 90},
    Synonym{kScore, "勧め", kPart, 90},
    Synonym{kScore, "薦め", kPart, 90},
    Synonym{kScore, "nps", kPart, 85},
    Synonym{kScore, "紹介", kPart, 70},
    Synonym{kScore, "likely", kPart, 65},
    Synonym{kScore, "likelihood", kPart, 65},
    Synonym{kScore, "点数", kPart, 60},
    Synonym{kScore, "score", kPart, 55},
    Synonym{kScore, "answer", kWhole, 45},

    Synonym{kVerbatim, "verbatim", kWhole, 100},
    Synonym{kVerbatim, "comment", kWhole, 100},
    Synonym{kVerbatim, "comments", kWhole, 100},
    Synonym{kVerbatim, "コメント", kWhole, 100},
    Synonym{kVerbatim, "自由記述", kWhole, 100},
    Synonym{kVerbatim, "commentbody", kWhole, 98},
    Synonym{kVerbatim, "理由", kWhole, 98},
    Synonym{kVerbatim, "reason", kWhole, 98},
    Synonym{kVerbatim, "feedback", kWhole, 96},
    Synonym{kVerbatim, "text", kWhole, 95},
    Synonym{kVerbatim, "remark", kWhole, 90},
    Synonym{kVerbatim, "fa", kWhole, 90},
    Synonym{kVerbatim, "理由", kPart, 88},
    Synonym{kVerbatim, "reason", kPart, 88},
    Synonym{kVerbatim, "why", kPart, 84},
    Synonym{kVerbatim, "なぜ", kPart, 84},
    Synonym{kVerbatim, "自由記述", kPart, 82},
    Synonym{kVerbatim, "自由回答", kPart, 82},
    Synonym{kVerbatim, "コメント", kPart, 80},
    Synonym{kVerbatim, "comment", kPart, 80},
    Synonym{kVerbatim, "feedback", kPart, 76},
    Synonym{kVerbatim, "openended", kPart, 74},
    Synonym{kVerbatim, "ご意見", kPart, 72},
    Synonym{kVerbatim, "意見", kPart, 70},
    Synonym{kVerbatim, "感想", kPart, 68},
    Synonym{kVerbatim, "要望", kPart, 66},
    Synonym{kVerbatim, "improve", kPart, 64},
    Synonym{kVerbatim, "改善", kPart, 64},
};

// Words that questions also use (mail, phone, address) count only where they end the header or are all of it:
// "how good is our mail editor?" asks for no address.
constexpr std::array kPersonalLexicon = {
    Synonym{kPersonal, "email", kEnd, 1},
    Synonym{kPersonal, "emailaddress", kPart, 1},
    Synonym{kPersonal, "mailaddress", kPart, 1},
    Synonym{kPersonal, "メール", kEnd, 1},
    Synonym{kPersonal, "メールアドレス", kPart, 1},
    Synonym{kPersonal, "name", kWhole, 1},
    Synonym{kPersonal, "名前", kWhole, 1},
    Synonym{kPersonal, "お名前", kPart, 1},
    Synonym{kPersonal, "氏名", kPart, 1},
    Synonym{kPersonal, "姓", kWhole, 1},
    Synonym{kPersonal, "名", kWhole, 1},
    Synonym{kPersonal, "フリガナ", kPart, 1},
    Synonym{kPersonal, "ふりがな", kPart, 1},
    Synonym{kPersonal, "firstname", kPart, 1},
    Synonym{kPersonal, "lastname", kPart, 1},
    Synonym{kPersonal, "fullname", kPart, 1},
    Synonym{kPersonal, "username", kEnd, 1},
    Synonym{kPersonal, "personname", kWhole, 1},
    Synonym{kPersonal, "contactname", kWhole, 1},
    Synonym{kPersonal, "customername", kWhole, 1},
    Synonym{kPersonal, "employeename", kWhole, 1},
    Synonym{kPersonal, "担当者名", kPart, 1},
    Synonym{kPersonal, "回答者名", kPart, 1},
    Synonym{kPersonal, "担当", kWhole, 1},
    Synonym{kPersonal, "担当者", kWhole, 1},
    Synonym{kPersonal, "担当営業", kWhole, 1},
    Synonym{kPersonal, "営業担当", kWhole, 1},
    Synonym{kPersonal, "上司", kWhole, 1},
    Synonym{kPersonal, "上長", kWhole, 1},
    Synonym{kPersonal, "manager", kWhole, 1},
    Synonym{kPersonal, "owner", kWhole, 1},
    Synonym{kPersonal, "accountmanager", kWhole, 1},
    Synonym{kPersonal, "agent", kWhole, 1},
    Synonym{kPersonal, "電話番号", kPart, 1},
    Synonym{kPersonal, "電話", kWhole, 1},
    Synonym{kPersonal, "phone", kEnd, 1},
    Synonym{kPersonal, "phonenumber", kPart, 1},
    Synonym{kPersonal, "tel", kWhole, 1},
    Synonym{kPersonal, "住所", kEnd, 1},
    Synonym{kPersonal, "address", kWhole, 1},
    Synonym{kPersonal, "ip", kWhole, 1},
    Synonym{kPersonal, "ipaddress", kPart, 1},
    Synonym{kPersonal, "ipアドレス", kPart, 1},
    Synonym{kPersonal, "latitude", kEnd, 1},
    Synonym{kPersonal, "longitude", kEnd, 1},
    Synonym{kPersonal, "生年月日", kPart, 1},
    Synonym{kPersonal, "birthday", kEnd, 1},
    Synonym{kPersonal, "birthdate", kEnd, 1},
    Synonym{kPersonal, "dateofbirth", kEnd, 1},
    Synonym{kPersonal, "社員番号", kPart, 1},
    Synonym{kPersonal, "社員id", kPart, 1},
    Synonym{kPersonal, "従業員番号", kPart, 1},
    Synonym{kPersonal, "従業員id", kPart, 1},
    Synonym{kPersonal, "employeeid", kPart, 1},
    Synonym{kPersonal, "employeenumber", kPart, 1},
};

constexpr std::array kTechnicalLexicon = {
    Synonym{kTechnical, "status", kWhole, 1},       Synonym{kTechnical, "responsetype", kWhole, 1},
    Synonym{kTechnical, "progress", kWhole, 1},     Synonym{kTechnical, "duration", kStart, 1},
    Synonym{kTechnical, "finished", kWhole, 1},     Synonym{kTechnical, "distributionchannel", kWhole, 1},
    Synonym{kTechnical, "userlanguage", kWhole, 1}, Synonym{kTechnical, "collectorid", kWhole, 1},
    Synonym{kTechnical, "networkid", kWhole, 1},    Synonym{kTechnical, "ending", kWhole, 1},
    Synonym{kTechnical, "tags", kWhole, 1},         Synonym{kTechnical, "survey", kWhole, 1},
    Synonym{kTechnical, "surveyid", kWhole, 1},     Synonym{kTechnical, "surveytype", kWhole, 1},
    Synonym{kTechnical, "permalink", kWhole, 1},    Synonym{kTechnical, "url", kEnd, 1},
    Synonym{kTechnical, "delighted", kStart, 1},    Synonym{kTechnical, "responseset", kWhole, 1},
    Synonym{kTechnical, "formid", kWhole, 1},       Synonym{kTechnical, "フォームid", kWhole, 1},
    Synonym{kTechnical, "フォーム名", kWhole, 1},   Synonym{kTechnical, "totalpoints", kWhole, 1},
    Synonym{kTechnical, "quizfeedback", kWhole, 1}, Synonym{kTechnical, "合計点", kWhole, 1},
};

// Headers that say "this is a group of respondents" by themselves.
constexpr std::array kAttributeLexicon = {
    Synonym{kAttribute, "department", kPart, 1}, Synonym{kAttribute, "部署", kPart, 1},
    Synonym{kAttribute, "部門", kPart, 1},       Synonym{kAttribute, "所属", kPart, 1},
    Synonym{kAttribute, "division", kWhole, 1},  Synonym{kAttribute, "team", kWhole, 1},
    Synonym{kAttribute, "チーム", kWhole, 1},    Synonym{kAttribute, "plan", kWhole, 1},
    Synonym{kAttribute, "プラン", kPart, 1},     Synonym{kAttribute, "region", kWhole, 1},
    Synonym{kAttribute, "地域", kPart, 1},       Synonym{kAttribute, "country", kWhole, 1},
    Synonym{kAttribute, "国", kWhole, 1},        Synonym{kAttribute, "segment", kPart, 1},
    Synonym{kAttribute, "セグメント", kPart, 1}, Synonym{kAttribute, "industry", kPart, 1},
    Synonym{kAttribute, "業種", kPart, 1},       Synonym{kAttribute, "業界", kPart, 1},
    Synonym{kAttribute, "tenure", kPart, 1},     Synonym{kAttribute, "勤続", kPart, 1},
    Synonym{kAttribute, "在籍", kPart, 1},       Synonym{kAttribute, "役職", kPart, 1},
    Synonym{kAttribute, "職種", kPart, 1},       Synonym{kAttribute, "等級", kPart, 1},
    Synonym{kAttribute, "grade", kWhole, 1},     Synonym{kAttribute, "role", kWhole, 1},
    Synonym{kAttribute, "location", kWhole, 1},  Synonym{kAttribute, "office", kWhole, 1},
    Synonym{kAttribute, "拠点", kPart, 1},       Synonym{kAttribute, "勤務地", kPart, 1},
    Synonym{kAttribute, "雇用形態", kPart, 1},   Synonym{kAttribute, "年代", kPart, 1},
    Synonym{kAttribute, "性別", kPart, 1},       Synonym{kAttribute, "product", kWhole, 1},
    Synonym{kAttribute, "製品", kWhole, 1},      Synonym{kAttribute, "language", kWhole, 1},
    Synonym{kAttribute, "phase", kWhole, 1},     Synonym{kAttribute, "利用期間", kPart, 1},
};

constexpr std::array kAccountLexicon = {
    Synonym{kAccountId, "accountid", kWhole, 100},
    Synonym{kAccountId, "顧客id", kWhole, 98},
    Synonym{kAccountId, "companyid", kWhole, 95},
    Synonym{kAccountId, "customerid", kWhole, 85},
    Synonym{kAccountId, "顧客コード", kWhole, 85},
    Synonym{kAccountId, "id", kWhole, 40},
    Synonym{kAccountName, "name", kWhole, 100},
    Synonym{kAccountName, "accountname", kWhole, 100},
    Synonym{kAccountName, "companyname", kWhole, 98},
    Synonym{kAccountName, "customername", kWhole, 96},
    Synonym{kAccountName, "company", kWhole, 90},
    Synonym{kAccountName, "会社名", kWhole, 98},
    Synonym{kAccountName, "企業名", kWhole, 98},
    Synonym{kAccountName, "顧客名", kWhole, 98},
    Synonym{kAccountName, "取引先名", kWhole, 95},
    Synonym{kSegment, "segment", kPart, 90},
    Synonym{kSegment, "セグメント", kPart, 90},
    Synonym{kSegment, "tier", kWhole, 70},
    Synonym{kSegment, "区分", kPart, 60},
    Synonym{kSegment, "規模", kPart, 60},
    Synonym{kRegion, "region", kPart, 90},
    Synonym{kRegion, "地域", kPart, 90},
    Synonym{kRegion, "エリア", kPart, 80},
    Synonym{kRegion, "country", kWhole, 70},
    Synonym{kRegion, "国", kWhole, 70},
    Synonym{kArr, "arr", kWhole, 100},
    Synonym{kArr, "arrjpy", kWhole, 99},
    Synonym{kArr, "arrusd", kWhole, 99},
    Synonym{kArr, "annualrecurringrevenue", kPart, 98},
    Synonym{kArr, "年間経常収益", kPart, 98},
    Synonym{kArr, "年間契約金額", kPart, 96},
    Synonym{kArr, "年間契約額", kPart, 96},
    Synonym{kArr, "acv", kWhole, 90},
    Synonym{kArr, "年額", kPart, 85},
    Synonym{kArr, "契約金額", kPart, 80},
    Synonym{kArr, "年間売上", kPart, 80},
    Synonym{kArr, "annualrevenue", kPart, 75},
    Synonym{kStartedOn, "startedon", kWhole, 100},
    Synonym{kStartedOn, "契約開始日", kPart, 98},
    Synonym{kStartedOn, "利用開始日", kPart, 96},
    Synonym{kStartedOn, "startdate", kPart, 90},
    Synonym{kStartedOn, "開始日", kPart, 85},
    Synonym{kStartedOn, "customersince", kPart, 80},
    Synonym{kStartedOn, "契約日", kWhole, 70},
    Synonym{kRenewalOn, "renewalon", kWhole, 100},
    Synonym{kRenewalOn, "更新日", kPart, 95},
    Synonym{kRenewalOn, "renewaldate", kPart, 95},
    Synonym{kRenewalOn, "renewal", kPart, 80},
    Synonym{kChurnedOn, "churnedon", kWhole, 100},
    Synonym{kChurnedOn, "解約日", kPart, 98},
    Synonym{kChurnedOn, "churndate", kPart, 95},
    Synonym{kChurnedOn, "churned", kPart, 85},
    Synonym{kChurnedOn, "cancelled", kPart, 80},
    Synonym{kChurnedOn, "canceled", kPart, 80},
};

constexpr std::array<std::string_view, 20> kRoleNames = {
    "response_id", "responded_at", "respondent_id", "account_id",   "score",      "verbatim",   "attribute",
    "name",        "segment",      "region",        "arr",          "started_on", "renewal_on", "churned_on",
    "status",      "score_group",  "other_text",    "other_rating", "personal",   "technical"};

static_assert(kRoleNames.size() == static_cast<std::size_t>(kUnused));

struct Column {
  const ColumnProfile* profile = nullptr;
  std::string key;    // of the header
  std::string label;  // key of the question text, may be empty
};

struct Hit {
  int weight = 0;
  std::string_view word;
};

bool fits(const Synonym& synonym, std::string_view key) {
  switch (synonym.match) {
    case kWhole:
      return key == synonym.key;
    case kPart:
      return key.find(synonym.key) != std::string_view::npos;
    case kStart:
      return key.starts_with(synonym.key);
    case kEnd:
      return key.ends_with(synonym.key);
  }
  return false;
}

template <std::size_t size>
Hit best_hit(const std::array<Synonym, size>& lexicon, ColumnRole role, const Column& column) {
  Hit best;
  for (const Synonym& synonym : lexicon) {
    if (synonym.role == role && synonym.weight > best.weight &&
        (fits(synonym, column.key) || fits(synonym, column.label)))
      best = {synonym.weight, synonym.key};
  }
  return best;
}

constexpr int kWholeName = 91;  // weights above are whole names of a role and need no support from the values

bool mostly(std::size_t part, const ColumnProfile& profile) {
  return profile.filled > 0 && 2 * part >= profile.filled;
}

// Do the values allow this role?
bool values_allow(ColumnRole role, int weight, const ColumnProfile& p) {
  switch (role) {
    case kScore:
      if (mostly(p.band_words, p) || mostly(p.dates, p)) return false;
      if (weight >= kWholeName) return p.filled == 0 || p.scores > 0 || p.numbers > 0 || p.mean_length() < 8;
      return mostly(std::max(p.scores, p.numbers), p);
    case kVerbatim:
      return !mostly(p.numbers, p) && !mostly(p.dates, p) && !mostly(p.band_words, p);
    case kRespondedAt:
    case kStartedOn:
    case kRenewalOn:
    case kChurnedOn:
      return p.filled == 0 || mostly(p.dates, p);
    default:
      return true;
  }
}

bool is_free_text(const ColumnProfile& p) {
  constexpr double kSentence = 12;  // code points; shorter answers are labels
  return p.filled > 0 && !mostly(p.numbers, p) && !mostly(p.dates, p) &&
         (p.mean_length() >= kSentence || p.longest > kMaxAttributeLength) && p.values.size() > 1;
}

// A question for free text that was not chosen: by its header, or by answers that hardly repeat.
bool is_further_text(const Column& column, bool few_values) {
  const ColumnProfile& p = *column.profile;
  if (mostly(p.numbers, p)) return false;
  const bool asked = best_hit(kExportLexicon, kVerbatim, column).weight > 0;
  return (asked || is_free_text(p)) && (!few_values || 2 * p.values.size() > p.filled);
}

// A rating of something else must never pass for the recommendation, whatever its header has in common with
// it.
bool asks_something_else(const Column& column) {
  constexpr std::array<std::string_view, 6> kOthers = {"satisf", "満足", "csat", "effort", "努力", "難易"};
  return std::any_of(kOthers.begin(), kOthers.end(), [&](std::string_view word) {
    return column.key.find(word) != std::string::npos || column.label.find(word) != std::string::npos;
  });
}

std::string quoted(std::string_view word) { return "'" + std::string(word) + "'"; }

class Mapper {
 public:
  explicit Mapper(std::span<const ColumnProfile> profiles) {
    for (const ColumnProfile& profile : profiles) {
      columns_.push_back({&profile, header_key(profile.header), header_key(profile.label)});
      findings_.push_back({profile.header, kUnused, {}});
    }
  }

  void apply(const std::map<ColumnRole, std::string>& overrides) {
    for (const auto& [role, header] : overrides) {
      const std::string key = header_key(header);
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].key != key && columns_[i].label != key) continue;
        give(i, role, "set by the user");
        break;
      }
    }
  }

  // Gives `role` to the column whose header names it best and whose values allow it; the leftmost wins a tie.
  template <std::size_t size>
  void choose(ColumnRole role, const std::array<Synonym, size>& lexicon) {
    if (taken(role)) return;
    Hit best;
    std::size_t winner = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (decided(i)) continue;
      if (role == kScore && asks_something_else(columns_[i])) continue;
      const Hit hit = best_hit(lexicon, role, columns_[i]);
      const bool longer_text = role == kVerbatim && hit.weight == best.weight && hit.weight > 0 &&
                               columns_[i].profile->code_points > columns_[winner].profile->code_points;
      if ((hit.weight > best.weight || longer_text) && values_allow(role, hit.weight, *columns_[i].profile)) {
        best = hit;
        winner = i;
      }
    }
    if (best.weight > 0) give(winner, role, "its header says " + quoted(best.word));
  }

  // Marks every undecided column of the lexicon.
  template <std::size_t size>
  void mark(ColumnRole role, const std::array<Synonym, size>& lexicon, const std::string& why) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (decided(i)) continue;
      if (const Hit hit = best_hit(lexicon, role, columns_[i]); hit.weight > 0)
        give(i, role, "its header says " + quoted(hit.word) + why);
    }
  }

  void give(std::size_t column, ColumnRole role, std::string why) {
    findings_[column].role = role;
    findings_[column].why = std::move(why);
  }
  [[nodiscard]] bool decided(std::size_t column) const { return !findings_[column].why.empty(); }
  [[nodiscard]] bool taken(ColumnRole role) const { return column_of(findings_, role).has_value(); }
  [[nodiscard]] std::size_t size() const { return columns_.size(); }
  [[nodiscard]] const ColumnProfile& profile(std::size_t column) const { return *columns_[column].profile; }
  [[nodiscard]] const Column& column(std::size_t column) const { return columns_[column]; }
  [[nodiscard]] std::vector<ColumnFinding> findings() && { return std::move(findings_); }

 private:
  std::vector<Column> columns_;
  std::vector<ColumnFinding> findings_;
};

void mark_personal(Mapper& map) {
  const std::string why = ": personal data, never stored";
  map.mark(kPersonal, kPersonalLexicon, why);
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (map.decided(i)) continue;
    if (mostly(map.profile(i).e_mails, map.profile(i)))
      map.give(i, kPersonal, "its values are e-mail addresses" + why);
    if (mostly(map.profile(i).ip_addresses, map.profile(i)))
      map.give(i, kPersonal, "its values are IP addresses" + why);
  }
}

// The free-text column with the longest answers, when no header says which one holds the reason.
void choose_longest_text(Mapper& map) {
  if (map.taken(kVerbatim)) return;
  std::optional<std::size_t> winner;
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (map.decided(i) || !is_free_text(map.profile(i))) continue;
    if (!winner || map.profile(i).mean_length() > map.profile(*winner).mean_length()) winner = i;
  }
  if (winner) map.give(*winner, kVerbatim, "the longest free text; no header names a comment or reason");
}

// Everything that has no role of its own: groups of respondents, and columns that are told but not used.
void settle_rest(Mapper& map) {
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (map.decided(i)) continue;
    const ColumnProfile& p = map.profile(i);
    const Hit known = best_hit(kAttributeLexicon, kAttribute, map.column(i));
    const bool few = p.values.size() <= kMaxAttributeValues && p.longest <= kMaxAttributeLength;
    if (p.filled == 0) {
      map.give(i, kUnused, "empty in every record");
    } else if (known.weight > 0 && few && !is_further_text(map.column(i), few)) {
      map.give(i, kAttribute, "its header says " + quoted(known.word));
    } else if (mostly(p.dates, p)) {
      map.give(i, kTechnical, "a further date");
    } else if (p.scores == p.filled && p.numbers == p.filled) {
      map.give(i, kOtherRating, "a further rating 0 to 10; this version analyses the recommendation only");
    } else if (is_further_text(map.column(i), few)) {
      map.give(i, kOtherText, "a further free-text answer; this version analyses one text a response");
    } else if (!few) {
      map.give(
          i, kUnused,
          "more than " + std::to_string(kMaxAttributeValues) + " different values, or too long to group by");
    } else if (p.values.size() < 2) {
      map.give(i, kUnused, "the same value in every record");
    } else if (2 * p.values.size() > p.filled) {
      map.give(i, kUnused, "too few records share a value to group by it");
    } else {
      map.give(i, kAttribute, std::to_string(p.values.size()) + " different values");
    }
  }
}

}  // namespace

std::string_view name_of(ColumnRole role) {
  const auto index = static_cast<std::size_t>(role);
  return index < kRoleNames.size() ? kRoleNames[index] : std::string_view("unused");
}

std::string_view override_flag(ColumnRole role) {
  switch (role) {
    case kResponseId:
      return "--response-id-column";
    case kRespondedAt:
      return "--date-column";
    case kRespondentId:
      return "--respondent-column";
    case kAccountId:
      return "--account-column";
    case kScore:
      return "--score-column";
    case kVerbatim:
      return "--text-column";
    default:
      return {};
  }
}

std::vector<ColumnFinding> map_export_columns(std::span<const ColumnProfile> columns, std::string_view layout,
                                              const std::map<ColumnRole, std::string>& overrides) {
  Mapper map(columns);
  map.apply(overrides);
  if (layout == "surveymonkey" && !map.taken(kResponseId)) {
    for (std::size_t i = 0; i < map.size(); ++i) {
      if (!map.decided(i) && map.column(i).key == "respondentid") {
        map.give(i, kResponseId, "SurveyMonkey's Respondent ID numbers submissions");
        break;
      }
    }
  }
  if (layout.starts_with("qualtrics")) {
    for (std::size_t i = 0; i < map.size(); ++i) {
      if (!map.decided(i) && map.column(i).key == "status")
        map.give(i, kStatus, "Qualtrics marks previews and tests here");
    }
  }
  for (std::size_t i = 0; i < map.size(); ++i) {
    const bool group =
        map.column(i).key.ends_with("npsgroup") || mostly(map.profile(i).band_words, map.profile(i));
    if (!map.decided(i) && group)
      map.give(i, kScoreGroup, "promoter, passive or detractor: follows from the score");
  }
  mark_personal(map);
  for (const ColumnRole role : {kResponseId, kRespondedAt, kRespondentId, kAccountId})
    map.choose(role, kExportLexicon);
  map.mark(kTechnical, kTechnicalLexicon, ": the tool's own bookkeeping");
  for (const ColumnRole role : {kScore, kVerbatim}) map.choose(role, kExportLexicon);
  choose_longest_text(map);
  settle_rest(map);
  return std::move(map).findings();
}

std::vector<ColumnFinding> map_account_columns(std::span<const ColumnProfile> columns,
                                               const std::map<ColumnRole, std::string>& overrides) {
  Mapper map(columns);
  map.apply(overrides);
  map.choose(kAccountId,
             kAccountLexicon);  // a plain "id" comes before the names that kExportLexicon would take
  map.choose(kAccountId, kExportLexicon);
  for (const ColumnRole role : {kAccountName, kSegment, kRegion, kArr, kStartedOn, kRenewalOn, kChurnedOn})
    map.choose(role, kAccountLexicon);
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (!map.decided(i)) map.give(i, kUnused, "no part of an account that koe uses");
  }
  return std::move(map).findings();
}

std::optional<ColumnRole> unmatched_override(std::span<const ColumnProfile> columns,
                                             const std::map<ColumnRole, std::string>& overrides) {
  for (const auto& [role, header] : overrides) {
    const std::string key = header_key(header);
    const bool found = std::any_of(columns.begin(), columns.end(), [&](const ColumnProfile& column) {
      return header_key(column.header) == key || header_key(column.label) == key;
    });
    if (!found) return role;
  }
  return std::nullopt;
}

std::optional<std::size_t> column_of(std::span<const ColumnFinding> columns, ColumnRole role) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].role == role) return i;
  }
  return std::nullopt;
}

}  // namespace koe

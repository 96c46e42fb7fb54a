#include "pipeline/ingest/layouts.h"

#include <algorithm>
#include <array>

#include "pipeline/ingest/text_folding.h"

namespace koe {
namespace {

constexpr std::array<std::string_view, 11> kNames = {
    "qualtrics-csv",   "qualtrics-tsv", "qualtrics-legacy", "surveymonkey", "typeform", "delighted",
    "microsoft-forms", "google-forms",  "synergy",          kJsonLayout,    "generic"};

using Row = std::vector<std::string>;

// The headers of one tool, as header_key() leaves them. Alternatives of one header (language, version) stand
// in one group, separated by '|'; a trailing '*' matches any ending.
struct Signature {
  std::string_view layout;
  std::string_view first;  // alternatives for the very first cell; empty = any
  std::array<std::string_view, 6> headers;
};

constexpr std::array kSignatures = {
    Signature{"surveymonkey",
              "respondentid",
              {"respondentid", "collectorid", "startdate|datecreated", "enddate|datemodified", "ipaddress",
               "emailaddress"}},
    Signature{"typeform", "#", {"#", "startdateutc", "submitdateutc", "networkid", "", ""}},
    Signature{"delighted", "", {"score", "comment", "delighted*", "", "", ""}},
    Signature{"microsoft-forms",
              "id",
              {"id", "starttime|開始時刻", "completiontime|完了時刻", "email|メール", "name|名前", ""}},
    Signature{"google-forms", "timestamp|タイムスタンプ", {"timestamp|タイムスタンプ", "", "", "", "", ""}},
    Signature{"synergy", "フォームid", {"フォームid", "フォーム名", "フォーム登録日時", "synergyid", "", ""}},
};

bool matches_one(std::string_view pattern, std::string_view key) {
  if (pattern.ends_with('*')) return key.starts_with(pattern.substr(0, pattern.size() - 1));
  return key == pattern;
}

bool matches(std::string_view alternatives, std::string_view key) {
  while (!alternatives.empty()) {
    const std::size_t end = std::min(alternatives.find('|'), alternatives.size());
    if (matches_one(alternatives.substr(0, end), key)) return true;
    alternatives.remove_prefix(std::min(end + 1, alternatives.size()));
  }
  return false;
}

std::vector<std::string> keys_of(const Row& row) {
  std::vector<std::string> keys;
  for (const std::string& cell : row) keys.push_back(header_key(cell));
  return keys;
}

// Qualtrics' third row: every cell that is not blank is a JSON object that names its import id.
bool is_import_id_row(const Row& row) {
  std::size_t found = 0;
  for (const std::string& cell : row) {
    if (trim(cell).empty()) continue;
    if (!trim(cell).starts_with("{\"ImportId\":")) return false;
    ++found;
  }
  return found > 0;
}

// SurveyMonkey's second row repeats nothing under the respondent's own columns.
bool starts_blank(const Row& row) { return row.size() > 1 && trim(row[0]).empty() && trim(row[1]).empty(); }

std::size_t header_rows_of(std::string_view layout, std::span<const Row> rows) {
  if (layout == "qualtrics-csv" || layout == "qualtrics-tsv") return std::min<std::size_t>(rows.size(), 3);
  if (layout == "qualtrics-legacy") return std::min<std::size_t>(rows.size(), 2);
  if (layout == "surveymonkey") return rows.size() > 1 && starts_blank(rows[1]) ? 2 : 1;
  return 1;
}

}  // namespace

std::span<const std::string_view> layout_names() { return kNames; }

LayoutGuess detect_layout(std::span<const std::vector<std::string>> rows, char delimiter,
                          std::string_view forced) {
  if (rows.empty()) return {"generic", 1, 0, "nothing to compare"};
  if (!forced.empty()) return {std::string(forced), header_rows_of(forced, rows), 1, "set by the user"};
  if (rows.size() > 2 && is_import_id_row(rows[2])) {
    return {delimiter == '\t' ? "qualtrics-tsv" : "qualtrics-csv", 3, 1,
            "row 3 holds Qualtrics' ImportId of every column"};
  }
  if (rows.size() > 1) {
    const std::vector<std::string> first = keys_of(rows[0]), second = keys_of(rows[1]);
    if (first.size() > 1 && second.size() > 1 && first[0] == "v1" && first[1] == "v2" &&
        second[0] == "responseid")
      return {"qualtrics-legacy", 2, 1, "row 1 is V1, V2... and row 2 begins with ResponseID"};
  }
  const std::vector<std::string> keys = keys_of(rows[0]);
  LayoutGuess best{"generic", 1, 0, "no signature of a known tool"};
  constexpr double kEnough = 0.75;
  for (const Signature& signature : kSignatures) {
    if (!signature.first.empty() && (keys.empty() || !matches(signature.first, keys.front()))) continue;
    std::size_t wanted = 0, found = 0;
    std::string names;
    for (const std::string_view header : signature.headers) {
      if (header.empty()) continue;
      ++wanted;
      const auto hit = std::find_if(keys.begin(), keys.end(),
                                    [&](const std::string& key) { return matches(header, key); });
      if (hit == keys.end()) continue;
      ++found;
      names += (names.empty() ? "" : ", ") +
               std::string(trim(rows[0][static_cast<std::size_t>(hit - keys.begin())]));
    }
    const double score = static_cast<double>(found) / static_cast<double>(wanted);
    if (score < kEnough || score <= best.score) continue;
    best = {std::string(signature.layout), header_rows_of(signature.layout, rows), score,
            "row 1 has " + std::to_string(found) + " of " + std::to_string(wanted) + " headers: " + names};
  }
  return best;
}

}  // namespace koe

#include "pipeline/ingest/column_profile.h"

#include <algorithm>
#include <array>

#include "pipeline/ingest/date_parser.h"
#include "pipeline/ingest/text_folding.h"
#include "pipeline/ingest/value_parsers.h"

namespace koe {
namespace {

bool is_e_mail(std::string_view cell) {
  const std::size_t at = cell.find('@');
  if (at == 0 || at == std::string_view::npos || cell.find('@', at + 1) != std::string_view::npos)
    return false;
  const std::size_t dot = cell.find('.', at);
  return cell.find(' ') == std::string_view::npos && dot != std::string_view::npos && dot > at + 1 &&
         dot + 1 < cell.size();
}

bool is_ip_address(std::string_view cell) {
  const bool only_parts = cell.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos;
  return only_parts &&
         (std::count(cell.begin(), cell.end(), '.') == 3 || std::count(cell.begin(), cell.end(), ':') > 3);
}

bool is_band_word(std::string_view cell) {
  constexpr std::array<std::string_view, 8> kWords = {"promoter", "passive", "detractor", "neutral",
                                                      "推奨者",   "中立者",  "批判者",    "promoters"};
  return std::find(kWords.begin(), kWords.end(), fold(cell)) != kWords.end();
}

}  // namespace

double ColumnProfile::mean_length() const {
  return filled == 0 ? 0 : static_cast<double>(code_points) / static_cast<double>(filled);
}

void add_cell(ColumnProfile& profile, std::string_view cell) {
  ++profile.records;
  cell = trim(cell);
  if (cell.empty()) return;
  ++profile.filled;
  const std::size_t length = code_points(cell);
  profile.code_points += length;
  profile.longest = std::max(profile.longest, length);
  if (profile.values.size() <= kMaxAttributeValues && !profile.values.contains(cell))
    profile.values.emplace(cell);
  constexpr std::size_t kLongestNumberOrDate = 64;  // bytes; longer cells are answers
  if (cell.size() > kLongestNumberOrDate) return;
  if (const auto score = parse_score(cell)) ++profile.scores;
  if (is_number(cell)) ++profile.numbers;
  if (parse_date_time(cell, DateOrder::kMonthFirst) || parse_date_time(cell, DateOrder::kDayFirst))
    ++profile.dates;
  if (is_e_mail(cell)) ++profile.e_mails;
  if (is_ip_address(cell)) ++profile.ip_addresses;
  if (is_band_word(cell)) ++profile.band_words;
}

}  // namespace koe

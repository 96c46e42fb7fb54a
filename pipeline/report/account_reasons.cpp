#include "pipeline/report/account_reasons.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "pipeline/report/catalog.h"
#include "pipeline/report/human_numbers.h"

namespace koe::report {
namespace {

constexpr int kHighestDetractor = 6;

std::string figure_of(const AccountReason& reason) {
  const bool is_fraction = reason.sign == AccountSign::kLevel || reason.sign == AccountSign::kMovement ||
                           reason.sign == AccountSign::kYoung;
  return is_fraction ? plain_number(reason.figure, 1) : count(std::llround(reason.figure));
}

std::string words_of(const AccountReason& reason, const RunResult& run, Language language) {
  const std::string key = "reason." + std::string(name_of(reason.sign));
  if (reason.sign == AccountSign::kBurden)
    return format(key, language, std::array{theme_name(reason.detail, run, language), figure_of(reason)});
  if (!reason.detail.empty()) return format(key, language, std::array{reason.detail});
  return format(key, language, std::array{figure_of(reason)});
}

std::string join(const std::vector<std::string>& parts, Language language) {
  std::string joined;
  for (const std::string& part : parts) {
    if (!joined.empty()) joined += text("reason.separator", language);
    joined += part;
  }
  return joined.empty() ? std::string(text("reason.none", language)) : joined;
}

}  // namespace

std::string words_of(const std::vector<AccountReason>& reasons, const RunResult& run, Language language) {
  std::vector<std::string> parts;
  for (const AccountReason& reason : reasons) parts.push_back(words_of(reason, run, language));
  return join(parts, language);
}

std::string words_of(const ContactResult& contact, const RunResult& run, Language language) {
  std::vector<std::string> parts;
  if (contact.score && *contact.score <= kHighestDetractor)
    parts.push_back(format("reason.detractor", language, std::array{std::to_string(*contact.score)}));
  for (const AccountReason& reason : contact.reasons) parts.push_back(words_of(reason, run, language));
  return join(parts, language);
}

std::string theme_name(const std::string& theme_id, const RunResult& run, Language language) {
  const auto theme = std::ranges::find(run.themes, theme_id, &ThemeResult::theme_id);
  if (theme == run.themes.end()) return theme_id;
  const std::string& label = language == Language::kJapanese ? theme->label_ja : theme->label_en;
  return label.empty() ? theme_id : label;
}

}  // namespace koe::report

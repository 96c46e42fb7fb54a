#include "pipeline/report/html/sections.h"
#include "pipeline/report/human_numbers.h"

namespace koe::report {
namespace {

std::string change_of(const Page& page, const FixResult& fix) {
  if (!fix.change || !fix.change_p) return page.say("figure.unknown");
  return page.say("fixes.ratio", {ratio(fix.change->value), ratio(fix.change->low), ratio(fix.change->high),
                                  probability_relation(*fix.change_p)});
}

View fix_row(const Page& page, const FixResult& fix) {
  View row;
  row.set("label", page.is_japanese() ? fix.label_ja : fix.label_en).set("theme_id", fix.theme_id);
  row.set("on", fix.fixed_on).set("note", fix.note);
  row.set("before", page.say("fixes.share", {count(fix.mentions_before), count(fix.responses_before)}));
  row.set("after", page.say("fixes.share", {count(fix.mentions_after), count(fix.responses_after)}));
  row.set("change", change_of(page, fix)).set("impact", signed_estimate(page, fix.impact_change));
  row.set("verdict", page.say("fixes." + std::string(name_of(fix.verdict))));
  return row;
}

}  // namespace

std::optional<View> fixes_section(const Page& page) {
  if (page.run.fixes.empty()) return std::nullopt;
  std::vector<View> rows;
  for (const FixResult& fix : page.run.fixes) rows.push_back(fix_row(page, fix));
  return View().set("fixes", std::move(rows));
}

}  // namespace koe::report

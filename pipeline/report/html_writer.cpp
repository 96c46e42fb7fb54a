#include "pipeline/report/html_writer.h"

#include <fmt/format.h>

#include <array>
#include <kainjow/mustache.hpp>
#include <map>
#include <stdexcept>

#include "embedded/koe_report.h"
#include "pipeline/base/sha256.h"
#include "pipeline/report/catalog.h"
#include "pipeline/report/html/sections.h"
#include "pipeline/report/visible_text.h"

namespace koe::report {
namespace {

namespace mustache = kainjow::mustache;

struct Section {
  const char* name;
  std::string_view (*markup)();
  std::optional<View> (*view)(const Page&);
};

/// The document in reading order; `name` is the template's and, with the language before it, the section's
/// id.
constexpr std::array kSections = {Section{"headline", embedded::headline_mustache, headline_section},
                                  Section{"stones", embedded::stones_mustache, stones_section},
                                  Section{"cards", embedded::cards_mustache, cards_section},
                                  Section{"map", embedded::map_mustache, map_section},
                                  Section{"drivers", embedded::drivers_mustache, drivers_section},
                                  Section{"scores", embedded::scores_mustache, scores_section},
                                  Section{"customers", embedded::customers_mustache, customers_section},
                                  Section{"fixes", embedded::fixes_mustache, fixes_section},
                                  Section{"employees", embedded::employees_mustache, employees_section},
                                  Section{"limits", embedded::limits_mustache, limits_section},
                                  Section{"method", embedded::method_mustache, method_section}};

/// Templates that others use inside a section, as {{> score_part}}; they share one space of names with the
/// views.
struct Part {
  const char* name;
  std::string_view (*markup)();
};
constexpr std::array kParts = {Part{"score_part", embedded::score_mustache},
                               Part{"quarters_part", embedded::quarters_mustache}};

mustache::data to_data(const View& view);

mustache::data to_data(const View::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return mustache::data(*text);
  if (const auto* is_so = std::get_if<bool>(&value)) return mustache::data(*is_so);
  if (const auto* svg = std::get_if<View::Svg>(&value)) return mustache::data(svg->markup);
  mustache::data list{mustache::data::type::list};
  for (const View& item : std::get<std::vector<View>>(value)) list << to_data(item);
  return list;
}

mustache::data to_data(const View& view) {
  mustache::data object{mustache::data::type::object};
  for (const auto& [name, value] : view.values()) object.set(name, to_data(value));
  return object;
}

/// The catalogue as the templates see it: "stones.title" is {{t.stones.title}}.
mustache::data texts_of(Language language) {
  std::map<std::string, mustache::data> groups;
  for (const std::string_view key : catalog_keys()) {
    const std::size_t dot = key.find('.');
    if (dot == std::string_view::npos) continue;  // an issue's message
    auto& group =
        groups.try_emplace(std::string(key.substr(0, dot)), mustache::data::type::object).first->second;
    group.set(std::string(key.substr(dot + 1)), std::string(text(key, language)));
  }
  mustache::data texts{mustache::data::type::object};
  for (const auto& [name, group] : groups) texts.set(name, group);
  return texts;
}

std::string render(std::string_view markup, const mustache::data& data) {
  mustache::mustache parsed{std::string(markup)};
  if (!parsed.is_valid())
    throw std::logic_error("a template of the report does not parse: " + parsed.error_message());
  parsed.set_custom_escape([](const std::string& text) { return escape_html(text); });
  return parsed.render(data);
}

/// "2025Q2 – 2026Q3" in the page's words; empty without data.
std::string covered_time(const Page& page) {
  const std::vector<std::string>& periods = page.run.periods;
  if (periods.empty()) return page.say("page.no_data");
  if (periods.size() == 1) return page.period(periods.front());
  return page.say("page.from_to", {page.period(periods.front()), page.period(periods.back())});
}

/// One language's document: its sections in order, and the contents, which name all but the headline.
mustache::data render_language(const Page& page) {
  const mustache::data texts = texts_of(page.language);
  std::string sections;
  mustache::data contents{mustache::data::type::list};
  for (const Section& section : kSections) {
    const std::optional<View> view = section.view(page);
    if (!view) continue;
    mustache::data data = to_data(*view);
    data.set("t", texts);
    data.set("lang", page.code());
    for (const Part& part : kParts) {
      data.set(part.name, mustache::partial{[part] { return std::string(part.markup()); }});
    }
    sections += render(section.markup(), data);
    if (section.view == headline_section) continue;
    contents << to_data(
        View().set("name", section.name).set("title", page.say(section.name + std::string(".title"))));
  }
  mustache::data document{mustache::data::type::object};
  document.set("sections", sections);
  document.set("contents", contents);
  document.set("t", texts);
  document.set("lang", page.code());
  document.set("covered_time", covered_time(page));
  document.set("version", page.run.koe_version);
  return document;
}

/// Base64 of the bytes that `hex` spells, as a content security policy wants its hashes.
std::string base64_of_hex(std::string_view hex) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bits;
  for (const char digit : hex) {
    const int value = digit <= '9' ? digit - '0' : digit - 'a' + 10;
    for (int bit = 3; bit >= 0; --bit) bits += ((value >> bit) & 1) != 0 ? '1' : '0';
  }
  std::string base64;
  for (std::size_t at = 0; at < bits.size(); at += 6) {
    std::string six = bits.substr(at, 6);
    six.resize(6, '0');
    base64 += kDigits[std::stoul(six, nullptr, 2)];
  }
  base64.resize((base64.size() + 3) / 4 * 4, '=');
  return base64;
}

}  // namespace

std::string render_html(const RunResult& run) {
  const Language first = catalog_language(run.language);
  mustache::data documents{mustache::data::type::list};
  for (const Language language : {Language::kJapanese, Language::kEnglish}) {
    documents << render_language(Page{run, language});
  }
  const std::string style = std::string(embedded::figures_css()) + std::string(embedded::report_css());
  mustache::data data{mustache::data::type::object};
  data.set("lang", std::string(name_of(first)));
  data.set("is_japanese_first", mustache::data(first == Language::kJapanese));
  data.set("style", style);
  data.set("style_hash", base64_of_hex(sha256_hex(style)));
  data.set("documents", documents);
  return render(embedded::report_mustache(), data);
}

}  // namespace koe::report

#include "pipeline/cli/flags.h"

#include <algorithm>
#include <array>
#include <boost/program_options.hpp>
#include <limits>
#include <sstream>
#include <thread>

#include "pipeline/report/catalog.h"

namespace koe::cli {
namespace {

namespace po = boost::program_options;

/// One flag: the help and the parser are both made from this table, in its order; its text is catalogue entry cli.flag.NAME.
struct Flag {
  const char* category;
  const char* name;
  const char* value;  ///< name of the value, nullptr for a switch
};

constexpr Flag kFlags[] = {
    {"Input", "accounts", "FILE"},
    {"Input", "encoding", "NAME"},
    {"Input", "delimiter", "CHAR"},
    {"Input", "format", "NAME"},
    {"Input", "survey", "KIND"},
    {"Input", "date-order", "ORDER"},
    {"Columns", "score-column", "HEADER"},
    {"Columns", "text-column", "HEADER"},
    {"Columns", "response-id-column", "HEADER"},
    {"Columns", "date-column", "HEADER"},
    {"Columns", "respondent-column", "HEADER"},
    {"Columns", "account-column", "HEADER"},
    {"Ranking", "rank-by", "WHAT"},
    {"Ranking", "weights", "FILE"},
    {"Ranking", "effort", "FILE"},
    {"Ranking", "draws", "N"},
    {"Ranking", "seed", "N"},
    {"Themes", "encoder", "DIR"},
    {"Themes", "ja", "TEXT"},
    {"Themes", "en", "TEXT"},
    {"Themes", "responses", "IDS"},
    {"Themes", "parts", "N"},
    {"Themes", "author", "NAME"},
    {"Fixes", "date", "YYYY-MM-DD"},
    {"Fixes", "note", "TEXT"},
    {"Output", "db", "FILE"},
    {"Output", "out", "DIR"},
    {"Output", "enps-rows", nullptr},
    {"Output", "lang", "LANG"},
    {"Run", "threads", "N"},
    {"Run", "assets", "DIR"},
    {"Run", "quiet", nullptr},
    {"Run", "help", nullptr},
    {"Run", "version", nullptr},
};

constexpr std::array kCommands = {"run",    "ingest", "analyze",  "report",           "inspect",
                                  "themes", "fix",    "doctor",   "audit-anonymity",  "tokenize",
                                  "polarity-features"};

/// What may follow `koe themes`: how it is written, and how many words it takes beside its own.
struct ThemesCommand {
  const char* name;
  const char* form;
  std::size_t fewest, most;
};

constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();
constexpr ThemesCommand kThemesCommands[] = {
    {"list", "koe themes list", 0, 0},
    {"log", "koe themes log", 0, 0},
    {"import", "koe themes import CODES.csv", 1, kAnyNumber},
    {"rename", "koe themes rename ID --ja TEXT --en TEXT", 1, 1},
    {"merge", "koe themes merge ID INTO_ID", 2, 2},
    {"split", "koe themes split ID [--parts N | --responses R-1,R-2]", 1, 1},
    {"pin", "koe themes pin RESPONSE_ID[:SEGMENT] ID", 2, 2},
    {"forbid", "koe themes forbid RESPONSE_ID[:SEGMENT] ID", 2, 2},
    {"teach", "koe themes teach EXAMPLES.csv", 1, 1},
    {"undo", "koe themes undo [EVENT]", 0, 1},
};

[[noreturn]] void refuse_value(const std::string& flag, const std::string& value, const std::string& takes,
                               Language language) {
  throw UsageError{report::format("cli.usage.value", language, std::array{"--" + flag, value, takes})};
}

class Reader {
 public:
  Reader(const po::variables_map& values, Language language) : values_(values), language_(language) {}

  [[nodiscard]] std::optional<std::string> text(const char* flag) const {
    if (values_.count(flag) == 0) return std::nullopt;
    return values_[flag].as<std::string>();
  }

  /// The value of `flag` by `parse` (optional-returning); refuses what it cannot read.
  template <typename Value, typename Parse>
  void read(const char* flag, const char* takes, Value& target, Parse parse) const {
    const auto given = text(flag);
    if (!given) return;
    const auto parsed = parse(*given);
    if (!parsed) refuse_value(flag, *given, takes, language_);
    target = *parsed;
  }

  [[nodiscard]] bool has(const char* flag) const { return values_.count(flag) > 0; }

 private:
  const po::variables_map& values_;
  Language language_;
};

std::optional<std::uint64_t> whole_number(const std::string& text) {
  if (text.empty() || text.size() > 18) return std::nullopt;
  std::uint64_t value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

std::optional<std::uint32_t> positive_number(const std::string& text) {
  const auto value = whole_number(text);
  if (!value || *value < 1 || *value > 1'000'000) return std::nullopt;
  return static_cast<std::uint32_t>(*value);
}

std::optional<char> delimiter_named(const std::string& text) {
  if (text == "tab" || text == "\\t" || text == "\t") return '\t';
  return text.size() == 1 && std::string_view(",;|").find(text[0]) != std::string_view::npos ? std::optional(text[0])
                                                                                          : std::nullopt;
}

std::optional<Language> language_named(const std::string& text) {
  if (text == "ja") return Language::kJapanese;
  return text == "en" ? std::optional(Language::kEnglish) : std::nullopt;
}

/// An ISO date that exists.
std::optional<std::string> date_named(const std::string& text) {
  constexpr std::size_t kIsoDate = 10;
  if (text.size() != kIsoDate) return std::nullopt;
  const auto date = parse_date_time(text, DateOrder::kMonthFirst);
  return date && date->substr(0, kIsoDate) == text ? std::optional(text) : std::nullopt;
}

po::variables_map parse_flags(const std::vector<std::string>& arguments, Language language) {
  po::options_description all;
  for (const Flag& flag : kFlags) {
    if (flag.value != nullptr) {
      all.add_options()(flag.name, po::value<std::string>(), "");
    } else {
      all.add_options()(flag.name, "");
    }
  }
  all.add_options()("positional", po::value<std::vector<std::string>>(), "");
  po::positional_options_description positional;
  positional.add("positional", -1);
  po::variables_map values;
  try {
    po::store(po::command_line_parser(arguments)
                  .options(all)
                  .positional(positional)
                  .style(po::command_line_style::default_style & ~po::command_line_style::allow_guessing)
                  .run(),
              values);
  } catch (const po::error& error) {
    throw UsageError{report::format("cli.usage", language, std::array{std::string(error.what())})};
  }
  return values;
}

void read_columns(const Reader& reader, ReadOptions& read) {
  constexpr std::array<std::pair<const char*, ColumnRole>, 6> kColumns = {{{"score-column", ColumnRole::kScore},
                                                                           {"text-column", ColumnRole::kVerbatim},
                                                                           {"response-id-column", ColumnRole::kResponseId},
                                                                           {"date-column", ColumnRole::kRespondedAt},
                                                                           {"respondent-column", ColumnRole::kRespondentId},
                                                                           {"account-column", ColumnRole::kAccountId}}};
  for (const auto& [flag, role] : kColumns)
    if (const auto header = reader.text(flag)) read.columns[role] = *header;
}

void take_positional(CommandLine& line, const po::variables_map& values) {
  if (values.count("positional") == 0) return;
  for (const std::string& word : values["positional"].as<std::vector<std::string>>()) {
    if (line.command.empty()) {
      line.command = word;
    } else {
      line.files.emplace_back(word);
    }
  }
}

/// koe fix add THEME --date DATE, or koe fix list.
void check_fix(const CommandLine& line, Language language) {
  const bool is_list = line.files.size() == 1 && line.files[0] == "list";
  const bool is_add = line.files.size() == 2 && line.files[0] == "add" && !line.date.empty();
  if (!is_list && !is_add) throw UsageError{report::format("cli.usage", language, std::array{std::string(report::text("cli.fix.usage", language))})};
}

/// The items of "R-1,R-2", spaces around them dropped.
std::optional<std::vector<std::string>> listed(const std::string& text) {
  std::vector<std::string> items;
  std::istringstream stream(text);
  for (std::string item; std::getline(stream, item, ',');) {
    const std::size_t begin = item.find_first_not_of(' ');
    if (begin == std::string::npos) return std::nullopt;
    items.push_back(item.substr(begin, item.find_last_not_of(' ') - begin + 1));
  }
  return items.empty() ? std::nullopt : std::optional(items);
}

std::optional<std::uint32_t> part_count(const std::string& text) {
  const auto value = whole_number(text);
  constexpr std::uint64_t kMostParts = 9;  // more are no split but a new set of themes
  return value && *value >= 2 && *value <= kMostParts ? std::optional(static_cast<std::uint32_t>(*value)) : std::nullopt;
}

std::optional<std::string> not_blank(const std::string& text) {
  return text.find_first_not_of(" \t") == std::string::npos ? std::nullopt : std::optional(text);
}

void read_edit_flags(const Reader& reader, EditFlags& edit) {
  reader.read("ja", "TEXT", edit.label_ja, not_blank);
  reader.read("en", "TEXT", edit.label_en, not_blank);
  reader.read("author", "NAME", edit.author, not_blank);
  reader.read("responses", "R-1,R-2", edit.responses, listed);
  reader.read("parts", "2..9", edit.parts, part_count);
}

/// Refuses words after `koe themes` that are none of kThemesCommands, or too few or too many of them.
void check_themes_command(const CommandLine& line, Language language) {
  if (line.files.empty()) return;
  const std::string name = line.files[0].string();
  const auto refuse = [&](const char* key, const std::string& argument) {
    throw UsageError{report::format("cli.usage", language,
                                    std::array{report::format(key, language, std::array{argument})})};
  };
  const auto* const command = std::find_if(std::begin(kThemesCommands), std::end(kThemesCommands),
                                           [&](const ThemesCommand& known) { return name == known.name; });
  if (command == std::end(kThemesCommands)) refuse("cli.usage.command", "koe themes " + name);
  const std::size_t words = line.files.size() - 1;
  const bool is_named = name != "rename" || !line.edit.label_ja.empty() || !line.edit.label_en.empty();
  const bool is_event = name != "undo" || words == 0 || whole_number(line.files[1].string()).value_or(0) > 0;
  if (words < command->fewest || words > command->most || !is_named || !is_event)
    refuse("cli.usage.form", command->form);
}

void check_command(const CommandLine& line, Language language) {
  if (line.help || line.version) return;
  const auto refuse = [&](const char* key, const std::string& argument) {
    throw UsageError{report::format("cli.usage", language,
                                    std::array{report::format(key, language, std::array{argument})})};
  };
  if (std::find(kCommands.begin(), kCommands.end(), line.command) == kCommands.end())
    refuse("cli.usage.command", line.command);
  if ((line.command == "ingest" || line.command == "inspect") && line.files.empty())
    refuse("cli.usage.missing_file", "koe " + line.command);
  if (line.command == "themes") check_themes_command(line, language);
  if (line.command == "fix") return check_fix(line, language);
  const bool takes_files = line.command == "run" || line.command == "ingest" || line.command == "inspect" ||
                           line.command == "themes";
  if (!takes_files && !line.files.empty()) refuse("cli.usage.no_files", "koe " + line.command);
}

}  // namespace

CommandLine parse_command_line(const std::vector<std::string>& arguments, Language default_language) {
  const po::variables_map values = parse_flags(arguments, default_language);
  CommandLine line;
  line.config.language = default_language;
  line.config.threads = std::max(1U, std::thread::hardware_concurrency());
  const Reader reader(values, default_language);
  reader.read("lang", "ja, en", line.config.language, language_named);
  const Reader localized(values, line.config.language);
  localized.read("encoding", "UTF-8, UTF-16LE, UTF-16BE, CP932, EUC-JP, ISO-2022-JP, Windows-1252", line.read.encoding,
                 [](const std::string& text) { return parse_encoding(text); });
  localized.read("delimiter", ", ; | tab", line.read.delimiter, delimiter_named);
  localized.read("survey", "nps, enps", line.read.survey, [](const std::string& text) { return parse_survey_kind(text); });
  localized.read("date-order", "month-first, day-first", line.read.date_order,
                 [](const std::string& text) { return parse_date_order(text); });
  localized.read("rank-by", "nps, arr, reach, trend, net, score", line.config.rank_by,
                 [](const std::string& text) { return parse_rank_by(text); });
  localized.read("draws", "1..1000000", line.config.bootstrap_draws, positive_number);
  localized.read("seed", "0..10^18", line.config.seed, whole_number);
  localized.read("threads", "1..1000000", line.config.threads, positive_number);
  localized.read("date", "YYYY-MM-DD", line.date, date_named);
  if (const auto note = localized.text("note")) line.note = *note;
  if (const auto format = localized.text("format")) line.read.layout = *format;
  if (const auto accounts = localized.text("accounts")) line.accounts = *accounts;
  if (const auto weights = localized.text("weights")) line.weights = *weights;
  if (const auto effort = localized.text("effort")) line.effort = *effort;
  if (const auto database = localized.text("db")) line.database = *database;
  if (const auto out = localized.text("out")) line.out = *out;
  if (const auto assets = localized.text("assets")) line.assets = *assets;
  if (const auto encoder = localized.text("encoder")) line.encoder = *encoder;
  read_columns(localized, line.read);
  read_edit_flags(localized, line.edit);
  line.config.enps_rows = localized.has("enps-rows");
  line.quiet = localized.has("quiet");
  line.help = localized.has("help");
  line.version = localized.has("version");
  take_positional(line, values);
  if (line.command == "help" || (line.command.empty() && !line.version)) line.help = true;
  check_command(line, line.config.language);
  return line;
}

std::string help_text(Language language) {
  std::ostringstream help;
  help << report::text("cli.help.head", language);
  const char* category = "";
  for (const Flag& flag : kFlags) {
    if (std::string_view(category) != flag.category) {
      category = flag.category;
      help << '\n' << report::text("cli.help.category." + std::string(category), language) << '\n';
    }
    std::string name = "  --" + std::string(flag.name);
    if (flag.value != nullptr) name += " " + std::string(flag.value);
    constexpr std::size_t kNameWidth = 30;
    name.resize(std::max(name.size() + 1, kNameWidth), ' ');
    help << name << report::text("cli.flag." + std::string(flag.name), language) << '\n';
  }
  help << '\n' << report::text("cli.help.exit_codes", language);
  return help.str();
}

}  // namespace koe::cli

#include "nlp/lexicons.h"

#include <algorithm>
#include <array>
#include <utility>

#include "nlp/normalize.h"
#include "nlp/polarity_features.h"
#include "nlp/tsv.h"
#include "nlp/utf8.h"

namespace koe::nlp {
namespace {

/// Reads the files of one folder and remembers which.
class Reader {
 public:
  Reader(std::string directory, std::vector<std::string>& files)
      : directory_(std::move(directory)), files_(files) {}

  [[nodiscard]] TsvFile open(const char* name, std::initializer_list<std::string_view> columns) {
    files_.push_back(directory_ + "/" + name);
    return read_tsv(files_.back(), columns);
  }

  [[nodiscard]] WordSet words(const char* name) {
    const TsvFile file = open(name, {"word"});
    WordSet set;
    for (const TsvRow& row : file.rows)
      if (!set.add(row.cells[0])) throw file.error(row, "'" + row.cells[0] + "' is listed twice");
    return set;
  }

 private:
  std::string directory_;
  std::vector<std::string>& files_;
};

template <typename Value>
void insert_once(WordMap<Value>& map, const TsvFile& file, const TsvRow& row, Value value) {
  if (!map.add(row.cells[0], std::move(value)))
    throw file.error(row, "'" + row.cells[0] + "' is listed twice");
}

[[nodiscard]] std::vector<std::string> split_at_spaces(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t at = text.find(' ');
    if (at != 0) words.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  return words;
}

[[nodiscard]] ValuedPhrase make_phrase(std::vector<std::string> words, double value) {
  const bool is_fixed = words.size() > 1 && words[1] != "*";
  const std::uint64_t second_hash = is_fixed ? polarity_word_hash(words[1]) : 0;
  return {.words = std::move(words), .value = value, .second_hash = second_hash};
}

[[nodiscard]] std::size_t size_of(const ContrastMarker& marker) noexcept { return marker.text.size(); }
[[nodiscard]] std::size_t size_of(const ValuedText& entry) noexcept { return entry.text.size(); }
[[nodiscard]] std::size_t size_of(const ValuedPhrase& entry) noexcept { return entry.words.size(); }

[[nodiscard]] bool longer_first(std::string_view a, std::string_view b) noexcept {
  return a.size() != b.size() ? a.size() > b.size() : a < b;
}

/// Longest first, so that the first that fits is the longest that fits.
constexpr auto kLongest = [](const auto& a, const auto& b) { return size_of(a) > size_of(b); };

void sort_by_length(WordMap<std::vector<ValuedPhrase>>& phrases) {
  for (auto& [first, entries] : phrases.entries()) std::stable_sort(entries.begin(), entries.end(), kLongest);
}

void load_function_words(Reader& reader, Lexicons& lexicons) {
  constexpr std::array<std::string_view, kFunctionWordLanguages> kLanguages = {
      "en", "de", "fr", "es", "pt", "it", "nl", "sv", "pl", "tr", "id", "vi"};
  const TsvFile file = reader.open("function_words.tsv", {"language", "words"});
  for (const TsvRow& row : file.rows) {
    const auto language = std::find(kLanguages.begin(), kLanguages.end(), row.cells[0]);
    if (language == kLanguages.end()) throw file.error(row, "unknown language");
    const auto bit = static_cast<std::uint32_t>(language - kLanguages.begin());
    for (const std::string& word : split_at_spaces(row.cells[1])) {
      lexicons.function_words[word] |= 1U << bit;
      lexicons.longest_function_word = std::max(lexicons.longest_function_word, word.size());
    }
  }
}

void load_sentence_lists(Reader& reader, Lexicons& lexicons) {
  const TsvFile abbreviations = reader.open("abbreviations_en.tsv", {"abbreviation", "may_end_sentence"});
  for (const TsvRow& row : abbreviations.rows)
    insert_once(lexicons.abbreviations, abbreviations, row, row.cells[1] == "yes");

  const TsvFile contrasts = reader.open("contrasts.tsv", {"marker", "place"});
  for (const TsvRow& row : contrasts.rows) {
    constexpr std::array<std::string_view, 5> kPlaces = {"after", "after_comma", "before", "opening",
                                                         "never"};
    const auto place = std::find(kPlaces.begin(), kPlaces.end(), row.cells[1]);
    if (place == kPlaces.end()) throw contrasts.error(row, "unknown place");
    lexicons.contrasts.add({decode_utf8(row.cells[0]), static_cast<ContrastPlace>(place - kPlaces.begin())});
  }
  lexicons.contrasts.sort(kLongest);
}

void load_contentless(Reader& reader, Lexicons& lexicons) {
  const TsvFile file = reader.open("contentless.tsv", {"part", "phrase"});
  for (const TsvRow& row : file.rows) {
    const std::string& part = row.cells[0];
    std::string phrase = fold_for_identity(normalize(row.cells[1]).text);
    if (part != "closing") lexicons.contentless_begins.add(decode_utf8(phrase));
    if (part == "whole") {
      if (!lexicons.contentless_phrases.add(phrase)) throw file.error(row, "listed twice");
    } else if (part == "opening") {
      lexicons.refusal_opening.add(std::move(phrase));
    } else if (part == "topic") {
      lexicons.refusal_topic.add(std::move(phrase));
    } else if (part == "closing") {
      lexicons.refusal_closing.push_back(std::move(phrase));
    } else if (part == "refusal") {
      if (!lexicons.refusals.add(phrase)) throw file.error(row, "listed twice");
    } else {
      throw file.error(row, "unknown part");
    }
  }
  lexicons.refusal_opening.sort(longer_first);
  std::sort(lexicons.refusal_closing.begin(), lexicons.refusal_closing.end(), longer_first);
  lexicons.refusal_topic.sort(longer_first);
}

void load_polarity(Reader& reader, Lexicons& lexicons) {
  const TsvFile japanese = reader.open("polarity_ja.tsv", {"match", "entry", "value"});
  for (const TsvRow& row : japanese.rows) {
    const double value = japanese.number(row, 2, -3.0, 3.0);
    if (row.cells[0] == "lemma") {
      if (!lexicons.polarity_lemmas_ja.add(row.cells[1], value))
        throw japanese.error(row, "listed twice");
    } else if (row.cells[0] == "text") {
      lexicons.polarity_ja.add({decode_utf8(row.cells[1]), value});
    } else {
      throw japanese.error(row, "unknown match");
    }
  }
  lexicons.polarity_ja.sort(kLongest);

  const TsvFile english = reader.open("polarity_en.tsv", {"entry", "value"});
  for (const TsvRow& row : english.rows) {
    std::vector<std::string> words = split_at_spaces(row.cells[0]);
    const std::string first = words.front();
    lexicons.polarity_en[first].push_back(make_phrase(std::move(words), english.number(row, 1, -3.0, 3.0)));
  }
  sort_by_length(lexicons.polarity_en);
}

void load_requests(Reader& reader, Lexicons& lexicons) {
  const TsvFile japanese = reader.open("requests_ja.tsv", {"text"});
  for (const TsvRow& row : japanese.rows) {
    lexicons.requests_ja.add({decode_utf8(row.cells[0]), 1.0});
  }
  lexicons.requests_ja.sort(kLongest);

  const TsvFile english = reader.open("requests_en.tsv", {"place", "words"});
  for (const TsvRow& row : english.rows) {
    if (row.cells[0] == "start") {
      lexicons.imperatives_en.add(row.cells[1]);
    } else if (row.cells[0] == "anywhere") {
      std::vector<std::string> words = split_at_spaces(row.cells[1]);
      const std::string first = words.front();
      lexicons.requests_en[first].push_back(make_phrase(std::move(words), 1.0));
    } else {
      throw english.error(row, "unknown place");
    }
  }
  sort_by_length(lexicons.requests_en);
}

void load_modifiers(Reader& reader, Lexicons& lexicons) {
  constexpr std::array<std::string_view, 5> kKinds = {"scale", "contrast", "negator", "reducer", "damp"};
  const TsvFile file = reader.open("modifiers.tsv", {"kind", "word", "value"});
  for (const TsvRow& row : file.rows) {
    const auto kind = std::find(kKinds.begin(), kKinds.end(), row.cells[0]);
    if (kind == kKinds.end()) throw file.error(row, "unknown kind");
    const Modifier modifier{static_cast<ModifierKind>(kind - kKinds.begin()), file.number(row, 2, 0.0, 3.0)};
    if (!lexicons.modifiers.add(row.cells[1], modifier)) throw file.error(row, "listed twice");
  }
}

}  // namespace

Lexicons Lexicons::load(const std::string& directory) {
  Lexicons lexicons;
  Reader reader(directory, lexicons.files);
  lexicons.stop_words_ja = reader.words("stop_words_ja.tsv");
  lexicons.stop_words_en = reader.words("stop_words_en.tsv");
  lexicons.vague_words_ja = reader.words("vague_words_ja.tsv");
  lexicons.vague_words_en = reader.words("vague_words_en.tsv");
  {
    const TsvFile file = reader.open("variants_ja.tsv", {"variant", "canonical"});
    for (const TsvRow& row : file.rows) insert_once(lexicons.variants_ja, file, row, row.cells[1]);
  }
  {
    const TsvFile file = reader.open("contractions_en.tsv", {"contraction", "words"});
    for (const TsvRow& row : file.rows)
      insert_once(lexicons.contractions, file, row, split_at_spaces(row.cells[1]));
  }
  load_function_words(reader, lexicons);
  load_sentence_lists(reader, lexicons);
  load_contentless(reader, lexicons);
  load_polarity(reader, lexicons);
  load_requests(reader, lexicons);
  load_modifiers(reader, lexicons);
  return lexicons;
}

}  // namespace koe::nlp

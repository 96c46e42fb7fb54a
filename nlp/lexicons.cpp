#include "nlp/lexicons.h"

#include <utility>

#include "nlp/tsv.h"

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
      if (!set.insert(row.cells[0]).second) throw file.error(row, "'" + row.cells[0] + "' is listed twice");
    return set;
  }

 private:
  std::string directory_;
  std::vector<std::string>& files_;
};

template <typename Value>
void insert_once(WordMap<Value>& map, const TsvFile& file, const TsvRow& row, Value value) {
  if (!map.emplace(row.cells[0], std::move(value)).second)
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

}  // namespace

Lexicons Lexicons::load(const std::string& directory) {
  Lexicons lexicons;
  Reader reader(directory, lexicons.files);
  lexicons.stop_words_ja = reader.words("stop_words_ja.tsv");
  lexicons.stop_words_en = reader.words("stop_words_en.tsv");
  {
    const TsvFile file = reader.open("variants_ja.tsv", {"variant", "canonical"});
    for (const TsvRow& row : file.rows) insert_once(lexicons.variants_ja, file, row, row.cells[1]);
  }
  {
    const TsvFile file = reader.open("contractions_en.tsv", {"contraction", "words"});
    for (const TsvRow& row : file.rows)
      insert_once(lexicons.contractions, file, row, split_at_spaces(row.cells[1]));
  }
  return lexicons;
}

}  // namespace koe::nlp

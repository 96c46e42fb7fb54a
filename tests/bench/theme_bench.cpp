// How good are the themes of labelled texts, and how long do they take? Reads `label<TAB>lang<TAB>text` lines
// (lang ja or en), finds themes with the settings a run uses, and prints one line of figures; no part of
// ctest.
//   theme_bench TABLE TEXTS.tsv [THREADS] [COPIES]
// COPIES repeats the texts with one word dropped here and there, to measure time on larger sets.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/cluster/agreement.h"
#include "models/cluster/theme_model.h"
#include "models/embedding/pooling.h"
#include "nlp/lexicons.h"
#include "nlp/mecab_tokenizer.h"
#include "nlp/normalize.h"
#include "nlp/terms.h"
#include "nlp/tokenizer.h"

namespace {

using namespace koe;

struct Labelled {
  std::string label;
  nlp::Lang lang = nlp::Lang::kEn;
  std::string text;
};

std::vector<Labelled> read_texts(const std::string& path) {
  std::ifstream file(path);
  std::vector<Labelled> texts;
  for (std::string line; std::getline(file, line);) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (second == std::string::npos) continue;
    const nlp::Lang lang =
        line.substr(first + 1, second - first - 1) == "ja" ? nlp::Lang::kJa : nlp::Lang::kEn;
    texts.push_back({line.substr(0, first), lang, nlp::normalize(line.substr(second + 1)).text});
  }
  return texts;
}

models::embedding::TextTerms terms_of(const Labelled& text, nlp::Tokenizer& tokenizer) {
  std::vector<nlp::Token> tokens;
  tokenizer.tokenize(text.text, text.lang, tokens);
  models::embedding::TextTerms result;
  result.language = text.lang == nlp::Lang::kJa ? models::Language::kJapanese : models::Language::kEnglish;
  for (const nlp::Term& term : nlp::terms(tokens, text.lang)) {
    std::vector<std::string> keys = {term.keys->key};
    keys.insert(keys.end(), term.keys->candidates.begin(), term.keys->candidates.end());
    result.terms.push_back({std::move(keys)});
  }
  return result;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int run(const std::string& table_path, const std::string& texts_path, unsigned threads, std::size_t copies) {
  const models::embedding::StaticEmbedding table = models::embedding::StaticEmbedding::load(table_path);
  const models::embedding::TableEmbedder embedder(table);
  const nlp::Lexicons lexicons = nlp::Lexicons::load(KOE_SOURCE_DIR "/data/lexicons");
  const nlp::MecabTokenizer mecab(nlp::MecabTokenizer::find_dictionary());
  nlp::Tokenizer tokenizer(mecab, lexicons);

  const std::vector<Labelled> texts = read_texts(texts_path);
  auto start = std::chrono::steady_clock::now();
  // Identical texts are one unit; a unit's terms, its language and the texts that have it.
  std::map<std::pair<nlp::Lang, std::string>, std::uint32_t> unit_of;
  std::vector<models::embedding::TextTerms> units;
  std::vector<double> weights;
  std::vector<std::uint32_t> unit_of_text;
  for (const Labelled& text : texts) {
    const auto [place, is_new] = unit_of.emplace(std::pair(text.lang, text.text), units.size());
    if (is_new) {
      units.push_back(terms_of(text, tokenizer));
      weights.push_back(0.0);
    }
    weights[place->second] += 1.0;
    unit_of_text.push_back(place->second);
  }
  const std::size_t distinct = units.size();
  for (std::size_t copy = 1; copy < copies; ++copy) {
    for (std::size_t i = 0; i < distinct; ++i) {
      units.push_back(units[i]);
      auto& terms = units.back().terms;
      if (!terms.empty())
        terms.erase(terms.begin() + static_cast<std::ptrdiff_t>((copy * 7 + i) % terms.size()));
      weights.push_back(1.0);
    }
  }
  const double tokenize_seconds = seconds_since(start);

  start = std::chrono::steady_clock::now();
  auto embedded = embedder.embed(units, threads);
  std::vector<models::Language> languages;
  for (const auto& unit : units) languages.push_back(unit.language);
  const auto means = models::embedding::estimate_language_means(embedded.vectors, languages, models::embedding::prior_means(embedder), {embedder.dimensions()});
  models::embedding::centre_and_normalise(embedded.vectors, languages, means, {embedder.dimensions()});
  const auto vectors = models::neighbors::UnitVectors::quantise(embedded.vectors);
  const double embed_seconds = seconds_since(start);

  start = std::chrono::steady_clock::now();
  const auto fit = models::cluster::fit_themes(vectors, weights, {}, 0, threads, languages);
  const double fit_seconds = seconds_since(start);
  start = std::chrono::steady_clock::now();
  const auto assignments = models::cluster::assign(fit.model, vectors, threads);
  const double assign_seconds = seconds_since(start);

  std::map<std::string, std::uint32_t> label_number;
  std::vector<std::uint32_t> gold, found, language, covered_found;
  const auto none = static_cast<std::uint32_t>(fit.model.themes.size());
  std::size_t scored = 0;
  std::size_t covered = 0;
  std::set<std::uint32_t> groups;
  for (const auto& theme : fit.model.themes) groups.insert(theme.group);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].label == "-") continue;
    ++scored;
    const auto theme = assignments[unit_of_text[i]].theme;
    gold.push_back(label_number.emplace(texts[i].label, label_number.size()).first->second);
    found.push_back(theme.value_or(none));
    if (!theme) continue;
    ++covered;
    covered_found.push_back(*theme);
    language.push_back(texts[i].lang == nlp::Lang::kJa ? 0 : 1);
  }
  double known = 0.0;
  for (const float share : embedded.known_share) known += static_cast<double>(share);
  std::printf(
      "texts %zu units %zu labels %zu themes %zu groups %zu resolution %.1f AMI %.4f ARI %.4f coverage %.4f "
      "language_NMI %.4f largest %.3f known %.3f | seconds: tokenize %.2f embed %.2f fit %.2f assign %.2f\n",
      texts.size(), units.size(), label_number.size(), fit.model.themes.size(), groups.size(), fit.resolution,
      models::cluster::adjusted_mutual_information(gold, found),
      models::cluster::adjusted_rand_index(gold, found),
      static_cast<double>(covered) / static_cast<double>(std::max<std::size_t>(scored, 1)),
      models::cluster::normalised_mutual_information(language, covered_found),
      fit.model.themes.empty()
          ? 0.0
          : static_cast<double>(fit.model.themes[0].units) / static_cast<double>(units.size()),
      known / static_cast<double>(std::max<std::size_t>(units.size(), 1)), tokenize_seconds, embed_seconds,
      fit_seconds, assign_seconds);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("theme_bench TABLE TEXTS.tsv [THREADS] [COPIES]\n", stderr);
    return 2;
  }
  try {
    return run(argv[1], argv[2], argc > 3 ? static_cast<unsigned>(std::stoul(argv[3])) : 2U,
               argc > 4 ? std::stoul(argv[4]) : 1U);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}

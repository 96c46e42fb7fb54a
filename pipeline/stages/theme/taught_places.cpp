#include "pipeline/stages/theme/taught_places.h"

#include <algorithm>
#include <map>

#include "models/cluster/taught_themes.h"

namespace koe::stages {

TaughtPlaces recognise_taught(const EditPlan& plan, const std::vector<std::int64_t>& themes, const UnitSet& units,
                              const models::neighbors::UnitVectors& placed, const TextVectors& vectors,
                              const ThemeSpace& space, const CorpusFrame& frame) {
  TaughtPlaces places{.themes = {}, .centres = {}, .theme_of = std::vector<std::optional<std::int64_t>>(units.size())};
  UnitSet marked;
  models::cluster::TaughtExamples examples;
  std::map<std::string, std::int64_t, std::less<>> marked_for;
  for (const auto& [theme_no, its_examples] : plan.taught) {
    if (std::ranges::find(themes, theme_no) == themes.end()) continue;  // of the other survey kind
    for (const store::ThemeExample& example : its_examples) {
      marked.add({.key = example.unit_key, .normalized = example.normalized, .language = example.language, .weight = 1});
      examples.theme.push_back(static_cast<std::uint32_t>(places.themes.size()));
      marked_for[example.unit_key] = theme_no;
    }
    places.themes.push_back(theme_no);
  }
  if (places.themes.empty()) return places;
  vectors.read(marked);
  examples.vectors = space.place(vectors.raw(marked), marked, frame).vectors;
  examples.languages = unit_languages(marked);
  models::cluster::TaughtThemes taught =
      models::cluster::recognise(placed, unit_languages(units), examples, places.themes.size());
  places.centres = std::move(taught.centres);
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (taught.theme_of[i]) places.theme_of[i] = places.themes[*taught.theme_of[i]];
    if (const auto mark = marked_for.find(units[i].key); mark != marked_for.end()) places.theme_of[i] = mark->second;
  }
  return places;
}

}  // namespace koe::stages

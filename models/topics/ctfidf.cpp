#include "models/topics/ctfidf.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace koe::models::topics {

std::vector<std::vector<WeightedTerm>> class_tf_idf(std::span<const TermCount> counts, std::size_t themes,
                                                    std::size_t terms) {
  std::vector<TermCount> cells(counts.begin(), counts.end());
  for (const TermCount& cell : cells) {
    if (cell.theme >= themes || cell.term >= terms)
      throw std::invalid_argument("a theme or term out of range");
    if (!(cell.count >= 0.0)) throw std::invalid_argument("counts must not be negative");
  }
  std::ranges::stable_sort(cells, [](const TermCount& left, const TermCount& right) {
    return left.theme != right.theme ? left.theme < right.theme : left.term < right.term;
  });

  std::vector<double> of_theme(themes, 0.0);
  std::vector<double> of_term(terms, 0.0);
  double all = 0.0;
  std::vector<std::vector<WeightedTerm>> ranked(themes);
  for (const TermCount& cell : cells) {
    if (cell.count == 0.0) continue;
    of_theme[cell.theme] += cell.count;
    of_term[cell.term] += cell.count;
    all += cell.count;
    std::vector<WeightedTerm>& list = ranked[cell.theme];
    if (list.empty() || list.back().term != cell.term) list.push_back({.term = cell.term});
    list.back().count += cell.count;
  }
  const double mean = themes > 0 ? all / static_cast<double>(themes) : 0.0;
  for (std::size_t theme = 0; theme < themes; ++theme) {
    for (WeightedTerm& term : ranked[theme]) {
      term.weight = term.count / of_theme[theme] * std::log(1.0 + mean / of_term[term.term]);
      term.share = term.count / of_term[term.term];
    }
    std::ranges::stable_sort(ranked[theme], [](const WeightedTerm& left, const WeightedTerm& right) {
      return left.weight > right.weight;
    });
  }
  return ranked;
}

}  // namespace koe::models::topics

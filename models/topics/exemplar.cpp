#include "models/topics/exemplar.h"

#include <algorithm>

namespace koe::models::topics {
namespace {

bool readable(const Quote& quote, const ExemplarOptions& options) {
  const std::size_t language = index_of(quote.language);
  return quote.codepoints >= options.min_codepoints[language] &&
         quote.codepoints <= options.max_codepoints[language];
}

bool says_something_new(const Quote& quote, std::span<const std::uint32_t> chosen,
                        const neighbors::UnitVectors& units, double max_similarity) {
  return std::ranges::all_of(chosen, [&](std::uint32_t other) {
    return neighbors::cosine(neighbors::dot(units, quote.unit, units, other)) <= max_similarity;
  });
}

}  // namespace

std::vector<std::uint32_t> choose_exemplars(std::span<const Quote> quotes,
                                            const neighbors::UnitVectors& units,
                                            const ExemplarOptions& options) {
  std::vector<Quote> order(quotes.begin(), quotes.end());
  std::ranges::sort(order, [](const Quote& left, const Quote& right) {
    return left.similarity != right.similarity ? left.similarity > right.similarity : left.unit < right.unit;
  });
  std::vector<std::uint32_t> exemplars;
  for (const Language language : {Language::kJapanese, Language::kEnglish}) {
    std::vector<std::uint32_t> chosen;
    for (const Quote& quote : order) {
      if (chosen.size() == options.per_language) break;
      if (quote.language != language || !readable(quote, options)) continue;
      if (says_something_new(quote, chosen, units, options.max_similarity)) chosen.push_back(quote.unit);
    }
    if (chosen.empty() && options.per_language > 0) {
      const auto any = std::ranges::find(order, language, &Quote::language);
      if (any != order.end()) chosen.push_back(any->unit);
    }
    exemplars.insert(exemplars.end(), chosen.begin(), chosen.end());
  }
  return exemplars;
}

}  // namespace koe::models::topics

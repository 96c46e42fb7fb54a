#include "models/embedding/nearest_terms.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace koe::models::embedding {
namespace {

/// Letters that say little alone: ASCII, hiragana and katakana. In UTF-8 the kana are E3 81 80 .. E3 83 BF.
bool is_kana_or_latin(std::string_view character) {
  if (character.size() == 1) return true;
  return character.size() == 3 && character[0] == '\xE3' && character[1] >= '\x81' && character[1] <= '\x83';
}

struct Length {
  std::size_t characters = 0;
  bool only_kana_or_latin = true;
};

/// Code points of UTF-8 `text`; bytes that cannot start a character count as one.
Length length_of(std::string_view text) {
  Length length;
  while (!text.empty()) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string_view character = text.substr(0, bytes);
    length.only_kana_or_latin = length.only_kana_or_latin && is_kana_or_latin(character);
    ++length.characters;
    text.remove_prefix(character.size());
  }
  return length;
}

}  // namespace

std::vector<NearTerm> nearest_terms(const StaticEmbedding& table, std::span<const float> point,
                                    std::span<const std::uint32_t> candidates, std::size_t k) {
  double point_squares = 0.0;
  for (const float value : point) point_squares += static_cast<double>(value) * static_cast<double>(value);
  if (point_squares == 0.0) return {};
  std::vector<NearTerm> found;
  found.reserve(candidates.size());
  for (const std::uint32_t row : candidates) {
    const std::span<const std::int8_t> values = table.vector(row);
    double product = 0.0;
    double squares = 0.0;
    for (std::size_t j = 0; j < values.size(); ++j) {
      const auto value = static_cast<double>(values[j]);
      product += value * static_cast<double>(point[j]);
      squares += value * value;
    }
    if (squares == 0.0) continue;
    found.push_back({row, static_cast<float>(product / std::sqrt(point_squares * squares))});
  }
  const auto closer = [](const NearTerm& left, const NearTerm& right) {
    return left.similarity != right.similarity ? left.similarity > right.similarity : left.row < right.row;
  };
  const std::size_t kept = std::min(k, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(), closer);
  found.resize(kept);
  return found;
}

std::vector<std::uint32_t> frequent_rows(const StaticEmbedding& table, Language language, float max_weight) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < table.rows(); ++row) {
    const std::string_view key = table.key(row);
    if (key.front() != key_prefix(language) || table.weight(row) > max_weight) continue;
    const std::string_view lemma = key.substr(1);
    if (lemma.find('_') != std::string_view::npos) continue;
    const Length length = length_of(lemma);
    if (length.characters >= (length.only_kana_or_latin ? 3U : 2U)) rows.push_back(row);
  }
  return rows;
}

}  // namespace koe::models::embedding

#include "nlp/japanese_negation.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace koe::nlp {
namespace {

[[nodiscard]] bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) noexcept {
  return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

bool is_japanese_negation(const Token& token) noexcept {
  if (token.pos == Pos::kAuxiliary) return is_one_of(token.lemma, {"ない", "ぬ", "ん"});
  return (token.pos == Pos::kAdjective || token.pos == Pos::kDependentAdjective) &&
         is_one_of(token.lemma, {"ない", "無い"});
}

std::size_t negation_phrase_begin(std::span<const Token> tokens, std::size_t at) noexcept {
  const auto lemma = [&](std::size_t distance) -> std::string_view {
    return distance <= at ? std::string_view(tokens[at - distance].lemma) : std::string_view();
  };
  std::size_t back = 1;
  if (lemma(back) == "ます") ++back;
  if (lemma(back) == "違い" && lemma(back + 1) == "に") return at - back;
  if (is_one_of(lemma(back), {"しれる", "知れる"}) && is_one_of(lemma(back + 1), {"かも", "も"}))
    return at - back;
  if (!is_one_of(lemma(back), {"なる", "いける", "行ける"})) return at;
  ++back;
  if (lemma(back) == "は" && lemma(back + 1) == "て") {
    back += 2;
  } else if (is_one_of(lemma(back), {"ば", "と"})) {
    ++back;
  } else {
    return at;
  }
  return back <= at && is_japanese_negation(tokens[at - back]) ? at - back : at;
}

bool denies(std::span<const Token> tokens, std::size_t at) noexcept {
  constexpr std::size_t kLongestPhrase = 6;  // なく|て|は|いけ|ませ|ん
  if (!is_japanese_negation(tokens[at]) || negation_phrase_begin(tokens, at) != at) return false;
  for (std::size_t k = at + 1; k < tokens.size() && k < at + kLongestPhrase; ++k)
    if (is_japanese_negation(tokens[k]) && negation_phrase_begin(tokens, k) <= at) return false;
  return true;
}

}  // namespace koe::nlp

#include "nlp/japanese_negation.h"

#include <algorithm>
#include <initializer_list>

namespace koe::nlp {
namespace {

[[nodiscard]] bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) noexcept {
  return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

bool is_japanese_negation(Pos pos, std::string_view lemma) noexcept {
  if (pos == Pos::kAuxiliary) return is_one_of(lemma, {"ない", "ぬ", "ん"});
  return (pos == Pos::kAdjective || pos == Pos::kDependentAdjective) && is_one_of(lemma, {"ない", "無い"});
}

std::size_t negation_phrase_begin(std::span<const Token> tokens, std::size_t at) noexcept {
  const auto lemma = [&](std::size_t distance) -> std::string_view {
    return distance <= at ? std::string_view(tokens[at - distance].lemma()) : std::string_view();
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
  return back <= at && tokens[at - back].word->is_negation ? at - back : at;
}

bool denies(std::span<const Token> tokens, std::size_t at) noexcept {
  constexpr std::size_t kLongestPhrase = 6;  // なく|て|は|いけ|ませ|ん
  if (!tokens[at].word->is_negation || negation_phrase_begin(tokens, at) != at) return false;
  for (std::size_t k = at + 1; k < tokens.size() && k < at + kLongestPhrase; ++k)
    if (tokens[k].word->is_negation && negation_phrase_begin(tokens, k) <= at) return false;
  return true;
}

NegationPassage negation_passage(Pos pos, std::string_view lemma) noexcept {
  const auto open_if = [](bool open) { return open ? NegationPassage::kOpen : NegationPassage::kClosed; };
  switch (pos) {
    case Pos::kParticle:
      if (lemma == "が") return NegationPassage::kOpenBehindNonPredicate;
      return open_if(!is_one_of(lemma, {"から", "ので", "し", "のに", "けど", "けれど"}));
    case Pos::kAuxiliary:
    case Pos::kDependentVerb:
    case Pos::kVerbSuffix:
    case Pos::kDependentNoun:
    case Pos::kOtherSuffix:
    case Pos::kNounSuffix:
    case Pos::kDependentAdjective:
      return NegationPassage::kOpen;
    case Pos::kVerb:
      return open_if(is_one_of(lemma, {"ある", "する", "なる", "言う", "いう", "言える", "いえる", "思う", "思える", "感じる",
                                       "感じられる", "できる", "限る", "見える"}));
    default:
      return NegationPassage::kClosed;
  }
}

bool passes_negation(std::span<const Token> tokens, std::size_t at) noexcept {
  const NegationPassage passage = tokens[at].word->passage;
  if (passage != NegationPassage::kOpenBehindNonPredicate) return passage == NegationPassage::kOpen;
  // A case particle passes; the same sound behind a predicate joins clauses.
  const Pos before = at > 0 ? tokens[at - 1].pos() : Pos::kOther;
  return before != Pos::kAuxiliary && before != Pos::kVerb && before != Pos::kAdjective && before != Pos::kDependentAdjective;
}

bool is_only_negation(std::span<const Token> tokens, std::size_t at) noexcept {
  for (std::size_t k = at; k-- > 0 && at - k <= kJapaneseNegationScope;)
    if (tokens[k].lemma() == "しか") return true;
  return false;
}

std::vector<bool> denied_words(std::span<const Token> tokens) {
  std::vector<bool> denied;
  denied_words(tokens, denied);
  return denied;
}

void denied_words(std::span<const Token> tokens, std::vector<bool>& denied) {
  denied.assign(tokens.size(), false);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (!denies(tokens, at) || is_only_negation(tokens, at)) continue;
    for (std::size_t k = at; k-- > 0 && at - k <= kJapaneseNegationScope;) {
      denied[k] = !denied[k];
      if (!tokens[k].word->is_negation && !passes_negation(tokens, k)) break;
    }
  }
}

}  // namespace koe::nlp

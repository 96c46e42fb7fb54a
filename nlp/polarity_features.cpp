#include "nlp/polarity_features.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "nlp/japanese_negation.h"

namespace koe::nlp {
namespace {

constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;

/// FNV-1a.
[[nodiscard]] constexpr std::uint64_t hash_word(std::string_view word) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

[[nodiscard]] constexpr std::uint64_t combine(std::uint64_t hash, std::uint64_t word) noexcept {
  hash = (hash ^ word) * kMultiplier;
  return hash ^ (hash >> 29);
}

/// A word of a feature with its hash, which several features share.
struct Piece {
  std::string_view text;
  std::uint64_t hash = 0;
};

[[nodiscard]] constexpr Piece piece(std::string_view text) noexcept { return {text, hash_word(text)}; }

/// The lemma in the spelling that stands for all.
[[nodiscard]] Piece lemma_of(const Token& token) noexcept { return {token.word->spelling, token.word->spelling_hash}; }

/// What a feature says of its words: the first piece of its name.
struct Kind {
  std::string_view text;
  std::uint64_t hash = 0;  ///< of a name that ends here

  constexpr Kind(const char* name) noexcept : text(name), hash(combine(0, hash_word(name))) {}  // NOLINT: reads as a name
};

/// Collects hashes.
class HashSink {
 public:
  explicit HashSink(std::vector<std::uint64_t>& found) : found_(found) {}

  template <typename... Pieces>
  void add(const Kind& kind, const Pieces&... pieces) {
    std::uint64_t hash = kind.hash;
    ((hash = combine(hash, pieces.hash)), ...);
    found_.push_back(hash);
  }

 private:
  std::vector<std::uint64_t>& found_;
};

/// Collects names.
class NameSink {
 public:
  explicit NameSink(std::vector<std::string>& found) : found_(found) {}

  template <typename... Pieces>
  void add(const Kind& kind, const Pieces&... pieces) {
    std::string name(kind.text);
    ((name += ' ', name += pieces.text), ...);
    found_.push_back(std::move(name));
  }

 private:
  std::vector<std::string>& found_;
};

[[nodiscard]] bool ends_sentence(const Token& token) noexcept {
  static constexpr std::array<std::string_view, 7> kMarks = {"。", "!", "?", ".", "!!", "!?", "??"};
  return token.pos() == Pos::kSymbol && std::find(kMarks.begin(), kMarks.end(), token.surface()) != kMarks.end();
}

[[nodiscard]] bool is_content(const Token& token) noexcept {
  switch (token.pos()) {
    case Pos::kNoun:
    case Pos::kVerbalNoun:
    case Pos::kAdjectivalNoun:
    case Pos::kVerb:
    case Pos::kAdjective:
    case Pos::kDependentAdjective:
    case Pos::kWord:
      return true;
    default:
      return false;
  }
}

/// For each token whether a negator stands before it in the same clause, at most three words away without counting
/// stop words.
void denied_english(std::span<const Token> tokens, std::vector<bool>& denied) {
  constexpr std::size_t kScope = 3;
  denied.assign(tokens.size(), false);
  std::size_t left = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Word& word = *tokens[i].word;
    if (word.pos == Pos::kSymbol) left = 0;
    if (word.pos != Pos::kWord) continue;
    if (word.modifier != nullptr && word.modifier->kind == ModifierKind::kContrast) left = 0;
    denied[i] = left > 0;
    if (left > 0 && !word.is_stop_word) --left;
    if (word.modifier != nullptr && word.modifier->kind == ModifierKind::kNegator) left = kScope;
  }
}

/// Small whole numbers as words.
[[nodiscard]] Piece number(std::size_t value) noexcept {
  static constexpr std::array<std::string_view, 10> kDigits = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  return piece(kDigits[std::min(value, kDigits.size() - 1)]);
}

/// A value in steps whose edges no sum of listed values meets, so that rounding cannot move it over one.
[[nodiscard]] Piece step_of(double value) noexcept {
  constexpr std::array<double, 7> kEdges = {-3.05, -1.55, -0.45, -0.05, 0.45, 1.25, 2.55};
  return number(static_cast<std::size_t>(std::upper_bound(kEdges.begin(), kEdges.end(), value) - kEdges.begin()));
}

/// Which side a value takes: "-", "0" or "+".
[[nodiscard]] Piece side_of(double value) noexcept { return piece(value < 0.0 ? "-" : value > 0.0 ? "+" : "0"); }

/// Names of the kinds in one language.
struct Kinds {
  Kind lemma, denied, pair, content, start, end1, end2, end3, last1, last2, last3, first1, first2;
  Kind sum, counts, request, sides, behind, marks, length;
};

constexpr Kinds kJapanese = {"ju", "jn", "jb", "jc", "jp", "jf", "jg", "jh", "jF", "jG",
                             "jH", "js", "jS", "jv", "jw", "jr", "jx", "jk", "jq", "jl"};
constexpr Kinds kEnglish = {"eu", "en", "eb", "ec", "ep", "ef", "eg", "eh", "eF", "eG",
                            "eH", "es", "eS", "ev", "ew", "er", "ex", "ek", "eq", "el"};

template <typename Sink>
void add_evidence(const PolarityEvidence& evidence, const Kinds& kinds, Sink& sink) {
  std::size_t praise = 0;
  std::size_t blame = 0;
  double behind = 0.0;
  for (const PolarityFinding& finding : evidence.findings) {
    ++(finding.value > 0.0 ? praise : blame);
    if (finding.first >= evidence.contrast) behind += finding.value;
  }
  constexpr std::size_t kMany = 3;
  sink.add(kinds.sum, step_of(evidence.sum));
  sink.add(kinds.counts, number(std::min(praise, kMany)), number(std::min(blame, kMany)));
  if (evidence.request) sink.add(kinds.request, side_of(evidence.sum));
  if (!evidence.findings.empty())
    sink.add(kinds.sides, side_of(evidence.findings.front().value), side_of(evidence.findings.back().value));
  if (evidence.contrast > 0) sink.add(kinds.behind, step_of(behind));
}

/// Where the sentences of a segment end: one past their last word, marks left out.
template <typename Sink>
void add_sentence_ends(std::span<const Token> tokens, const Kinds& kinds, Sink& sink) {
  const auto surface = [&](std::size_t i) -> Piece { return {tokens[i].surface(), tokens[i].word->surface_hash}; };
  const auto add = [&](std::size_t end, bool last) {
    sink.add(last ? kinds.last1 : kinds.end1, surface(end - 1));
    if (end > 1) sink.add(last ? kinds.last2 : kinds.end2, surface(end - 2), surface(end - 1));
    if (end > 2) sink.add(last ? kinds.last3 : kinds.end3, surface(end - 3), surface(end - 2), surface(end - 1));
  };
  std::size_t end = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].pos() != Pos::kSymbol) end = i + 1;
    if (!ends_sentence(tokens[i]) || end == 0) continue;
    add(end, false);
    end = 0;
  }
  for (end = tokens.size(); end > 0 && tokens[end - 1].pos() == Pos::kSymbol;) --end;
  if (end > 0) add(end, true);
}

template <typename Sink>
void add_sentence_starts(std::span<const Token> tokens, const Kinds& kinds, Sink& sink) {
  bool at_start = true;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (at_start && tokens[i].pos() == Pos::kWord) {
      sink.add(kinds.first1, lemma_of(tokens[i]));
      if (i + 1 < tokens.size()) sink.add(kinds.first2, lemma_of(tokens[i]), lemma_of(tokens[i + 1]));
      at_start = false;
    }
    at_start = at_start || ends_sentence(tokens[i]);
  }
}

constexpr std::size_t kStart = 5;  ///< bytes: that many letters of English

/// The beginning of a word of kStart bytes or more, no letter cut in two.
std::string_view start_of(std::string_view word) {
  std::size_t end = kStart;
  while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) --end;
  return word.substr(0, end);
}

template <typename Sink>
void add_words(std::span<const Token> tokens, const std::vector<bool>& denied, Lang lang, const Kinds& kinds, Sink& sink) {
  constexpr Piece kNegation = piece("~");
  Piece before = piece("^");
  Piece content = before;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Piece lemma = lemma_of(tokens[i]);
    sink.add(denied[i] ? kinds.denied : kinds.lemma, lemma);
    sink.add(kinds.pair, before, lemma);
    before = lemma;
    if (lang == Lang::kEn && tokens[i].pos() == Pos::kWord && lemma.text.size() >= kStart)
      sink.add(kinds.start, piece(start_of(lemma.text)));
    if (!is_content(tokens[i])) continue;
    if (denied[i]) {
      sink.add(kinds.content, content, kNegation, lemma);
    } else {
      sink.add(kinds.content, content, lemma);
    }
    content = lemma;
  }
}

template <typename Sink>
void add_shape(std::span<const Token> tokens, const Kinds& kinds, Sink& sink) {
  for (const Token& token : tokens)
    if (token.pos() == Pos::kSymbol && (token.surface().find('?') != std::string::npos)) {
      sink.add(kinds.marks, piece("?"));
      break;
    }
  std::size_t doublings = 0;
  for (std::size_t length = tokens.size(); length > 1; length /= 2) ++doublings;
  sink.add(kinds.length, number(doublings));
}

template <typename Sink>
void add_all(std::span<const Token> tokens, Lang lang, const PolarityEvidence& evidence, std::vector<bool>& denied,
             Sink& sink) {
  if (lang == Lang::kOther || tokens.empty()) return;
  const bool japanese = lang == Lang::kJa;
  const Kinds& kinds = japanese ? kJapanese : kEnglish;
  if (japanese) {
    denied_words(tokens, denied);
  } else {
    denied_english(tokens, denied);
  }
  add_words(tokens, denied, lang, kinds, sink);
  if (japanese) {
    add_sentence_ends(tokens, kinds, sink);
  } else {
    add_sentence_starts(tokens, kinds, sink);
  }
  add_evidence(evidence, kinds, sink);
  add_shape(tokens, kinds, sink);
}

}  // namespace

std::uint64_t polarity_word_hash(std::string_view word) noexcept { return hash_word(word); }

std::uint64_t polarity_feature_hash(std::string_view name) noexcept {
  std::uint64_t hash = 0;
  for (;;) {
    const std::size_t at = name.find(' ');
    hash = combine(hash, hash_word(name.substr(0, at)));
    if (at == std::string_view::npos) return hash;
    name.remove_prefix(at + 1);
  }
}

std::vector<std::uint64_t> polarity_features(std::span<const Token> tokens, Lang lang,
                                             const PolarityEvidence& evidence) {
  std::vector<std::uint64_t> features;
  std::vector<bool> denied;
  polarity_features(tokens, lang, evidence, features, denied);
  return features;
}

void polarity_features(std::span<const Token> tokens, Lang lang, const PolarityEvidence& evidence,
                       std::vector<std::uint64_t>& features, std::vector<bool>& denied) {
  features.clear();
  HashSink sink(features);
  add_all(tokens, lang, evidence, denied, sink);
}

std::vector<std::string> polarity_feature_names(std::span<const Token> tokens, Lang lang,
                                                const PolarityEvidence& evidence) {
  std::vector<std::string> names;
  std::vector<bool> denied;
  NameSink sink(names);
  add_all(tokens, lang, evidence, denied, sink);
  return names;
}

}  // namespace koe::nlp

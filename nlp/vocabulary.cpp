#include "nlp/vocabulary.h"

#include <algorithm>
#include <bit>
#include <initializer_list>
#include <utility>

#include "nlp/japanese_negation.h"
#include "nlp/polarity_features.h"
#include "nlp/terms.h"
#include "nlp/utf8.h"

namespace koe::nlp {
namespace {

[[nodiscard]] bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) noexcept {
  return std::find(list.begin(), list.end(), text) != list.end();
}

[[nodiscard]] bool carries_content(Pos pos) noexcept {
  switch (pos) {
    case Pos::kNoun:
    case Pos::kProperNoun:
    case Pos::kVerbalNoun:
    case Pos::kAdjectivalNoun:
    case Pos::kAdverbialNoun:
    case Pos::kPronoun:
    case Pos::kNounSuffix:
    case Pos::kVerb:
    case Pos::kAdjective:
    case Pos::kDependentAdjective:
    case Pos::kAdverb:
    case Pos::kAdnominal:
    case Pos::kInterjection:
      return true;
    default:
      return false;
  }
}

/// The value that `map` has for `word`, or nullptr.
template <typename Value>
[[nodiscard]] const Value* value_of(const WordMap<Value>& map, std::string_view word) noexcept {
  const auto* found = map.find(word);
  return found == map.end() ? nullptr : &found->second;
}

/// The listed single word that `word` is a form of, or nullptr.
[[nodiscard]] const ValuedPhrase* listed_base_form(std::string_view word, const Lexicons& lexicons) {
  for (const std::string& form : base_form_candidates(word))
    if (const auto* phrases = value_of(lexicons.polarity_en, form))
      for (const ValuedPhrase& phrase : *phrases)
        if (phrase.words.size() == 1) return &phrase;
  return nullptr;
}

/// Those of `texts` that may begin where a word of these letters does, in their order.
[[nodiscard]] std::vector<const ValuedText*> from_word(std::u32string_view letters,
                                                       const FirstCharacterIndex<ValuedText>& texts) {
  std::vector<const ValuedText*> found;
  for (const ValuedText& entry : texts.entries(letters.front()))
    if (letters.starts_with(std::u32string_view(entry.text).substr(0, letters.size()))) found.push_back(&entry);
  return found;
}

[[nodiscard]] std::uint64_t slot_hash(std::string_view surface, Reading reading) noexcept {
  constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
  const std::uint64_t hash = (hash_of_word(surface) ^ std::bit_cast<std::uintptr_t>(reading)) * kMultiplier;
  return hash ^ (hash >> 32);
}

[[nodiscard]] std::uint32_t tag_of(std::uint64_t hash) noexcept { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

const TermKeys& negation_term() noexcept {
  static const TermKeys kTerm{.number = 0, .key = "jない", .candidates = {}};
  return kTerm;
}

const TermKeys& wish_term() noexcept {
  static const TermKeys kTerm{.number = 1, .key = "jほしい", .candidates = {}};
  return kTerm;
}

const Word* Vocabulary::find(std::string_view surface, Reading reading) const noexcept {
  return slots_.empty() ? nullptr : find(surface, reading, slot_hash(surface, reading));
}

void Vocabulary::find(std::span<Sighting> sightings) const noexcept {
  if (slots_.empty()) return;
  const std::size_t mask = slots_.size() - 1;
  for (Sighting& sighting : sightings) {
    sighting.hash = slot_hash(sighting.surface, sighting.reading);
    __builtin_prefetch(&slots_[sighting.hash & mask]);
  }
  for (const Sighting& sighting : sightings)
    if (const Slot& slot = slots_[sighting.hash & mask]; slot.word != kNone) __builtin_prefetch(&word(slot.word));
  for (Sighting& sighting : sightings) sighting.word = find(sighting.surface, sighting.reading, sighting.hash);
}

const Word* Vocabulary::find(std::string_view surface, Reading reading, std::uint64_t hash) const noexcept {
  for (std::size_t at = hash & (slots_.size() - 1); slots_[at].word != kNone; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].tag != tag_of(hash)) continue;
    const Word& found = word(slots_[at].word);
    if (found.reading == reading && found.surface == surface) return &found;
  }
  return nullptr;
}

const Word& Vocabulary::add(std::string_view surface, Reading reading, std::span<const std::string> lemmas, Pos pos,
                            Lang lang) {
  Word& first = make(surface, reading, lemmas.front(), pos, lang);
  Word* last = &first;
  for (const std::string& lemma : lemmas.subspan(1)) {
    Word& next = make(surface, reading, lemma, pos, lang);
    last->next = &next;
    last = &next;
  }
  placed_.push_back(first.number);
  if (2 * placed_.size() > slots_.size()) {
    grow();
  } else {
    place(first.number, slot_hash(surface, reading));
  }
  return first;
}

void Vocabulary::clear() noexcept {
  blocks_.clear();
  words_ = 0;
  terms_.clear();
  texts_.clear();
  slots_.clear();
  placed_.clear();
}

void Vocabulary::place(std::uint32_t word, std::uint64_t hash) noexcept {
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].word != kNone) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {word, tag_of(hash)};
}

void Vocabulary::grow() {
  constexpr std::size_t kFirstSlots = 1024;
  slots_.assign(std::max(kFirstSlots, 2 * slots_.size()), Slot{});
  for (const std::uint32_t number : placed_) place(number, slot_hash(word(number).surface, word(number).reading));
}

Word& Vocabulary::make(std::string_view surface, Reading reading, const std::string& lemma, Pos pos, Lang lang) {
  if (words_ % kBlock == 0) blocks_.push_back(std::make_unique<Block>());
  Word& word = (*blocks_.back())[words_ % kBlock];
  word.surface = surface;
  word.reading = reading;
  word.lemma = lemma;
  word.pos = pos;
  word.number = static_cast<std::uint32_t>(words_++);
  word.spelling = pos == Pos::kNumber ? std::string_view("0") : std::string_view(word.lemma);
  word.is_negation = is_japanese_negation(pos, lemma);
  word.passage = negation_passage(pos, lemma);
  word.modifier = value_of(lexicons_.modifiers, word.lemma);
  if (lang == Lang::kJa) {
    describe_japanese(word);
  } else {
    describe_english(word);
  }
  word.surface_hash = polarity_word_hash(word.surface);
  word.spelling_hash = polarity_word_hash(word.spelling);
  return word;
}

void Vocabulary::describe_japanese(Word& word) {
  const std::string* variant = value_of(lexicons_.variants_ja, word.lemma);
  if (variant != nullptr && word.pos != Pos::kNumber) word.spelling = *variant;
  word.value_ja = value_of(lexicons_.polarity_lemmas_ja, word.lemma);
  const std::u32string letters = decode_utf8(word.surface);
  TextsFromWord texts{.values = from_word(letters, lexicons_.polarity_ja), .requests = from_word(letters, lexicons_.requests_ja)};
  if (!texts.values.empty() || !texts.requests.empty()) word.texts_ja = &texts_.emplace_back(std::move(texts));
  if (word.value_ja == nullptr && variant != nullptr) word.value_ja = value_of(lexicons_.polarity_lemmas_ja, *variant);
  const bool latin = word.pos == Pos::kWord;
  word.is_stop_word = latin ? lexicons_.stop_words_en.contains(word.lemma) : lexicons_.stop_words_ja.contains(word.spelling);
  word.is_vague = latin ? lexicons_.vague_words_en.contains(word.lemma) : lexicons_.vague_words_ja.contains(word.spelling);
  if (word.is_negation) {
    word.role = TermRole::kNegation;
  } else if (is_one_of(word.lemma, {"ほしい", "欲しい"})) {
    word.role = TermRole::kWish;
  } else if (word.pos == Pos::kPrefix && is_one_of(word.lemma, {"未", "不", "非", "無"})) {
    word.role = TermRole::kDenyingPrefix;
  } else if (latin) {
    add_english_term(word);
  } else if (carries_content(word.pos) && !word.is_stop_word) {
    word.role = TermRole::kTerm;
    word.term_keys = term_keys('j', word.spelling);
  }
}

void Vocabulary::describe_english(Word& word) {
  word.phrases_en = value_of(lexicons_.polarity_en, word.lemma);
  word.requests_en = value_of(lexicons_.requests_en, word.lemma);
  if (word.pos != Pos::kWord) return;
  word.is_stop_word = lexicons_.stop_words_en.contains(word.lemma);
  word.is_vague = lexicons_.vague_words_en.contains(word.lemma);
  word.base_form_en = listed_base_form(word.lemma, lexicons_);
  add_english_term(word);
}

void Vocabulary::add_english_term(Word& word) {
  if (word.lemma.size() < 2 || word.is_stop_word) return;
  word.role = TermRole::kTerm;
  word.term_keys = term_keys('e', word.lemma);
}

const TermKeys* Vocabulary::term_keys(char language, std::string_view lemma) {
  TermKeys& keys = terms_.emplace_back();
  keys.number = term_numbers() - 1;
  keys.key.reserve(lemma.size() + 1);
  keys.key.push_back(language);
  keys.key.append(lemma);
  if (language != 'e') return &keys;
  for (const std::string& form : base_form_candidates(lemma)) keys.candidates.push_back("e" + form);
  return &keys;
}

}  // namespace koe::nlp

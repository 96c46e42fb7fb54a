#include "pipeline/stages/label_term_memory.h"

#include <algorithm>
#include <utility>

#include "pipeline/stages/languages.h"

namespace koe::stages {
namespace {

[[nodiscard]] std::uint64_t hash_of(const nlp::LabelTerm& term) noexcept {
  constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
  auto hash = static_cast<std::uint64_t>(term.form);
  for (const nlp::Token& token : term.tokens) {
    hash = (hash ^ token.word->number) * kMultiplier;
    hash ^= hash >> 32U;
  }
  return hash;
}

}  // namespace

void LabelTermMemory::start(ChunkLabelTerms& chunk) {
  ++chunk_;
  chunk.terms.clear();
  chunk.owner = texts_;
}

std::uint32_t LabelTermMemory::number_of(const nlp::LabelTerm& term, ChunkLabelTerms& chunk) {
  const std::uint32_t text = text_of(term);
  if (text >= in_chunk_.size()) in_chunk_.resize(texts_->size());
  InChunk& known = in_chunk_[text];
  if (known.chunk != chunk_) {
    known = {chunk_, static_cast<std::uint32_t>(chunk.terms.size())};
    chunk.terms.push_back(&(*texts_)[text]);
  }
  return known.number;
}

std::uint32_t LabelTermMemory::text_of(const nlp::LabelTerm& term) {
  if (term.tokens.size() > 1) return compound_text(term);
  const std::uint32_t word = term.tokens.front().word->number;
  if (word >= of_word_.size()) of_word_.resize(word + 1, kNone);
  if (of_word_[word] == kNone) of_word_[word] = spelled_out(term);
  return of_word_[word];
}

std::uint32_t LabelTermMemory::spelled_out(const nlp::LabelTerm& term) {
  nlp::LabelText text = nlp::text_of(term);
  const std::uint32_t number = numbers_.number_of({language_of(text.lang), text.display, text.key, text.is_noun});
  if (number == texts_->size())
    texts_->push_back({{language_of(text.lang), std::move(text.display), std::move(text.key), text.is_noun}, std::nullopt});
  return number;
}

std::uint32_t LabelTermMemory::compound_text(const nlp::LabelTerm& term) {
  if (2 * (compounds_.size() + 1) > slots_.size()) grow();
  const std::uint64_t hash = hash_of(term);
  const auto is_meant = [&](const Compound& compound) {
    return compound.hash == hash && compound.form == term.form &&
           std::ranges::equal(compound.words, term.tokens, {}, {}, [](const nlp::Token& token) { return token.word->number; });
  };
  std::size_t at = hash & (slots_.size() - 1);
  for (; slots_[at] != kNone; at = (at + 1) & (slots_.size() - 1))
    if (is_meant(compounds_[slots_[at]])) return compounds_[slots_[at]].text;
  slots_[at] = static_cast<std::uint32_t>(compounds_.size());
  Compound& added = compounds_.emplace_back(Compound{.form = term.form, .words = {}, .hash = hash, .text = spelled_out(term)});
  for (const nlp::Token& token : term.tokens) added.words.push_back(token.word->number);
  return added.text;
}

void LabelTermMemory::grow() {
  constexpr std::size_t kFirstSlots = 1024;
  slots_.assign(std::max(kFirstSlots, 2 * slots_.size()), kNone);
  for (std::uint32_t i = 0; i < compounds_.size(); ++i) {
    std::size_t at = compounds_[i].hash & (slots_.size() - 1);
    while (slots_[at] != kNone) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = i;
  }
}

}  // namespace koe::stages

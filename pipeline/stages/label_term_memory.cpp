#include "pipeline/stages/label_term_memory.h"

#include <algorithm>

#include "pipeline/stages/languages.h"

namespace koe::stages {
namespace {

[[nodiscard]] std::uint64_t hash_of(const nlp::LabelTerm& term) noexcept {
  constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
  std::uint64_t hash = static_cast<std::uint64_t>(term.form);
  for (const nlp::Token& token : term.tokens) {
    hash = (hash ^ token.word->number) * kMultiplier;
    hash ^= hash >> 32U;
  }
  return hash;
}

}  // namespace

std::uint32_t LabelTermMemory::number_of(const nlp::LabelTerm& term, LabelTermIndex& index) {
  Entry& entry = entry_of(term);
  if (entry.index != index_) {
    const nlp::LabelText& text = entry.text;
    entry.number = index.number_of({language_of(text.lang), text.display, text.key, text.is_noun});
    entry.index = index_;
  }
  return entry.number;
}

void LabelTermMemory::clear() noexcept {
  entries_.clear();
  slots_.clear();
}

LabelTermMemory::Entry& LabelTermMemory::entry_of(const nlp::LabelTerm& term) {
  if (2 * (entries_.size() + 1) > slots_.size()) grow();
  const std::uint64_t hash = hash_of(term);
  Slot& slot = slot_of(hash, term);
  if (slot.entry != nullptr) return *slot.entry;
  Entry& entry = entries_.emplace_back();
  entry.form = term.form;
  for (const nlp::Token& token : term.tokens) entry.words.push_back(token.word->number);
  entry.text = nlp::text_of(term);
  slot = {&entry, hash};
  return entry;
}

LabelTermMemory::Slot& LabelTermMemory::slot_of(std::uint64_t hash, const nlp::LabelTerm& term) noexcept {
  const auto is_meant = [&](const Entry& entry) {
    return entry.form == term.form &&
           std::ranges::equal(entry.words, term.tokens, {}, {}, [](const nlp::Token& token) { return token.word->number; });
  };
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].entry != nullptr && (slots_[at].hash != hash || !is_meant(*slots_[at].entry)))
    at = (at + 1) & (slots_.size() - 1);
  return slots_[at];
}

void LabelTermMemory::grow() {
  constexpr std::size_t kFirstSlots = 1024;
  std::vector<Slot> old(std::max(kFirstSlots, 2 * slots_.size()));
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.entry == nullptr) continue;
    std::size_t at = slot.hash & (slots_.size() - 1);
    while (slots_[at].entry != nullptr) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

}  // namespace koe::stages

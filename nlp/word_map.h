// Which entry has a word? Hash tables for lists that are read once and looked up in for every word of every text.
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace koe::nlp {

/// The number whose bytes begin at `from`.
template <typename Number>
[[nodiscard]] inline Number read_bytes(const char* from) noexcept {
  Number number;
  std::memcpy(&number, from, sizeof(Number));
  return number;
}

/// Hash of a word for tables in memory: eight bytes at a time, a multiplication and a shift each.
[[nodiscard]] inline std::uint64_t hash_of_word(std::string_view word) noexcept {
  constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15ULL;
  std::uint64_t hash = word.size();
  const auto mix = [&](std::uint64_t eight) {
    hash = (hash ^ eight) * kMultiplier;
    hash ^= hash >> 32;
  };
  for (; word.size() >= sizeof(std::uint64_t); word.remove_prefix(sizeof(std::uint64_t)))
    mix(read_bytes<std::uint64_t>(word.data()));
  // Of four bytes or more the first four and the last four, of fewer the first, the middle and the last: all there are.
  const char* const last = word.data() + word.size();
  if (word.size() >= sizeof(std::uint32_t)) {
    mix(read_bytes<std::uint32_t>(word.data()) | std::uint64_t{read_bytes<std::uint32_t>(last - sizeof(std::uint32_t))} << 32U);
  } else if (!word.empty()) {
    const auto byte = [&](std::size_t at) -> std::uint64_t { return static_cast<unsigned char>(word[at]); };
    mix(byte(0) | byte(word.size() / 2) << 8U | byte(word.size() - 1) << 16U);
  }
  return hash;
}

/// A word and what belongs to it. Only looked up in, never altered after loading; its order reaches no result.
/// Cost of a look-up: one hash, and one comparison where the word is listed. Checked in tests/unit/nlp/word_map_test.cpp.
template <typename Value>
class WordMap {
 public:
  using Entry = std::pair<std::string, Value>;

  /// The entry of `word`; end() when it is not listed.
  [[nodiscard]] const Entry* find(std::string_view word) const noexcept {
    if (slots_.empty()) return end();
    const std::uint64_t hash = hash_of_word(word);
    for (std::size_t at = hash & (slots_.size() - 1); slots_[at].entry != kNone; at = (at + 1) & (slots_.size() - 1))
      if (slots_[at].tag == tag_of(hash) && entries_[slots_[at].entry].first == word) return &entries_[slots_[at].entry];
    return end();
  }
  /// Whether `word` is listed.
  [[nodiscard]] bool contains(std::string_view word) const noexcept { return find(word) != end(); }
  /// What find gives for a word that is not listed.
  [[nodiscard]] const Entry* end() const noexcept { return entries_.data() + entries_.size(); }

  /// Adds `word` unless it is there; whether it was added.
  bool add(std::string word, Value value) {
    if (contains(word)) return false;
    entries_.emplace_back(std::move(word), std::move(value));
    if (2 * entries_.size() <= slots_.size()) {
      place(static_cast<std::uint32_t>(entries_.size() - 1));
      return true;
    }
    slots_.assign(std::bit_ceil(4 * entries_.size()), Slot{});
    for (std::uint32_t i = 0; i < entries_.size(); ++i) place(i);
    return true;
  }

  /// The value of `word`, which is added when it is not there. Stays where it is until the next word is added.
  Value& operator[](const std::string& word) {
    add(word, Value{});
    return entries_[static_cast<std::size_t>(find(word) - entries_.data())].second;
  }

  /// Hands over all entries, in the order in which they were added; the map is empty afterwards.
  [[nodiscard]] std::vector<Entry> take_entries() noexcept {
    slots_.clear();
    return std::exchange(entries_, {});
  }

  /// All entries, for what is done to each value after reading.
  [[nodiscard]] std::span<Entry> entries() noexcept { return entries_; }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  struct Slot {
    std::uint32_t entry = kNone;
    std::uint32_t tag = 0;
  };

  [[nodiscard]] static std::uint32_t tag_of(std::uint64_t hash) noexcept {
    return static_cast<std::uint32_t>(hash >> 32);
  }
  void place(std::uint32_t entry) {
    const std::uint64_t hash = hash_of_word(entries_[entry].first);
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].entry != kNone) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {entry, tag_of(hash)};
  }

  std::vector<Entry> entries_;
  std::vector<Slot> slots_;  ///< open addressing, a power of two, at most half full
};

/// A set of words; as WordMap.
class WordSet {
 public:
  [[nodiscard]] bool contains(std::string_view word) const noexcept { return words_.contains(word); }
  /// Adds `word` unless it is there; whether it was added.
  bool add(std::string word) { return words_.add(std::move(word), {}); }

 private:
  struct Nothing {};
  WordMap<Nothing> words_;
};

/// Which two characters may texts begin with that are listed? Many begin with the commonest characters, few with the same two.
/// Checked in tests/unit/nlp/word_map_test.cpp.
class BeginFilter {
 public:
  /// Whether a listed text may begin with these two characters, or be the first alone. False is certain.
  [[nodiscard]] bool may_begin(char32_t first, char32_t second) const noexcept {
    return (seconds_[hash_of(first) % kFirsts] >> hash_of(second) % kSeconds & 1U) != 0;
  }

  /// Lists `text`, which is not empty.
  void add(std::u32string_view text) noexcept {
    seconds_[hash_of(text.front()) % kFirsts] |=
        text.size() == 1 ? ~std::uint64_t{0} : std::uint64_t{1} << hash_of(text[1]) % kSeconds;
  }

  /// Multiplied, because characters of one script are neighbours.
  [[nodiscard]] static std::size_t hash_of(char32_t c) noexcept {
    constexpr std::uint32_t kMultiplier = 0x9E3779B1U;
    return static_cast<std::uint32_t>(c) * kMultiplier >> 16U;
  }

 private:
  static constexpr std::size_t kFirsts = 256;  ///< 2 KiB: stays in the cache
  static constexpr std::size_t kSeconds = 64;  ///< bits
  std::array<std::uint64_t, kFirsts> seconds_{};  ///< by hash of the first character: which hashes second ones have
};

/// Entries that are character strings, by their first code point. Nearly every character of a text is asked for, so a look-up
/// is one probe of a small flat table, mostly of a free place. Checked in tests/unit/nlp/word_map_test.cpp.
template <typename Entry>
class FirstCharacterIndex {
 public:
  /// The entries that begin with `first`, in order; empty when there is none.
  [[nodiscard]] std::span<const Entry> entries(char32_t first) const noexcept {
    if (slots_.empty()) return {};
    const Slot& slot = slots_[slot_of(first)];
    return slot.first == first ? std::span<const Entry>(entries_[slot.group]) : std::span<const Entry>();
  }

  /// As BeginFilter::may_begin.
  [[nodiscard]] bool may_begin(char32_t first, char32_t second) const noexcept { return begins_.may_begin(first, second); }

  /// Adds `entry` behind those of the same first character; its text is not empty.
  void add(Entry entry) {
    const char32_t first = entry.text.front();
    begins_.add(entry.text);
    if (kSlotsPerGroup * (entries_.size() + 1) > slots_.size()) grow();
    Slot& slot = slots_[slot_of(first)];
    if (slot.first != first) {
      slot = {first, static_cast<std::uint32_t>(entries_.size())};
      entries_.emplace_back();
    }
    entries_[slot.group].push_back(std::move(entry));
  }

  /// Brings each character's entries into the order of `before`.
  template <typename Before>
  void sort(Before before) {
    for (std::vector<Entry>& group : entries_) std::stable_sort(group.begin(), group.end(), before);
  }

 private:
  static constexpr char32_t kFree = 0xFFFFFFFF;  // no code point
  static constexpr std::size_t kSlotsPerGroup = 8;
  struct Slot {
    char32_t first = kFree;
    std::uint32_t group = 0;
  };

  /// The slot of `first`, or the free one where it belongs.
  [[nodiscard]] std::size_t slot_of(char32_t first) const noexcept {
    std::size_t at = BeginFilter::hash_of(first) & (slots_.size() - 1);
    while (slots_[at].first != kFree && slots_[at].first != first) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void grow() {
    std::vector<Slot> old(std::max<std::size_t>(64, 2 * slots_.size()));
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.first != kFree) slots_[slot_of(slot.first)] = slot;
  }

  std::vector<std::vector<Entry>> entries_;  ///< by first character, in order of their first one
  std::vector<Slot> slots_;                  ///< open addressing, a power of two
  BeginFilter begins_;
};

}  // namespace koe::nlp

#include "nlp/near_copies.h"

#include <algorithm>
#include <array>
#include <utility>

#include "nlp/text_sketch.h"

// The definition is sequential: a text is compared with the first original that has each of its keys, and becomes an original
// itself when it is no copy. Nearly all of the work is not: which text had a key first, and whether two texts resemble each
// other, depends on no other text. So that is found first, for all texts at once; then one pass over the texts in order decides
// who is an original, and compares itself only where the first text with a key turns out to be a copy.

namespace koe::nlp {
namespace {

constexpr std::uint32_t kNone = ~std::uint32_t{0};
constexpr std::size_t kTexts = 1024;     ///< texts of a piece of work
constexpr std::size_t kStepsAhead = 8;  ///< texts lie anywhere in memory: they are asked for before their turn
constexpr std::size_t kParts = 16;       ///< hashes are looked up in parts, each by one thread

std::size_t part_of(std::uint64_t hash) { return hash >> 60U; }

/// Numbers hashes in the order in which they come. One part of all hashes.
class Numbering {
 public:
  /// The number of `hash` for which `is_same(number)` holds; a new one when there is none.
  template <typename IsSame>
  std::uint32_t number_of(std::uint64_t hash, const IsSame& is_same) {
    if (2 * (count_ + 1) > slots_.size()) grow();
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].number != kNone; at = (at + 1) & (slots_.size() - 1))
      if (slots_[at].hash == hash && is_same(slots_[at].number)) return slots_[at].number;
    slots_[at] = {hash, count_};
    return count_++;
  }

  [[nodiscard]] std::uint32_t count() const { return count_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = kNone;
  };
  void grow() {
    std::vector<Slot> old(std::max<std::size_t>(1024, 2 * slots_.size()));
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.number == kNone) continue;
      std::size_t at = slot.hash & (slots_.size() - 1);
      while (slots_[at].number != kNone) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }

  std::vector<Slot> slots_;  ///< open addressing, a power of two, at most half full; keys are hashes already
  std::uint32_t count_ = 0;
};

/// A key that several texts have.
struct SharedKey {
  std::uint32_t first = kNone;     ///< text that has it first
  std::uint32_t original = kNone;  ///< first original that has it; known while the texts are passed
};

/// How a text compares with the first text that has one of its keys.
enum class Verdict : std::uint8_t { kUnknown, kOther, kSame };

/// What is known of a text.
struct Reading {
  TextSketch sketch;
  std::uint8_t bands = 0;
  std::array<Verdict, kBands> verdicts{};
  std::array<std::uint32_t, kBands> keys{};  ///< numbers of shared keys; kNone for a key that no other text has
};

/// A key where a text has it.
struct PlacedKey {
  std::uint64_t key;
  std::uint32_t text;
  std::uint32_t band;
};

/// Some consecutive texts, and their hashes by part.
struct Piece {
  std::vector<Reading> readings;
  std::array<std::vector<std::uint32_t>, kParts> letters;  ///< texts
  std::array<std::vector<PlacedKey>, kParts> keys;
};

class Search {
 public:
  Search(std::span<const std::string_view> texts, const ForEachIndex& for_each)
      : texts_(texts), for_each_(for_each), pieces_((texts.size() + kTexts - 1) / kTexts), same_letters_(texts.size()) {}

  std::vector<std::uint32_t> run() {
    for_each_(pieces_.size(), [&](std::size_t piece) { read(piece); });
    for_each_(kParts, [&](std::size_t part) { find_same_letters(part); });
    std::array<std::vector<SharedKey>, kParts> keys;
    for_each_(kParts, [&](std::size_t part) { keys[part] = shared_keys(part); });
    join(keys);
    for_each_(pieces_.size(), [&](std::size_t piece) {
      Comparison comparison(*this);
      for (std::size_t i = 0; i < pieces_[piece].readings.size(); ++i)
        compare_with_first(static_cast<std::uint32_t>(piece * kTexts + i), comparison);
    });
    return decide();
  }

 private:
  /// Compares texts by what they hold. Remembers the text that was compared last: it mostly meets several others. One a thread.
  class Comparison {
   public:
    explicit Comparison(const Search& search) : search_(search) {}

    /// Few pairs are worth reading the texts again for.
    [[nodiscard]] bool resemble(std::uint32_t a, std::uint32_t b) {
      if (!may_be_same_text(search_.reading(a).sketch, search_.reading(b).sketch)) return false;
      if (std::exchange(text_, a) != a) shingles_ = sketcher_.shingles(search_.texts_[a]);
      return is_same_text(shingles_, other_.shingles(search_.texts_[b]));
    }

   private:
    const Search& search_;
    TextSketcher sketcher_, other_;
    std::uint32_t text_ = kNone;
    std::span<const std::uint32_t> shingles_;  ///< of `text_`
  };

  [[nodiscard]] Reading& reading(std::uint32_t text) { return pieces_[text / kTexts].readings[text % kTexts]; }
  [[nodiscard]] const Reading& reading(std::uint32_t text) const { return pieces_[text / kTexts].readings[text % kTexts]; }

  void read(std::size_t at) {
    Piece& piece = pieces_[at];
    TextSketcher sketcher;
    const std::size_t end = std::min(texts_.size(), (at + 1) * kTexts);
    piece.readings.reserve(end - at * kTexts);
    for (std::size_t i = at * kTexts; i < end; ++i) {
      if (i + kStepsAhead < end) __builtin_prefetch(texts_[i + kStepsAhead].data());
      const auto text = static_cast<std::uint32_t>(i);
      Reading& reading = piece.readings.emplace_back(Reading{.sketch = sketcher.sketch(texts_[i])});
      reading.keys.fill(kNone);
      same_letters_[i] = text;
      if (reading.sketch.has_letters) piece.letters[part_of(reading.sketch.letters)].push_back(text);
      for (const std::uint64_t key : sketcher.keys()) piece.keys[part_of(key)].push_back({key, text, reading.bands++});
    }
  }

  void find_same_letters(std::size_t part) {
    Numbering numbering;
    std::vector<std::uint32_t> first;  // text with these letters, by number
    TextSketcher mine, theirs;
    for (const Piece& piece : pieces_)
      for (const std::uint32_t i : piece.letters[part]) {
        const std::uint32_t number = numbering.number_of(reading(i).sketch.letters, [&](std::uint32_t other) {
          return std::ranges::equal(mine.letters(texts_[i]), theirs.letters(texts_[first[other]]));
        });
        if (number == first.size()) first.push_back(i);
        same_letters_[i] = first[number];
      }
  }

  /// The keys of one part that several texts have: only these lead anywhere. Numbers them in the readings, from 0 on.
  std::vector<SharedKey> shared_keys(std::size_t part) {
    struct Seen {
      PlacedKey place;  ///< where it was seen first
      std::uint32_t number = kNone;
    };
    Numbering numbering;
    std::vector<Seen> seen;
    std::vector<SharedKey> shared;
    for (const Piece& piece : pieces_)
      for (const PlacedKey& place : piece.keys[part]) {
        if (same_letters_[place.text] != place.text) continue;
        const std::uint32_t number = numbering.number_of(place.key, [](std::uint32_t) { return true; });
        if (number == seen.size()) {
          seen.push_back({place});
          continue;
        }
        Seen& earlier = seen[number];
        if (earlier.number == kNone) {
          earlier.number = static_cast<std::uint32_t>(shared.size());
          shared.push_back({.first = earlier.place.text});
          reading(earlier.place.text).keys[earlier.place.band] = earlier.number;
        }
        reading(place.text).keys[place.band] = earlier.number;
      }
    return shared;
  }

  /// Numbers the keys of all parts one behind the other.
  void join(const std::array<std::vector<SharedKey>, kParts>& keys) {
    std::array<std::uint32_t, kParts> offset{};
    for (std::size_t part = 0; part < kParts; ++part) {
      offset[part] = static_cast<std::uint32_t>(keys_.size());
      keys_.insert(keys_.end(), keys[part].begin(), keys[part].end());
    }
    for_each_(pieces_.size(), [&](std::size_t piece) {
      for (std::size_t part = 0; part < kParts; ++part)
        for (const PlacedKey& place : pieces_[piece].keys[part])
          if (std::uint32_t& key = reading(place.text).keys[place.band]; key != kNone) key += offset[part];
    });
  }

  /// Compares text `i` until one is the same: that will mostly be the one.
  void compare_with_first(std::uint32_t i, Comparison& comparison) {
    Reading& mine = reading(i);
    std::array<std::uint32_t, kBands> compared{};
    std::size_t others = 0;
    for (std::size_t band = 0; band < mine.bands; ++band) {
      if (mine.keys[band] == kNone || keys_[mine.keys[band]].first == i) continue;
      const std::uint32_t first = keys_[mine.keys[band]].first;
      const auto known = compared.begin() + static_cast<std::ptrdiff_t>(others);
      const bool is_other = std::find(compared.begin(), known, first) != known;
      const bool is_same = !is_other && comparison.resemble(i, first);
      mine.verdicts[band] = is_same ? Verdict::kSame : Verdict::kOther;
      if (is_same) break;
      if (!is_other) compared[others++] = first;
    }
  }

  /// Passes the texts in order.
  std::vector<std::uint32_t> decide() {
    std::vector<std::uint32_t> copy_of(texts_.size());
    Comparison comparison(*this);
    for (std::uint32_t i = 0; i < texts_.size(); ++i) {
      if (same_letters_[i] != i) {
        copy_of[i] = copy_of[same_letters_[i]];
        continue;
      }
      copy_of[i] = resembled_by(i, comparison);
      if (copy_of[i] != i) continue;
      for (const std::uint32_t key : reading(i).keys)
        if (key != kNone && keys_[key].original == kNone) keys_[key].original = i;
    }
    return copy_of;
  }

  /// The first original that the keys of text `i` lead to and that is the same; `i` itself when there is none.
  [[nodiscard]] std::uint32_t resembled_by(std::uint32_t i, Comparison& comparison) const {
    const Reading& mine = reading(i);
    for (std::size_t band = 0; band < mine.bands; ++band) {
      if (mine.keys[band] == kNone || keys_[mine.keys[band]].original == kNone) continue;
      const SharedKey& key = keys_[mine.keys[band]];
      const Verdict verdict = key.original == key.first ? mine.verdicts[band] : Verdict::kUnknown;
      if (verdict == Verdict::kOther) continue;
      if (verdict == Verdict::kSame || comparison.resemble(i, key.original)) return key.original;
    }
    return i;
  }

  std::span<const std::string_view> texts_;
  const ForEachIndex& for_each_;
  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> same_letters_;  ///< of each text, the first with the same letters
  std::vector<SharedKey> keys_;
};

}  // namespace

void one_by_one(std::size_t count, const std::function<void(std::size_t index)>& body) {
  for (std::size_t i = 0; i < count; ++i) body(i);
}

std::vector<std::uint32_t> near_copies(std::span<const std::string_view> texts, const ForEachIndex& for_each) {
  return Search(texts, for_each).run();
}

}  // namespace koe::nlp

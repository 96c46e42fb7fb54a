#include "nlp/near_copies.h"

#include <algorithm>
#include <array>

#include "nlp/text_sketch.h"

// The definition is sequential: a text is compared with the first original that has each of its keys, and becomes an original
// itself when it is no copy. Nearly all of the work is not: which text had a key first, and whether two texts resemble each
// other, depends on no other text. So that is found first, for all texts at once; then one pass over the texts in order decides
// who is an original, and compares itself only where the first text with a key turns out to be a copy.

namespace koe::nlp {
namespace {

constexpr std::uint32_t kNone = ~std::uint32_t{0};
constexpr std::size_t kTexts = 1024;  ///< texts of a piece of work
constexpr std::size_t kParts = 16;    ///< hashes are looked up in parts, each by one thread

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

class Search {
 public:
  Search(std::span<const std::string_view> texts, const ForEachIndex& for_each) : texts_(texts), for_each_(for_each) {}

  std::vector<std::uint32_t> run() {
    sketch();
    find_same_letters();
    find_shared_keys();
    compare_with_first();
    return decide();
  }

 private:
  static constexpr std::uint32_t kUnshared = kNone;

  /// Runs `body(text, sketcher)` for all texts.
  template <typename Body>
  void for_each_text(const Body& body) {
    for_each_((texts_.size() + kTexts - 1) / kTexts, [&](std::size_t piece) {
      TextSketcher sketcher;
      const std::size_t end = std::min(texts_.size(), (piece + 1) * kTexts);
      for (std::size_t i = piece * kTexts; i < end; ++i) body(static_cast<std::uint32_t>(i), sketcher);
    });
  }

  void sketch() {
    sketches_.resize(texts_.size());
    for_each_text([&](std::uint32_t i, TextSketcher& sketcher) { sketches_[i] = sketcher.sketch(texts_[i]); });
  }

  void find_same_letters() {
    same_letters_.resize(texts_.size());
    for (std::uint32_t i = 0; i < texts_.size(); ++i) same_letters_[i] = i;
    for_each_(kParts, [&](std::size_t part) {
      Numbering numbering;
      std::vector<std::uint32_t> first;  // text with these letters, by number
      TextSketcher mine, theirs;
      for (std::uint32_t i = 0; i < texts_.size(); ++i) {
        const TextSketch& sketch = sketches_[i];
        if (!sketch.has_letters || part_of(sketch.letters) != part) continue;
        const std::uint32_t number = numbering.number_of(sketch.letters, [&](std::uint32_t other) {
          return std::ranges::equal(mine.letters(texts_[i]), theirs.letters(texts_[first[other]]));
        });
        if (number == first.size()) first.push_back(i);
        same_letters_[i] = first[number];
      }
    });
  }

  /// Only keys that several texts have lead anywhere.
  void find_shared_keys() {
    key_of_.resize(texts_.size() * kBands, kUnshared);
    std::array<std::vector<SharedKey>, kParts> keys;
    for_each_(kParts, [&](std::size_t part) { keys[part] = shared_keys(part); });
    std::array<std::uint32_t, kParts> offset{};
    for (std::size_t part = 0; part < kParts; ++part) {
      offset[part] = static_cast<std::uint32_t>(keys_.size());
      keys_.insert(keys_.end(), keys[part].begin(), keys[part].end());
    }
    for_each_text([&](std::uint32_t i, TextSketcher& /*unused*/) {
      for (std::size_t band = 0; band < sketches_[i].bands; ++band)
        if (std::uint32_t& key = key_of_[i * kBands + band]; key != kUnshared)
          key += offset[part_of(sketches_[i].keys[band])];
    });
  }

  /// Those of one part; numbers them in `key_of_`.
  std::vector<SharedKey> shared_keys(std::size_t part) {
    struct Seen {
      std::uint32_t place = 0;  ///< in key_of_, where it was seen first
      std::uint32_t number = kUnshared;
    };
    Numbering numbering;
    std::vector<Seen> seen;
    std::vector<SharedKey> shared;
    for (std::uint32_t i = 0; i < texts_.size(); ++i) {
      if (same_letters_[i] != i) continue;
      for (std::size_t band = 0; band < sketches_[i].bands; ++band) {
        const std::uint64_t key = sketches_[i].keys[band];
        if (part_of(key) != part) continue;
        const auto place = static_cast<std::uint32_t>(i * kBands + band);
        const std::uint32_t number = numbering.number_of(key, [](std::uint32_t) { return true; });
        if (number == seen.size()) {
          seen.push_back({place});
          continue;
        }
        if (seen[number].number == kUnshared) {
          seen[number].number = static_cast<std::uint32_t>(shared.size());
          shared.push_back({.first = static_cast<std::uint32_t>(seen[number].place / kBands)});
          key_of_[seen[number].place] = seen[number].number;
        }
        key_of_[place] = seen[number].number;
      }
    }
    return shared;
  }

  /// The keys of text `i` that others have too, or kUnshared, by band.
  [[nodiscard]] std::span<const std::uint32_t> keys_of(std::uint32_t i) const {
    return std::span(key_of_).subspan(i * kBands, sketches_[i].bands);
  }

  /// Few pairs are worth reading the texts again for.
  [[nodiscard]] bool resemble(std::uint32_t a, std::uint32_t b) const {
    if (!may_be_same_text(sketches_[a], sketches_[b])) return false;
    TextSketcher left, right;
    return is_same_text(left.shingles(texts_[a]), right.shingles(texts_[b]));
  }

  /// Compares until one is the same: that will mostly be the one.
  void compare_with_first() {
    verdicts_.resize(key_of_.size(), Verdict::kUnknown);
    for_each_text([&](std::uint32_t i, TextSketcher& /*unused*/) {
      std::array<std::uint32_t, kBands> compared{};
      std::size_t others = 0;
      const std::span<const std::uint32_t> keys = keys_of(i);
      for (std::size_t band = 0; band < keys.size(); ++band) {
        if (keys[band] == kUnshared || keys_[keys[band]].first == i) continue;
        const std::uint32_t first = keys_[keys[band]].first;
        const auto known = compared.begin() + static_cast<std::ptrdiff_t>(others);
        const bool is_other = std::find(compared.begin(), known, first) != known;
        const bool is_same = !is_other && resemble(i, first);
        verdicts_[i * kBands + band] = is_same ? Verdict::kSame : Verdict::kOther;
        if (is_same) break;
        if (!is_other) compared[others++] = first;
      }
    });
  }

  /// Passes the texts in order.
  std::vector<std::uint32_t> decide() {
    std::vector<std::uint32_t> copy_of(texts_.size());
    for (std::uint32_t i = 0; i < texts_.size(); ++i) {
      if (same_letters_[i] != i) {
        copy_of[i] = copy_of[same_letters_[i]];
        continue;
      }
      copy_of[i] = resembled_by(i);
      if (copy_of[i] != i) continue;
      for (const std::uint32_t key : keys_of(i))
        if (key != kUnshared && keys_[key].original == kNone) keys_[key].original = i;
    }
    return copy_of;
  }

  /// The first original that the keys of text `i` lead to and that is the same; `i` itself when there is none.
  [[nodiscard]] std::uint32_t resembled_by(std::uint32_t i) const {
    const std::span<const std::uint32_t> keys = keys_of(i);
    for (std::size_t band = 0; band < keys.size(); ++band) {
      if (keys[band] == kUnshared || keys_[keys[band]].original == kNone) continue;
      const std::uint32_t original = keys_[keys[band]].original;
      const Verdict verdict =
          original == keys_[keys[band]].first ? verdicts_[i * kBands + band] : Verdict::kUnknown;
      if (verdict == Verdict::kOther) continue;
      if (verdict == Verdict::kSame || resemble(i, original)) return original;
    }
    return i;
  }

  std::span<const std::string_view> texts_;
  const ForEachIndex& for_each_;
  std::vector<TextSketch> sketches_;
  std::vector<std::uint32_t> same_letters_;           ///< of each text, the first with the same letters
  std::vector<std::uint32_t> key_of_;                 ///< kBands a text: numbers of `keys_`
  std::vector<SharedKey> keys_;
  std::vector<Verdict> verdicts_;                     ///< beside `key_of_`
};

}  // namespace

void one_by_one(std::size_t count, const std::function<void(std::size_t index)>& body) {
  for (std::size_t i = 0; i < count; ++i) body(i);
}

std::vector<std::uint32_t> near_copies(std::span<const std::string_view> texts, const ForEachIndex& for_each) {
  return Search(texts, for_each).run();
}

}  // namespace koe::nlp

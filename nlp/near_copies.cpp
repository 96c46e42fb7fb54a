#include "nlp/near_copies.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "nlp/characters.h"
#include "nlp/utf8.h"

namespace koe::nlp {
namespace {

constexpr std::size_t kFewestLetters = 4;  // below, letters alone do not tell answers apart
constexpr std::size_t kShingle = 4;        // letters a run
constexpr std::size_t kFewestShingles = 30;
constexpr double kSameText = 0.7;
constexpr std::size_t kBins = 24;
constexpr std::size_t kRows = 2;  // minima a band
constexpr std::uint64_t kEmpty = std::numeric_limits<std::uint64_t>::max();

/// The finaliser of splitmix64 (Steele, Lea, Flood 2014).
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

/// Hashes of all runs of four letters, in reading order.
std::vector<std::uint64_t> runs_of(std::u32string_view letters) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(letters.size());
  for (std::size_t i = 0; i + kShingle <= letters.size(); ++i) {
    std::uint64_t run = 0;
    for (std::size_t j = 0; j < kShingle; ++j) run = mixed(run + letters[i + j] + 1);
    hashes.push_back(run);
  }
  return hashes;
}

/// The same in 32 bits, ascending, each once.
std::vector<std::uint32_t> shingles_of(const std::vector<std::uint64_t>& runs) {
  std::vector<std::uint32_t> shingles;
  shingles.reserve(runs.size());
  for (const std::uint64_t run : runs) shingles.push_back(static_cast<std::uint32_t>(run >> 32));
  std::ranges::sort(shingles);
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

/// Whether kFewestShingles of `runs` are different: mostly the first ones are.
bool has_enough(const std::vector<std::uint64_t>& runs) {
  std::array<std::uint64_t, kFewestShingles> different{};
  std::size_t found = 0;
  for (const std::uint64_t run : runs) {
    if (std::find(different.begin(), different.begin() + static_cast<std::ptrdiff_t>(found), run) !=
        different.begin() + static_cast<std::ptrdiff_t>(found))
      continue;
    different[found++] = run;
    if (found == kFewestShingles) return true;
  }
  return false;
}

/// Whether two ascending lists share kSameText of what they hold together. Ends as soon as they cannot any more.
bool is_same_text(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  const auto is_enough = [&](std::size_t shared) {
    return static_cast<double>(shared) / static_cast<double>(a.size() + b.size() - shared) >= kSameText;
  };
  std::size_t shared = 0, i = 0, j = 0;
  const auto most = [&] { return shared + std::min(a.size() - i, b.size() - j); };
  std::size_t needed = most();
  if (!is_enough(needed)) return false;
  while (needed > 0 && is_enough(needed - 1)) --needed;
  while (shared < needed && most() >= needed) {
    if (a[i] == b[j]) ++shared;
    const bool step_a = a[i] <= b[j], step_b = b[j] <= a[i];
    i += step_a ? 1 : 0;
    j += step_b ? 1 : 0;
  }
  return shared >= needed;
}

/// One key a band whose bins are all filled.
std::vector<std::uint64_t> band_keys(const std::vector<std::uint64_t>& runs) {
  std::array<std::uint64_t, kBins> minima;
  minima.fill(kEmpty);
  for (std::uint64_t hash : runs) {
    std::uint64_t& minimum = minima[hash % kBins];
    minimum = std::min(minimum, hash);
  }
  std::vector<std::uint64_t> keys;
  for (std::size_t bin = 0; bin < kBins; bin += kRows) {
    if (minima[bin] == kEmpty || minima[bin + 1] == kEmpty) continue;
    keys.push_back(mixed(minima[bin] + bin) ^ minima[bin + 1]);
  }
  return keys;
}

}  // namespace

TextFingerprint text_fingerprint(std::string_view text) {
  std::u32string letters;
  for (std::size_t at = 0; at < text.size();)
    if (const char32_t c = next_code_point(text, at); is_letter(c)) letters += to_lower(c);
  TextFingerprint fingerprint;
  if (letters.size() < kFewestLetters) return fingerprint;
  fingerprint.letters = encode_utf8(letters);
  const std::vector<std::uint64_t> runs = runs_of(letters);
  if (!has_enough(runs)) return fingerprint;
  fingerprint.keys = band_keys(runs);
  fingerprint.shingles = shingles_of(runs);
  return fingerprint;
}

std::uint32_t NearCopies::add(TextFingerprint fingerprint) {
  const auto text = static_cast<std::uint32_t>(shingles_.size());
  shingles_.emplace_back();
  if (fingerprint.letters.empty()) return text;
  if (const auto* same = by_letters_.find(fingerprint.letters); same != by_letters_.end()) return same->second;
  const std::uint32_t original = resembled_by(fingerprint).value_or(text);
  by_letters_.add(std::move(fingerprint.letters), original);
  if (original != text) return original;
  for (const std::uint64_t key : fingerprint.keys) by_band_.add(key, text);
  shingles_[text] = std::move(fingerprint.shingles);
  return text;
}

std::optional<std::uint32_t> NearCopies::resembled_by(const TextFingerprint& fingerprint) const {
  std::vector<std::uint32_t> compared;  // one text may be found by several keys
  for (const std::uint64_t key : fingerprint.keys) {
    const std::optional<std::uint32_t> candidate = by_band_.find(key);
    if (!candidate || std::ranges::find(compared, *candidate) != compared.end()) continue;
    compared.push_back(*candidate);
    if (is_same_text(fingerprint.shingles, shingles_[*candidate])) return candidate;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> FirstTextOfKey::find(std::uint64_t key) const {
  if (slots_.empty()) return std::nullopt;
  const Slot& slot = slots_[slot_of(key)];
  return slot.is_taken ? std::optional(slot.text) : std::nullopt;
}

void FirstTextOfKey::add(std::uint64_t key, std::uint32_t text) {
  if (2 * (taken_ + 1) > slots_.size()) grow();
  Slot& slot = slots_[slot_of(key)];
  if (slot.is_taken) return;
  slot = {key, text, true};
  ++taken_;
}

std::size_t FirstTextOfKey::slot_of(std::uint64_t key) const {
  std::size_t at = key & (slots_.size() - 1);
  while (slots_[at].is_taken && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void FirstTextOfKey::grow() {
  std::vector<Slot> old(std::max<std::size_t>(1024, 2 * slots_.size()));
  old.swap(slots_);
  for (const Slot& slot : old)
    if (slot.is_taken) slots_[slot_of(slot.key)] = slot;
}

std::vector<std::uint32_t> near_copies(std::span<const std::string> texts) {
  NearCopies copies;
  std::vector<std::uint32_t> copy_of;
  copy_of.reserve(texts.size());
  for (const std::string& text : texts) copy_of.push_back(copies.add(text_fingerprint(text)));
  return copy_of;
}

}  // namespace koe::nlp

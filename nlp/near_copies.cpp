#include "nlp/near_copies.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <unordered_map>

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

std::u32string letters_of(const std::string& text) {
  std::u32string letters;
  for (std::size_t at = 0; at < text.size();)
    if (const char32_t c = next_code_point(text, at); is_letter(c)) letters += to_lower(c);
  return letters;
}

/// The finaliser of splitmix64 (Steele, Lea, Flood 2014).
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

/// Hashes of all runs of four letters, ascending, each once.
std::vector<std::uint64_t> shingles_of(std::u32string_view letters) {
  std::vector<std::uint64_t> hashes;
  for (std::size_t i = 0; i + kShingle <= letters.size(); ++i) {
    std::uint64_t run = 0;
    for (std::size_t j = 0; j < kShingle; ++j) run = mixed(run + letters[i + j] + 1);
    hashes.push_back(run);
  }
  std::ranges::sort(hashes);
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  return hashes;
}

/// Shared part of two ascending lists.
double resemblance(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) ++shared;
    const bool step_a = a[i] <= b[j], step_b = b[j] <= a[i];
    i += step_a ? 1 : 0;
    j += step_b ? 1 : 0;
  }
  return static_cast<double>(shared) / static_cast<double>(a.size() + b.size() - shared);
}

/// One key a band whose bins are all filled.
std::vector<std::uint64_t> band_keys(const std::vector<std::uint64_t>& shingles) {
  std::array<std::uint64_t, kBins> minima;
  minima.fill(kEmpty);
  for (std::uint64_t hash : shingles) {
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

/// Texts that are no copies, to be found again by what they have in common with others.
class Originals {
 public:
  /// The original that a text of these letters is a copy of; else the text itself, which is an original from now on.
  std::uint32_t original_of(std::uint32_t text, const std::u32string& letters) {
    if (letters.size() < kFewestLetters) return text;
    const auto [same, is_new] = by_letters_.emplace(letters, text);
    if (!is_new) return same->second;
    const std::vector<std::uint64_t> shingles = shingles_of(letters);
    if (shingles.size() < kFewestShingles) return text;
    const std::vector<std::uint64_t> keys = band_keys(shingles);
    for (std::uint64_t key : keys) {
      const auto candidate = by_band_.find(key);
      if (candidate == by_band_.end() || resemblance(shingles, shingles_of(letters_.at(candidate->second))) < kSameText) continue;
      return same->second = candidate->second;
    }
    for (std::uint64_t key : keys) by_band_.emplace(key, text);
    letters_.emplace(text, letters);
    return text;
  }

 private:
  std::unordered_map<std::u32string, std::uint32_t> by_letters_;  ///< letters -> the original behind them
  std::unordered_map<std::uint64_t, std::uint32_t> by_band_;
  std::unordered_map<std::uint32_t, std::u32string> letters_;
};

}  // namespace

std::vector<std::uint32_t> near_copies(std::span<const std::string> texts) {
  Originals originals;
  std::vector<std::uint32_t> copy_of;
  copy_of.reserve(texts.size());
  for (std::uint32_t i = 0; i < texts.size(); ++i) copy_of.push_back(originals.original_of(i, letters_of(texts[i])));
  return copy_of;
}

}  // namespace koe::nlp

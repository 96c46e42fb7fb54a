#include "nlp/text_sketch.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "nlp/characters.h"
#include "nlp/utf8.h"

namespace koe::nlp {
namespace {

constexpr std::size_t kFewestLetters = 4;  // below, letters alone do not tell answers apart
constexpr std::size_t kShingle = 4;        // letters a run
constexpr std::size_t kFewestShingles = 30;
constexpr double kSameText = 0.7;
constexpr std::size_t kRows = 2;  // minima a band
constexpr std::size_t kBins = kBands * kRows;
constexpr std::uint64_t kEmpty = std::numeric_limits<std::uint64_t>::max();

/// The finaliser of splitmix64 (Steele, Lea, Flood 2014).
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

/// Whether kFewestShingles of `runs` are different: mostly the first ones are.
bool has_enough(std::span<const std::uint64_t> runs) {
  if (runs.size() < kFewestShingles) return false;
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

}  // namespace

TextSketch TextSketcher::sketch(std::string_view text) {
  TextSketch sketch;
  bands_ = 0;
  read_runs(text);
  if (letters_.size() < kFewestLetters) return sketch;
  sketch.has_letters = true;
  sketch.letters = letters_.size();
  for (const char32_t letter : letters_) sketch.letters = (sketch.letters ^ letter) * 0x9E3779B97F4A7C15ULL;
  sketch.letters = mixed(sketch.letters);
  if (!has_enough(runs_)) return sketch;
  find_keys();
  sketch.runs = static_cast<std::uint32_t>(runs_.size());
  for (const std::uint64_t run : runs_) sketch.seen[run >> 62U] |= std::uint64_t{1} << (run >> 56U & 63U);
  return sketch;
}

/// One key a band whose bins are all filled.
void TextSketcher::find_keys() {
  std::array<std::uint64_t, kBins> minima;
  minima.fill(kEmpty);
  for (const std::uint64_t hash : runs_) {
    std::uint64_t& minimum = minima[hash % kBins];
    minimum = std::min(minimum, hash);
  }
  for (std::size_t bin = 0; bin < kBins; bin += kRows) {
    if (minima[bin] == kEmpty || minima[bin + 1] == kEmpty) continue;
    keys_[bands_++] = mixed(minima[bin] + bin) ^ minima[bin + 1];
  }
}

std::span<const std::uint32_t> TextSketcher::shingles(std::string_view text) {
  read_runs(text);
  shingles_.clear();
  for (const std::uint64_t run : runs_) shingles_.push_back(static_cast<std::uint32_t>(run >> 32));
  std::ranges::sort(shingles_);
  shingles_.erase(std::unique(shingles_.begin(), shingles_.end()), shingles_.end());
  return shingles_;
}

std::span<const char32_t> TextSketcher::letters(std::string_view text) {
  letters_.clear();
  for (std::size_t at = 0; at < text.size();)
    if (const char32_t c = next_code_point(text, at); is_letter(c)) letters_.push_back(to_lower(c));
  return letters_;
}

void TextSketcher::read_runs(std::string_view text) {
  static_cast<void>(letters(text));
  runs_.clear();
  for (std::size_t i = 0; i + kShingle <= letters_.size(); ++i) {
    std::uint64_t run = 0;
    for (std::size_t j = 0; j < kShingle; ++j) run = mixed(run + letters_[i + j] + 1);
    runs_.push_back(run);
  }
}

bool may_be_same_text(const TextSketch& a, const TextSketch& b) {
  // s shared runs of |A| + |B| - s are at least the share p, so that |A| + |B| - 2 s <= (1 - p) / (1 + p) (|A| + |B|).
  constexpr double kMostOwn = (1.0 - kSameText) / (1.0 + kSameText);
  constexpr double kRounding = 1e-6;
  int own = 0;
  for (std::size_t i = 0; i < a.seen.size(); ++i) own += std::popcount(a.seen[i] ^ b.seen[i]);
  return static_cast<double>(own) <= kMostOwn * static_cast<double>(a.runs + b.runs) + kRounding;
}

bool is_same_text(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
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

}  // namespace koe::nlp

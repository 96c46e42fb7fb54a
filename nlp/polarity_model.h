// How much does each feature speak for blame, statement, praise and wish? The weights of the shipped model, trained
// by scripts/make_polarity.py; models/assets/koe-polarity.md is its card.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace koe::nlp {

/// What a segment does; also the order of a model's columns.
enum class PolarityKind : std::uint8_t { kNegative, kNeutral, kPositive, kRequest };

/// How many kinds there are.
inline constexpr std::size_t kPolarityKinds = 4;

/// A whole number for each kind, in the order of PolarityKind.
using PolarityScores = std::array<std::int32_t, kPolarityKinds>;

/// A linear model over polarity_features: the weights of a segment's features are added up, kind by kind. Whole
/// numbers, so that every machine gets the same sums in any order. Immutable; share one among threads.
class PolarityModel {
 public:
  /// Reads the table of features and weights (columns feature, neg, neu, pos, req; weights -32768..32767).
  /// Errors: LoadError with the line as read_tsv, and for a weight that is no whole number of that range or two
  /// features of one hash. Cost: about 60 ms for the shipped 55,279 rows. Checked in tests/unit/nlp/polarity_model_test.cpp.
  [[nodiscard]] static PolarityModel load(const std::string& path);

  /// The sums over `features`, hashes from polarity_features; what the model does not know adds nothing.
  /// Cost: O(features), no allocation.
  [[nodiscard]] PolarityScores scores(std::span<const std::uint64_t> features) const noexcept;

 private:
  struct Slot {
    std::uint64_t hash = 0;  ///< 0: empty
    std::array<std::int16_t, kPolarityKinds> weights{};
  };

  [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const noexcept;

  std::vector<Slot> slots_;  ///< open addressing; a power of two, at most half full
};

}  // namespace koe::nlp

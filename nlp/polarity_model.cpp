#include "nlp/polarity_model.h"

#include <bit>
#include <cmath>

#include "nlp/polarity_features.h"
#include "nlp/tsv.h"

namespace koe::nlp {
namespace {

constexpr double kLargestWeight = 32767.0;

}  // namespace

PolarityModel PolarityModel::load(const std::string& path) {
  const TsvFile file = read_tsv(path, {"feature", "neg", "neu", "pos", "req"});
  PolarityModel model;
  model.slots_.resize(std::bit_ceil(2 * file.rows.size() + 2));
  for (const TsvRow& row : file.rows) {
    Slot slot{.hash = polarity_feature_hash(row.cells[0])};
    for (std::size_t k = 0; k < kPolarityKinds; ++k) {
      const double weight = file.number(row, k + 1, -kLargestWeight, kLargestWeight);
      if (weight != std::trunc(weight)) throw file.error(row, "a weight is not a whole number");
      slot.weights[k] = static_cast<std::int16_t>(weight);
    }
    Slot& target = model.slots_[model.slot_of(slot.hash)];
    if (target.hash == slot.hash || slot.hash == 0) throw file.error(row, "the feature is listed twice");
    target = slot;
  }
  return model;
}

std::size_t PolarityModel::slot_of(std::uint64_t hash) const noexcept {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
  return at;
}

PolarityScores PolarityModel::scores(std::span<const std::uint64_t> features) const noexcept {
  PolarityScores sums{};
  for (const std::uint64_t feature : features) __builtin_prefetch(&slots_[feature & (slots_.size() - 1)]);
  for (const std::uint64_t feature : features) {
    const Slot& slot = slots_[slot_of(feature)];
    for (std::size_t k = 0; k < kPolarityKinds; ++k) sums[k] += slot.weights[k];
  }
  return sums;
}

}  // namespace koe::nlp

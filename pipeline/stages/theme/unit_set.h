// The different things that were said in one survey kind: each text once, however often it was said.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "models/embedding/pooling.h"
#include "models/neighbors/unit_vectors.h"
#include "pipeline/domain/run_result.h"
#include "pipeline/stages/assets.h"
#include "pipeline/stages/theme/utterances.h"

namespace koe::stages {

/// One text with content. The first segment that says it lends its spelling. Texts and lists are kept elsewhere (UnitSet).
struct Unit {
  std::string_view key;
  std::string_view normalized;
  Language language = Language::kOther;
  double weight = 0;  ///< how often it was said in its home survey
  Polarity polarity = Polarity::kNeutral;
  std::uint32_t code_points = 0;
  std::span<const std::uint32_t> table_rows{};   ///< what the vector table knows of it
  std::span<const std::uint32_t> label_terms{};  ///< its label terms by number
  std::vector<std::string_view> people{};        ///< employees who said it, each once, ascending; empty for customers
  std::string_view first_quarter{};              ///< when it was first said; "" unknown
};

/// Units of one survey kind by key, and the memory that their texts stand in, which copies share.
class UnitSet {
 public:
  UnitSet() = default;
  /// Copies of `units`.
  UnitSet(std::initializer_list<Unit> units);
  /// `units` whose texts and lists are in `memory`.
  UnitSet(std::vector<Unit> units, std::vector<std::shared_ptr<const TextMemory>> memory);

  /// Adds a copy of `unit` behind the others.
  void add(const Unit& unit);

  /// Gives unit `index` a copy of `rows`.
  void set_table_rows(std::size_t index, std::span<const std::uint32_t> rows);

  /// Leaves out the units that `is_unwanted` says.
  template <typename Predicate>
  void erase_if(Predicate is_unwanted) {
    std::erase_if(units_, is_unwanted);
  }

  [[nodiscard]] std::size_t size() const { return units_.size(); }
  [[nodiscard]] bool empty() const { return units_.empty(); }
  [[nodiscard]] const Unit& operator[](std::size_t index) const { return units_[index]; }
  [[nodiscard]] auto begin() const { return units_.begin(); }
  [[nodiscard]] auto end() const { return units_.end(); }

 private:
  std::vector<Unit> units_;
  std::vector<std::shared_ptr<const TextMemory>> memory_;
  std::shared_ptr<TextMemory> own_ = std::make_shared<TextMemory>();
};

/// Splits all utterances into the units of NPS and of eNPS. A text said in both belongs to the kind that says it more often
/// (ties: NPS), so that identical texts have one theme everywhere.
/// In: `utterances` in the order in which they were said. Cost: O(utterances log utterances), the comparisons split over `threads`.
/// Checked in tests/unit/stages/unit_set_test.cpp.
[[nodiscard]] std::map<SurveyKind, UnitSet> make_unit_sets(const std::vector<Utterances>& utterances, unsigned threads);

/// For each unit the one that speaks for it when themes are sought: itself, unless it belongs to a campaign, ten different
/// texts or more that are copies of one (nlp/near_copies.h). Of a campaign a text that has a theme already speaks, else its
/// first. So 300 versions of one letter are one voice in the search, and no theme of their own.
/// In: `has_theme`, one a unit. Checked in tests/unit/stages/unit_set_test.cpp.
[[nodiscard]] std::vector<std::uint32_t> speakers_of(const UnitSet& units, const std::vector<bool>& has_theme,
                                                     unsigned threads);

/// Fills `table_rows` of units that do not come from the store, where analyze left them. Cost: tokenizing.
void read_table_rows(UnitSet& units, const Assets& assets, unsigned threads);

/// Table languages of the units, in order.
[[nodiscard]] std::vector<models::Language> unit_languages(const UnitSet& units);

}  // namespace koe::stages

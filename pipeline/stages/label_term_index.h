// Which number has a label term? Numbers in order of first use, for the store.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "nlp/word_map.h"
#include "pipeline/domain/run_result.h"

namespace koe::stages {

/// A label term to be numbered; the fields of store::StoredLabelTerm.
struct LabelTermView {
  Language language = Language::kOther;
  std::string_view display;
  std::string_view key;
  bool is_noun = true;
};

/// Numbers label terms from 0 on. Not thread-safe: each thread numbers its own and the stage joins them in order.
class LabelTermIndex {
 public:
  /// The number of `term`; the next one when it is new. Cost: one hash.
  std::uint32_t number_of(const LabelTermView& term);

  /// How many terms have a number.
  [[nodiscard]] std::uint32_t size() const { return size_; }

 private:
  nlp::WordMap<std::uint32_t> number_of_;  ///< by all that tells terms apart, in one string
  std::string name_;                       ///< the last one asked for; keeps its memory
  std::uint32_t size_ = 0;
};

}  // namespace koe::stages

#include "pipeline/stages/label_term_index.h"

namespace koe::stages {

std::uint32_t LabelTermIndex::number_of(const LabelTermView& term) {
  name_.clear();
  name_.push_back(static_cast<char>(term.language));
  name_.push_back(term.is_noun ? 'n' : 'v');
  name_.append(term.display).push_back('\0');
  name_.append(term.key);
  const auto* known = number_of_.find(name_);
  if (known != number_of_.end()) return known->second;
  const auto number = static_cast<std::uint32_t>(terms_.size());
  number_of_.add(name_, number);
  terms_.push_back({term.language, std::string(term.display), std::string(term.key), term.is_noun});
  return number;
}

}  // namespace koe::stages

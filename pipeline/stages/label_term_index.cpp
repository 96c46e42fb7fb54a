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
  number_of_.add(name_, size_);
  return size_++;
}

}  // namespace koe::stages

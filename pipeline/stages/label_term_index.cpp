#include "pipeline/stages/label_term_index.h"

namespace koe::stages {

std::uint32_t LabelTermIndex::number_of(const store::StoredLabelTerm& term) {
  std::string name;
  name.reserve(term.display.size() + term.key.size() + 3);
  name.push_back(static_cast<char>(term.language));
  name.push_back(term.is_noun ? 'n' : 'v');
  name.append(term.display).push_back('\0');
  name.append(term.key);
  const auto [found, is_new] = number_of_.emplace(std::move(name), static_cast<std::uint32_t>(terms_.size()));
  if (is_new) terms_.push_back(term);
  return found->second;
}

}  // namespace koe::stages

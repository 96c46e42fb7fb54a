// When are two records the same response? The rule that keeps overlapping exports from counting twice.
#pragma once
#include <map>
#include <string>

#include "pipeline/domain/survey.h"

namespace koe::stages {

/// SHA-256 over everything a response says (not where it stood): two versions of a response differ exactly in this.
[[nodiscard]] std::string content_hash(const Response& response);

/// Gives every record of one file its identity, in file order.
///
/// - An id that only this submission can have (letters, or 8 digits and more) is the identity.
/// - A short number ("17", as forms that count their answers write it) starts again in the next form, so the time of the
///   answer belongs to the identity.
/// - Without an id, the whole content is the identity, and the n-th equal record of a file is the n-th such response:
///   two people who say the same both count, while the same file, or one that overlaps with it, adds nothing.
/// NPS and eNPS never share an identity. Checked in tests/unit/stages/identity_test.cpp.
class IdentityRule {
 public:
  [[nodiscard]] std::string identity_of(const Response& response, const std::string& content);

 private:
  std::map<std::string, int> seen_;
};

}  // namespace koe::stages

#include "pipeline/stages/identity.h"

#include <algorithm>

#include "pipeline/base/sha256.h"

namespace koe::stages {
namespace {

constexpr std::size_t kLongNumber = 8;  // digits; a form's own counter stays below

bool is_short_number(const std::string& id) {
  return id.size() < kLongNumber && std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string content_hash(const Response& response) {
  Sha256 hash;
  for (const std::string& field : {response.response_id, response.responded_at, response.respondent_id,
                                   response.account_id, response.score ? std::to_string(*response.score) : "",
                                   response.verbatim})
    hash.update_field(field);
  for (const Attribute& attribute : response.attributes) {
    hash.update_field(attribute.name);
    hash.update_field(attribute.value);
  }
  return hash.hex();
}

std::string IdentityRule::identity_of(const Response& response, const std::string& content) {
  const std::string survey(name_of(response.survey));
  if (response.response_id.empty()) {
    const std::string row = survey + "|row|" + content;
    return row + "|" + std::to_string(++seen_[row]);
  }
  if (is_short_number(response.response_id))
    return survey + "|number|" + response.response_id + "|" + response.responded_at;
  return survey + "|id|" + response.response_id;
}

}  // namespace koe::stages

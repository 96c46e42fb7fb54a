// What did a sentence encoder make of a text? Vectors that were paid for once.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "pipeline/store/database.h"

namespace koe::store {

/// Vectors of one encoder by the SHA-256 of the text. Checked in tests/unit/store/encoded_text_store_test.cpp.
class EncodedTextStore {
 public:
  /// `encoder`: its identity.
  EncodedTextStore(Database& database, std::string encoder) : database_(database), encoder_(std::move(encoder)) {}

  /// Whether the encoder was asked about a text.
  [[nodiscard]] bool contains(const std::string& text_sha256) const;

  /// The vector of a text; empty when the encoder was never asked. Cost: one look-up.
  [[nodiscard]] std::vector<float> find(const std::string& text_sha256) const;

  /// Keeps a vector; one that is there already stays.
  void add(const std::string& text_sha256, std::span<const float> vector);

 private:
  Database& database_;
  std::string encoder_;
};

}  // namespace koe::store

#include "pipeline/store/encoded_text_store.h"

#include "pipeline/store/number_list.h"

namespace koe::store {

bool EncodedTextStore::contains(const std::string& text_sha256) const { return !find(text_sha256).empty(); }

std::vector<float> EncodedTextStore::find(const std::string& text_sha256) const {
  SQLite::Statement query(database_.handle(), "SELECT vector FROM encoded_text WHERE encoder = ? AND text_sha256 = ?");
  query.bind(1, encoder_);
  query.bind(2, text_sha256);
  return query.executeStep() ? numbers_of<float>(query.getColumn(0)) : std::vector<float>();
}

void EncodedTextStore::add(const std::string& text_sha256, std::span<const float> vector) {
  SQLite::Statement insert(database_.handle(),
                           "INSERT INTO encoded_text (encoder, text_sha256, vector) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
  insert.bind(1, encoder_);
  insert.bind(2, text_sha256);
  bind_numbers(insert, 3, vector);
  insert.exec();
}

}  // namespace koe::store

// What has ever been published about employees? The ledger that later runs and the audit take as known to every reader.
#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/store/database.h"

namespace koe::store {

/// One score that stands in a published figure. A revised score or date is another answer of the same response.
struct PublishedAnswer {
  std::int64_t response_no = 0;
  std::string period;  ///< "2026Q3", "" undated
  int score = 0;
  auto operator<=>(const PublishedAnswer&) const = default;
};

/// kScore: a row of nps.csv; kTotal: everybody over all periods; kTheme: a row of themes.csv.
enum class FigureKind : std::uint8_t { kScore, kTotal, kTheme };

/// Which figure, whatever its version.
struct FigureKey {
  FigureKind kind = FigureKind::kScore;
  std::string period, by, value;
  auto operator<=>(const FigureKey&) const = default;
};

/// A figure in one version: whose answers it counts, ascending.
struct PublishedFigure {
  FigureKey key;
  std::vector<PublishedAnswer> answers;
};

/// Adds and reads; nothing is ever changed or taken away. Checked in tests/unit/store/publication_store_test.cpp.
class PublicationStore {
 public:
  explicit PublicationStore(Database& database) : database_(database) {}

  /// Every figure in every version, in order of first publication. Cost: the whole ledger in memory.
  [[nodiscard]] std::vector<PublishedFigure> figures() const;

  /// Enters figures that are not yet in the ledger; the caller leaves out those that are. Inside the caller's transaction.
  void add(const std::vector<PublishedFigure>& figures);

  /// States whose figures were chosen already, by fingerprint.
  [[nodiscard]] bool knows_state(const std::string& fingerprint) const;
  void add_state(const std::string& fingerprint);

 private:
  Database& database_;
};

}  // namespace koe::store

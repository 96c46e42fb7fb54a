// Can anybody be found again in what was published about employees? Attacks the outputs of a run together with the ledger
// of everything published before.
#pragma once
#include <cstdint>
#include <filesystem>

#include "pipeline/store/database.h"

namespace koe::stages {

/// What the attack amounted to.
struct AnonymityAudit {
  bool has_report = false;         ///< the folder held an nps.csv
  std::int64_t employees = 0;      ///< people behind published figures
  std::int64_t figures = 0;        ///< published figures, earlier versions included
  std::int64_t unknowns = 0;       ///< of both systems: scores, and scores beside themes
  std::int64_t equations = 0;
  std::int64_t recovered = 0;      ///< employees whose answer is certain
  std::int64_t combinations = 0;   ///< sums found that rest on fewer than k employees
  std::int64_t hidden = 0;         ///< rows of nps.csv without figures
  std::int64_t narrow = 0;         ///< of those, whose number of people is known to within less than k
  std::int64_t unaccounted = 0;    ///< figures in the folder that the ledger does not know

  [[nodiscard]] bool passed() const { return recovered == 0 && combinations == 0 && narrow == 0 && unaccounted == 0; }
};

/// Attacks (models/anonymity/attack.h) what `folder` and the ledger say: once the scores of everybody and of all groups,
/// once the scores of everybody and of all themes. A figure of the folder that is not in the ledger counts as
/// unaccounted, and as known to the attacker if it is true of the answers in the store.
/// Cost: see attack.h. Checked in tests/unit/stages/anonymity_audit_test.cpp and tests/cli/anonymity_test.cpp.
[[nodiscard]] AnonymityAudit audit_anonymity(store::Database& database, const std::filesystem::path& folder,
                                             std::int64_t k);

}  // namespace koe::stages

// How much recurring revenue is at risk, and through which theme? An account's money times its chance to
// leave, split over the themes it complains about, so that the themes' sums reconcile with the total to the
// last cent.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/stats/estimate.h"
#include "models/stats/proportion.h"

namespace koe::models::stats {

/// The account's mood band as an index: its latest or its people's mean answer on the recommend question.
enum class AccountBand : std::uint8_t { kDetractor, kPassive, kPromoter };
inline constexpr std::size_t kAccountBands = 3;

/// Yearly churn chance a band, indexed by AccountBand.
using ChurnBeliefs = std::array<BetaBelief, kAccountBands>;

/// Accounts of one band whose outcome is known.
struct ChurnCounts {
  std::int64_t churned = 0;
  std::int64_t kept = 0;
};

/// Churn beliefs from stated means and what was observed.
/// In: `stated_mean`, chance a band, in (0, 1); `stated_worth` > 0: how many accounts' outcome the statement
///     is worth; `observed`, counts >= 0 a band (all zero when no churn is known).
/// Out: Beta beliefs.
/// Cost: O(1). Errors: none.
/// Source: updated() in proportion.h. Checked in tests/unit/models/stats/revenue_test.cpp.
[[nodiscard]] ChurnBeliefs churn_beliefs(const std::array<double, kAccountBands>& stated_mean,
                                         double stated_worth,
                                         const std::array<ChurnCounts, kAccountBands>& observed);

/// How strongly an account's risk belongs to a theme.
struct ThemePart {
  std::uint32_t theme = 0;
  double weight = 1;  ///< > 0, such as its number of negative mentions; only ratios within the account matter
};

/// One account with known revenue.
struct RevenueAccount {
  double arr = 0;  ///< >= 0, in the accounts file's currency
  AccountBand band = AccountBand::kPassive;
  std::vector<ThemePart> parts;  ///< distinct themes; empty = complains about nothing we know
};

/// Money at risk, in the accounts' currency, rounded to its hundredth (cent).
struct RevenueAtRisk {
  std::vector<Estimate> themes;  ///< one a theme
  Estimate unattributed;         ///< of accounts without a part
  Estimate total;                ///< value = sum of the above, exactly, in hundredths
};

/// Expected revenue at risk: sum over accounts of arr x P(churn | band), split by parts.
/// In: `accounts`; `n_themes` > every theme index; beliefs with alpha, beta > 0.
/// Out: values whose hundredths add up exactly (each account's cents are dealt out by largest remainder);
///     intervals from the uncertainty of the churn chances only, themselves not additive.
/// Cost: O(accounts x parts). Errors: none.
/// Source: split by shares that sum to one (METHODS.md); interval by moments: the weighted sum of Beta
///     variables is taken for a scaled Beta variable of equal mean and variance. Checked in
///     tests/unit/models/stats/revenue_test.cpp.
[[nodiscard]] RevenueAtRisk revenue_at_risk(std::span<const RevenueAccount> accounts, std::size_t n_themes,
                                            const ChurnBeliefs& beliefs, double level = 0.95);

/// One account's expected loss through one theme.
struct AccountThemeRisk {
  std::uint32_t account = 0;  ///< index of the account
  std::uint32_t theme = 0;
  double amount = 0;  ///< money, unrounded
};
/// The amounts behind RevenueAtRisk.themes per account and theme, unrounded, for resampling accounts in
/// ranking.h.
/// In: as revenue_at_risk.
/// Out: one entry a part, in order: account index, theme, expected money at risk.
/// Cost: O(accounts x parts). Errors: none.
/// Source: as revenue_at_risk. Checked in tests/unit/models/stats/revenue_test.cpp.
[[nodiscard]] std::vector<AccountThemeRisk> account_theme_risks(std::span<const RevenueAccount> accounts,
                                                                const ChurnBeliefs& beliefs);

}  // namespace koe::models::stats

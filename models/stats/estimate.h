// How does a statistic carry its uncertainty? As a value with the two ends of its interval, all in the
// value's unit.
//
// Conventions of koe::models::stats, stated once:
//   value   int8 -1 detractor, 0 passive, +1 promoter; its mean times 100 is the NPS, in points (-100..100)
//   share   0..1; level = coverage an interval aims at, in (0, 1), 0.95 unless said otherwise
//   cluster index per response of the unit that was sampled (account, or respondent): responses of one
//   cluster may be
//           alike, different clusters are independent; numbers need not be dense; an empty span = every
//           response alone
//   members per theme the ascending, distinct indices of the responses that mention it
// Nothing here returns NaN or infinity: what cannot be estimated is nullopt. Sums run in index order.
#pragma once

namespace koe::models::stats {

/// A figure with its interval; low <= value <= high, all finite.
struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;
  bool operator==(const Estimate&) const = default;
};

}  // namespace koe::models::stats

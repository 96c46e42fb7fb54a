#include "models/neighbors/exact_knn.h"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

#include "models/neighbors/dot_kernel.h"
#include "models/parallel.h"

namespace koe::models::neighbors {
namespace {

/// Queries a chunk of work; a multiple of kQueryBlock.
constexpr std::size_t kQueriesPerChunk = 32;
/// Candidates of which the rows (128 KiB at 256 dimensions) stay in the second-level cache while a chunk's
/// queries pass over them.
constexpr std::size_t kCandidatesPerBlock = 256;
constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

/// The k best seen so far, best first. Candidates arrive in ascending order, so that a later equal one ranks
/// below.
class BestList {
 public:
  BestList(std::span<std::uint32_t> index, std::span<std::int32_t> dot) : index_(index), dot_(dot) {}

  /// Offers the candidates `first`, `first` + 1, ... but for `self`.
  void offer_all(std::uint32_t first, std::span<const std::int32_t> products, std::uint32_t self) {
    for (std::size_t begin = 0; begin < products.size(); begin += kOffersAtOnce) {
      const std::size_t end = std::min(begin + kOffersAtOnce, products.size());
      if (end - begin == kOffersAtOnce && !might_take_any(products.data() + begin)) continue;
      for (std::size_t c = begin; c < end; ++c) {
        const auto candidate = static_cast<std::uint32_t>(first + c);
        if (candidate != self) offer(candidate, products[c]);
      }
    }
  }

 private:
  /// Once a list is full, few products are high enough: most are left out several at a time.
  static constexpr std::size_t kOffersAtOnce = 16;

  [[nodiscard]] bool might_take_any(const std::int32_t* products) const {
    if (size_ < dot_.size()) return true;
    const std::int32_t lowest = dot_[size_ - 1];
    std::int32_t higher = 0;
    for (std::size_t c = 0; c < kOffersAtOnce; ++c) higher |= products[c] > lowest ? 1 : 0;
    return higher != 0;
  }

  void offer(std::uint32_t candidate, std::int32_t product) {
    if (size_ == dot_.size()) {
      if (product <= dot_[size_ - 1]) return;
    } else {
      ++size_;
    }
    std::size_t place = size_ - 1;
    for (; place > 0 && dot_[place - 1] < product; --place) {
      dot_[place] = dot_[place - 1];
      index_[place] = index_[place - 1];
    }
    dot_[place] = product;
    index_[place] = candidate;
  }

  std::span<std::uint32_t> index_;
  std::span<std::int32_t> dot_;
  std::size_t size_ = 0;
};

/// The rows of `queries` from `first` on, kQueryBlock of them: where they lie, or, where fewer are left, with others behind
/// them in `block`.
const std::int16_t* query_block(const UnitVectors& queries, std::size_t first, std::size_t left,
                                std::vector<std::int16_t>& block) {
  const std::int16_t* const rows = queries.padded_row(first).data();
  if (left == kQueryBlock) return rows;
  std::copy_n(rows, left * queries.padded_row(first).size(), block.begin());
  return block.data();
}

/// `skip_self`: query i and candidate i are the same text.
Neighbors search(const UnitVectors& queries, const UnitVectors& base, std::size_t k, bool skip_self,
                 unsigned threads) {
  if (queries.dimensions() != base.dimensions()) throw std::invalid_argument("dimensions differ");
  const std::size_t available = skip_self && base.rows() > 0 ? base.rows() - 1 : base.rows();
  Neighbors result;
  result.n = queries.rows();
  result.k = std::min(k, available);
  result.index.resize(result.n * result.k);
  result.dot.resize(result.n * result.k);
  if (result.k == 0) return result;

  const DotKernel kernel = fastest_dot_kernel();
  const std::size_t stride = base.padded_row(0).size();
  parallel_chunks(result.n, kQueriesPerChunk, threads, [&](std::size_t begin, std::size_t end) {
    std::vector<std::int32_t> products(kQueryBlock * kCandidatesPerBlock);
    std::vector<std::int16_t> block(kQueryBlock * stride);
    std::vector<BestList> best;
    for (std::size_t i = begin; i < end; ++i) {
      best.emplace_back(std::span(result.index).subspan(i * result.k, result.k),
                        std::span(result.dot).subspan(i * result.k, result.k));
    }
    for (std::size_t first = 0; first < base.rows(); first += kCandidatesPerBlock) {
      const std::size_t candidates = std::min(kCandidatesPerBlock, base.rows() - first);
      for (std::size_t i = begin; i < end; i += kQueryBlock) {
        const std::size_t queries_here = std::min(kQueryBlock, end - i);
        kernel(query_block(queries, i, queries_here, block), base.padded_row(first).data(), stride, candidates, products.data());
        for (std::size_t q = 0; q < queries_here; ++q) {
          const std::uint32_t self = skip_self ? static_cast<std::uint32_t>(i + q) : kNobody;
          best[i + q - begin].offer_all(static_cast<std::uint32_t>(first),
                                        std::span(products).subspan(q * candidates, candidates), self);
        }
      }
    }
  });
  return result;
}

/// How many of `k` neighbours each stratum gives.
std::vector<std::size_t> shares_of(std::span<const std::vector<std::uint32_t>> rows, std::size_t n,
                                   std::size_t k) {
  std::vector<std::size_t> shares(rows.size(), 0);
  std::vector<std::size_t> order;
  std::size_t given = 0;
  for (std::size_t s = 0; s < rows.size(); ++s) {
    shares[s] = k * rows[s].size() / n;
    given += shares[s];
    order.push_back(s);
  }
  std::ranges::stable_sort(order, [&](std::size_t left, std::size_t right) {
    return k * rows[left].size() % n > k * rows[right].size() % n;
  });
  for (std::size_t place = 0; given < k && place < order.size(); ++place, ++given) ++shares[order[place]];
  for (std::size_t s = 0; s < rows.size(); ++s) {
    shares[s] = std::min(shares[s], rows[s].empty() ? 0 : rows[s].size() - 1);
  }
  return shares;
}

}  // namespace

Neighbors nearest_rows(const UnitVectors& queries, const UnitVectors& base, std::size_t k, unsigned threads) {
  return search(queries, base, k, false, threads);
}

Neighbors nearest_neighbors(const UnitVectors& vectors, std::size_t k, unsigned threads) {
  return search(vectors, vectors, k, true, threads);
}

Neighbors balanced_neighbors(const UnitVectors& vectors, std::span<const std::uint32_t> strata, std::size_t k,
                             unsigned threads) {
  if (strata.size() != vectors.rows()) throw std::invalid_argument("one stratum a row is needed");
  std::vector<std::vector<std::uint32_t>> rows;
  for (std::uint32_t row = 0; row < strata.size(); ++row) {
    if (strata[row] >= rows.size()) rows.resize(std::size_t{strata[row]} + 1);
    rows[strata[row]].push_back(row);
  }
  struct Found {
    std::int32_t dot;
    std::uint32_t index;
  };
  std::vector<std::vector<Found>> found(vectors.rows());
  const std::vector<std::size_t> shares = shares_of(rows, vectors.rows(), k);
  Neighbors result;
  result.n = vectors.rows();
  for (std::size_t s = 0; s < rows.size(); ++s) {
    if (shares[s] == 0) continue;
    result.k += shares[s];
    // One more than wanted, because a row may find itself.
    const Neighbors nearest = nearest_rows(vectors, vectors.subset(rows[s]), shares[s] + 1, threads);
    for (std::uint32_t i = 0; i < result.n; ++i) {
      std::size_t taken = 0;
      for (std::size_t place = 0; place < nearest.k && taken < shares[s]; ++place) {
        const std::uint32_t index = rows[s][nearest.indices_of(i)[place]];
        if (index == i) continue;
        found[i].push_back({nearest.dots_of(i)[place], index});
        ++taken;
      }
    }
  }
  for (std::vector<Found>& list : found) {
    std::ranges::sort(list, [](const Found& left, const Found& right) {
      return left.dot != right.dot ? left.dot > right.dot : left.index < right.index;
    });
    for (const Found& one : list) {
      result.index.push_back(one.index);
      result.dot.push_back(one.dot);
    }
  }
  return result;
}

}  // namespace koe::models::neighbors

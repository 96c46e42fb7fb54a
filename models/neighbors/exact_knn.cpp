#include "models/neighbors/exact_knn.h"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "models/neighbors/best_lists.h"
#include "models/neighbors/dot_kernel.h"
#include "models/parallel.h"

namespace koe::models::neighbors {
namespace {

/// Queries a chunk of work; a multiple of kQueryBlock.
constexpr std::size_t kQueriesPerChunk = 32;
/// Candidates of which the rows (128 KiB at 256 dimensions) stay in the second-level cache while queries pass over them. A
/// multiple of kQueryBlock.
constexpr std::size_t kRowsPerBlock = 256;

/// Consecutive rows.
struct Range {
  std::size_t begin, end;
};

/// The rows of `queries` from `first` on, kQueryBlock of them: where they lie, or, where fewer are left, with others behind
/// them in `block`.
const std::int16_t* query_block(const UnitVectors& queries, std::size_t first, std::size_t left,
                                std::vector<std::int16_t>& block) {
  const std::int16_t* const rows = queries.padded_row(first).data();
  if (left == kQueryBlock) return rows;
  block.resize(kQueryBlock * queries.padded_row(first).size());
  std::copy_n(rows, left * queries.padded_row(first).size(), block.begin());
  return block.data();
}

/// Calls `look(query, products)` for each of `queries` of `left` with its products with the rows `candidates` of `right`.
template <typename Look>
void multiply(const UnitVectors& left, Range queries, const UnitVectors& right, Range candidates, DotKernel kernel,
              const Look& look) {
  const std::size_t count = candidates.end - candidates.begin;
  std::vector<std::int32_t> products(kQueryBlock * count);
  std::vector<std::int16_t> block;
  const std::span<const std::int16_t> base = right.padded_row(candidates.begin);
  for (std::size_t i = queries.begin; i < queries.end; i += kQueryBlock) {
    const std::size_t here = std::min(kQueryBlock, queries.end - i);
    kernel(query_block(left, i, here, block), base.data(), base.size(), count, products.data());
    for (std::size_t q = 0; q < here; ++q) look(i + q, std::span(products).subspan(q * count, count));
  }
}

void check_dimensions(const UnitVectors& left, const UnitVectors& right) {
  if (left.dimensions() != right.dimensions()) throw std::invalid_argument("dimensions differ");
}

Neighbors neighbors_from(BestLists lists, std::size_t n, std::size_t k) {
  return {.n = n, .k = k, .index = lists.take_indices(), .dot = lists.take_dots()};
}

std::size_t blocks_of(const UnitVectors& vectors) { return (vectors.rows() + kRowsPerBlock - 1) / kRowsPerBlock; }

Range block_of(const UnitVectors& vectors, std::size_t block) {
  return {block * kRowsPerBlock, std::min(vectors.rows(), (block + 1) * kRowsPerBlock)};
}

/// Two blocks of rows that meet.
struct Meeting {
  std::size_t left, right;
};

/// Lists that several threads fill, a block of rows by one at a time. What they hold in the end depends on nobody's order.
struct SharedLists {
  SharedLists(const UnitVectors& vectors, std::size_t k) : lists(vectors.rows(), k), locks(blocks_of(vectors)) {}
  BestLists lists;
  std::vector<std::mutex> locks;  ///< of blocks
};

/// Offers the rows of both blocks to each other.
void meet(const UnitVectors& left, const UnitVectors& right, Meeting meeting, SharedLists& of_left, SharedLists& of_right,
          DotKernel kernel) {
  const Range others = block_of(right, meeting.right);
  multiply(left, block_of(left, meeting.left), right, others, kernel,
           [&](std::size_t row, std::span<const std::int32_t> products) {
             {
               const std::lock_guard lock(of_left.locks[meeting.left]);
               of_left.lists.offer_to(row, static_cast<std::uint32_t>(others.begin), products);
             }
             const std::lock_guard lock(of_right.locks[meeting.right]);
             of_right.lists.offer_to_each(others.begin, products, static_cast<std::uint32_t>(row));
           });
}

/// Offers the rows of one block to each other, in both directions as they come.
void meet_itself(const UnitVectors& vectors, std::size_t block, SharedLists& of_rows, DotKernel kernel) {
  const Range rows = block_of(vectors, block);
  multiply(vectors, rows, vectors, rows, kernel, [&](std::size_t row, std::span<const std::int32_t> products) {
    const std::lock_guard lock(of_rows.locks[block]);
    of_rows.lists.offer_to(row, static_cast<std::uint32_t>(rows.begin), products, static_cast<std::uint32_t>(row));
  });
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
  check_dimensions(queries, base);
  const std::size_t n = queries.rows(), wanted = std::min(k, base.rows());
  if (wanted == 0) return {.n = n, .k = 0, .index = {}, .dot = {}};
  BestLists lists(n, wanted);
  const DotKernel kernel = fastest_dot_kernel();
  parallel_chunks(n, kQueriesPerChunk, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t block = 0; block < blocks_of(base); ++block) {
      const Range candidates = block_of(base, block);
      multiply(queries, {begin, end}, base, candidates, kernel, [&](std::size_t row, std::span<const std::int32_t> products) {
        lists.offer_to(row, static_cast<std::uint32_t>(candidates.begin), products);
      });
    }
  });
  return neighbors_from(std::move(lists), n, wanted);
}

Neighbors nearest_neighbors(const UnitVectors& vectors, std::size_t k, unsigned threads) {
  const std::size_t n = vectors.rows(), wanted = n > 0 ? std::min(k, n - 1) : 0;
  if (wanted == 0) return {.n = n, .k = 0, .index = {}, .dot = {}};
  const std::size_t blocks = blocks_of(vectors);
  std::vector<Meeting> meetings;  // those next to each other seldom share a block, so that threads do not wait
  for (std::size_t apart = 0; apart < blocks; ++apart)
    for (std::size_t block = 0; block + apart < blocks; ++block) meetings.push_back({block, block + apart});
  SharedLists lists(vectors, wanted);
  const DotKernel kernel = fastest_dot_kernel();
  parallel_for(meetings.size(), threads, [&](std::size_t m) {
    if (meetings[m].left == meetings[m].right) return meet_itself(vectors, meetings[m].left, lists, kernel);
    meet(vectors, vectors, meetings[m], lists, lists, kernel);
  });
  return neighbors_from(std::move(lists.lists), n, wanted);
}

NeighborsBothWays nearest_both_ways(const UnitVectors& left, const UnitVectors& right, std::size_t k_left, std::size_t k_right,
                                    unsigned threads) {
  check_dimensions(left, right);
  const std::size_t wanted_left = std::min(k_left, right.rows()), wanted_right = std::min(k_right, left.rows());
  if (wanted_left == 0 || wanted_right == 0)
    return {.of_left = nearest_rows(left, right, k_left, threads), .of_right = nearest_rows(right, left, k_right, threads)};
  std::vector<Meeting> meetings;  // as in nearest_neighbors
  const std::size_t rounds = std::max(blocks_of(left), blocks_of(right));
  for (std::size_t apart = 0; apart < rounds; ++apart)
    for (std::size_t block = 0; block < blocks_of(left); ++block)
      if ((block + apart) % rounds < blocks_of(right)) meetings.push_back({block, (block + apart) % rounds});
  SharedLists of_left(left, wanted_left), of_right(right, wanted_right);
  const DotKernel kernel = fastest_dot_kernel();
  parallel_for(meetings.size(), threads, [&](std::size_t m) { meet(left, right, meetings[m], of_left, of_right, kernel); });
  return {.of_left = neighbors_from(std::move(of_left.lists), left.rows(), wanted_left),
          .of_right = neighbors_from(std::move(of_right.lists), right.rows(), wanted_right)};
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
  /// Notes what the rows of stratum `of` found among those of stratum `among`.
  const auto note = [&](std::size_t of, std::size_t among, const Neighbors& nearest) {
    for (std::size_t i = 0; i < nearest.n; ++i)
      for (std::size_t place = 0; place < nearest.k; ++place)
        found[rows[of][i]].push_back({nearest.dots_of(i)[place], rows[among][nearest.indices_of(i)[place]]});
  };
  std::vector<UnitVectors> of_stratum;
  for (const std::vector<std::uint32_t>& its_rows : rows) of_stratum.push_back(vectors.subset(its_rows));
  for (std::size_t s = 0; s < rows.size(); ++s) {
    note(s, s, nearest_neighbors(of_stratum[s], shares[s], threads));
    for (std::size_t other = 0; other < s; ++other) {
      const NeighborsBothWays nearest =
          nearest_both_ways(of_stratum[s], of_stratum[other], shares[other], shares[s], threads);
      note(s, other, nearest.of_left);
      note(other, s, nearest.of_right);
    }
  }
  Neighbors result;
  result.n = vectors.rows();
  result.k = std::accumulate(shares.begin(), shares.end(), std::size_t{0});
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

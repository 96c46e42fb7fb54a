// How do the numeric layers use several cores without the result depending on their number? Work is cut into
// chunks whose borders follow from the sizes alone; every chunk writes only its own slots, or, under a lock, into what comes out
// the same in any order; no sums are reduced across threads.
#pragma once
#include <cstddef>
#include <functional>

namespace koe::models {

/// Runs `body(begin, end)` over [0, count) in chunks of `chunk_size` (the last may be shorter) on up to
/// `threads` threads.
/// In: `chunk_size` >= 1; `threads` >= 1, 0 counts as 1, 1 runs on the calling thread; `body` is called
///     concurrently and writes only what belongs to its range (or what no order shows in), so that results are the same for
///     any number of threads.
/// Out: returns when every chunk is done. Chunks are claimed in ascending order.
/// Cost: one thread start per extra thread. Errors: an exception of `body` stops further claims and is
///     rethrown here after all threads have joined; if several chunks throw, that of the lowest chunk,
///     whichever came first in time. Checked in tests/unit/models/stats/parallel_test.cpp.
void parallel_chunks(std::size_t count, std::size_t chunk_size, unsigned threads,
                     const std::function<void(std::size_t begin, std::size_t end)>& body);

/// Runs `produce(begin, end)` over [0, count) as parallel_chunks does, and `consume(begin, end)` for every chunk on the
/// calling thread, in ascending order, while later chunks are being produced: for results that only one thread may
/// take, such as rows of a database. At most kChunksAhead chunks a thread wait to be consumed, so that what they hold is
/// bounded.
/// In: as parallel_chunks; `produce` leaves its result where `consume` finds it. Out: returns when every chunk is consumed.
/// Errors: an exception of `produce` or `consume`, of the lowest chunk where several throw, after all threads have joined;
/// no later chunk is consumed. Checked in tests/unit/models/stats/parallel_test.cpp.
void parallel_in_order(std::size_t count, std::size_t chunk_size, unsigned threads,
                       const std::function<void(std::size_t begin, std::size_t end)>& produce,
                       const std::function<void(std::size_t begin, std::size_t end)>& consume);

/// Chunks that parallel_in_order produces ahead for each thread.
inline constexpr std::size_t kChunksAhead = 8;

/// Runs `body(index)` once for every index in [0, count) on up to `threads` threads.
/// In: as parallel_chunks; meant for bodies that cost far more than a call, such as one bootstrap draw. Out,
///     Cost, Errors: as parallel_chunks with chunks of one index. Checked in
///     tests/unit/models/stats/parallel_test.cpp.
void parallel_for(std::size_t count, unsigned threads, const std::function<void(std::size_t index)>& body);

}  // namespace koe::models

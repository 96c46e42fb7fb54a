// How do the numeric layers use several cores without the result depending on their number? Work is cut into
// chunks whose borders follow from the sizes alone; every chunk writes only its own slots; nothing is reduced
// across threads.
#pragma once
#include <cstddef>
#include <functional>

namespace koe::models {

/// Runs `body(begin, end)` over [0, count) in chunks of `chunk_size` (the last may be shorter) on up to
/// `threads` threads.
/// In: `chunk_size` >= 1; `threads` >= 1, 0 counts as 1, 1 runs on the calling thread; `body` is called
///     concurrently and writes only what belongs to its range, so that results are the same for any number of
///     threads.
/// Out: returns when every chunk is done. Chunks are claimed in ascending order.
/// Cost: one thread start per extra thread. Errors: an exception of `body` stops further claims and is
///     rethrown here after all threads have joined; if several chunks throw, that of the lowest chunk,
///     whichever came first in time. Checked in tests/unit/models/stats/parallel_test.cpp.
void parallel_chunks(std::size_t count, std::size_t chunk_size, unsigned threads,
                     const std::function<void(std::size_t begin, std::size_t end)>& body);

/// Runs `body(index)` once for every index in [0, count) on up to `threads` threads.
/// In: as parallel_chunks; meant for bodies that cost far more than a call, such as one bootstrap draw. Out,
///     Cost, Errors: as parallel_chunks with chunks of one index. Checked in
///     tests/unit/models/stats/parallel_test.cpp.
void parallel_for(std::size_t count, unsigned threads, const std::function<void(std::size_t index)>& body);

}  // namespace koe::models

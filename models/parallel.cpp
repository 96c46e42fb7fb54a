#include "models/parallel.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace koe::models {
namespace {

/// The exception of the lowest chunk that threw. Chunks are claimed in order and a claimed chunk always runs,
/// so every chunk below a failed one has run too: the lowest failure is the same for any interleaving.
class FirstFailure {
 public:
  void record(std::size_t chunk, std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (chunk < chunk_) {
      chunk_ = chunk;
      error_ = std::move(error);
    }
  }
  void rethrow_if_any() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::mutex mutex_;
  std::size_t chunk_ = std::numeric_limits<std::size_t>::max();
  std::exception_ptr error_;
};

}  // namespace

void parallel_chunks(std::size_t count, std::size_t chunk_size, unsigned threads,
                     const std::function<void(std::size_t begin, std::size_t end)>& body) {
  assert(chunk_size >= 1);
  const std::size_t chunks = count / chunk_size + (count % chunk_size != 0 ? 1 : 0);
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  FirstFailure failure;
  const auto work = [&] {
    while (!failed) {
      const std::size_t chunk = next.fetch_add(1);
      if (chunk >= chunks) return;
      const std::size_t begin = chunk * chunk_size;
      try {
        body(begin, std::min(count, begin + chunk_size));
      } catch (...) {
        failure.record(chunk, std::current_exception());
        failed = true;
      }
    }
  };
  const std::size_t workers = std::min<std::size_t>(std::max(threads, 1U), chunks);
  {
    std::vector<std::jthread> extra;
    for (std::size_t i = 1; i < workers; ++i) extra.emplace_back(work);
    work();
  }
  failure.rethrow_if_any();
}

void parallel_for(std::size_t count, unsigned threads, const std::function<void(std::size_t index)>& body) {
  parallel_chunks(count, 1, threads, [&](std::size_t begin, std::size_t) { body(begin); });
}

}  // namespace koe::models

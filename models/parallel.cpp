#include "models/parallel.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <condition_variable>
#include <exception>
#include <limits>
#include <mutex>
#include <optional>
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

/// Chunks on their way from production to consumption in order.
class OrderedChunks {
 public:
  OrderedChunks(std::size_t chunks, std::size_t window) : chunks_(chunks), window_(window), done_(window, false) {}

  /// The next chunk to produce; waits while too many are unconsumed. nullopt when there is none left.
  std::optional<std::size_t> claim() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || next_ >= chunks_ || next_ < consumed_ + window_; });
    return may_claim() ? std::optional(next_++) : std::nullopt;
  }

  /// What the consuming thread does next: take `chunk`, or produce `chunk` itself.
  struct Turn {
    std::size_t chunk;
    bool is_done;
  };

  /// Waits until the next chunk in order is done or another one can be produced; nullopt at the end.
  std::optional<Turn> next_turn() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || consumed_ == chunks_ || done_[consumed_ % window_] || may_claim(); });
    if (stopped_ || consumed_ == chunks_) return std::nullopt;
    if (done_[consumed_ % window_]) return Turn{consumed_, true};
    return Turn{next_++, false};
  }

  void finish(std::size_t chunk) {
    const std::lock_guard lock(mutex_);
    done_[chunk % window_] = true;
    changed_.notify_all();
  }

  void pass_on(std::size_t chunk) {
    const std::lock_guard lock(mutex_);
    done_[chunk % window_] = false;
    ++consumed_;
    changed_.notify_all();
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

 private:
  [[nodiscard]] bool may_claim() const { return !stopped_ && next_ < chunks_ && next_ < consumed_ + window_; }

  const std::size_t chunks_;
  const std::size_t window_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t next_ = 0;
  std::size_t consumed_ = 0;
  bool stopped_ = false;
  std::vector<bool> done_;  ///< of the chunks in the window
};

std::size_t chunks_of(std::size_t count, std::size_t chunk_size) {
  assert(chunk_size >= 1);
  return count / chunk_size + (count % chunk_size != 0 ? 1 : 0);
}

}  // namespace

void parallel_chunks(std::size_t count, std::size_t chunk_size, unsigned threads,
                     const std::function<void(std::size_t begin, std::size_t end)>& body) {
  const std::size_t chunks = chunks_of(count, chunk_size);
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

void parallel_in_order(std::size_t count, std::size_t chunk_size, unsigned threads,
                       const std::function<void(std::size_t begin, std::size_t end)>& produce,
                       const std::function<void(std::size_t begin, std::size_t end)>& consume) {
  const std::size_t chunks = chunks_of(count, chunk_size);
  const std::size_t workers = std::min<std::size_t>(std::max(threads, 1U), chunks);
  if (chunks == 0) return;
  OrderedChunks order(chunks, workers * kChunksAhead);
  FirstFailure failure;
  const auto run = [&](std::size_t chunk, const auto& body) {
    try {
      body(chunk * chunk_size, std::min(count, (chunk + 1) * chunk_size));
      return true;
    } catch (...) {
      failure.record(chunk, std::current_exception());
      order.stop();
      return false;
    }
  };
  const auto work = [&] {
    while (const auto chunk = order.claim())
      if (run(*chunk, produce)) order.finish(*chunk);
  };
  {
    std::vector<std::jthread> extra;
    for (std::size_t i = 1; i < workers; ++i) extra.emplace_back(work);
    while (const auto turn = order.next_turn()) {
      if (!run(turn->chunk, turn->is_done ? consume : produce)) break;
      if (turn->is_done) {
        order.pass_on(turn->chunk);
      } else {
        order.finish(turn->chunk);
      }
    }
  }
  failure.rethrow_if_any();
}

void parallel_for(std::size_t count, unsigned threads, const std::function<void(std::size_t index)>& body) {
  parallel_chunks(count, 1, threads, [&](std::size_t begin, std::size_t) { body(begin); });
}

}  // namespace koe::models

#include "pipeline/stages/segmentation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

namespace koe::stages {
namespace {

/// Sums over a vector are taken in lanes, which a processor adds at once: always the same lanes, so always the same bits.
constexpr std::size_t kLanes = 8;
using Lanes = std::array<double, kLanes>;

/// Calls `add(j, lane)` for each of `size` elements.
template <typename Add>
void for_each_in_lanes(std::size_t size, const Add& add) {
  const std::size_t whole = size / kLanes * kLanes;
  for (std::size_t j = 0; j < whole; j += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) add(j + lane, lane);
  for (std::size_t j = whole; j < size; ++j) add(j, j - whole);
}

double total(const Lanes& lanes) { return std::accumulate(lanes.begin(), lanes.end(), 0.0); }

double length(std::span<const float> vector) {
  Lanes squares{};
  for_each_in_lanes(vector.size(),
                    [&](std::size_t j, std::size_t lane) { squares[lane] += double{vector[j]} * double{vector[j]}; });
  return std::sqrt(total(squares));
}

/// The segment being built: sum of its sentences' vectors.
class Run {
 public:
  explicit Run(const SentenceView& first) : language_(first.language), has_content_(first.has_content), sum_(first.vector) {}

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] bool has_content() const { return has_content_; }
  [[nodiscard]] std::span<const float> sum() const { return sum_; }
  [[nodiscard]] double sentences() const { return sentences_; }

  void add(const SentenceView& sentence) {
    if (sentence.has_content && (!has_content_ || is_zero(sum_))) language_ = sentence.language;
    has_content_ = has_content_ || sentence.has_content;
    ++sentences_;
    if (own_.empty()) own_.assign(sum_.begin(), sum_.end());
    for (std::size_t j = 0; j < own_.size(); ++j) own_[j] += sentence.vector[j];
    sum_ = own_;
  }

 private:
  static bool is_zero(std::span<const float> vector) {
    return std::ranges::all_of(vector, [](float value) { return value == 0.0F; });
  }

  Language language_;
  bool has_content_;
  double sentences_ = 1;
  std::span<const float> sum_;  ///< the first sentence's own, as long as it is alone
  std::vector<float> own_;
};

/// The cosine asks for directions only: the sum, less as many means as it has sentences, points where their mean does.
double centred_cosine(const Run& run, const SentenceView& sentence, std::span<const float> mean) {
  Lanes dot{}, left{}, right{};
  for_each_in_lanes(mean.size(), [&](std::size_t j, std::size_t lane) {
    const double a = double{run.sum()[j]} - run.sentences() * double{mean[j]};
    const double b = double{sentence.vector[j]} - double{mean[j]};
    dot[lane] += a * b;
    left[lane] += a * a;
    right[lane] += b * b;
  });
  const double squares = total(left) * total(right);
  return squares > 0 ? total(dot) / std::sqrt(squares) : 0;
}

/// Whether `sentence`, behind the run, is about the same.
bool joins(const Run& run, const SentenceView& sentence, std::span<const std::span<const float>> mean,
           const SegmentationOptions& options) {
  if (sentence.continues || !run.has_content() || !sentence.has_content) return true;
  if (run.language() != sentence.language) return false;
  if (run.language() == Language::kOther) return true;
  const auto language = static_cast<std::size_t>(run.language());
  const double enough = options.min_information[language];
  const bool has_topic = length(run.sum()) >= enough && length(sentence.vector) >= enough;
  return !has_topic || centred_cosine(run, sentence, mean[language]) >= options.same_topic;
}

}  // namespace

std::vector<std::size_t> segment_starts(std::span<const SentenceView> sentences,
                                        std::span<const std::span<const float>> mean,
                                        const SegmentationOptions& options) {
  std::vector<std::size_t> starts;
  std::optional<Run> run;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (run && joins(*run, sentences[i], mean, options)) {
      run->add(sentences[i]);
    } else {
      starts.push_back(i);
      run.emplace(sentences[i]);
    }
  }
  return starts;
}

}  // namespace koe::stages

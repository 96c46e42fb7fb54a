#include "pipeline/stages/segmentation.h"

#include <cmath>

namespace koe::stages {
namespace {

double length(std::span<const float> vector) {
  double squares = 0;
  for (const float value : vector) squares += double{value} * double{value};
  return std::sqrt(squares);
}

/// The segment being built: sum of its sentences' vectors.
struct Run {
  Language language = Language::kOther;
  bool has_content = false;
  std::size_t sentences = 0;
  std::vector<float> sum;

  void add(const SentenceView& sentence) {
    if (sentence.has_content && (!has_content || length(sum) == 0)) language = sentence.language;
    if (sum.empty()) sum.assign(sentence.vector.size(), 0.0F);
    for (std::size_t j = 0; j < sum.size(); ++j) sum[j] += sentence.vector[j];
    has_content = has_content || sentence.has_content;
    ++sentences;
  }
};

double centred_cosine(const Run& run, const SentenceView& sentence, std::span<const float> mean) {
  double dot = 0, left = 0, right = 0;
  for (std::size_t j = 0; j < run.sum.size(); ++j) {
    const double a = double{run.sum[j]} / static_cast<double>(run.sentences) - double{mean[j]};
    const double b = double{sentence.vector[j]} - double{mean[j]};
    dot += a * b;
    left += a * a;
    right += b * b;
  }
  return left > 0 && right > 0 ? dot / std::sqrt(left * right) : 0;
}

}  // namespace

std::vector<std::size_t> segment_starts(std::span<const SentenceView> sentences,
                                        std::span<const std::span<const float>> mean,
                                        const SegmentationOptions& options) {
  std::vector<std::size_t> starts;
  Run run;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const SentenceView& sentence = sentences[i];
    bool joins = i > 0;
    if (joins && !sentence.continues && run.has_content && sentence.has_content) {
      const double enough = options.min_information[static_cast<std::size_t>(run.language)];
      const bool has_topic = length(run.sum) >= enough && length(sentence.vector) >= enough;
      if (run.language != sentence.language) {
        joins = false;
      } else if (has_topic && run.language != Language::kOther) {
        const auto centre = mean[static_cast<std::size_t>(run.language)];
        joins = centred_cosine(run, sentence, centre) >= options.same_topic;
      }
    }
    if (!joins) {
      starts.push_back(i);
      run = Run{};
    }
    run.add(sentence);
  }
  return starts;
}

}  // namespace koe::stages

// What does a sentence encoder make of each text? Asked only of texts that it was never asked of; without --encoder the
// stage has nothing to do.
#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "models/encoder/encoder_process.h"
#include "nlp/normalize.h"
#include "pipeline/base/sha256.h"
#include "pipeline/stages/assets.h"
#include "pipeline/stages/stage.h"
#include "pipeline/stages/theme/theme_edits.h"
#include "pipeline/store/encoded_text_store.h"
#include "pipeline/store/segment_store.h"
#include "pipeline/store/theme_edit_store.h"

namespace koe::stages {
namespace {

constexpr int kExitEnvironment = 6;
constexpr std::size_t kBatch = 512;  ///< texts between two signs of progress

/// Texts of segments with content, of the library and of what analysts taught, those that the store holds left out, shortest
/// first: neighbours of one length are cheapest for engines that work on several at once.
std::vector<std::string> texts_to_encode(const StageContext& context, const store::EncodedTextStore& encoded) {
  std::set<std::string> different;
  for (const store::StoredSegment& segment : store::SegmentStore(context.database).segments())
    if (!segment.unit_key.empty()) different.insert(segment.normalized);
  for (const KnownThemeExample& example : context.assets.known_themes().examples)
    different.insert(nlp::normalize(example.text).text);
  for (const auto& [theme_no, examples] : plan_of(store::ThemeEditStore(context.database).edits()).taught)
    for (const store::ThemeExample& example : examples) different.insert(example.normalized);
  std::vector<std::string> texts;
  for (const std::string& text : different)
    if (!encoded.contains(sha256_hex(text))) texts.push_back(text);
  std::stable_sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  return texts;
}

void encode(const StageContext& context, const EncoderFolder& folder, const std::vector<std::string>& texts,
            store::EncodedTextStore& encoded) {
  models::encoder::EncoderProcess encoder(folder.program, folder.folder, folder.dimensions);
  for (std::size_t done = 0; done < texts.size(); done += kBatch) {
    context.progress("encode", done, texts.size());
    const auto batch = std::span(texts).subspan(done, std::min(kBatch, texts.size() - done));
    const models::Matrix vectors = encoder.encode(batch);
    for (std::size_t i = 0; i < batch.size(); ++i) encoded.add(sha256_hex(batch[i]), vectors.row(i));
  }
}

}  // namespace

std::string encode_fingerprint(const StageContext& context) {
  if (!context.assets.encoder()) return "";
  return context.assets.encoder_identity() + edits_fingerprint(store::ThemeEditStore(context.database).edits());
}

StageSummary run_encode(StageContext& context) {
  StageSummary summary{.stage = "encode"};
  const auto& folder = context.assets.encoder();
  if (!folder) return summary;
  store::EncodedTextStore encoded(context.database, folder->identity);
  const std::vector<std::string> texts = texts_to_encode(context, encoded);
  summary.rows_in = summary.rows_out = texts.size();
  if (texts.empty()) return summary;
  try {
    encode(context, *folder, texts, encoded);
  } catch (const models::encoder::EncoderFailure& failure) {
    Issue issue{.code = IssueCode::kEncoderFailed, .severity = Severity::kRefused, .file = folder->folder.string()};
    issue.args = {folder->name, failure.what()};
    throw RunError{std::move(issue), kExitEnvironment};
  }
  return summary;
}

}  // namespace koe::stages

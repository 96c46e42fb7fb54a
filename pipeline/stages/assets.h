// What does a run work with besides the data? Models, dictionary, lexicons and rules: found, verified and loaded once.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/embedding/pooling.h"
#include "models/embedding/static_embedding.h"
#include "nlp/lexicons.h"
#include "nlp/mecab_tokenizer.h"
#include "nlp/polarity_model.h"
#include "pipeline/domain/run_result.h"
#include "pipeline/stages/encoder_folder.h"
#include "pipeline/stages/known_themes.h"
#include "pipeline/stages/placement_rules.h"

namespace koe::stages {

/// Immutable after loading and shared by all threads.
class Assets {
 public:
  /// Loads from `root`, the folder that holds models/assets and data (the checkout, or share/koe of an installation).
  /// Every file is compared with the SHA-256 that models/assets/MANIFEST.json states before it is used; dictionary and
  /// lexicons, which users may replace, are hashed for the manifest of the run instead.
  /// Errors: RunError (exit 6) kAssetMissing, kAssetCorrupt (with the expected checksum), kDictionaryMissing,
  /// kDictionaryWrong. Cost: about 0.3 s, most of it hashing the dictionary. Checked in tests/unit/stages/assets_test.cpp.
  /// `encoder`: folder of a sentence encoder (encoder_folder.h); empty = none. Its errors: kEncoderMissing, kEncoderWrong.
  [[nodiscard]] static Assets load(const std::filesystem::path& root, const std::filesystem::path& encoder = {});

  [[nodiscard]] const nlp::MecabTokenizer& mecab() const { return *mecab_; }
  [[nodiscard]] const nlp::Lexicons& lexicons() const { return *lexicons_; }
  [[nodiscard]] const nlp::PolarityModel& polarity_model() const { return *polarity_model_; }
  [[nodiscard]] const models::embedding::StaticEmbedding& table() const { return *table_; }
  [[nodiscard]] const models::embedding::TableEmbedder& embedder() const { return *embedder_; }
  [[nodiscard]] const PlacementRules& placement_rules() const { return placement_rules_; }

  [[nodiscard]] const KnownThemeLibrary& known_themes() const { return known_themes_; }
  [[nodiscard]] const std::optional<EncoderFolder>& encoder() const { return encoder_; }
  [[nodiscard]] std::string encoder_identity() const { return encoder_ ? encoder_->identity : ""; }  ///< "" = none

  /// SHA-256 of the parts, for the stages' fingerprints.
  [[nodiscard]] const std::string& text_fingerprint() const { return text_fingerprint_; }  ///< dictionary, lexicons, polarity model
  [[nodiscard]] const std::string& embedding_fingerprint() const { return table_sha256_; }
  [[nodiscard]] const std::string& theme_space_fingerprint() const { return theme_space_sha256_; }  ///< table, known themes, encoder
  [[nodiscard]] const std::string& placement_fingerprint() const { return placement_sha256_; }

  /// Every asset with version and SHA-256, for the manifest.
  [[nodiscard]] std::vector<AssetResult> in_force() const { return in_force_; }

 private:
  Assets() = default;
  std::unique_ptr<nlp::Lexicons> lexicons_;
  std::unique_ptr<nlp::MecabTokenizer> mecab_;
  std::unique_ptr<nlp::PolarityModel> polarity_model_;
  std::unique_ptr<models::embedding::StaticEmbedding> table_;
  std::unique_ptr<models::embedding::TableEmbedder> embedder_;
  PlacementRules placement_rules_;
  KnownThemeLibrary known_themes_;
  std::optional<EncoderFolder> encoder_;
  std::string text_fingerprint_, table_sha256_, theme_space_sha256_, placement_sha256_;
  std::vector<AssetResult> in_force_;
};

}  // namespace koe::stages

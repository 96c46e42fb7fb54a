#include "pipeline/stages/assets.h"

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "models/load_error.h"
#include "nlp/load_error.h"
#include "pipeline/base/sha256.h"

namespace koe::stages {
namespace {

constexpr std::string_view kTable = "koe-ja-en.v1.table";
constexpr std::string_view kPolarityModel = "koe-polarity.v1.tsv";

[[noreturn]] void fail(IssueCode code, const std::string& file, std::vector<std::string> args) {
  Issue issue{.code = code, .severity = Severity::kRefused, .file = file};
  issue.args = std::move(args);
  throw RunError{std::move(issue), 6};
}

/// SHA-256 of a file read in pieces; a file that cannot be read is a missing asset.
std::string hash_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(IssueCode::kAssetMissing, path.string(), {path.string()});
  Sha256 hash;
  std::array<char, 1 << 16> buffer{};
  while (file.read(buffer.data(), buffer.size()) || file.gcount() > 0)
    hash.update(std::string_view(buffer.data(), static_cast<std::size_t>(file.gcount())));
  return hash.hex();
}

struct ManifestEntry {
  std::string version, sha256;
};

/// The line of models/assets/MANIFEST.json about `file`.
ManifestEntry expected(const std::filesystem::path& manifest_path, std::string_view file) {
  std::ifstream stream(manifest_path, std::ios::binary);
  if (!stream) fail(IssueCode::kAssetMissing, manifest_path.string(), {manifest_path.string()});
  const nlohmann::json manifest = nlohmann::json::parse(stream, nullptr, /*allow_exceptions=*/false);
  if (manifest.is_object() && manifest.contains("assets"))
    for (const nlohmann::json& asset : manifest["assets"])
      if (asset.value("file", "") == file) return {asset["version"].dump(), asset.value("sha256", "")};
  fail(IssueCode::kAssetCorrupt, manifest_path.string(), {manifest_path.string(), "an entry for " + std::string(file)});
}

/// A file of models/assets whose checksum is the one that MANIFEST.json states.
struct VerifiedAsset {
  std::filesystem::path path;
  std::string version, sha256;
};

VerifiedAsset verified(const std::filesystem::path& root, std::string_view file) {
  const ManifestEntry manifest = expected(root / "models/assets/MANIFEST.json", file);
  const std::filesystem::path path = root / "models/assets" / file;
  std::string sha256 = hash_file(path);
  if (sha256 != manifest.sha256)
    fail(IssueCode::kAssetCorrupt, path.string(), {path.string(), "SHA-256 " + manifest.sha256});
  return {path, manifest.version, std::move(sha256)};
}

/// One hash over several files, names left out so that the same lexicons elsewhere count as the same.
std::string hash_files(const std::vector<std::string>& files) {
  Sha256 hash;
  for (const std::string& file : files) hash.update_field(hash_file(file));
  return hash.hex();
}

/// Runs a loader of nlp or models and turns what it throws into the run's error.
template <typename Loader>
auto loaded(IssueCode code, Loader loader) {
  try {
    return loader();
  } catch (const nlp::LoadError& error) {
    fail(code, error.path(), {error.what(), error.hint()});
  } catch (const models::LoadError& error) {
    fail(code, error.path().string(), {error.what(), error.hint()});
  }
}

}  // namespace

Assets Assets::load(const std::filesystem::path& root, const std::filesystem::path& encoder) {
  Assets assets;
  if (!encoder.empty()) assets.encoder_ = open_encoder(encoder);
  const VerifiedAsset table = verified(root, kTable);
  assets.table_sha256_ = table.sha256;
  assets.table_ = loaded(IssueCode::kAssetCorrupt, [&] {
    return std::make_unique<models::embedding::StaticEmbedding>(models::embedding::StaticEmbedding::load(table.path));
  });
  assets.embedder_ = std::make_unique<models::embedding::TableEmbedder>(*assets.table_);

  assets.lexicons_ = loaded(IssueCode::kAssetCorrupt, [&] {
    return std::make_unique<nlp::Lexicons>(nlp::Lexicons::load((root / "data/lexicons").string()));
  });
  const VerifiedAsset polarity = verified(root, kPolarityModel);
  assets.polarity_model_ = loaded(IssueCode::kAssetCorrupt, [&] {
    return std::make_unique<nlp::PolarityModel>(nlp::PolarityModel::load(polarity.path.string()));
  });
  const std::filesystem::path rules_path = root / "data/placement/rules.tsv";
  assets.placement_rules_ =
      PlacementRules(loaded(IssueCode::kAssetCorrupt, [&] { return load_placement_rules(rules_path.string()); }));
  assets.placement_sha256_ = hash_file(rules_path);
  const std::string themes_path = (root / "data/themes/known.tsv").string();
  const std::string examples_path = (root / "data/feedback/pairs.tsv").string();
  assets.known_themes_ =
      loaded(IssueCode::kAssetCorrupt, [&] { return load_known_themes(themes_path, examples_path); });
  const std::string known_themes_sha256 = hash_files({themes_path, examples_path});
  assets.theme_space_sha256_ =
      sha256_hex(assets.table_sha256_ + known_themes_sha256 + assets.encoder_identity());

  const std::string dictionary_path =
      loaded(IssueCode::kDictionaryMissing, [] { return nlp::MecabTokenizer::find_dictionary(); });
  assets.mecab_ = loaded(IssueCode::kDictionaryWrong,
                         [&] { return std::make_unique<nlp::MecabTokenizer>(dictionary_path); });

  const nlp::DictionaryInfo& dictionary = assets.mecab_->dictionary();
  const std::string dictionary_sha256 = hash_files(dictionary.files);
  const std::string lexicons_sha256 = hash_files(assets.lexicons_->files);
  assets.text_fingerprint_ = sha256_hex(dictionary_sha256 + lexicons_sha256 + polarity.sha256);
  assets.in_force_ = {{"koe-ja-en", table.version, assets.table_sha256_},
                      {"koe-polarity", polarity.version, polarity.sha256},
                      {"known-themes", "1", known_themes_sha256},
                      {"lexicons", "1", lexicons_sha256},
                      {"mecab-dictionary", std::to_string(dictionary.entries) + " entries", dictionary_sha256},
                      {"placement-rules", "1", assets.placement_sha256_}};
  if (assets.encoder_)
    assets.in_force_.push_back({assets.encoder_->name, assets.encoder_->version, assets.encoder_->identity});
  return assets;
}

}  // namespace koe::stages

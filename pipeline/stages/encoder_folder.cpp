#include "pipeline/stages/encoder_folder.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "pipeline/base/sha256.h"
#include "pipeline/domain/issue.h"

namespace koe::stages {
namespace {

constexpr int kExitEnvironment = 6;
constexpr std::size_t kMostDimensions = 8192;

[[noreturn]] void fail(IssueCode code, const std::filesystem::path& file, std::vector<std::string> args) {
  Issue issue{.code = code, .severity = Severity::kRefused, .file = file.string()};
  issue.args = std::move(args);
  throw RunError{std::move(issue), kExitEnvironment};
}

}  // namespace

EncoderFolder open_encoder(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "encoder.json";
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(IssueCode::kEncoderMissing, path, {folder.string()});
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto refuse = [&](const char* what) { fail(IssueCode::kEncoderWrong, path, {path.string(), what}); };
  const nlohmann::json json = nlohmann::json::parse(bytes, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) refuse("JSON object");
  EncoderFolder encoder{.folder = std::filesystem::absolute(folder)};
  try {
    encoder.name = json.at("name").get<std::string>();
    encoder.version = json.at("version").get<std::string>();
    encoder.dimensions = json.at("dimensions").get<std::size_t>();
    encoder.program = json.at("program").get<std::vector<std::string>>();
  } catch (const nlohmann::json::exception&) {
    refuse("name, version, dimensions, program");
  }
  if (encoder.dimensions == 0 || encoder.dimensions > kMostDimensions) refuse("dimensions 1..8192");
  if (encoder.program.empty() || encoder.program.front().find('/') == std::string::npos) refuse("program: a path");
  encoder.identity = sha256_hex(bytes);
  return encoder;
}

}  // namespace koe::stages

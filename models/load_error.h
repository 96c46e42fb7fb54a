// What is thrown when a model file cannot be used? One type that says what is wrong, where, and what to do.
#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>

namespace koe::models {

/// A model file is absent, truncated, damaged or of another version. The object that was being loaded does
/// not exist.
class LoadError : public std::runtime_error {
 public:
  LoadError(const std::string& what, std::filesystem::path path, std::string hint)
      : std::runtime_error(path.string() + ": " + what), path_(std::move(path)), hint_(std::move(hint)) {}

  /// The file that was refused.
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  /// What the reader of the message can do, one English sentence.
  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }

 private:
  std::filesystem::path path_;
  std::string hint_;
};

}  // namespace koe::models

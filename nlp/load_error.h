// What is thrown when a dictionary or lexicon cannot be used? One type that says what is wrong, where, and
// what to do.
#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace koe::nlp {

/// A dictionary or lexicon is absent, unreadable, malformed or of another kind. The object that was being
/// loaded does not exist.
class LoadError : public std::runtime_error {
 public:
  /// `what` without the path; `line` 1-based in a text file, 0 where no line is concerned.
  LoadError(const std::string& what, std::string path, std::string hint, std::uint32_t line = 0)
      : std::runtime_error(path + (line == 0 ? "" : ":" + std::to_string(line)) + ": " + what),
        path_(std::move(path)),
        hint_(std::move(hint)),
        line_(line) {}

  /// The file or folder that was refused.
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

  /// What the reader of the message can do, one English sentence.
  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }

  /// 1-based line, 0 unknown.
  [[nodiscard]] std::uint32_t line() const noexcept { return line_; }

 private:
  std::string path_;
  std::string hint_;
  std::uint32_t line_;
};

}  // namespace koe::nlp

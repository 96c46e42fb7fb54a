#include "pipeline/report/output_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include "pipeline/domain/issue.h"

namespace koe::report {
namespace {

constexpr int kExitEnvironment = 6;          // CONTRACT.md: disk, permission
constexpr mode_t kOwnerOnly = 0600;          // the files quote customers
constexpr int kTemporaryNameAttempts = 100;  // earlier runs that were killed may have left some

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& reason) {
  throw RunError{Issue{.code = IssueCode::kOutputUnwritable,
                       .severity = Severity::kRefused,
                       .file = path.string(),
                       .args = {path.string(), reason}},
                 kExitEnvironment};
}

std::string system_reason() { return std::generic_category().message(errno); }

/// Owns one descriptor. close() errors are looked at by flush_and_close; the destructor serves the error
/// paths.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;

  [[nodiscard]] int get() const { return value_; }
  [[nodiscard]] bool flush_and_close() {
    const bool is_flushed = ::fsync(value_) == 0;
    return ::close(std::exchange(value_, -1)) == 0 && is_flushed;
  }

 private:
  int value_;
};

Descriptor open_folder(const std::filesystem::path& dir) {
  std::error_code error;
  std::filesystem::create_directories(dir, error);
  if (error) refuse(dir, error.message());
  Descriptor folder(::open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (folder.get() < 0) refuse(dir, system_reason());
  return folder;
}

/// A target may be absent, or a regular file of our own; a link, a device or somebody else's file is refused.
void check_target(const Descriptor& folder, const std::filesystem::path& path) {
  struct stat status {};
  if (::fstatat(folder.get(), path.filename().c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT) return;
    refuse(path, system_reason());
  }
  if (!S_ISREG(status.st_mode)) refuse(path, "not a regular file");
  if (status.st_uid != ::geteuid()) refuse(path, "it belongs to another user");
}

/// The files written under temporary names; those not yet renamed are removed at the end of the scope.
class PendingFiles {
 public:
  PendingFiles(const Descriptor& folder, const std::filesystem::path& dir) : folder_(folder), dir_(dir) {}
  ~PendingFiles() {
    for (const Pending& file : files_) ::unlinkat(folder_.get(), file.temporary.c_str(), 0);
  }
  PendingFiles(const PendingFiles&) = delete;
  PendingFiles& operator=(const PendingFiles&) = delete;

  void write(const OutputFile& file) {
    Descriptor out = create(file.name);
    for (std::string_view rest = file.bytes; !rest.empty();) {
      const ssize_t n_written = ::write(out.get(), rest.data(), rest.size());
      if (n_written < 0 && errno == EINTR) continue;
      if (n_written < 0) refuse(dir_ / file.name, system_reason());
      rest.remove_prefix(static_cast<std::size_t>(n_written));
    }
    if (!out.flush_and_close()) refuse(dir_ / file.name, system_reason());
  }

  void rename_all() {
    while (!files_.empty()) {
      const Pending& file = files_.front();
      if (::renameat(folder_.get(), file.temporary.c_str(), folder_.get(), file.name.c_str()) != 0) {
        refuse(dir_ / file.name, system_reason());
      }
      files_.erase(files_.begin());
    }
    if (::fsync(folder_.get()) != 0) refuse(dir_, system_reason());
  }

 private:
  struct Pending {
    std::string temporary;
    std::string name;
  };

  Descriptor create(const std::string& name) {
    for (int attempt = 0; attempt < kTemporaryNameAttempts; ++attempt) {
      const std::string temporary = fmt::format(".{}.{}-{}.tmp", name, ::getpid(), attempt);
      const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
      Descriptor out(::openat(folder_.get(), temporary.c_str(), flags, kOwnerOnly));
      if (out.get() >= 0) {
        files_.push_back({temporary, name});
        return out;
      }
      if (errno != EEXIST) break;
    }
    refuse(dir_ / name, system_reason());
  }

  const Descriptor& folder_;
  const std::filesystem::path& dir_;
  std::vector<Pending> files_;
};

}  // namespace

void write_files(const std::filesystem::path& folder_path, std::span<const OutputFile> files) {
  // "out/" would make the system follow a link "out" in spite of O_NOFOLLOW.
  const std::filesystem::path dir = folder_path.has_filename() ? folder_path : folder_path.parent_path();
  const Descriptor folder = open_folder(dir);
  PendingFiles pending(folder, dir);
  for (const OutputFile& file : files) {
    assert(!file.name.empty() && file.name.find('/') == std::string::npos);
    check_target(folder, dir / file.name);
  }
  for (const OutputFile& file : files) pending.write(file);
  pending.rename_all();
}

}  // namespace koe::report

#include "pipeline/ingest/source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace koe {
namespace {

Issue refused(IssueCode code, const std::filesystem::path& path, std::vector<std::string> args) {
  return {.code = code, .severity = Severity::kRefused, .file = path.string(), .args = std::move(args)};
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

std::string_view kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "folder";
  if (S_ISFIFO(mode)) return "pipe";
  if (S_ISSOCK(mode)) return "socket";
  return "device";
}

std::string last_error() { return std::generic_category().message(errno); }

/// Bytes until the end or until there are `limit`, whichever comes first; nullopt with errno when reading fails.
std::optional<std::string> read_up_to(int descriptor, std::uint64_t limit) {
  constexpr std::uint64_t kChunk = std::uint64_t{1} << 20;
  std::string bytes;
  while (bytes.size() < limit) {
    const std::size_t filled = bytes.size();
    bytes.resize(std::min(limit, filled + kChunk));
    const ssize_t got = ::read(descriptor, bytes.data() + filled, bytes.size() - filled);
    const bool interrupted = got < 0 && errno == EINTR;
    if (got < 0 && !interrupted) return std::nullopt;
    bytes.resize(filled + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got == 0) break;
  }
  return bytes;
}

Result<std::string, Issue> read_standard_input() {
  auto bytes = read_up_to(STDIN_FILENO, kMaxFileBytes + 1);
  if (!bytes) return Failure<Issue>(refused(IssueCode::kFileUnreadable, kStandardInput, {last_error()}));
  if (bytes->empty()) return Failure<Issue>(refused(IssueCode::kFileEmpty, kStandardInput, {}));
  if (bytes->size() > kMaxFileBytes) {
    return Failure<Issue>(refused(IssueCode::kFileTooLarge, kStandardInput,
                                  {std::to_string(bytes->size()), std::to_string(kMaxFileBytes)}));
  }
  return std::move(*bytes);
}

struct Magic {
  std::string_view bytes;
  std::string_view name;
};
using namespace std::string_view_literals;
// A zip archive is called XLSX: it is what people try, and the advice (save as CSV) fits any other archive
// too.
constexpr std::array kMagic = {
    Magic{"PK\x03\x04"sv, "XLSX"},
    Magic{"PK\x05\x06"sv, "XLSX"},
    Magic{"\xD0\xCF\x11\xE0"sv, "XLS"},
    Magic{"%PDF-"sv, "PDF"},
    Magic{"\x89PNG\r\n"sv, "PNG"},
    Magic{"\xFF\xD8\xFF"sv, "JPEG"},
    Magic{"GIF87a"sv, "GIF"},
    Magic{"GIF89a"sv, "GIF"},
    Magic{"\x1F\x8B\x08"sv, "gzip"},
    Magic{"BZh91AY&SY"sv, "bzip2"},
    Magic{"\xFD"
          "7zXZ\0"sv,
          "xz"},
    Magic{"\x28\xB5\x2F\xFD"sv, "zstd"},
    Magic{"7z\xBC\xAF\x27\x1C"sv, "7-Zip"},
    Magic{"SQLite format 3\0"sv, "SQLite"},
    Magic{"\x7F"
          "ELF"sv,
          "program"},
    Magic{"RIFF"sv, "RIFF"},
};

}  // namespace

Result<std::string, Issue> read_source(const std::filesystem::path& path) {
  if (path == kStandardInput) return read_standard_input();
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number() < 0) {
    const IssueCode code =
        errno == ENOENT || errno == ENOTDIR ? IssueCode::kFileMissing : IssueCode::kFileUnreadable;
    return Failure<Issue>(refused(code, path, {last_error()}));
  }
  struct stat status {};
  if (::fstat(file.number(), &status) != 0)
    return Failure<Issue>(refused(IssueCode::kFileUnreadable, path, {last_error()}));
  if (!S_ISREG(status.st_mode))
    return Failure<Issue>(refused(IssueCode::kFileUnreadable, path, {std::string(kind_of(status.st_mode))}));
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > kMaxFileBytes) {
    return Failure<Issue>(
        refused(IssueCode::kFileTooLarge, path, {std::to_string(size), std::to_string(kMaxFileBytes)}));
  }
  auto bytes = read_up_to(file.number(), size);  // shrunk while we read: what is there counts
  if (!bytes) return Failure<Issue>(refused(IssueCode::kFileUnreadable, path, {last_error()}));
  if (bytes->empty()) return Failure<Issue>(refused(IssueCode::kFileEmpty, path, {}));
  return std::move(*bytes);
}

std::optional<Issue> find_binary(std::string_view bytes) {
  const auto binary = [](std::string_view what) {
    return Issue{.code = IssueCode::kFileBinary, .severity = Severity::kRefused, .args = {std::string(what)}};
  };
  for (const Magic& magic : kMagic) {
    if (bytes.starts_with(magic.bytes)) return binary(magic.name);
  }
  // Control characters that no text of any supported encoding uses (ESC belongs to ISO-2022-JP, NUL to
  // UTF-16).
  const auto controls = std::count_if(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && byte != 0 && byte != 0x1B && (byte < 0x09 || byte > 0x0D);
  });
  constexpr std::ptrdiff_t kOneInThisMany = 10;
  if (controls > 3 && controls * kOneInThisMany > static_cast<std::ptrdiff_t>(bytes.size()))
    return binary("data");
  return std::nullopt;
}

}  // namespace koe

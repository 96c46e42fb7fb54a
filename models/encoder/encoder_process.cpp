#include "models/encoder/encoder_process.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <system_error>
#include <thread>
#include <utility>

namespace koe::models::encoder {
namespace {

constexpr off_t kLastWords = 400;      ///< bytes of standard error that a message quotes
constexpr std::size_t kReadRows = 64;  ///< rows read at a time

/// A file descriptor that is closed in the end.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  [[nodiscard]] int value() const { return value_; }

 private:
  int value_ = -1;
};

[[noreturn]] void fail_because(const std::string& what, int error) {
  throw EncoderFailure(what + ": " + std::generic_category().message(error));
}

/// Starts the program with both ends of the talk as its input and output. It gets no environment but a plain path: what it
/// computes must not depend on who calls it.
pid_t start(const std::vector<std::string>& program, const std::string& folder, int talk, int complaints) {
  std::vector<std::string> words = program;
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::string path = "PATH=/usr/local/bin:/usr/bin:/bin", language = "LANG=C.UTF-8";
  const std::array<char*, 3> environment = {path.data(), language.data(), nullptr};
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
  ::posix_spawn_file_actions_adddup2(&actions, talk, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, talk, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, complaints, STDERR_FILENO);
  pid_t pid = -1;
  const int problem = ::posix_spawn(&pid, arguments[0], &actions, nullptr, arguments.data(), environment.data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (problem != 0) fail_because("cannot run " + program[0], problem);
  return pid;
}

/// Sends everything, or gives up when the other side is gone: the reader will notice.
void send_all(int talk, const std::string& bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t n = ::send(talk, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    sent += static_cast<std::size_t>(n);
  }
}

/// Reads exactly `out`; false when the stream ends before.
bool receive_all(int talk, std::span<char> out) {
  for (std::size_t got = 0; got < out.size();) {
    const ssize_t n = ::recv(talk, out.data() + got, out.size() - got, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    got += static_cast<std::size_t>(n);
  }
  return true;
}

std::string as_lines(std::span<const std::string> texts) {
  std::string lines;
  for (const std::string& text : texts) {
    for (const char c : text) lines += c == '\n' || c == '\r' ? ' ' : c;
    lines += '\n';
  }
  return lines;
}

/// Little-endian floats of one text into `row`, at length one.
void read_row(std::span<const char> bytes, std::span<float> row) {
  double squares = 0;
  for (std::size_t j = 0; j < row.size(); ++j) {
    std::uint32_t bits = 0;
    for (std::size_t b = 0; b < sizeof bits; ++b)
      bits |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[j * sizeof bits + b])) << (8 * b);
    row[j] = std::bit_cast<float>(bits);
    if (!std::isfinite(row[j])) throw EncoderFailure("the encoder wrote something that is not a number");
    squares += double{row[j]} * double{row[j]};
  }
  if (squares == 0) return;
  const double factor = 1 / std::sqrt(squares);
  for (float& value : row) value = static_cast<float>(double{value} * factor);
}

}  // namespace

struct EncoderProcess::Child {
  pid_t pid = -1;
  Descriptor talk, complaints;

  /// Ends the program: its input ends, and it is waited for.
  int end() {
    int status = 0;
    ::shutdown(talk.value(), SHUT_RDWR);
    talk = Descriptor();
    while (pid > 0 && ::waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    pid = -1;
    return status;
  }

  [[nodiscard]] std::string last_words() const {
    std::array<char, kLastWords> buffer{};
    const off_t size = ::lseek(complaints.value(), 0, SEEK_END);
    const off_t from = size > kLastWords ? size - kLastWords : 0;
    const ssize_t n = ::pread(complaints.value(), buffer.data(), buffer.size(), from);
    std::string words(buffer.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
    while (!words.empty() && words.back() == '\n') words.pop_back();
    const std::size_t line = words.rfind('\n');
    return line == std::string::npos ? words : words.substr(line + 1);
  }

  /// Why the program stopped answering.
  [[nodiscard]] std::string story() {
    const int status = end();
    const std::string words = last_words();
    std::string how = WIFSIGNALED(status) ? "ended by signal " + std::to_string(WTERMSIG(status))
                                          : "ended with exit code " + std::to_string(WEXITSTATUS(status));
    return words.empty() ? how : how + ": " + words;
  }
};

EncoderProcess::EncoderProcess(const std::vector<std::string>& program, const std::filesystem::path& folder,
                               std::size_t dimensions)
    : child_(std::make_unique<Child>()), dimensions_(dimensions) {
  if (program.empty()) throw EncoderFailure("no program is named");
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) fail_because("no socket for the encoder", errno);
  child_->talk = Descriptor(ends[0]);
  const Descriptor theirs(ends[1]);
  child_->complaints = Descriptor(::memfd_create("koe-encoder", MFD_CLOEXEC));
  if (child_->complaints.value() < 0) fail_because("no place for the encoder's messages", errno);
  child_->pid = start(program, folder.string(), theirs.value(), child_->complaints.value());
}

EncoderProcess::~EncoderProcess() {
  if (child_->pid > 0) child_->end();
}

Matrix EncoderProcess::encode(std::span<const std::string> texts) {
  if (child_->pid <= 0) throw EncoderFailure("the encoder has ended before");
  Matrix result(texts.size(), dimensions_);
  const std::size_t width = dimensions_ * sizeof(float);
  std::vector<char> bytes(kReadRows * width);
  std::string trouble;
  {
    const std::string lines = as_lines(texts);
    const std::jthread writer([&] { send_all(child_->talk.value(), lines); });
    for (std::size_t i = 0; i < texts.size() && trouble.empty(); i += kReadRows) {
      const std::size_t rows = std::min(kReadRows, texts.size() - i);
      if (!receive_all(child_->talk.value(), std::span(bytes).first(rows * width))) {
        trouble = "the encoder stopped answering";
        ::shutdown(child_->talk.value(), SHUT_RDWR);  // the writer gives up
        break;
      }
      try {
        for (std::size_t r = 0; r < rows; ++r) read_row(std::span(bytes).subspan(r * width, width), result.row(i + r));
      } catch (const EncoderFailure& failure) {
        trouble = failure.what();
        ::shutdown(child_->talk.value(), SHUT_RDWR);
      }
    }
  }
  if (!trouble.empty()) throw EncoderFailure(trouble + "; it " + child_->story());
  return result;
}

}  // namespace koe::models::encoder

// Runs a program as a stranger would: own working directory, scrubbed environment, everything it says
// captured.
//
// No clock is read and nothing sleeps: a hang is "nothing said for so long", a kill in the middle is an
// amount of processor time after which the kernel ends the program.
#pragma once
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace koe::testing {

/// How the program is run; the defaults are a quiet corner of the system.
struct ProgramOptions {
  std::filesystem::path directory = std::filesystem::temp_directory_path();  ///< working directory
  std::string input;                                                         ///< its standard input
  std::map<std::string, std::string> environment;   ///< beside PATH, HOME, LANG and TZ
  bool close_output = false;                        ///< nobody reads its standard output (broken pipe)
  bool as_nobody = false;                           ///< drop root's rights, so that permissions count
  std::optional<std::int64_t> killed_after_cpu_ms;  ///< the kernel ends it there, without a word
  std::optional<std::uint64_t> largest_file_bytes;  ///< no file can grow beyond this (a full disk)
  int patience_seconds = 300;                       ///< silence for longer than this is a hang
};

/// What it said and how it ended: `exit_code` for an ordinary end, else `signal` (0 = none).
struct ProgramResult {
  int exit_code = -1;
  int signal = 0;
  bool hung = false;
  std::string out;
  std::string err;
};

namespace detail {

inline void set_limits(const ProgramOptions& options) {
  if (options.killed_after_cpu_ms) {
    // Interval timers survive exec; SIGPROF ends a program that does not know it, as abruptly as SIGKILL.
    const auto milliseconds = *options.killed_after_cpu_ms;
    const itimerval timer{{0, 0}, {milliseconds / 1000, milliseconds % 1000 * 1000}};
    ::setitimer(ITIMER_PROF, &timer, nullptr);
  }
  if (options.largest_file_bytes) {
    const rlimit limit{*options.largest_file_bytes, *options.largest_file_bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  if (options.as_nobody && ::geteuid() == 0) {
    constexpr unsigned kNobody = 65534;
    if (::setgroups(0, nullptr) != 0 || ::setgid(kNobody) != 0 || ::setuid(kNobody) != 0) ::_exit(126);
  }
}

[[noreturn]] inline void become(const std::vector<std::string>& arguments, const ProgramOptions& options) {
  std::map<std::string, std::string> variables = {{"PATH", "/usr/local/bin:/usr/bin:/bin"},
                                                  {"HOME", options.directory.string()},
                                                  {"LANG", "C.UTF-8"},
                                                  {"TZ", "UTC"}};
  for (const auto& [name, value] : options.environment) variables[name] = value;
  std::vector<std::string> lines;
  for (const auto& [name, value] : variables) lines.push_back(name + "=" + value);
  std::vector<char*> environment, words;
  for (std::string& line : lines) environment.push_back(line.data());
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  environment.push_back(nullptr);
  words.push_back(nullptr);
  if (::chdir(options.directory.c_str()) != 0) ::_exit(126);
  ::execve(words[0], words.data(), environment.data());
  ::_exit(127);
}

struct Pipe {
  int read_end = -1;
  int write_end = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe2 failed");
    read_end = ends[0];
    write_end = ends[1];
  }
  ~Pipe() {
    close_read();
    close_write();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_read() { close_end(read_end); }
  void close_write() { close_end(write_end); }

 private:
  static void close_end(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
};

/// Appends what is there; false at the end of the stream.
inline bool read_some(int file, std::string& text) {
  std::array<char, 65536> buffer;
  const ssize_t n = ::read(file, buffer.data(), buffer.size());
  if (n > 0) text.append(buffer.data(), static_cast<std::size_t>(n));
  return n > 0 || (n < 0 && errno == EINTR);
}

}  // namespace detail

/// Runs `arguments[0]` (a path) to its end. Throws only when the system refuses pipes or processes.
[[nodiscard]] inline ProgramResult run_program(const std::vector<std::string>& arguments,
                                               const ProgramOptions& options = {}) {
  ::signal(SIGPIPE, SIG_IGN);  // a program that does not read its input must not end the test
  detail::Pipe input, output, errors;
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child == 0) {
    ::signal(SIGPIPE, SIG_DFL);
    ::dup2(input.read_end, STDIN_FILENO);
    ::dup2(output.write_end, STDOUT_FILENO);
    ::dup2(errors.write_end, STDERR_FILENO);
    if (options.close_output) output.close_read();
    detail::set_limits(options);
    detail::become(arguments, options);
  }
  input.close_read();
  output.close_write();
  errors.close_write();
  if (options.close_output) output.close_read();

  ProgramResult result;
  std::size_t fed = 0;
  while (output.read_end >= 0 || errors.read_end >= 0) {
    if (fed == options.input.size()) input.close_write();
    std::array<pollfd, 3> files = {pollfd{input.write_end, POLLOUT, 0}, pollfd{output.read_end, POLLIN, 0},
                                   pollfd{errors.read_end, POLLIN, 0}};
    const int ready = ::poll(files.data(), files.size(), options.patience_seconds * 1000);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) {
      result.hung = true;
      ::kill(child, SIGKILL);
      break;
    }
    if ((files[0].revents & (POLLOUT | POLLERR)) != 0) {
      const ssize_t n = ::write(input.write_end, options.input.data() + fed, options.input.size() - fed);
      fed = n > 0 ? fed + static_cast<std::size_t>(n) : options.input.size();
    }
    if (files[1].revents != 0 && !detail::read_some(output.read_end, result.out)) output.close_read();
    if (files[2].revents != 0 && !detail::read_some(errors.read_end, result.err)) errors.close_read();
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  return result;
}

}  // namespace koe::testing

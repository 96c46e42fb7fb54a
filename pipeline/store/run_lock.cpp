#include "pipeline/store/run_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "pipeline/domain/issue.h"

namespace koe::store {

RunLock::RunLock(const std::filesystem::path& database_path) {
  const std::string path = database_path.string() + ".lock";
  const auto refuse = [&](IssueCode code, int exit_code, const std::string& detail) {
    Issue issue{.code = code, .severity = Severity::kRefused, .file = database_path.string()};
    issue.args = {detail};
    throw RunError{std::move(issue), exit_code};
  };
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file_ < 0) refuse(IssueCode::kStoreUnwritable, 6, std::strerror(errno));
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    ::close(file_);
    refuse(IssueCode::kStoreBusy, 5, "another koe run holds " + path);
  }
}

RunLock::~RunLock() { ::close(file_); }

}  // namespace koe::store

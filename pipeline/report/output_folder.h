// How do files reach the disk so that nobody ever reads half a report? Complete or not at all, and never
// through a link that somebody planted (RELIABILITY.md T-09).
#pragma once
#include <filesystem>
#include <span>
#include <string>

namespace koe::report {

/// One file of the output folder: its name without folders, and its content.
struct OutputFile {
  std::string name;
  std::string bytes;
};

/// Writes `files` into the folder, replacing earlier ones of the same name.
/// Each goes to a new file in that folder (O_EXCL, O_NOFOLLOW, readable by the owner only) and is flushed to
/// the disk; only when all of them are there are they renamed into place, and the folder is flushed.
/// In: plain names (no '/'); the folder is created with its parents when absent.
/// Errors: RunError{kOutputUnwritable, exit 6} with file = the path and args {path, the system's reason},
/// when the folder is a link or no folder, when a target exists that is no regular file of this user, or when
/// the disk refuses. What stands under a temporary name is removed again; earlier files stay whole. Checked
/// in tests/unit/report/output_folder_test.cpp.
void write_files(const std::filesystem::path& folder_path, std::span<const OutputFile> files);

}  // namespace koe::report

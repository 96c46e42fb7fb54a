// Which bytes were we given? A regular file of bearable size, whole in memory, with its fingerprint.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/domain/issue.h"
#include "pipeline/domain/result.h"

namespace koe {

/// Largest file that is read. Exports of a million responses stay under a tenth of it.
inline constexpr std::uint64_t kMaxFileBytes = std::uint64_t{1} << 30;

/// The path that stands for standard input.
inline constexpr const char* kStandardInput = "-";

/// Reads a whole regular file, or standard input to its end when `path` is kStandardInput. Refused as Issues: kFileMissing; kFileUnreadable (no permission, a folder, a
/// pipe, a device; args[0] says which); kFileTooLarge (args: bytes, limit); kFileEmpty. Cost: O(file). A
/// pipe given by name is never waited on. Checked in tests/unit/ingest/source_test.cpp.
[[nodiscard]] Result<std::string, Issue> read_source(const std::filesystem::path& path);

/// Tells why `bytes` are no text at all: kFileBinary with args[0] = what it is ("XLSX", "XLS", "PDF", "PNG",
/// ...). Recognised by the first bytes of known formats, or by many control characters. nullopt for text in
/// any encoding.
[[nodiscard]] std::optional<Issue> find_binary(std::string_view bytes);

}  // namespace koe

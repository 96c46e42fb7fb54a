// Records read = responses + rejects, for any bytes whatsoever; and what is rejected can be found in the file
// again.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "pipeline/ingest/accounts_reader.h"
#include "pipeline/ingest/export_reader.h"

namespace koe {
namespace {

std::uint64_t count_rejects(const std::vector<Issue>& issues) {
  return static_cast<std::uint64_t>(std::count_if(
      issues.begin(), issues.end(), [](const Issue& issue) { return issue.severity == Severity::kReject; }));
}

rc::Gen<std::string> any_bytes() { return rc::gen::container<std::string>(rc::gen::arbitrary<char>()); }

// Bytes that come close to an export: pieces of good records, of every encoding's hazards, and noise.
rc::Gen<std::string> nearly_an_export() {
  using namespace std::string_literals;
  const auto piece = rc::gen::weightedOneOf<std::string>(
      {{6, rc::gen::element<std::string>("R1,2026-07-01,9,good\n", "R2,2026-07-02,,\n",
                                         "R3,2026-07-03,4,\"two\nlines\"\n", "R4,2026-07-04,十,x\r\n",
                                         "R5,2026-02-30,5,y\n", "R6,1,2,3,4,5\n", "R7\n", "\n")},
       {3, rc::gen::element<std::string>("\"", ",", "\r", "\x82", "\xE3\x81", "\x82\xA0", "\xA4\xA2", "\0"s,
                                         "\x1B$B", "\x1B(B", "{\"score\":9}\n", "{\"a\":", "[", "]", "あ",
                                         "sep=;\n")},
       {1, any_bytes()}});
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string bytes = "response_id,responded_at,score,comment\n";
                        for (const std::string& one : pieces) bytes += one;
                        return bytes;
                      });
}

void check(const std::string& bytes, const ReadOptions& options) {
  const auto reading = read_export_bytes(bytes, "export.csv", options);
  if (!reading) {
    RC_ASSERT(reading.error().severity == Severity::kRefused);
    return;
  }
  RC_ASSERT(reading->records == reading->responses.size() + count_rejects(reading->issues));
  for (const Issue& issue : reading->issues) {
    if (issue.severity != Severity::kReject) continue;
    RC_ASSERT(!issue.raw.empty());
    RC_ASSERT(bytes.find(issue.raw) != std::string::npos);
    RC_ASSERT(issue.byte < bytes.size());
    RC_ASSERT(issue.line > 0U);
  }
}

RC_GTEST_PROP(Conservation, HoldsForRandomBytes, ()) { check(*any_bytes(), {}); }

RC_GTEST_PROP(Conservation, HoldsForDamagedExports, ()) { check(*nearly_an_export(), {}); }

RC_GTEST_PROP(Conservation, HoldsInEveryEncodingTheUserMayClaim, ()) {
  ReadOptions options;
  options.encoding =
      *rc::gen::element(Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kCp932,
                        Encoding::kEucJp, Encoding::kIso2022Jp, Encoding::kWindows1252);
  check(*nearly_an_export(), options);
}

RC_GTEST_PROP(Conservation, HoldsForAccounts, ()) {
  const auto reading =
      read_accounts_bytes("id," + *any_bytes() + "\nA1,x\nA1,y\n" + *any_bytes(), "accounts.csv", {});
  if (reading) RC_ASSERT(reading->records == reading->accounts.size() + count_rejects(reading->issues));
}

// Reading is a function of the bytes alone.
RC_GTEST_PROP(Conservation, TwoReadingsAreEqual, ()) {
  const std::string bytes = *nearly_an_export();
  const auto first = read_export_bytes(bytes, "export.csv", {}),
             second = read_export_bytes(bytes, "export.csv", {});
  RC_ASSERT(first.has_value() == second.has_value());
  if (!first) return;
  RC_ASSERT(first->responses.size() == second->responses.size());
  for (std::size_t i = 0; i < first->responses.size(); ++i) {
    RC_ASSERT(first->responses[i].verbatim == second->responses[i].verbatim);
    RC_ASSERT(first->responses[i].byte == second->responses[i].byte);
  }
}

}  // namespace
}  // namespace koe

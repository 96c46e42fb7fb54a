// What is the fingerprint of these bytes? One hash for files, settings and assets, so that a reader can check any of
// them with `sha256sum`.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace koe {

/// SHA-256 of bytes that arrive in pieces (OpenSSL's implementation behind it).
/// Cost: about 1 GB/s. Not thread-safe; one object a stream. Checked in tests/unit/base/sha256_test.cpp.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  /// Adds the next piece; how the bytes are cut into pieces does not matter.
  void update(std::string_view bytes);

  /// Adds the length and then the bytes, so that ("ab","c") and ("a","bc") differ.
  void update_field(std::string_view bytes);

  /// 64 lower-case hex digits. The object is spent afterwards.
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// SHA-256 of `bytes` as 64 lower-case hex digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace koe

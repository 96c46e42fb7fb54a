#include "models/embedding/static_embedding.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

#include "models/load_error.h"

namespace koe::models::embedding {
namespace {

static_assert(std::endian::native == std::endian::little, "the table is read in place as little-endian");

constexpr std::string_view kMagic = "KOETAB01";
constexpr std::uint64_t kHeaderBytes = 96;
constexpr std::uint64_t kAlignment = 64;
constexpr std::uint64_t kMaxDimensions = 4096;
constexpr std::uint32_t kEmptySlot = 0xFFFFFFFFU;
constexpr std::size_t kPairBeginBits = std::size_t{1} << 18;  ///< 32 KiB: stays in the cache

/// The header as it lies in the file.
struct Header {
  std::array<char, 8> magic;
  std::uint32_t header_bytes;
  std::uint32_t dimensions;
  std::uint32_t rows;
  std::uint32_t flags;
  std::uint64_t key_index_offset;
  std::uint64_t key_blob_offset;
  std::uint64_t key_blob_bytes;
  std::uint64_t scale_offset;
  std::uint64_t weight_offset;
  std::uint64_t vector_offset;
  std::uint64_t mean_offset;
  std::uint64_t file_bytes;
  std::uint64_t reserved;
};
static_assert(sizeof(Header) == kHeaderBytes);

/// A file mapped read-only for as long as the object lives.
class Mapping {
 public:
  explicit Mapping(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) fail(path, "cannot be opened");
    struct stat status {};
    if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
      ::close(file);
      throw LoadError("is not a regular file", path, "Give the path of a vector table.");
    }
    bytes_ = static_cast<std::uint64_t>(status.st_size);
    if (bytes_ < kHeaderBytes) {
      ::close(file);
      throw LoadError("is too short for a vector table", path, "Install the file again; it is truncated.");
    }
    data_ = ::mmap(nullptr, bytes_, PROT_READ, MAP_PRIVATE, file, 0);
    const int error = errno;
    ::close(file);
    errno = error;
    if (data_ == MAP_FAILED) fail(path, "cannot be mapped into memory");
  }
  ~Mapping() { ::munmap(data_, bytes_); }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  /// `count` values of type T at `offset`; the caller has checked bounds and alignment.
  template <typename T>
  [[nodiscard]] std::span<const T> section(std::uint64_t offset, std::uint64_t count) const {
    const auto* begin = static_cast<const std::byte*>(data_) + offset;
    return {reinterpret_cast<const T*>(begin), static_cast<std::size_t>(count)};
  }

 private:
  [[noreturn]] static void fail(const std::filesystem::path& path, const std::string& what) {
    throw LoadError(what + ": " + std::generic_category().message(errno), path,
                    "Check that the file exists and may be read.");
  }

  void* data_ = nullptr;
  std::uint64_t bytes_ = 0;
};

/// FNV-1a, 64 bits: short keys, no need for more. The state of a longer key goes on from that of its beginning.
constexpr std::uint64_t kEmptyState = 0xCBF29CE484222325U;

std::uint64_t hash_state(std::string_view key, std::uint64_t begun = kEmptyState) noexcept {
  std::uint64_t hash = begun;
  for (const char byte : key) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001B3U;
  }
  return hash;
}

/// Place of a key in a table of a power of two: the high bits of FNV are the better ones.
std::size_t place_of(std::uint64_t state, std::size_t places) noexcept { return (state ^ (state >> 32)) & (places - 1); }

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& what) {
  throw LoadError("damaged vector table: " + what, path,
                  "Install the file again and compare its SHA-256 with models/assets/MANIFEST.json.");
}

/// Sections must be aligned, apart, and fill the file but for padding: then no offset or size of the header
/// can be wrong without being noticed.
void check_layout(const Header& header, const std::filesystem::path& path) {
  const std::uint64_t n = header.rows;
  const std::uint64_t d = header.dimensions;
  struct Section {
    std::uint64_t begin;
    std::uint64_t bytes;
  };
  std::array<Section, 6> sections{{{header.key_index_offset, (n + 1) * sizeof(std::uint32_t)},
                                   {header.key_blob_offset, header.key_blob_bytes},
                                   {header.scale_offset, n * sizeof(float)},
                                   {header.weight_offset, n * sizeof(float)},
                                   {header.vector_offset, n * d},
                                   {header.mean_offset, kLanguageCount * d * sizeof(float)}}};
  std::sort(sections.begin(), sections.end(),
            [](const Section& left, const Section& right) { return left.begin < right.begin; });
  std::uint64_t end = kHeaderBytes;
  for (const Section& section : sections) {
    if (section.begin % kAlignment != 0) refuse(path, "a section is not aligned");
    if (section.begin < end || section.begin - end >= kAlignment)
      refuse(path, "sections overlap or leave a gap");
    if (section.bytes > header.file_bytes || section.begin > header.file_bytes - section.bytes) {
      refuse(path, "a section lies outside the file");
    }
    end = section.begin + section.bytes;
  }
  if (header.file_bytes - end >= kAlignment) refuse(path, "bytes after the last section");
}

void check_header(const Header& header, std::uint64_t file_bytes, const std::filesystem::path& path) {
  const std::string_view magic(header.magic.data(), header.magic.size());
  if (magic.substr(0, 6) != kMagic.substr(0, 6)) {
    throw LoadError("is not a vector table", path, "Give the path of a file made by scripts/train_table.");
  }
  if (magic != kMagic) {
    throw LoadError("is a vector table of another version", path,
                    "Install the table that came with this program.");
  }
  if (header.header_bytes != kHeaderBytes) refuse(path, "header size");
  if (header.flags != 0 || header.reserved != 0) refuse(path, "unknown flags");
  if (header.file_bytes != file_bytes) refuse(path, "the file is not as long as it says");
  if (header.rows == 0 || header.dimensions == 0 || header.dimensions > kMaxDimensions)
    refuse(path, "dimensions");
  check_layout(header, path);
}

void check_numbers(std::span<const float> values, bool may_be_negative, const char* what,
                   const std::filesystem::path& path) {
  for (const float value : values) {
    if (!std::isfinite(value) || (!may_be_negative && value < 0.0F)) refuse(path, what);
  }
}

}  // namespace

struct StaticEmbedding::State {
  explicit State(const std::filesystem::path& path) : mapping(path) {
    std::memcpy(&header, mapping.section<char>(0, kHeaderBytes).data(), kHeaderBytes);
    check_header(header, mapping.bytes(), path);
    const std::uint64_t n = header.rows;
    key_index = mapping.section<std::uint32_t>(header.key_index_offset, n + 1);
    keys = mapping.section<char>(header.key_blob_offset, header.key_blob_bytes);
    scales = mapping.section<float>(header.scale_offset, n);
    weights = mapping.section<float>(header.weight_offset, n);
    vectors = mapping.section<std::int8_t>(header.vector_offset, n * header.dimensions);
    means = mapping.section<float>(header.mean_offset, kLanguageCount * header.dimensions);
    check_keys(path);
    check_numbers(scales, false, "a scale is not a number >= 0", path);
    check_numbers(weights, false, "a weight is not a number >= 0", path);
    check_numbers(means, true, "a mean is not a number", path);
    build_hash();
  }

  [[nodiscard]] std::string_view key(std::uint32_t row) const noexcept {
    return {keys.data() + key_index[row], key_index[row + 1] - key_index[row]};
  }

  void check_keys(const std::filesystem::path& path) const {
    if (key_index.front() != 0 || key_index.back() != keys.size()) refuse(path, "key index");
    for (std::uint32_t row = 0; row < header.rows; ++row) {
      if (key_index[row + 1] <= key_index[row]) refuse(path, "key length");
      if (key_index[row + 1] > keys.size()) refuse(path, "key index");
      const std::string_view current = key(row);
      if (current[0] != 'j' && current[0] != 'e') refuse(path, "a key without language");
      if (row > 0 && key(row - 1) >= current) refuse(path, "keys out of order");
    }
  }

  /// A place of the hash: most foreign keys are told apart by `tag` without touching the keys themselves.
  struct Slot {
    std::uint32_t row = kEmptySlot;
    std::uint32_t tag = 0;
  };

  [[nodiscard]] static std::uint32_t tag_of(std::uint64_t state) noexcept {
    return static_cast<std::uint32_t>(state >> 32U);
  }

  void build_hash() {
    slots.resize(std::bit_ceil(std::size_t{header.rows} * 2));
    pair_begins.resize(kPairBeginBits);
    for (std::uint32_t row = 0; row < header.rows; ++row) {
      const std::string_view whole = key(row);
      const std::uint64_t state = hash_state(whole);
      std::size_t slot = place_of(state, slots.size());
      while (slots[slot].row != kEmptySlot) slot = (slot + 1) & (slots.size() - 1);
      slots[slot] = {row, tag_of(state)};
      for (std::size_t at = whole.find('_'); at != std::string_view::npos; at = whole.find('_', at + 1))
        pair_begins[place_of(hash_state(whole.substr(0, at)), kPairBeginBits)] = true;
    }
  }

  /// The row among those of the hash state whose key `is_meant`.
  template <typename Predicate>
  [[nodiscard]] std::optional<std::uint32_t> find(std::uint64_t state, Predicate is_meant) const noexcept {
    for (std::size_t at = place_of(state, slots.size()); slots[at].row != kEmptySlot; at = (at + 1) & (slots.size() - 1)) {
      if (slots[at].tag == tag_of(state) && is_meant(key(slots[at].row))) return slots[at].row;
    }
    return std::nullopt;
  }

  Mapping mapping;
  Header header{};
  std::span<const std::uint32_t> key_index;
  std::span<const char> keys;
  std::span<const float> scales;
  std::span<const float> weights;
  std::span<const std::int8_t> vectors;
  std::span<const float> means;
  /// Open addressing, at most half full, so a probe always ends.
  std::vector<Slot> slots;
  /// By hash: whether an entry of two lemmas may begin with this one.
  std::vector<bool> pair_begins;
};

StaticEmbedding StaticEmbedding::load(const std::filesystem::path& path) {
  return StaticEmbedding(std::make_unique<State>(path));
}

StaticEmbedding::StaticEmbedding(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
StaticEmbedding::~StaticEmbedding() = default;
StaticEmbedding::StaticEmbedding(StaticEmbedding&&) noexcept = default;
StaticEmbedding& StaticEmbedding::operator=(StaticEmbedding&&) noexcept = default;

std::size_t StaticEmbedding::rows() const noexcept { return state_->header.rows; }

std::size_t StaticEmbedding::dimensions() const noexcept { return state_->header.dimensions; }

std::optional<std::uint32_t> StaticEmbedding::find(std::string_view key) const noexcept {
  return state_->find(hash_state(key), [&](std::string_view found) { return found == key; });
}

bool StaticEmbedding::may_begin_pair(std::string_view left) const noexcept {
  return state_->pair_begins[place_of(hash_state(left), kPairBeginBits)];
}

std::optional<std::uint32_t> StaticEmbedding::find_pair(std::string_view left, std::string_view right) const noexcept {
  if (left.empty() || right.empty() || left.front() != right.front()) return std::nullopt;
  const std::uint64_t begun = hash_state(left);
  if (!state_->pair_begins[place_of(begun, kPairBeginBits)]) return std::nullopt;
  const std::string_view lemma = right.substr(1);
  return state_->find(hash_state(lemma, hash_state("_", begun)), [&](std::string_view found) {
    return found.size() == left.size() + 1 + lemma.size() && found.starts_with(left) && found[left.size()] == '_' &&
           found.ends_with(lemma);
  });
}

std::string_view StaticEmbedding::key(std::uint32_t row) const noexcept { return state_->key(row); }

float StaticEmbedding::weight(std::uint32_t row) const noexcept { return state_->weights[row]; }

float StaticEmbedding::scale(std::uint32_t row) const noexcept { return state_->scales[row]; }

std::span<const std::int8_t> StaticEmbedding::vector(std::uint32_t row) const noexcept {
  return state_->vectors.subspan(std::size_t{row} * dimensions(), dimensions());
}

std::span<const float> StaticEmbedding::prior_mean(Language language) const noexcept {
  return state_->means.subspan(index_of(language) * dimensions(), dimensions());
}

}  // namespace koe::models::embedding

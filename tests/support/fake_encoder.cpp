// A sentence encoder for tests: counts known words of both languages, so that a text and its translation get one vector.
// Speaks the protocol of models/encoder/encoder_process.h. `fake_encoder` and one word to misbehave: "dies" says so on standard
// error and ends before the third text, "lies" writes what is no number, "silent" ends at once.
#include <array>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <limits>
#include <string>
#include <string_view>

namespace {

constexpr std::size_t kDimensions = 4;
using Words = std::array<std::string_view, 2>;
constexpr std::array<Words, kDimensions> kMeanings = {
    {{"price", "値段"}, {"slow", "遅い"}, {"support", "サポート"}, {"great", "最高"}}};

std::array<float, kDimensions> encode(const std::string& text) {
  std::array<float, kDimensions> vector{};
  for (std::size_t j = 0; j < kDimensions; ++j)
    for (const std::string_view word : kMeanings[j])
      if (text.find(word) != std::string::npos) vector[j] = 2.0F;
  return vector;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view manner = count > 1 ? arguments[1] : "";
  if (manner == "silent") return 3;
  int texts = 0;
  for (std::string line; std::getline(std::cin, line); ++texts) {
    if (manner == "dies" && texts == 2) {
      std::cerr << "loading\nout of memory at text 3\n";
      return 1;
    }
    auto vector = encode(line);
    if (manner == "lies") vector[0] = std::numeric_limits<float>::quiet_NaN();
    std::cout.write(reinterpret_cast<const char*>(vector.data()), sizeof vector).flush();
  }
  return 0;
}

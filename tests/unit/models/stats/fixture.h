// Reads the reference tables of tests/fixtures/stats: # comment lines, one header line, tab-separated cells.
#pragma once
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace koe::models::stats {

inline std::vector<std::vector<std::string>> read_fixture(const std::string& name) {
  const std::string path = std::string(KOE_SOURCE_DIR) + "/tests/fixtures/stats/" + name;
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::vector<std::vector<std::string>> rows;
  bool header_seen = false;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    if (!header_seen) {
      header_seen = true;
      continue;
    }
    std::istringstream cells(line);
    rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, '\t');) rows.back().push_back(cell);
  }
  return rows;
}

}  // namespace koe::models::stats

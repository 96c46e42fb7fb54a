#include "pipeline/stages/rank/assignment_rows.h"

#include <algorithm>

namespace koe::stages {
namespace {

/// One row over all segments [begin, end) of a response.
AssignmentResult whole_response(const std::vector<store::ReleasedSegment>& released, std::size_t begin, std::size_t end) {
  AssignmentResult row = released[begin].row;
  row.theme_id.clear();
  row.similarity.reset();
  for (std::size_t s = begin + 1; s < end; ++s) {
    row.text += ' ' + released[s].row.text;
    row.end = std::max(row.end, released[s].row.end);
  }
  return row;
}

}  // namespace

std::vector<AssignmentResult> assignment_rows(const std::vector<store::ReleasedSegment>& released,
                                              const StoredData& data) {
  const bool coded[] = {is_coded(SurveyKind::kNps, data), is_coded(SurveyKind::kEnps, data)};
  std::vector<AssignmentResult> rows;
  for (std::size_t begin = 0; begin < released.size();) {
    std::size_t end = begin + 1;
    if (!coded[static_cast<std::size_t>(released[begin].row.survey)]) {
      rows.push_back(released[begin].row);
      begin = end;
      continue;
    }
    while (end < released.size() && released[end].response_no == released[begin].response_no) ++end;
    AssignmentResult row = whole_response(released, begin, end);
    const auto codes = data.codes.find(released[begin].response_no);
    if (codes == data.codes.end()) {
      rows.push_back(row);
    } else {
      for (std::size_t c = 0; c < codes->second.size(); ++c) {
        row.segment = static_cast<int>(c);
        row.theme_id = store::theme_id(codes->second[c]);
        rows.push_back(row);
      }
    }
    begin = end;
  }
  return rows;
}

}  // namespace koe::stages

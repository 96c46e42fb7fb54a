// What the user decided in place of detection, and what detection decided.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "pipeline/domain/survey.h"
#include "pipeline/ingest/column_map.h"
#include "pipeline/ingest/date_parser.h"
#include "pipeline/ingest/encoding.h"

namespace koe {

/// The user's choices; everything empty = detect everything.
struct ReadOptions {
  std::optional<Encoding> encoding;           ///< --encoding
  std::optional<char> delimiter;              ///< --delimiter
  std::optional<SurveyKind> survey;           ///< --survey
  std::optional<DateOrder> date_order;        ///< --date-order
  std::string layout;                         ///< --format: a name of layouts.h; empty = detect
  std::map<ColumnRole, std::string> columns;  ///< --score-column and its kin: role -> header text
};

/// One automatic decision, with its reason and the flag that overrides it.
struct Finding {
  std::string what;           ///< "encoding", "delimiter", "layout", "survey", "dates"
  std::string value;          ///< "CP932"
  std::string why;            ///< one English sentence
  std::string override_flag;  ///< "--encoding"
  double confidence = 1;      ///< 0..1
};

}  // namespace koe

#include "pipeline/ingest/jsonl_reader.h"

#include <simdjson.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "pipeline/ingest/record.h"

namespace koe {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr std::size_t kMaxDepth = 64;

struct Problem {
  IssueCode code;
  std::string detail;
};

std::string text_of(element value) {
  switch (value.type()) {
    case element_type::STRING:
      return std::string(std::string_view(value));
    case element_type::BOOL:
      return bool(value) ? "true" : "false";
    case element_type::NULL_VALUE:
      return {};
    default:
      return simdjson::minify(value);
  }
}

bool is_plain(element value) { return !value.is_object() && !value.is_array(); }

class Flattener {
 public:
  explicit Flattener(JsonRecord& record) : record_(record) {}

  std::optional<Problem> add_object(const std::string& prefix, simdjson::dom::object object) {
    std::set<std::string_view> seen;
    for (const auto& [key, value] : object) {
      if (!seen.insert(key).second) return Problem{IssueCode::kDuplicateKey, prefix + std::string(key)};
      if (auto problem = add(prefix + std::string(key), value)) return problem;
    }
    return std::nullopt;
  }

 private:
  std::optional<Problem> add(const std::string& name, element value) {
    if (value.is_object()) return add_object(name + ".", simdjson::dom::object(value));
    if (value.is_array()) return add_array(name, simdjson::dom::array(value));
    if (record_.members.size() == kMaxFields)
      return Problem{IssueCode::kRecordTooLarge, std::to_string(kMaxFields)};
    return add_member(name, text_of(value));
  }

  // Two paths may flatten to one name: {"a.b": 1, "a": {"b": 2}}.
  std::optional<Problem> add_member(const std::string& name, std::string value) {
    if (!names_.insert(name).second) return Problem{IssueCode::kDuplicateKey, name};
    record_.members.emplace_back(name, std::move(value));
    return std::nullopt;
  }

  std::optional<Problem> add_array(const std::string& name, simdjson::dom::array array) {
    if (std::all_of(array.begin(), array.end(), is_plain)) {
      std::string joined;
      for (const element value : array) {
        if (!joined.empty()) joined += "; ";
        joined += text_of(value);
      }
      return add_member(name, std::move(joined));
    }
    std::size_t index = 0;
    for (const element value : array) {
      if (auto problem = add(name + "." + std::to_string(index++), value)) return problem;
    }
    return std::nullopt;
  }

  JsonRecord& record_;
  std::set<std::string> names_;
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

struct JsonReader::State {
  std::string_view text;
  std::size_t place = 0;
  std::uint64_t line = 1;
  bool in_array = false;  // a whole-file array: objects are separated by commas, not by line ends
  simdjson::dom::parser parser;

  void advance(std::size_t to) {
    line += static_cast<std::uint64_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(place),
                                                  text.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
    place = to;
  }

  void skip_spaces() {
    std::size_t to = place;
    while (to < text.size() && is_space(text[to])) ++to;
    advance(to);
  }

  // Walks over strings and brackets from `from`; stops where `stop(character, depth)` says so, or at the end.
  template <typename Stop>
  std::size_t walk(std::size_t from, Stop stop) const {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = from; i < text.size(); ++i) {
      const char c = text[i];
      if (in_string) {
        if (c == '\\') ++i;
        if (c == '"') in_string = false;
        continue;
      }
      if (stop(c, depth)) return i;
      if (c == '"') in_string = true;
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && depth > 0) --depth;
    }
    return text.size();
  }

  // At the comma or bracket that closes the array item starting at `from`.
  std::size_t array_item_end(std::size_t from) const {
    return walk(from,
                [](char c, std::size_t depth) { return depth == 0 && (c == ',' || c == '}' || c == ']'); });
  }

  // One past the bracket that closes the one at `from`.
  std::size_t bracket_end(std::size_t from) const {
    const std::size_t close =
        walk(from, [](char c, std::size_t depth) { return depth == 1 && (c == '}' || c == ']'); });
    return std::min(close + 1, text.size());
  }

  void parse(JsonRecord& record) {
    const std::string_view piece = text.substr(record.begin, record.end - record.begin);
    const auto fail = [&](IssueCode code, std::string detail) {
      record.fault = code;
      record.fault_args = {std::move(detail)};
    };
    if (piece.size() > kMaxRecordBytes)
      return fail(IssueCode::kRecordTooLarge, std::to_string(kMaxRecordBytes));
    if (piece.find('\0') != std::string_view::npos) return fail(IssueCode::kNulByte, {});
    element root;
    if (const auto error = parser.parse(piece.data(), piece.size(), true).get(root))
      return fail(IssueCode::kJsonInvalid, simdjson::error_message(error));
    simdjson::dom::object object;
    if (root.get(object)) return fail(IssueCode::kJsonNotAnObject, {});
    if (auto problem = Flattener(record).add_object({}, object))
      fail(problem->code, std::move(problem->detail));
    if (!record.fault && std::any_of(record.members.begin(), record.members.end(), [](const auto& member) {
          return (member.first + member.second).find('\0') != std::string::npos;
        }))
      fail(IssueCode::kNulByte, {});
  }
};

JsonReader::JsonReader(std::string_view text) : state_(std::make_unique<State>()) {
  state_->text = text;
  constexpr std::size_t kFirstCapacity = std::size_t{64} << 10;  // grows with the records
  if (const auto error = state_->parser.allocate(kFirstCapacity, kMaxDepth))
    throw std::runtime_error(std::string("JSON parser: ") + simdjson::error_message(error));
  state_->skip_spaces();
  if (state_->place == text.size() || text[state_->place] != '[') return;
  // A JSON array of objects fills the text; arrays followed by anything else are lines.
  const std::size_t end = state_->bracket_end(state_->place);
  if (text.find_first_not_of(" \t\r\n", end) != std::string_view::npos) return;
  state_->in_array = true;
  state_->advance(state_->place + 1);
}

JsonReader::~JsonReader() = default;
JsonReader::JsonReader(JsonReader&&) noexcept = default;
JsonReader& JsonReader::operator=(JsonReader&&) noexcept = default;

bool JsonReader::next(JsonRecord& record) {
  State& state = *state_;
  record.members.clear();
  record.fault.reset();
  record.fault_args.clear();
  state.skip_spaces();
  if (state.in_array && state.place < state.text.size() && state.text[state.place] == ']') {
    state.advance(state.place + 1);
    state.in_array = false;
    state.skip_spaces();
  }
  if (state.place == state.text.size()) return false;
  record.line = state.line;
  record.begin = state.place;
  const std::size_t end = state.in_array ? state.array_item_end(state.place)
                                         : std::min(state.text.find('\n', state.place), state.text.size());
  record.end = end;
  while (record.end > record.begin && is_space(state.text[record.end - 1])) --record.end;
  state.parse(record);
  const bool comma = state.in_array && end < state.text.size() && state.text[end] == ',';
  state.advance(comma || (end == state.place && end < state.text.size()) ? end + 1 : end);
  return true;
}

bool looks_like_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  const std::size_t second = text.find_first_not_of(" \t\r\n", first + 1);
  const char after = second == std::string_view::npos ? '\0' : text[second];
  if (text[first] == '{') return after == '"' || after == '}';
  return text[first] == '[' && (after == '{' || after == ']');
}

}  // namespace koe

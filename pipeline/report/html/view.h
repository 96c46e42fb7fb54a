// What a template sees: names with texts, yes/no, charts and lists of further views. Values only, no markup
// except charts.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace koe::report {

/// One level of names. A template inside a list looks a name up in the list's item first and then outwards;
/// therefore an item sets every name that its part of the template uses, with "" or false for "not there".
class View {
 public:
  /// Markup made by svg_chart.h; the only kind of value that a template may insert unescaped.
  struct Svg {
    std::string markup;
  };
  using Value = std::variant<std::string, bool, Svg, std::vector<View>>;

  View& set(std::string name, std::string text) { return put(std::move(name), std::move(text)); }
  View& set(std::string name, const char* text) { return put(std::move(name), std::string(text)); }
  View& set(std::string name, bool is_so) { return put(std::move(name), is_so); }
  View& set(std::string name, std::vector<View> items) { return put(std::move(name), std::move(items)); }
  /// A section that is shown once, with the names of `view`.
  View& set(std::string name, View view) { return put(std::move(name), std::vector<View>{std::move(view)}); }
  /// A chart; the template names it with three braces, and by convention `name` ends with "_svg".
  View& set_svg(std::string name, std::string markup) { return put(std::move(name), Svg{std::move(markup)}); }

  [[nodiscard]] const std::map<std::string, Value>& values() const { return values_; }

 private:
  View& put(std::string name, Value value) {
    values_.insert_or_assign(std::move(name), std::move(value));
    return *this;
  }

  std::map<std::string, Value> values_;
};

}  // namespace koe::report

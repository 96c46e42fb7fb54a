#include "pipeline/report/svg_chart.h"

#include <gtest/gtest.h>

#include <string>

namespace koe::report {
namespace {

const Scale kScale{-10, 10, {{-10, "-10"}, {0, "0"}, {10, "10"}}};

std::size_t n_of(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

CoursePoint point(std::string period, double value) {
  return {std::move(period), Estimate{value, value - 2, value + 2}, "v"};
}

TEST(ImpactBar, RunsFromZeroToTheValueWithAWhiskerOverTheInterval) {
  const std::string cost = impact_bar(kScale, {-5, -8, -2}, Tone::kCost, {"title", "text"});
  EXPECT_NE(cost.find(R"(<rect class="bar cost" x="25%" y="7" width="25%" height="12"/>)"), std::string::npos)
      << cost;
  EXPECT_NE(cost.find(R"(<line class="whisker" x1="10%" x2="40%")"), std::string::npos) << cost;
  const std::string gain = impact_bar(kScale, {5, 2, 8}, Tone::kGain, {"title", "text"});
  EXPECT_NE(gain.find(R"(<rect class="bar gain" x="50%" y="7" width="25%")"), std::string::npos) << gain;
}

TEST(Charts, SayWhatTheyShowAndEscapeIt) {
  const std::string svg = interval_dot(kScale, {1, 0, 2}, {"<b>", "a & b"});
  EXPECT_NE(svg.find("role=\"img\""), std::string::npos);
  EXPECT_NE(svg.find("<title>&lt;b&gt;</title><desc>a &amp; b</desc>"), std::string::npos) << svg;
  const CoursePoint hostile{"<script>", Estimate{1, 0, 2}, "<i>"};
  EXPECT_EQ(course_chart({&hostile, 1}, kScale, {"", ""}).find("<script>"), std::string::npos);
  EXPECT_EQ(small_course_chart({&hostile, 1}, kScale, {"", ""}).find("<i>"), std::string::npos);
}

TEST(Charts, UseNoInlineStyle) {  // the content security policy allows none
  const std::vector<CoursePoint> course = {point("2026Q1", 1), point("2026Q2", 2)};
  const std::string all = impact_bar(kScale, {1, 0, 2}, Tone::kUncertain, {"", ""}) + axis(kScale) +
                          split_bar(0.5, 0.2, 0.3, {"", ""}) + course_chart(course, kScale, {"", ""});
  EXPECT_EQ(all.find("style="), std::string::npos);
}

TEST(CourseChart, BreaksTheLineAtAGap) {
  std::vector<CoursePoint> course = {point("2025Q4", 1),
                                     point("2026Q1", 2),
                                     {"2026Q2", std::nullopt, ""},
                                     point("2026Q3", 3),
                                     point("2026Q4", 4)};
  const std::string svg = course_chart(course, kScale, {"", ""});
  EXPECT_EQ(n_of(svg, "<polyline"), 2U);
  EXPECT_EQ(n_of(svg, "<circle"), 4U);
}

TEST(CourseChart, ShowsALonePointWithItsInterval) {
  const CoursePoint only = point("2026Q3", 3);
  const std::string svg = course_chart({&only, 1}, kScale, {"", ""});
  EXPECT_EQ(n_of(svg, "<polyline"), 0U);
  EXPECT_EQ(n_of(svg, "class=\"whisker\""), 1U);
  EXPECT_EQ(n_of(svg, "<circle"), 1U);
}

TEST(CourseChart, NamesAtMostEightQuarters) {
  std::vector<CoursePoint> course;
  for (int year = 2018; year < 2026; ++year) {
    for (const char* quarter : {"Q1", "Q2", "Q3", "Q4"})
      course.push_back(point(std::to_string(year) + quarter, 1));
  }
  EXPECT_EQ(n_of(course_chart(course, kScale, {"", ""}), ">Q"), 8U);
  EXPECT_EQ(n_of(course_chart(course, kScale, {"", ""}), "<circle"), 32U);
}

TEST(CourseChart, OfNothingIsAnEmptyFrame) {
  EXPECT_EQ(n_of(course_chart({}, kScale, {"", ""}), "<circle"), 0U);
  EXPECT_EQ(n_of(small_course_chart({}, kScale, {"", ""}), "<circle"), 0U);
}

TEST(SplitBar, FillsItsWidth) {
  const std::string svg = split_bar(0.25, 0.25, 0.5, {"", ""});
  EXPECT_NE(svg.find(R"(<rect class="detractors" x="50%" y="0" width="50%")"), std::string::npos) << svg;
}

}  // namespace
}  // namespace koe::report

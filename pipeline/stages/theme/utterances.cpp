#include "pipeline/stages/theme/utterances.h"

#include <algorithm>
#include <optional>

#include "models/parallel.h"
#include "nlp/utf8.h"

namespace koe::stages {
namespace {

constexpr std::int64_t kResponses = 8192;  ///< a thread reads at a time

Utterances read_range(store::Database& database, std::int64_t first, std::int64_t last) {
  Utterances utterances;
  const std::vector<store::Author> authors = store::ResponseStore(database).authors(first, last);
  for (const store::Author& author : authors)
    utterances.latest_quarter = std::max(utterances.latest_quarter, author.period);
  utterances.expect(authors.size());
  auto author = authors.begin();
  utterances.segments = store::SegmentStore(database).for_each_content(first, last, [&](const store::SegmentContent& content) {
    while (author->response_no < content.response_no) ++author;
    utterances.add(content, *author);
  });
  return utterances;
}

}  // namespace

void Utterances::add(const store::SegmentContent& content, const store::Author& author) {
  keep_author(author);
  utterances_.push_back({.key = memory_->keep(content.unit_key),
                       .normalized = memory_->keep(content.normalized),
                       .table_rows = memory_->keep(content.table_rows),
                       .label_terms = memory_->keep(content.label_terms),
                       .person = author_.person,
                       .quarter = author_.quarter,
                       .code_points = nlp::count_code_points(content.normalized),
                       .survey = author.survey,
                       .language = content.language,
                       .polarity = content.polarity});
}

void Utterances::expect(std::size_t authors) {
  constexpr std::size_t kPerAuthor = 4;  // more than most say; room that stays empty costs nothing
  utterances_.reserve(kPerAuthor * authors);
}

void Utterances::keep_author(const store::Author& author) {
  if (author_.response_no == author.response_no) return;
  const bool is_named = !author.respondent_id.empty();
  const std::string person = is_named ? "p" + author.respondent_id : "r" + std::to_string(author.response_no);
  const bool is_employee = author.survey == SurveyKind::kEnps;
  author_ = {.response_no = author.response_no,
             .person = is_employee ? memory_->keep(person) : std::string_view(),
             .quarter = memory_->keep(author.period)};
}

std::vector<Utterances> read_utterances(store::Database& database, unsigned threads) {
  const std::int64_t last = store::ResponseStore(database).last_response_no();
  const auto ranges = static_cast<std::size_t>((last + kResponses) / kResponses);  // [0, kResponses), ...
  std::vector<Utterances> utterances(ranges);
  const bool one_connection = threads < 2 || ranges < 2 || !database.reader();
  models::parallel_for(ranges, one_connection ? 1 : threads, [&](std::size_t range) {
    const std::int64_t first = static_cast<std::int64_t>(range) * kResponses;
    std::optional<store::Database> own = one_connection ? std::nullopt : database.reader();
    utterances[range] = read_range(own ? *own : database, first, first + kResponses - 1);
  });
  return utterances;
}

}  // namespace koe::stages

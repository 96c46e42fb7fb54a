// Did this respondent say anything? "特になし", "n/a" and "..." are answers, but not about anything.
#pragma once
#include <string_view>

#include "nlp/lexicons.h"

namespace koe::nlp {

/// Whether normalised `text` says nothing that could be a theme: every one of its sentences is
/// - without letters (marks, digits, emoji: a smile alone is a score, not a theme), or one letter repeated;
/// - a phrase of contentless.tsv, compared by fold_for_identity: refusals (なし, n/a), courtesy
///   (ありがとうございます, thanks), test input (test, asdf);
/// - put together from its parts: any openings (今のところ, 特に; currently), at most one topic with its
///   particle (改善点は), a refusal (ありません; none) and in English a closing (at the moment).
/// A bare verdict ("良い", "Good", "最高!") is content: it carries polarity, and "satisfied without a reason"
/// is itself an answer that a ranking must be able to show.
///
/// Cost: O(length * phrases that fit). Thread-safe. Checked in tests/unit/nlp/contentless_test.cpp.
[[nodiscard]] bool is_contentless(std::string_view text, const Lexicons& lexicons);

/// The same of one sentence of split_sentences, which is not split again. In: its fold_for_identity.
[[nodiscard]] bool is_contentless_sentence(std::string_view folded, const Lexicons& lexicons);

/// The same as the first where fold_for_identity(`text`) is known already: `folded`.
[[nodiscard]] bool is_contentless(std::u32string_view text, std::string_view folded, const Lexicons& lexicons);

}  // namespace koe::nlp

#include "nlp/sentence.h"

#include <algorithm>
#include <string>
#include <utility>

#include "nlp/characters.h"

namespace koe::nlp {
namespace {

/// Quotes and parentheses longer than this are not kept whole.
constexpr std::size_t kLongestQuote = 200;
/// An English line of at least this length that goes on in lower case was wrapped by a mail program.
constexpr std::size_t kWrappedLine = 40;
/// Longest emoticon in round brackets.
constexpr std::size_t kLongestEmoticon = 14;
/// What a clause must hold to stand alone: this many Japanese letters or this many Latin words.
constexpr std::uint32_t kClauseLetters = 4;
constexpr std::uint32_t kClauseWords = 2;

[[nodiscard]] bool is_one_of(char32_t c, std::u32string_view set) noexcept {
  return set.find(c) != std::u32string_view::npos;
}

[[nodiscard]] bool is_terminator(char32_t c) noexcept { return c == U'。' || c == U'!' || c == U'?'; }

[[nodiscard]] bool is_closer(char32_t c) noexcept { return is_one_of(c, U")]}」』】〉》\"'"); }

/// Letters, digits and emoji: what makes a segment more than punctuation.
[[nodiscard]] bool is_substance(char32_t c) noexcept { return is_letter(c) || is_digit(c) || is_emoji(c); }

/// Whether anything but a contrast may begin or end at `c`: not at what most of every text consists of.
[[nodiscard]] bool may_be_mark(char32_t c) noexcept {
  if (c == U' ' || c == U',' || c == U'\'' || c == U'、') return false;
  return !is_ascii_letter(c) && !is_japanese_letter(c);
}

/// Finds the places where a text is to be cut.
class Splitter {
 public:
  /// Both must outlive the splitter.
  Splitter(std::u32string_view text, const Lexicons& lexicons)
      : text_(text), size_(text_.size()), lexicons_(lexicons) {
    for (std::size_t i = 0; i < size_; ++i)
      if (may_be_mark(text_[i])) marks_.push_back(i);
  }

  void split(std::vector<Statement>& statements) {
    statements.clear();
    mark_quotes();
    find_sentence_ends();
    for (const Span& sentence : sentences()) cut_at_contrasts(sentence, statements);
  }

 private:
  [[nodiscard]] char32_t at(std::size_t i) const noexcept { return i < size_ ? text_[i] : U'\0'; }

  [[nodiscard]] std::size_t skip_spaces(std::size_t i) const noexcept {
    while (i < size_ && is_space(text_[i])) ++i;
    return i;
  }

  [[nodiscard]] bool is_quoted(std::size_t i) const noexcept { return !quoted_.empty() && quoted_[i]; }

  [[nodiscard]] bool starts_line(std::size_t i) const noexcept { return i == 0 || text_[i - 1] == U'\n'; }

  [[nodiscard]] bool after_space(std::size_t i) const noexcept { return i == 0 || is_space(text_[i - 1]); }

  /// Marks what lies inside matching brackets on one line.
  void mark_quotes() {
    constexpr std::u32string_view kOpen = U"「『(【";
    constexpr std::u32string_view kClose = U"」』)】";
    std::vector<std::size_t> open;
    for (const std::size_t i : marks_) {
      if (text_[i] == U'\n') {
        open.clear();
      } else if (is_one_of(text_[i], kOpen)) {
        open.push_back(i);
      } else if (const std::size_t kind = kClose.find(text_[i]); kind != std::u32string_view::npos) {
        while (!open.empty() && text_[open.back()] != kOpen[kind]) open.pop_back();
        if (open.empty()) continue;
        quoted_.resize(size_, false);
        if (i - open.back() <= kLongestQuote)
          std::fill(quoted_.begin() + static_cast<std::ptrdiff_t>(open.back()),
                    quoted_.begin() + static_cast<std::ptrdiff_t>(i), true);
        open.pop_back();
      }
    }
  }

  /// End of an emoticon that begins at `i`, or `i`: (^^), (T_T), (笑), ^^;, :-).
  [[nodiscard]] std::size_t emoticon_end(std::size_t i) const noexcept {
    if (at(i) == U'(') {
      bool face = false;
      for (std::size_t k = i + 1; k < size_ && k - i <= kLongestEmoticon; ++k) {
        const char32_t c = text_[k];
        if (c == U')') return face ? k + 1 : i;
        if (is_one_of(c, U"^;*`'ω∀дДTo_><≧≦▽・")) {
          face = face || !is_ascii_letter(c);
        } else if (is_one_of(c, U"笑泣涙汗爆嬉怒苦") && k == i + 1) {
          face = true;
        } else if (is_hiragana(c) || is_han(c) || is_ascii_alphanumeric(c) || is_space(c)) {
          return i;
        }
      }
      return i;
    }
    if (at(i) == U'^' && (at(i + 1) == U'^' || (at(i + 1) == U'_' && at(i + 2) == U'^'))) {
      std::size_t end = i;
      while (is_one_of(at(end), U"^_;")) ++end;
      return end;
    }
    if ((at(i) == U':' || at(i) == U';') && after_space(i)) {
      const std::size_t mouth = at(i + 1) == U'-' ? i + 2 : i + 1;
      if (is_one_of(at(mouth), U")(DP/|") && !is_ascii_alphanumeric(at(mouth + 1))) return mouth + 1;
    }
    return i;
  }

  /// End of what belongs to the sentence that ended before `i`: brackets, further marks, emoji, emoticons.
  [[nodiscard]] std::size_t absorb(std::size_t i) const noexcept {
    for (;;) {
      const char32_t c = at(i);
      if (i >= size_) return size_;
      if (is_terminator(c) || c == U'.' || c == U'~' || is_closer(c) || is_emoji(c)) {
        ++i;
        continue;
      }
      std::size_t next = i;
      while (at(next) == U' ') ++next;
      if (const std::size_t end = emoticon_end(next); end != next) {
        i = end;
      } else if (is_emoji(at(next))) {
        i = next;
      } else {
        return i;
      }
    }
  }

  void cut(std::size_t i) { cuts_.push_back(i); }

  /// Whether what begins at `i` (white space skipped) can only begin a new sentence after "..." or an emoji.
  [[nodiscard]] bool begins_anew(std::size_t i) const noexcept {
    const std::size_t next = skip_spaces(i);
    const char32_t c = at(next);
    if (next >= size_) return true;
    if (is_one_of(c, U"をがはのもにでとへや、,。.;:!?)」』")) return false;
    if (is_ascii_lower(c)) return false;
    return true;
  }

  /// The Latin word that ends before `i`, in lower case, with the points inside it ("e.g").
  [[nodiscard]] std::string word_before(std::size_t i) const {
    std::size_t begin = i;
    while (begin > 0 && (is_latin_letter(text_[begin - 1]) || text_[begin - 1] == U'.')) --begin;
    std::string word;
    for (std::size_t k = begin; k < i; ++k) append_utf8(word, to_lower(text_[k]));
    return word;
  }

  /// Whether the single full stop at `i` ends a sentence.
  [[nodiscard]] bool full_stop_ends(std::size_t i) const {
    const char32_t before = i > 0 ? text_[i - 1] : U'\0';
    const char32_t after = at(i + 1);
    if (is_japanese_letter(before))
      return !(i < 2 || is_space(text_[i - 2])) || is_space(after) || i + 1 == size_;
    if (is_digit(before)) {
      // "1. first" is a list mark, already seen by look_for_list_mark; "version 2. Next" ends.
      if (is_digit(after) || is_list_number(i)) return false;
      return i + 1 == size_ || is_space(after) || is_japanese_letter(after);
    }
    const bool separated = i + 1 == size_ || is_space(after) || is_closer(after) || is_emoji(after);
    if (!separated) {
      // "slow.Please": a space was forgotten; "example.com", "ASP.NET" and "Node.js" stay whole.
      return (is_ascii_lower(before) || is_closer(before)) &&
             ((is_ascii_upper(after) && is_ascii_lower(at(i + 2)) && !in_address(i)) ||
              is_japanese_letter(after));
    }
    const std::string word = word_before(i);
    const char32_t next = at(skip_spaces(i + 1));
    if (const auto known = lexicons_.abbreviations.find(word); known != lexicons_.abbreviations.end())
      return i + 1 == size_ || (known->second && !is_ascii_lower(next) && !is_digit(next));
    if (word.size() == 1 && word != "i" && is_ascii_upper(before)) return i + 1 == size_;
    return true;
  }

  /// Whether `i` lies in something like a URL or an address: a slash or @ in the same unspaced run.
  [[nodiscard]] bool in_address(std::size_t i) const noexcept {
    for (std::size_t k = i; k > 0 && i - k < 64 && !is_space(text_[k - 1]); --k)
      if (is_one_of(text_[k - 1], U"/@")) return true;
    return false;
  }

  /// Whether the digits before the point or bracket at `i` stand alone: at the beginning of a line or after a
  /// space.
  [[nodiscard]] bool is_list_number(std::size_t i) const noexcept {
    std::size_t begin = i;
    while (begin > 0 && is_ascii_digit(text_[begin - 1])) --begin;
    if (begin == i || i - begin > 2) return false;
    return starts_line(begin) || (after_space(begin) && number_at(begin) == last_list_number_);
  }

  [[nodiscard]] std::uint32_t number_at(std::size_t i) const noexcept {
    std::uint32_t value = 0;
    for (std::size_t k = i; k < size_ && k < i + 2 && is_ascii_digit(text_[k]); ++k)
      value = value * 10 + (text_[k] - U'0');
    return value;
  }

  /// Cuts before list marks inside a line, and keeps count of numbered lists.
  void look_for_list_mark(std::size_t i) {
    if (!after_space(i) || i + 1 >= size_) return;
    if (is_ascii_digit(text_[i])) {
      std::size_t mark = i;
      while (is_ascii_digit(at(mark))) ++mark;
      if (mark - i > 2 || !is_one_of(at(mark), U".)") || is_ascii_digit(at(mark + 1))) return;
      const std::uint32_t number = number_at(i);
      if (starts_line(i) || number == last_list_number_ + 1) {
        if (i > 0) cut(i);
        last_list_number_ = number;
      }
    } else if (is_one_of(text_[i], U"・●○■□◆◇▪◎▶★☆※") && !is_space(at(i + 1))) {
      cut(i);
    }
  }

  /// Whether the line that ends at `newline` goes on in the next.
  [[nodiscard]] bool line_goes_on(std::size_t newline) const noexcept {
    if (newline == 0) return false;
    std::size_t last = newline;
    while (last > 0 && text_[last - 1] == U' ') --last;
    if (last == 0) return false;
    const char32_t before = text_[last - 1];
    const char32_t next = at(newline + 1);
    if (next == U'\n' || is_one_of(next, U"・-*●○■□◆◇▪◎▶★☆※") || is_ascii_digit(next)) return false;
    if (is_one_of(before, U"、,をにのは")) return true;
    std::size_t begin = newline;
    while (begin > 0 && text_[begin - 1] != U'\n') --begin;
    return newline - begin >= kWrappedLine && is_ascii_lower(next) &&
           (is_latin_letter(before) || is_digit(before));
  }

  void find_sentence_ends() {
    std::size_t i = 0;  // what lies before it is decided
    for (const std::size_t mark : marks_) {
      if (mark < i) continue;
      i = mark;
      const char32_t c = text_[i];
      if (is_quoted(i)) {
        const std::size_t end = emoticon_end(i);
        if (end != i && !is_quoted(end - 1) && i > 0) end_by_face(end);
        i = end != i ? end : i + 1;
        continue;
      }
      look_for_list_mark(i);
      if (c == U'\n') {
        if (!line_goes_on(i)) {
          cut(i + 1);
          if (at(i + 1) == U'\n') last_list_number_ = 0;
        }
        ++i;
      } else if (is_terminator(c)) {
        const bool inside_word =
            c != U'。' && i > 0 && is_ascii_alphanumeric(text_[i - 1]) && is_ascii_alphanumeric(at(i + 1));
        i = inside_word ? i + 1 : absorb(i);
        if (!inside_word) cut(i);
      } else if (c == U'.') {
        i = end_by_full_stop(i);
      } else if (is_emoji(c)) {
        i = absorb(i);
        end_by_face(i);
      } else if (const std::size_t end = emoticon_end(i); end != i) {
        i = absorb(end);
        end_by_face(i);
      } else {
        ++i;
      }
    }
  }

  /// Handles the run of full stops at `i`; returns where to go on.
  [[nodiscard]] std::size_t end_by_full_stop(std::size_t i) {
    std::size_t end = i;
    while (at(end) == U'.') ++end;
    const bool ends = end - i >= 2 ? begins_anew(end) : full_stop_ends(i);
    if (!ends) return end;
    end = absorb(end);
    cut(end);
    return end;
  }

  /// An emoji or emoticon that ends at `end` ends the sentence when something was said before it and
  /// something new follows.
  void end_by_face(std::size_t end) {
    const std::size_t from = cuts_.empty() ? 0 : cuts_.back();
    bool said = false;
    for (std::size_t k = from; k < end && !said; ++k) said = is_letter(text_[k]);
    if (said && begins_anew(end)) cut(end);
  }

  /// The text between the cuts without the white space around it; what holds only punctuation joins its
  /// neighbour.
  [[nodiscard]] std::vector<Span> sentences() {
    std::sort(cuts_.begin(), cuts_.end());
    cut(size_);
    std::vector<Span> out;
    std::size_t begin = 0;
    bool front_is_bare = false;
    for (const std::size_t next : cuts_) {
      std::size_t first = skip_spaces(begin);
      std::size_t last = next;
      while (last > first && is_space(text_[last - 1])) --last;
      begin = std::max(begin, next);
      if (first >= last) continue;
      const bool bare = std::none_of(text_.begin() + static_cast<std::ptrdiff_t>(first),
                                     text_.begin() + static_cast<std::ptrdiff_t>(last), is_substance);
      const Span span{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
      if (!out.empty() && (bare || front_is_bare)) {
        out.back().end = span.end;
        front_is_bare = front_is_bare && bare;
      } else {
        front_is_bare = bare;
        out.push_back(span);
      }
    }
    return out;
  }

  // -- Contrasts --

  /// Whether [begin, end) says enough to be a segment of its own.
  [[nodiscard]] bool is_enough(std::size_t begin, std::size_t end) const noexcept {
    std::uint32_t letters = 0;
    std::uint32_t words = 0;
    bool in_word = false;
    for (std::size_t i = begin; i < end; ++i) {
      const bool latin = is_latin_letter(text_[i]) || (in_word && text_[i] == U'\'');
      if (latin && !in_word) ++words;
      in_word = latin;
      if (is_japanese_letter(text_[i])) ++letters;
    }
    return letters >= kClauseLetters || words >= kClauseWords;
  }

  /// The longest contrast marker that begins at `i` in lower case, or nullptr.
  [[nodiscard]] const ContrastMarker* marker_at(std::size_t i) const {
    if (is_ascii_letter(text_[i]) && i > 0 && is_ascii_letter(text_[i - 1])) return nullptr;  // inside a Latin word
    for (const ContrastMarker& marker : lexicons_.contrasts.entries(to_lower(text_[i]))) {
      const std::size_t length = marker.text.size();
      if (i + length > size_) continue;
      std::size_t same = 0;
      while (same < length && to_lower(text_[i + same]) == marker.text[same]) ++same;
      if (same < length) continue;
      if (is_latin_letter(marker.text.front()) &&
          ((i > 0 && is_latin_letter(text_[i - 1])) || is_latin_letter(at(i + length))))
        continue;
      return &marker;
    }
    return nullptr;
  }

  /// Where the clause that the marker at `i` (with the given end) ends or begins is cut; 0 for nowhere.
  [[nodiscard]] std::size_t contrast_cut(const Span& sentence, std::size_t i,
                                         const ContrastMarker& marker) const noexcept {
    const std::size_t end = i + marker.text.size();
    const bool comma_follows = at(end) == U'、' || at(end) == U',';
    switch (marker.place) {
      case ContrastPlace::kAfter:
        return comma_follows ? end + 1 : end;
      case ContrastPlace::kAfterComma:
        return comma_follows ? end + 1 : 0;
      case ContrastPlace::kBefore:
        return i > sentence.begin && (is_space(text_[i - 1]) || is_one_of(text_[i - 1], U"、,;-")) ? i : 0;
      case ContrastPlace::kOpening: {
        if (i != sentence.begin) return i > sentence.begin && at(i - 1) == U' ' ? i : 0;
        std::size_t comma = end;
        while (comma < sentence.end && text_[comma] != U',') ++comma;
        return comma < sentence.end ? comma + 1 : 0;
      }
      case ContrastPlace::kNever:
        break;
    }
    return 0;
  }

  void cut_at_contrasts(Span sentence, std::vector<Statement>& out) const {
    std::size_t begin = sentence.begin;
    char32_t next = to_lower(at(sentence.begin));
    for (std::size_t i = sentence.begin; i < sentence.end; ++i) {
      const char32_t c = std::exchange(next, to_lower(at(i + 1)));
      if (!lexicons_.contrasts.may_begin(c, next)) continue;
      const ContrastMarker* marker = marker_at(i);
      if (marker == nullptr || is_quoted(i)) continue;
      const std::size_t behind_marker = i + marker->text.size();
      const std::size_t place = contrast_cut(sentence, i, *marker);
      const bool cuts = place > begin && place < sentence.end && is_enough(begin, place) &&
                        is_enough(std::max(place, behind_marker), sentence.end);
      if (cuts) {
        push_trimmed(begin, place, begin > sentence.begin, out);
        begin = place;
      }
      if (!cuts && marker->place != ContrastPlace::kNever) continue;
      i = behind_marker - 1;
      next = to_lower(at(behind_marker));
    }
    push_trimmed(begin, sentence.end, begin > sentence.begin, out);
  }

  void push_trimmed(std::size_t begin, std::size_t end, bool follows_contrast, std::vector<Statement>& out) const {
    begin = skip_spaces(begin);
    while (end > begin && is_space(text_[end - 1])) --end;
    out.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, follows_contrast});
  }

  std::u32string_view text_;
  std::size_t size_;
  std::vector<std::size_t> marks_;  // where may_be_mark: only there does anything but a clause end
  std::vector<bool> quoted_;        // inside brackets, the closing one is outside; empty when nothing is
  std::vector<std::size_t> cuts_;
  std::uint32_t last_list_number_ = 0;
  const Lexicons& lexicons_;
};

}  // namespace

std::vector<Statement> split_sentences(std::string_view text, const Lexicons& lexicons) {
  return split_sentences(decode_utf8(text), lexicons);
}

std::vector<Statement> split_sentences(std::u32string_view text, const Lexicons& lexicons) {
  std::vector<Statement> statements;
  split_sentences(text, lexicons, statements);
  return statements;
}

void split_sentences(std::u32string_view text, const Lexicons& lexicons, std::vector<Statement>& statements) {
  Splitter(text, lexicons).split(statements);
}

}  // namespace koe::nlp

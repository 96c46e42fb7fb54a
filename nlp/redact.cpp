#include "nlp/redact.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "nlp/characters.h"
#include "nlp/placeholder.h"

namespace koe::nlp {
namespace {

/// How far before a number its context word may stand, in code points.
constexpr std::size_t kContextDistance = 12;
/// An address is searched this far behind its prefecture.
constexpr std::size_t kLongestAddress = 40;
/// A path part of this length that mixes letters and digits is a token, not a name.
constexpr std::size_t kTokenLength = 20;

[[nodiscard]] bool is_one_of(char32_t c, std::u32string_view set) noexcept {
  return set.find(c) != std::u32string_view::npos;
}

/// Digits with the marks between them: "03-1234-5678".
struct NumberRun {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string digits;
  std::vector<std::size_t> groups;  ///< lengths of the runs of digits
  bool plus = false;
  bool points_only = true;  ///< every mark between groups is a full stop
};

/// ISO/IEC 7812-1 annex B.
[[nodiscard]] bool passes_luhn(std::string_view digits) noexcept {
  unsigned sum = 0;
  bool twice = false;
  for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
    unsigned value = static_cast<unsigned>(digits[i] - '0') * (twice ? 2U : 1U);
    if (value > 9) value -= 9;
    sum += value;
  }
  return sum % 10 == 0;
}

/// MIC ordinance 85 (2014) article 5: P1 is the lowest of eleven digits; Q is n+1 up to the sixth, n-5 from
/// there on.
[[nodiscard]] bool passes_my_number_check(std::string_view digits) noexcept {
  unsigned sum = 0;
  for (unsigned n = 1; n <= 11; ++n)
    sum += static_cast<unsigned>(digits[11 - n] - '0') * (n <= 6 ? n + 1 : n - 5);
  const unsigned remainder = sum % 11;
  const unsigned check = remainder <= 1 ? 0 : 11 - remainder;
  return static_cast<unsigned>(digits[11] - '0') == check;
}

/// Scans one text from left to right.
class Scanner {
 public:
  /// `text` must outlive the scanner.
  explicit Scanner(std::u32string_view text) : text_(text) {}

  [[nodiscard]] std::vector<PersonalData> scan() {
    std::size_t i = 0;
    while (i < text_.size()) {
      if (!may_begin(text_[i])) {
        i = std::max(i + 1, resume_);
        continue;
      }
      if (const std::uint32_t length = placeholder_length(text_, i); length > 0) {
        i = floor_ = i + length;
        continue;
      }
      if (const std::optional<PersonalData> found = find_at(i)) {
        found_.push_back(*found);
        i = floor_ = found->span.end;
      } else {
        i = std::max(i + 1, resume_);
      }
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] char32_t at(std::size_t i) const noexcept { return i < text_.size() ? text_[i] : U'\0'; }

  [[nodiscard]] static PersonalData make(std::size_t begin, std::size_t end, PersonalDataKind kind) noexcept {
    return {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, kind};
  }

  [[nodiscard]] bool matches(std::size_t i, std::u32string_view word) const noexcept {
    if (i + word.size() > text_.size()) return false;
    for (std::size_t k = 0; k < word.size(); ++k)
      if (to_lower(text_[i + k]) != word[k]) return false;
    return true;
  }

  /// Whether one of `words` (lower case) begins within kContextDistance before `i`, behind the last finding.
  [[nodiscard]] bool context_before(std::size_t i,
                                    std::initializer_list<std::u32string_view> words) const noexcept {
    const std::size_t from = std::max(floor_, i > kContextDistance ? i - kContextDistance : 0);
    for (std::size_t k = from; k < i; ++k)
      for (const std::u32string_view word : words)
        if (k + word.size() <= i && matches(k, word)) return true;
    return false;
  }

  /// Whether a placeholder begins with `c`, or find_at looks at it.
  [[nodiscard]] static bool may_begin(char32_t c) noexcept {
    switch (c) {
      case U'@':
      case U'(':
      case U'[':
      case U':':
      case U'+':
      case U'〒':
      case U'都':
      case U'道':
      case U'府':
      case U'県':
        return true;
      default:
        return is_ascii_digit(c);
    }
  }

  [[nodiscard]] std::optional<PersonalData> find_at(std::size_t i) {
    const char32_t c = text_[i];
    if (c == U'@' || ((c == U'(' || c == U'[') && (matches(i + 1, U"at)") || matches(i + 1, U"at]"))))
      return email(i);
    if (c == U':' && matches(i, U"://")) return url(i);
    if (c == U'〒') return postal_code(i);
    if (is_ascii_digit(c) || (c == U'+' && is_ascii_digit(at(i + 1))) ||
        (c == U'(' && (is_ascii_digit(at(i + 1)) || (at(i + 1) == U'+' && is_ascii_digit(at(i + 2))))))
      return number(i);
    if (is_one_of(c, U"都道府県")) return address(i);
    return std::nullopt;
  }

  // -- E-mail --

  [[nodiscard]] static bool is_local_part(char32_t c) noexcept {
    return is_ascii_alphanumeric(c) || is_one_of(c, U".!#$%&'*+/=?^_`{|}~-");
  }

  /// `i` is the @ or the bracket of "(at)". No character is looked at twice as local part: one @ ends it, and
  /// what lies before floor_ was decided.
  [[nodiscard]] std::optional<PersonalData> email(std::size_t i) {
    std::size_t begin = i;
    while (begin > floor_ && text_[begin - 1] == U' ' && text_[i] != U'@' && i - begin < 1) --begin;
    const std::size_t local_end = begin;
    while (begin > floor_ && is_local_part(text_[begin - 1])) --begin;
    while (begin < local_end && !is_ascii_alphanumeric(text_[begin])) ++begin;
    std::size_t domain = i + (text_[i] == U'@' ? 1 : 4);
    if (text_[i] != U'@' && at(domain) == U' ') ++domain;
    std::size_t end = domain;
    std::size_t last_point = 0;
    for (; end < text_.size(); ++end) {
      if (text_[end] == U'.' && end > domain && is_ascii_alphanumeric(at(end + 1)))
        last_point = end;
      else if (!is_ascii_alphanumeric(text_[end]) &&
               !(text_[end] == U'-' && is_ascii_alphanumeric(at(end + 1))))
        break;
    }
    const bool named = begin < local_end && last_point > domain && end - last_point > 2 &&
                       std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(last_point) + 1,
                                   text_.begin() + static_cast<std::ptrdiff_t>(end), is_ascii_letter);
    if (!named) return std::nullopt;
    return make(begin, end, PersonalDataKind::kEmail);
  }

  // -- URL --

  [[nodiscard]] static bool ends_url(char32_t c) noexcept {
    return c <= U' ' || c >= 0x7F || is_one_of(c, U"\"<>[]{}|\\^`)");
  }

  [[nodiscard]] bool looks_like_token(std::size_t begin, std::size_t end) const noexcept {
    if (end - begin < kTokenLength) return false;
    bool digit = false;
    bool letter = false;
    for (std::size_t k = begin; k < end; ++k) {
      digit = digit || is_ascii_digit(text_[k]);
      letter = letter || is_ascii_letter(text_[k]);
    }
    return digit && letter;
  }

  /// `i` is the colon of "://". A URL that names only a page is skipped as a whole: its digits are no
  /// telephone.
  [[nodiscard]] std::optional<PersonalData> url(std::size_t i) {
    std::size_t begin = i;
    while (begin > floor_ && is_ascii_letter(text_[begin - 1])) --begin;
    if (begin == i) return std::nullopt;
    std::size_t end = i + 3;
    std::size_t part = end;
    bool personal = false;
    for (; end < text_.size() && !ends_url(text_[end]); ++end) {
      personal = personal || is_one_of(text_[end], U"?#@");
      if (text_[end] == U'/') {
        personal = personal || looks_like_token(part, end);
        part = end + 1;
      }
    }
    personal = personal || looks_like_token(part, end);
    while (end > i + 3 && is_one_of(text_[end - 1], U".,;:!'")) --end;
    if (end == i + 3) return std::nullopt;
    if (personal) return make(begin, end, PersonalDataKind::kUrl);
    resume_ = end;
    return std::nullopt;
  }

  // -- Numbers --

  /// The digits from `i` on, with single marks between them (a bracket may have a space or dash beside it).
  [[nodiscard]] NumberRun read_number(std::size_t i) const {
    NumberRun run{.begin = i, .end = i, .digits = {}, .groups = {}};
    std::size_t k = i;
    bool new_group = true;
    while (k < text_.size()) {
      if (is_ascii_digit(text_[k])) {
        if (new_group) run.groups.push_back(0);
        new_group = false;
        run.digits.push_back(static_cast<char>(text_[k]));
        ++run.groups.back();
        run.end = ++k;
        continue;
      }
      if (text_[k] == U'+' && run.digits.empty()) {
        run.plus = true;
        ++k;
        continue;
      }
      std::size_t mark = k;
      while (mark < text_.size() && mark - k < 2 && is_one_of(text_[mark], U"-ー・. ()/")) ++mark;
      if (mark == k || !is_ascii_digit(at(mark))) {
        if (run.digits.empty() && text_[k] == U'(') {
          ++k;
          continue;
        }
        break;
      }
      // A slash separates dates, not telephone groups; a closing bracket must not open the number.
      if (text_[k] == U'/' ||
          (mark - k == 2 && !is_one_of(text_[k], U"()") && !is_one_of(text_[k + 1], U"()")))
        break;
      run.points_only = run.points_only && text_[k] == U'.' && mark - k == 1;
      new_group = true;
      k = mark;
    }
    if (at(run.begin) == U'(') {  // "(03)1234" keeps its bracket, "(03-1234-5678)" does not
      bool closed_inside = false;
      for (std::size_t p = run.begin; p < run.end; ++p) closed_inside = closed_inside || text_[p] == U')';
      if (!closed_inside) ++run.begin;
    }
    return run;
  }

  [[nodiscard]] static bool is_ip_address(const NumberRun& run) noexcept {
    if (!run.points_only || run.groups.size() != 4) return false;
    std::size_t first = 0;
    for (const std::size_t length : run.groups) {
      if (length > 3) return false;
      unsigned value = 0;
      for (std::size_t k = first; k < first + length; ++k)
        value = value * 10 + static_cast<unsigned>(run.digits[k] - '0');
      if (value > 255) return false;
      first += length;
    }
    return true;
  }

  [[nodiscard]] static bool is_card_grouping(const std::vector<std::size_t>& groups) noexcept {
    return groups.size() == 1 || groups == std::vector<std::size_t>{4, 4, 4, 4} ||
           groups == std::vector<std::size_t>{4, 6, 5} || groups == std::vector<std::size_t>{4, 4, 4, 4, 3} ||
           groups == std::vector<std::size_t>{4, 6, 4};
  }

  [[nodiscard]] static bool is_phone(const NumberRun& run) noexcept {
    const std::size_t n = run.digits.size();
    const auto grouped = [&](std::initializer_list<std::size_t> sizes) {
      return std::equal(run.groups.begin(), run.groups.end(), sizes.begin(), sizes.end());
    };
    if (run.plus) return n >= 8 && n <= 15;
    if (run.digits.front() == '0' && run.digits != std::string(n, '0') && (n == 10 || n == 11))
      return run.groups.size() == 1 || grouped({4, 3, 3}) ||
             (run.groups.size() <= 3 && run.groups.front() >= 2 && run.groups.back() == 4);
    return grouped({3, 3, 4}) || grouped({1, 3, 3, 4});
  }

  [[nodiscard]] std::optional<PersonalData> number(std::size_t i) {
    const NumberRun run = read_number(i);
    resume_ = std::max(run.end, i + 1);
    const std::size_t n = run.digits.size();
    const auto found = [&](PersonalDataKind kind) { return make(run.begin, run.end, kind); };
    if (is_ip_address(run))
      return context_before(i, {U"v", U"バージョン"}) ? std::nullopt
                                                      : std::optional(found(PersonalDataKind::kIp));
    const bool joined = run.groups.size() == 1;
    if (n >= 13 && n <= 19 && !run.plus && is_card_grouping(run.groups) && passes_luhn(run.digits))
      return found(PersonalDataKind::kCard);
    if (n == 12 && !run.plus && (joined || run.groups == std::vector<std::size_t>{4, 4, 4}) &&
        (passes_my_number_check(run.digits) ||
         context_before(run.begin, {U"マイナンバー", U"個人番号", U"my number"})))
      return found(PersonalDataKind::kMyNumber);
    if (is_phone(run)) return found(PersonalDataKind::kPhone);
    if (n >= 6 && n <= 11 &&
        context_before(run.begin, {U"電話", U"tel", U"phone", U"携帯", U"fax", U"☎", U"📞"}))
      return found(PersonalDataKind::kPhone);
    if (joined && n >= 10) return found(PersonalDataKind::kNumber);
    // A date, a range, a list of small numbers: no group of it is long enough to point at anyone; a long
    // group is.
    if (!joined && *std::max_element(run.groups.begin(), run.groups.end()) >= 10)
      return found(PersonalDataKind::kNumber);
    return std::nullopt;
  }

  // -- Addresses --

  [[nodiscard]] std::optional<PersonalData> postal_code(std::size_t i) {
    std::size_t end = i + 1;
    while (at(end) == U' ') ++end;
    const NumberRun run = read_number(end);
    if (run.digits.size() < 7) return std::nullopt;
    if (run.digits.size() == 7) return make(i, run.end, PersonalDataKind::kAddress);
    return make(i, end + (is_one_of(at(end + 3), U"-ー") ? 8 : 7), PersonalDataKind::kAddress);
  }

  /// `i` is the 都, 道, 府 or 県 of a prefecture; the address ends with its block number, which it must have.
  [[nodiscard]] std::optional<PersonalData> address(std::size_t i) const {
    static constexpr std::array<std::u32string_view, 47> kPrefectures = {
        U"北海道", U"青森県", U"岩手県", U"宮城県", U"秋田県", U"山形県",   U"福島県", U"茨城県",
        U"栃木県", U"群馬県", U"埼玉県", U"千葉県", U"東京都", U"神奈川県", U"新潟県", U"富山県",
        U"石川県", U"福井県", U"山梨県", U"長野県", U"岐阜県", U"静岡県",   U"愛知県", U"三重県",
        U"滋賀県", U"京都府", U"大阪府", U"兵庫県", U"奈良県", U"和歌山県", U"鳥取県", U"島根県",
        U"岡山県", U"広島県", U"山口県", U"徳島県", U"香川県", U"愛媛県",   U"高知県", U"福岡県",
        U"佐賀県", U"長崎県", U"熊本県", U"大分県", U"宮崎県", U"鹿児島県", U"沖縄県"};
    std::size_t begin = i + 1;
    for (const std::u32string_view name : kPrefectures)
      if (i + 1 >= name.size() + floor_ && text_.compare(i + 1 - name.size(), name.size(), name) == 0)
        begin = i + 1 - name.size();
    if (begin == i + 1) return std::nullopt;
    const std::size_t limit = std::min(text_.size(), i + 1 + kLongestAddress);
    std::size_t end = 0;
    for (std::size_t k = i + 1; k < limit; ++k) {
      const char32_t c = text_[k];
      const bool numeral = is_ascii_digit(c) || is_one_of(c, U"一二三四五六七八九十");
      const bool block =
          numeral && (is_one_of(at(k + 1), U"-丁番号") || (is_one_of(at(k - 1), U"-地目番") && end > 0));
      if (block) end = k + 1;
      if (end > 0 && is_one_of(c, U"丁目番地号")) end = k + 1;
      if (!numeral && !is_japanese_letter(c) && !is_one_of(c, U"- ")) break;
    }
    if (end == 0) return std::nullopt;
    return make(begin, end, PersonalDataKind::kAddress);
  }

  std::u32string_view text_;
  std::vector<PersonalData> found_;
  std::size_t floor_ = 0;   // end of the last finding: nothing before it is looked at again
  std::size_t resume_ = 0;  // what lies before it was decided to be no personal data
};

/// `normalized` with every finding replaced.
[[nodiscard]] MappedText replace(const MappedText& normalized, const std::vector<PersonalData>& found) {
  MappedText out;
  out.is_original = false;
  out.code_points.reserve(normalized.code_points.size());
  out.to_original.reserve(normalized.to_original.size());
  std::uint32_t index = 0;
  const auto copy_until = [&](std::uint32_t end) {
    for (; index < end; ++index) {
      out.code_points.push_back(normalized.code_points[index]);
      out.to_original.push_back(normalized.to_original[index]);
    }
  };
  for (const PersonalData& finding : found) {
    copy_until(finding.span.begin);
    const std::string_view placeholder = placeholder_of(finding.kind);
    out.code_points.append(placeholder.begin(), placeholder.end());
    out.to_original.insert(out.to_original.end(), placeholder.size(),
                           normalized.to_original[finding.span.begin]);
    index = finding.span.end;
  }
  copy_until(normalized.size());
  out.to_original.push_back(normalized.to_original.back());
  return out;
}

}  // namespace

std::string_view placeholder_of(PersonalDataKind kind) noexcept {
  return kPlaceholders[static_cast<std::size_t>(kind)];
}

std::vector<PersonalData> find_personal_data(std::string_view normalized) {
  const std::u32string code_points = decode_utf8(normalized);
  return Scanner(code_points).scan();
}

Redaction redact(NormalizedText normalized) {
  Redaction redaction{.text = std::move(normalized), .count = 0};
  redaction.count = redact(static_cast<MappedText&>(redaction.text));
  if (redaction.count > 0) redaction.text.text = encode_utf8(redaction.text.code_points);
  return redaction;
}

std::uint32_t redact(MappedText& normalized) {
  std::uint32_t count = 0;
  for (;;) {
    const std::vector<PersonalData> found = Scanner(normalized.code_points).scan();
    if (found.empty()) return count;
    count += static_cast<std::uint32_t>(found.size());
    normalized = replace(normalized, found);
  }
}

}  // namespace koe::nlp

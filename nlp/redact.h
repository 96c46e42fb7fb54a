// Which parts of a text point at a person, and what stands there instead? Runs before anything else sees the
// text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/normalize.h"
#include "nlp/utf8.h"

namespace koe::nlp {

/// What was found. Each kind has one placeholder: [email], [phone], [url], [card], [my-number], [number],
/// [address], [ip].
enum class PersonalDataKind : std::uint8_t { kEmail, kPhone, kUrl, kCard, kMyNumber, kNumber, kAddress, kIp };

/// The placeholder of `kind`, brackets included (placeholder.h lists the same ones for the tokenizers).
[[nodiscard]] std::string_view placeholder_of(PersonalDataKind kind) noexcept;

/// One finding: code points of the searched text.
struct PersonalData {
  Span span;
  PersonalDataKind kind = PersonalDataKind::kNumber;
  friend bool operator==(const PersonalData&, const PersonalData&) = default;
};

/// Personal data in normalised text, in order, disjoint.
///
/// - kEmail: local@domain.tld, also with "(at)" or "[at]";
/// - kUrl: a URL with user name, query, fragment or a path part of 20 or more characters that looks like a
///   token; other URLs name a page, not a person, and stay;
/// - kPhone: +country numbers of 8-15 digits; Japanese numbers of 10 or 11 digits from 0 (03-1234-5678, 090
///   1234 5678, 0120-123-456, joined); North American 3-3-4 groups; 6-9 digits in groups behind 電話, TEL,
///   phone, 携帯 or fax;
/// - kCard: 13-19 digits, joined or in card groups, that pass the Luhn check;
/// - kMyNumber: 12 digits, joined or 4-4-4, that pass the check digit of an Individual Number, or any 12
///   behind マイナンバー, 個人番号 or "my number";
/// - kNumber: any other run of ten or more digits;
/// - kAddress: a postal code behind 〒, and a Japanese address from its prefecture to its block number;
/// - kIp: four numbers up to 255 with points between, unless a version ("v", "ver") stands before.
/// Names of persons, bank accounts, licence and passport numbers are not found: an issue of their own.
///
/// Hand-written scanners that look at each character a bounded number of times: no input makes them slow.
/// Sources: check digit of the Individual Number, MIC ordinance 85 (2014) article 5; Luhn, ISO/IEC 7812-1
/// annex B. Thread-safe. Checked in tests/unit/nlp/redact_test.cpp.
[[nodiscard]] std::vector<PersonalData> find_personal_data(std::string_view normalized);

/// A text without its personal data, and the way back.
struct Redaction {
  NormalizedText
      text;  ///< placeholders in place; `to_original` leads to the verbatim, a placeholder to all it hides
  std::uint32_t count = 0;  ///< findings replaced
};

/// Replaces what find_personal_data finds until it finds no more, so that redacting twice changes nothing.
/// In: a normalised text with its map. Cost: O(code points), twice that where something is found.
/// Thread-safe. Checked in tests/unit/nlp/redact_test.cpp and tests/property/nlp_redact_test.cpp.
[[nodiscard]] Redaction redact(NormalizedText normalized);

/// The same in place; returns how many findings were replaced.
std::uint32_t redact(MappedText& normalized);

}  // namespace koe::nlp

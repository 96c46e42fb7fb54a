// The three layers' names for a language, mapped at the one place where they meet.
#pragma once
#include "models/language.h"
#include "nlp/language.h"
#include "nlp/polarity.h"
#include "pipeline/domain/run_result.h"

namespace koe::stages {

/// The language of the results for one that nlp detected.
[[nodiscard]] inline Language language_of(nlp::Lang lang) {
  switch (lang) {
    case nlp::Lang::kJa: return Language::kJapanese;
    case nlp::Lang::kEn: return Language::kEnglish;
    case nlp::Lang::kOther: return Language::kOther;
  }
  return Language::kOther;
}

/// Inverse of language_of.
[[nodiscard]] inline nlp::Lang lang_of(Language language) {
  switch (language) {
    case Language::kJapanese: return nlp::Lang::kJa;
    case Language::kEnglish: return nlp::Lang::kEn;
    case Language::kOther: return nlp::Lang::kOther;
  }
  return nlp::Lang::kOther;
}

/// The language whose mean a text is centred by; a text in another language has no terms, so its choice is moot.
[[nodiscard]] inline models::Language table_language(Language language) {
  return language == Language::kJapanese ? models::Language::kJapanese : models::Language::kEnglish;
}

/// The polarity of the results for one that nlp found.
[[nodiscard]] inline Polarity polarity_of(nlp::PolarityKind kind) {
  switch (kind) {
    case nlp::PolarityKind::kNegative: return Polarity::kNegative;
    case nlp::PolarityKind::kNeutral: return Polarity::kNeutral;
    case nlp::PolarityKind::kPositive: return Polarity::kPositive;
    case nlp::PolarityKind::kRequest: return Polarity::kRequest;
  }
  return Polarity::kNeutral;
}

}  // namespace koe::stages

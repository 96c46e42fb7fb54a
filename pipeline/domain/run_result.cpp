#include "pipeline/domain/run_result.h"

namespace koe {

std::string_view name_of(Phase phase) {
  switch (phase) {
    case Phase::kNone: return "";
    case Phase::kOnboarding: return "onboarding";
    case Phase::kAdoption: return "adoption";
    case Phase::kExpansionRenewal: return "expansion_renewal";
    case Phase::kProductFeedback: return "product_feedback";
  }
  return "";
}

std::string_view name_of(Family family) {
  switch (family) {
    case Family::kNone: return "";
    case Family::kEngagement: return "engagement";
    case Family::kPerformance: return "performance";
    case Family::kExpansion: return "expansion";
  }
  return "";
}

std::string_view name_of(Polarity polarity) {
  switch (polarity) {
    case Polarity::kNegative: return "neg";
    case Polarity::kNeutral: return "neu";
    case Polarity::kPositive: return "pos";
    case Polarity::kRequest: return "req";
  }
  return "";
}

std::string_view name_of(Contradiction contradiction) {
  switch (contradiction) {
    case Contradiction::kNone: return "";
    case Contradiction::kComplainingPromoter: return "complaining_promoter";
    case Contradiction::kPraisingDetractor: return "praising_detractor";
  }
  return "";
}

std::string_view name_of(Language language) {
  switch (language) {
    case Language::kJapanese: return "ja";
    case Language::kEnglish: return "en";
    case Language::kOther: return "other";
  }
  return "";
}

std::string_view name_of(DriverCause cause) {
  switch (cause) {
    case DriverCause::kChange: return "change";
    case DriverCause::kMix: return "mix";
    case DriverCause::kBase: return "base";
    case DriverCause::kTheme: return "theme";
  }
  return "";
}

std::string_view name_of(ThemeQuality quality) {
  switch (quality) {
    case ThemeQuality::kNone: return "";
    case ThemeQuality::kUnclear: return "unclear";
    case ThemeQuality::kMustBe: return "must_be";
    case ThemeQuality::kPerformance: return "performance";
    case ThemeQuality::kAttractive: return "attractive";
  }
  return "";
}

std::string_view name_of(AccountSign sign) {
  switch (sign) {
    case AccountSign::kLevel: return "level";
    case AccountSign::kMovement: return "movement";
    case AccountSign::kTone: return "tone";
    case AccountSign::kBurden: return "burden";
    case AccountSign::kSilence: return "silence";
    case AccountSign::kQuiet: return "quiet";
    case AccountSign::kNever: return "never";
    case AccountSign::kYoung: return "young";
    case AccountSign::kRenewal: return "renewal";
    case AccountSign::kLeft: return "left";
  }
  return "";
}

std::string_view name_of(HealthBasis basis) {
  switch (basis) {
    case HealthBasis::kStated: return "stated";
    case HealthBasis::kUnvalidated: return "unvalidated";
    case HealthBasis::kValidated: return "validated";
  }
  return "";
}

std::string_view name_of(FixVerdict verdict) {
  switch (verdict) {
    case FixVerdict::kFewer: return "fewer";
    case FixVerdict::kMore: return "more";
    case FixVerdict::kOpen: return "open";
    case FixVerdict::kTooEarly: return "too_early";
    case FixVerdict::kNoComparison: return "no_comparison";
  }
  return "";
}

}  // namespace koe

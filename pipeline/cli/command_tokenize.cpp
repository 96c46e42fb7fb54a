#include <iostream>

#include "nlp/language.h"
#include "nlp/normalize.h"
#include "nlp/polarity_features.h"
#include "nlp/redact.h"
#include "nlp/terms.h"
#include "nlp/tokenizer.h"
#include "pipeline/cli/commands.h"
#include "pipeline/stages/assets.h"
#include "pipeline/stages/languages.h"

namespace koe::cli {
namespace {

/// " term/candidate term" of a text.
std::string terms_of(std::span<const nlp::Token> tokens, nlp::Lang lang) {
  std::string out;
  for (const nlp::Term& term : nlp::terms(tokens, lang)) {
    if (!out.empty()) out += ' ';
    out += term.keys->key;
    for (const std::string& candidate : term.keys->candidates) out += "/" + candidate;
  }
  return out;
}

/// The features of a text that its polarity is judged by, separated by tabs.
std::string polarity_features_of(std::string_view text, std::span<const nlp::Token> tokens, nlp::Lang lang,
                                 const nlp::Lexicons& lexicons) {
  std::string out;
  const nlp::PolarityEvidence evidence = nlp::polarity_evidence(text, tokens, lang, lexicons);
  for (const std::string& name : nlp::polarity_feature_names(tokens, lang, evidence)) {
    if (!out.empty()) out += '\t';
    out += name;
  }
  return out;
}

}  // namespace

/// Each line of standard input as "language<TAB>term term term", by the very functions a run uses: the vector table is
/// trained on this output. `koe polarity-features` answers with the features that polarity is judged by, separated by
/// tabs: the polarity model is trained on those. A line may start with "ja<TAB>" or "en<TAB>" to fix its language.
int command_tokenize(const CommandLine& line, const Console& console) {
  const nlp::Lexicons lexicons = nlp::Lexicons::load((assets_folder(line) / "data/lexicons").string());
  const nlp::MecabTokenizer mecab(nlp::MecabTokenizer::find_dictionary());
  const bool polarity = line.command == "polarity-features";
  nlp::Tokenizer tokenizer(mecab, lexicons);
  std::vector<nlp::Token> tokens;
  std::string input;
  while (std::getline(std::cin, input)) {
    std::optional<nlp::Lang> fixed;
    if (input.starts_with("ja\t")) fixed = nlp::Lang::kJa;
    if (input.starts_with("en\t")) fixed = nlp::Lang::kEn;
    if (fixed) input.erase(0, 3);
    const std::string text = nlp::redact(nlp::normalize(input)).text.text;
    const nlp::Lang lang = fixed ? *fixed : nlp::detect_language(text, lexicons);
    tokenizer.forget_when_full();
    tokenizer.tokenize(text, lang, tokens);
    console.data(std::string(nlp::name_of(lang)) + "\t" +
                 (polarity ? polarity_features_of(text, tokens, lang, lexicons) : terms_of(tokens, lang)) +
                 "\n");
  }
  return 0;
}

}  // namespace koe::cli

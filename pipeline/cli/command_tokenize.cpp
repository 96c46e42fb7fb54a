#include <iostream>

#include "nlp/language.h"
#include "nlp/normalize.h"
#include "nlp/redact.h"
#include "nlp/terms.h"
#include "nlp/tokenizer.h"
#include "pipeline/cli/commands.h"
#include "pipeline/stages/assets.h"
#include "pipeline/stages/languages.h"

namespace koe::cli {

/// Each line of standard input as "language<TAB>term term term", by the very functions a run uses: the vector table is
/// trained on this output. A line may start with "ja<TAB>" or "en<TAB>" to fix its language.
int command_tokenize(const CommandLine& line, const Console& console) {
  const nlp::Lexicons lexicons = nlp::Lexicons::load((assets_folder(line) / "data/lexicons").string());
  const nlp::MecabTokenizer mecab(nlp::MecabTokenizer::find_dictionary());
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
    tokenizer.tokenize(text, lang, tokens);
    std::string output(nlp::name_of(lang));
    char separator = '\t';
    for (const nlp::Term& term : nlp::terms(tokens, lang, lexicons)) {
      output += separator;
      output += term.key;
      for (const std::string& candidate : term.candidates) output += "/" + candidate;
      separator = ' ';
    }
    console.data(output + "\n");
  }
  return 0;
}

}  // namespace koe::cli

#include "nlp/mecab_tokenizer.h"

#include <mecab.h>

#include <array>
#include <filesystem>
#include <span>
#include <utility>

#include "nlp/characters.h"
#include "nlp/load_error.h"
#include "nlp/placeholder.h"
#include "nlp/utf8.h"

namespace koe::nlp {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxPieceBytes = 16 * 1024;
constexpr const char* kInstallHint = "Install the package mecab-ipadic-utf8, or name a dictionary folder.";
constexpr std::array kDictionaryFiles = {"sys.dic", "unk.dic", "matrix.bin", "char.bin", "dicrc"};
constexpr std::array kUsualDirectories = {"/var/lib/mecab/dic/ipadic-utf8",
                                          "/usr/share/mecab/dic/ipadic-utf8",
                                          "/usr/lib/x86_64-linux-gnu/mecab/dic/ipadic-utf8",
                                          "/var/lib/mecab/dic/debian", "/usr/share/mecab/dic/ipadic"};

[[nodiscard]] bool holds_dictionary(const fs::path& directory) {
  std::error_code ignored;
  for (const char* file : kDictionaryFiles)
    if (!fs::is_regular_file(directory / file, ignored)) return false;
  return true;
}

[[nodiscard]] bool is_utf8_name(std::string_view charset) {
  std::string letters;
  for (const char c : charset)
    if (c != '-' && c != '_') letters.push_back(static_cast<char>(to_lower(static_cast<unsigned char>(c))));
  return letters == "utf8";
}

/// The first field of an ipadic feature ("名詞,サ変接続,*,*,*,*,機能,...") that is cut off it.
[[nodiscard]] std::string_view take_field(std::string_view& feature) noexcept {
  const std::size_t comma = feature.find(',');
  const std::string_view field = feature.substr(0, comma);
  feature.remove_prefix(comma == std::string_view::npos ? feature.size() : comma + 1);
  return field;
}

[[nodiscard]] Pos noun_kind(std::string_view kind, std::string_view subkind) noexcept {
  if (kind == "一般") return Pos::kNoun;
  if (kind == "サ変接続") return Pos::kVerbalNoun;
  if (kind == "固有名詞") return Pos::kProperNoun;
  if (kind == "形容動詞語幹" || kind == "ナイ形容詞語幹") return Pos::kAdjectivalNoun;
  if (kind == "副詞可能") return Pos::kAdverbialNoun;
  if (kind == "代名詞") return Pos::kPronoun;
  if (kind == "数") return Pos::kNumber;
  if (kind == "非自立") return Pos::kDependentNoun;
  if (kind == "接尾") return subkind == "一般" ? Pos::kNounSuffix : Pos::kOtherSuffix;
  return Pos::kNoun;
}

[[nodiscard]] Pos pos_of(std::string_view pos, std::string_view kind, std::string_view subkind) noexcept {
  if (pos == "名詞") return noun_kind(kind, subkind);
  if (pos == "助詞") return Pos::kParticle;
  if (pos == "助動詞") return Pos::kAuxiliary;
  if (pos == "動詞")
    return kind == "自立" ? Pos::kVerb : kind == "接尾" ? Pos::kVerbSuffix : Pos::kDependentVerb;
  if (pos == "形容詞") return kind == "自立" ? Pos::kAdjective : Pos::kDependentAdjective;
  if (pos == "記号") return kind == "アルファベット" ? Pos::kNoun : Pos::kSymbol;
  if (pos == "副詞") return Pos::kAdverb;
  if (pos == "連体詞") return Pos::kAdnominal;
  if (pos == "接続詞") return Pos::kConjunction;
  if (pos == "感動詞") return Pos::kInterjection;
  if (pos == "接頭詞") return Pos::kPrefix;
  if (pos == "フィラー") return Pos::kFiller;
  return Pos::kOther;
}

/// What MeCab is shown instead of `c`, one for one. ipadic knows punctuation and digits in full width only
/// (it takes the ASCII ones for nouns), and takes emoji for nouns too.
[[nodiscard]] char32_t shown_to_mecab(char32_t c) noexcept {
  if (is_japanese_letter(c) || is_ascii_letter(c)) return c;
  if (c < 0x80) {
    switch (c) {
      case U',':
        return U'、';
      case U'-':
        return U'−';
      case U'~':
        return U'〜';
      default:
        return c >= 0x21 && c <= 0x7E ? c + 0xFEE0 : U' ';
    }
  }
  return is_emoji(c) ? U'。' : c;
}

[[nodiscard]] bool ends_sentence(char32_t shown) noexcept {
  return shown == U'。' || shown == U'！' || shown == U'？';
}

/// What a dictionary's feature ("名詞,サ変接続,*,*,*,*,機能,...") says of a word.
struct Feature {
  Pos pos = Pos::kOther;
  std::string_view base;  ///< dictionary form; empty when there is none
};

[[nodiscard]] Feature parsed(std::string_view feature) noexcept {
  const std::string_view pos = take_field(feature);
  const std::string_view kind = take_field(feature);
  const std::string_view subkind = take_field(feature);
  for (int skipped = 0; skipped < 3; ++skipped) static_cast<void>(take_field(feature));
  const std::string_view base = take_field(feature);
  const bool has_base = !base.empty() && base != "*" && base.front() != '"';
  return {.pos = pos_of(pos, kind, subkind), .base = has_base ? base : std::string_view()};
}

/// The word of a sighting that was not known when its piece was looked up.
const Word& new_word(const Sighting& sighting, Vocabulary& words) {
  const std::string_view surface = sighting.surface;
  if (const Word* met_since = words.find(surface, sighting.reading)) return *met_since;
  bool letter = false;
  bool digit = false;
  bool ascii = true;
  for (std::size_t position = 0; position < surface.size();) {
    const char32_t c = next_code_point(surface, position);
    ascii = ascii && c < 0x80;
    letter = letter || is_letter(c);
    digit = digit || is_digit(c);
  }
  std::string lemma(surface);
  Pos pos = digit ? Pos::kNumber : Pos::kSymbol;
  if (letter && ascii) {
    pos = Pos::kWord;
    for (char& c : lemma) c = static_cast<char>(to_lower(static_cast<unsigned char>(c)));
  } else if (letter) {
    const Feature found = parsed(static_cast<const char*>(sighting.reading));
    pos = found.pos;
    if (!found.base.empty()) lemma = found.base;
  }
  return words.add(surface, sighting.reading, std::span(&lemma, 1), pos, Lang::kJa);
}

const Word& symbol(std::string_view surface, Vocabulary& words) {
  const Word* known = words.find(surface, nullptr);
  if (known != nullptr) return *known;
  const std::string lemma(surface);
  return words.add(surface, nullptr, std::span(&lemma, 1), Pos::kSymbol, Lang::kEn);
}

/// A place in a text.
struct Place {
  std::size_t byte = 0;
  std::uint32_t code_point = 0;
};

/// What MeCab is shown of a text, character for character, and where in the text each character is.
class ShownText {
 public:
  /// `begin`: where in `text` the first character of `shown` is. `is_text`: it is shown as it is.
  ShownText(std::string_view shown, std::string_view text, Place begin, bool is_text)
      : shown_(shown), text_(text), is_text_(is_text), begin_(begin.byte), place_(begin) {}

  /// The place of the character at byte `at` of what is shown, which is not before that of the last call.
  [[nodiscard]] Place place_of(std::size_t at) noexcept {
    while (at_ < at) {
      static_cast<void>(next_code_point(shown_, at_));
      if (!is_text_) static_cast<void>(next_code_point(text_, place_.byte));
      ++place_.code_point;
    }
    if (is_text_) place_.byte = begin_ + at_;
    return place_;
  }

 private:
  std::string_view shown_;
  std::string_view text_;
  bool is_text_;
  std::size_t begin_;  ///< byte of the text
  std::size_t at_ = 0;
  Place place_;
};

}  // namespace

struct MecabTokenizer::Dictionary {
  std::unique_ptr<MeCab::Model> model;
  std::unique_ptr<MeCab::Tagger> tagger;
  DictionaryInfo info;
};

struct MecabTokenizer::Worker::State {
  std::shared_ptr<const Dictionary> dictionary;
  std::unique_ptr<MeCab::Lattice> lattice;
  std::string piece;           ///< what MeCab is shown
  Place piece_begin;           ///< where the piece begins in the text
  bool piece_is_text = true;   ///< it is shown as it is
  std::vector<Sighting> sightings;  ///< its words

  /// Tokens of `piece`.
  void analyse_piece(std::string_view text, Vocabulary& words, std::vector<Token>& tokens) {
    if (piece.empty()) return;
    lattice->set_sentence(piece.data(), piece.size());
    if (!dictionary->tagger->parse(lattice.get())) throw std::bad_alloc();
    ShownText shown(piece, text, piece_begin, piece_is_text);
    sightings.clear();
    const std::size_t first_token = tokens.size();
    for (const MeCab::Node* node = lattice->bos_node()->next; node != nullptr && node->next != nullptr;
         node = node->next) {
      const auto first = static_cast<std::size_t>(node->surface - piece.data());
      const Place begin = shown.place_of(first);
      const Place end = shown.place_of(first + node->length);
      // A dictionary stays where it is once loaded: its entry's address stands for the entry.
      sightings.push_back({.surface = text.substr(begin.byte, end.byte - begin.byte), .reading = node->feature});
      tokens.push_back({nullptr, begin.code_point, end.code_point});
    }
    words.find(sightings);
    for (std::size_t i = 0; i < sightings.size(); ++i)
      tokens[first_token + i].word = sightings[i].word != nullptr ? sightings[i].word : &new_word(sightings[i], words);
    piece.clear();
    piece_is_text = true;
  }
};

MecabTokenizer::Worker::Worker(std::unique_ptr<State> state) : state_(std::move(state)) {}
MecabTokenizer::Worker::Worker(Worker&&) noexcept = default;
MecabTokenizer::Worker& MecabTokenizer::Worker::operator=(Worker&&) noexcept = default;
MecabTokenizer::Worker::~Worker() = default;

void MecabTokenizer::Worker::tokenize(std::string_view text, Vocabulary& words, std::vector<Token>& tokens) {
  State& state = *state_;
  tokens.clear();
  state.piece.clear();
  state.piece_is_text = true;
  // A piece ends at the first sentence end of its last quarter, else at its last byte that fits.
  constexpr std::size_t kPreferredBytes = kMaxPieceBytes / 4 * 3;
  for (Place place; place.byte < text.size();) {
    if (const std::uint32_t length = placeholder_length(text, place.byte); length > 0) {
      state.analyse_piece(text, words, tokens);
      tokens.push_back({&symbol(text.substr(place.byte, length), words), place.code_point, place.code_point + length});
      place.byte += length;
      place.code_point += length;
      continue;
    }
    if (state.piece.empty()) state.piece_begin = place;
    const std::size_t begin = place.byte;
    const char32_t c = next_code_point(text, place.byte);
    const char32_t shown = shown_to_mecab(c);
    if (shown == c && c != kReplacement) {
      state.piece.append(text, begin, place.byte - begin);
    } else {
      append_utf8(state.piece, shown);
      state.piece_is_text = false;
    }
    ++place.code_point;
    if (state.piece.size() + 4 > kMaxPieceBytes ||
        (state.piece.size() > kPreferredBytes && (c == U'\n' || ends_sentence(shown))))
      state.analyse_piece(text, words, tokens);
  }
  state.analyse_piece(text, words, tokens);
}

namespace {

/// Analysed by every ipadic in this way; UniDic, Juman and EUC-JP dictionaries differ.
constexpr std::string_view kSelfTestText = "使えない機能が多く、サポートの返信も遅い。";
constexpr std::string_view kSelfTestAnswer =
    "使える/動詞 ない/助動詞 機能/サ変 が/助詞 多い/形容詞 、/記号 サポート/サ変 の/助詞 返信/名詞 も/助詞 "
    "遅い/形容詞 "
    "。/記号 ";

[[nodiscard]] std::string_view short_name(Pos pos) noexcept {
  switch (pos) {
    case Pos::kVerb:
      return "動詞";
    case Pos::kAuxiliary:
      return "助動詞";
    case Pos::kVerbalNoun:
      return "サ変";
    case Pos::kNoun:
      return "名詞";
    case Pos::kParticle:
      return "助詞";
    case Pos::kAdjective:
      return "形容詞";
    case Pos::kSymbol:
      return "記号";
    default:
      return "?";
  }
}

}  // namespace

std::string MecabTokenizer::find_dictionary() {
  for (const char* directory : kUsualDirectories)
    if (holds_dictionary(directory)) return directory;
  throw LoadError("no Japanese dictionary is installed", kUsualDirectories.front(), kInstallHint);
}

MecabTokenizer::MecabTokenizer(const std::string& directory) {
  if (!holds_dictionary(directory))
    throw LoadError("the folder does not hold a compiled MeCab dictionary", directory, kInstallHint);
  auto dictionary = std::make_shared<Dictionary>();
  std::array<std::string, 5> arguments = {"koe", "-r", "/dev/null", "-d", directory};
  std::array<char*, 5> argv{};
  for (std::size_t i = 0; i < arguments.size(); ++i) argv[i] = arguments[i].data();
  dictionary->model.reset(MeCab::Model::create(static_cast<int>(argv.size()), argv.data()));
  if (!dictionary->model)
    throw LoadError(std::string("MeCab refuses the dictionary: ") + MeCab::getLastError(), directory,
                    kInstallHint);
  dictionary->tagger.reset(dictionary->model->createTagger());
  if (!dictionary->tagger) throw LoadError("MeCab cannot make a tagger", directory, kInstallHint);

  const MeCab::DictionaryInfo* info = dictionary->model->dictionary_info();
  dictionary->info.directory = directory;
  dictionary->info.charset = info->charset;
  dictionary->info.entries = info->size;
  dictionary->info.mecab_version = MeCab::Model::version();
  for (const char* file : kDictionaryFiles)
    dictionary->info.files.push_back((fs::path(directory) / file).string());
  if (!is_utf8_name(dictionary->info.charset))
    throw LoadError("the dictionary is in " + dictionary->info.charset + ", not in UTF-8", directory,
                    kInstallHint);
  dictionary_ = std::move(dictionary);

  const Lexicons no_lists;
  Vocabulary words(no_lists);
  std::vector<Token> tokens;
  worker().tokenize(kSelfTestText, words, tokens);
  std::string answer;
  for (const Token& token : tokens)
    answer.append(token.lemma()).append("/").append(short_name(token.pos())).append(" ");
  if (answer != kSelfTestAnswer)
    throw LoadError("the dictionary does not analyse the test sentence as ipadic does: " + answer, directory,
                    kInstallHint);
}

MecabTokenizer::~MecabTokenizer() = default;
MecabTokenizer::MecabTokenizer(MecabTokenizer&&) noexcept = default;
MecabTokenizer& MecabTokenizer::operator=(MecabTokenizer&&) noexcept = default;

const DictionaryInfo& MecabTokenizer::dictionary() const noexcept { return dictionary_->info; }

MecabTokenizer::Worker MecabTokenizer::worker() const {
  auto state = std::make_unique<Worker::State>();
  state->dictionary = dictionary_;
  state->lattice.reset(dictionary_->model->createLattice());
  if (!state->lattice) throw std::bad_alloc();
  return Worker(std::move(state));
}

}  // namespace koe::nlp

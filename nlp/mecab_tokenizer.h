// What are the words of a Japanese text? MeCab with an ipadic dictionary, guarded against what MeCab does not
// check.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/token.h"
#include "nlp/vocabulary.h"

namespace koe::nlp {

/// A loaded dictionary, for the manifest, for `koe doctor` and for fingerprints.
struct DictionaryInfo {
  std::string directory;
  std::string charset;        ///< as the dictionary states it
  std::uint32_t entries = 0;  ///< words of the system dictionary
  std::string mecab_version;
  std::vector<std::string>
      files;  ///< files that decide the result, in fixed order: what the caller hashes. MeCab checks
              ///< sizes only; flipped bits change its answers silently or crash it.
};

/// Japanese morphological analysis: the loaded dictionary, immutable and shared; each thread works with its
/// own Worker. Cost: loading maps about 50 MB (10 ms). Checked in tests/unit/nlp/mecab_tokenizer_test.cpp.
class MecabTokenizer {
 public:
  /// Where Debian keeps an ipadic dictionary in UTF-8: the first of /var/lib/mecab/dic/ipadic-utf8,
  /// /usr/share/mecab/dic/ipadic-utf8, /usr/lib/x86_64-linux-gnu/mecab/dic/ipadic-utf8,
  /// /var/lib/mecab/dic/debian and /usr/share/mecab/dic/ipadic that holds a compiled dictionary. Errors:
  /// LoadError naming the package to install.
  [[nodiscard]] static std::string find_dictionary();

  /// Loads the dictionary of `directory`, ignoring every mecabrc.
  /// Errors: LoadError for a folder without a compiled dictionary, another charset than UTF-8 (MeCab itself
  /// would take the text and answer nonsense), or one that fails the self-test: a sentence whose analysis
  /// every ipadic agrees on, which catches other feature layouts (UniDic, Juman) and gross damage.
  explicit MecabTokenizer(const std::string& directory);
  ~MecabTokenizer();
  MecabTokenizer(MecabTokenizer&&) noexcept;
  MecabTokenizer& operator=(MecabTokenizer&&) noexcept;

  /// What was loaded.
  [[nodiscard]] const DictionaryInfo& dictionary() const noexcept;

  /// One thread's working memory.
  class Worker {
   public:
    Worker(Worker&&) noexcept;
    Worker& operator=(Worker&&) noexcept;
    ~Worker();

    /// Tokens of normalised `text` into `tokens` (whose memory is reused); offsets are code points of `text`.
    /// White space makes no token; a word in ASCII letters is kWord in lower case; what has neither letter
    /// nor digit, and a whole placeholder of redact.h, is kSymbol, whatever the dictionary thinks of it. The
    /// text is analysed in pieces of at most 16 KiB, cut at sentence ends where there are any, because MeCab
    /// needs about 290 bytes of memory for each byte of a sentence. NUL reads as a space. Words that `words` lacks are
    /// added; a vocabulary serves one dictionary. Cost: about 7 MB/s.
    /// Not thread-safe: one Worker a thread. Deterministic.
    void tokenize(std::string_view text, Vocabulary& words, std::vector<Token>& tokens);

   private:
    friend class MecabTokenizer;
    struct State;
    explicit Worker(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
  };

  /// A new worker; it keeps the dictionary alive. Cost: microseconds. Thread-safe.
  [[nodiscard]] Worker worker() const;

 private:
  struct Dictionary;
  std::shared_ptr<const Dictionary> dictionary_;
};

}  // namespace koe::nlp

// Texts that stress text processing: pieces of both languages, marks, invisible characters and any code point
// at all.
#pragma once
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "nlp/utf8.h"

namespace koe::nlp::test {

/// One piece: usually something that a rule looks at, sometimes any Unicode scalar value.
inline rc::Gen<std::string> text_piece() {
  return rc::gen::weightedOneOf<std::string>(
      {{8, rc::gen::elementOf(std::vector<std::string>{
               "高い",         "使えない", "サポート", "ユ",       "ｶﾞ",
               "か\u3099",     "㈱",       "①",        "ですが、", "けど",
               "。",           "！",       "?",        "...",      "、",
               "「",           "」",       "(",        ")",        "(笑)",
               "(^^)",         "・",       "-",        "－",       "〜",
               "ー",           "\n",       "\r\n",     " ",        "\u3000",
               "\u200B",       "\uFE0F",   "\u202E",   "😊",        "👍🏽",
               "slow",         "Good",     "don't",    ", but ",   "however",
               "e.g.",         "3.5",      "1.",       "2)",       "a@b.co",
               "03-1234-5678", "090",      "://",      "http",     "4111111111111111",
               "〒100",        "東京都",   "丁目",     "+81",      "[email]",
               "\u0301",       "ﾟ",        "Å",        "ﬁ",        "é"})},
       {2, rc::gen::map(rc::gen::inRange<std::uint32_t>(0, 0x110000), [](std::uint32_t c) {
          std::string text;
          append_utf8(text, c);
          return text;
        })}});
}

/// A text of up to a few dozen pieces.
inline rc::Gen<std::string> arbitrary_text() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(text_piece()),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const std::string& piece : pieces) text += piece;
                        return text;
                      });
}

}  // namespace koe::nlp::test

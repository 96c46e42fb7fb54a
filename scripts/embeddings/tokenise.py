"""Texts to terms by the program's own tokeniser: the table is trained for the very terms that a run looks up.

`koe tokenize` answers each line "ja|en<TAB>text" with "language<TAB>term term ...", a term being the keys to try in
order, joined by "/": "efiles/efil/efile". There is no second tokeniser here, so the two cannot drift apart.
"""

import re
import subprocess

_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f]")


def is_japanese(text):
    """A text with any kana or kanji: English texts hold none, Japanese texts often hold English names."""
    return _JAPANESE.search(text) is not None


class Tokeniser:
    """`program` is the built koe."""

    def __init__(self, program):
        self._command = [program, "tokenize"]

    def terms(self, language, texts):
        """For each text of `language` ("ja" or "en") its terms, each a tuple of keys, best first."""
        lines = "".join(f"{language}\t{' '.join(text.split())}\n" for text in texts)
        answer = subprocess.run(self._command, input=lines, capture_output=True, text=True, check=True).stdout
        rows = answer.split("\n")[:-1]
        if len(rows) != len(texts):
            raise RuntimeError(f"{self._command[0]} answered {len(rows)} lines for {len(texts)}")
        # A term may hold any character but a space; the keys of one that holds "/" itself are of no use.
        return [[tuple(term.split("/")) for term in row.partition("\t")[2].split(" ") if term] for row in rows]

"""Texts as koe's own table sees them: what labels.py and peers.py compare. Needs NumPy, SciPy and a built koe."""

import os
import sys

import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "scripts"))

from embeddings.pooling import bag_matrix, unit  # noqa: E402  (the path above comes first)
from embeddings.tablefile import Table  # noqa: E402
from embeddings.tokenise import Tokeniser  # noqa: E402

_TABLE = os.path.join(ROOT, "models", "assets", "koe-ja-en.v1.table")
_LANGUAGES = ("ja", "en")
_PRIOR = 50  # texts that the table's own mean counts as (models/embedding/pooling.h)


class TableVectors:
    """The shipped table and the program's tokeniser."""

    def __init__(self, koe):
        self._table = Table(_TABLE)
        self._tokeniser = Tokeniser(str(koe))

    def terms(self, language, texts):
        """For each text its terms, each a tuple of keys, best first."""
        return self._tokeniser.terms(language, texts)

    def pooled(self, language, texts):
        """One row a text: the weighted sum of its terms' vectors."""
        return bag_matrix(self._table.index, self._table.weights, self.terms(language, texts)) @ self._table.vectors

    def directions(self, languages, texts):
        """As koe compares texts: pooled, less the mean of their language (shrunk to the table's own), at length one."""
        out = np.zeros((len(texts), self._table.vectors.shape[1]))
        for number, language in enumerate(_LANGUAGES):
            own = [i for i, lang in enumerate(languages) if lang == language]
            if not own:
                continue
            rows = self.pooled(language, [texts[i] for i in own])
            known = rows.any(axis=1)
            mean = (rows.sum(axis=0) + _PRIOR * self._table.means[number]) / (known.sum() + _PRIOR)
            out[own] = unit(np.where(known[:, None], rows - mean, 0))
        return out

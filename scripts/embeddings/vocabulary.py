"""Which lemmas and pairs of lemmas have a row, and their general frequencies.

wordfreq (data CC BY-SA 4.0) counts Japanese surface forms; running each through the tokeniser and adding up what its
terms get gives frequencies of dictionary forms, the unit of the table.
"""

import re
from collections import Counter, defaultdict

from wordfreq import get_frequency_dict

_NOT_A_LEMMA = re.compile(r"[\d_/|<>=]")
_NEGATIONS = {"jない", "enot", "eno", "enever"}
_RAREST = 1e-8


def _is_lemma(key):
    lemma = key[1:]
    # one kana or Latin letter is a stray particle or initial, never a subject
    short = len(lemma) == 1 and (lemma.isascii() or "\u3040" <= lemma <= "\u30ff")
    return not short and len(lemma) <= 24 and not _NOT_A_LEMMA.search(lemma) and any(c.isalpha() for c in lemma)


def general_frequencies(tokeniser):
    """{key: probability} of every lemma in wordfreq's best lists of both languages."""
    out = {}
    for language in ("en", "ja"):
        counts = get_frequency_dict(language, wordlist="best")
        totals = defaultdict(float)
        words = list(counts)
        for word, terms in zip(words, tokeniser.terms(language, words)):
            for term in terms:
                # an English word in the Japanese list already has its frequency from the English one
                if term[0][0] == language[0] and _is_lemma(term[0]):
                    totals[term[0]] += counts[word]
        out.update(totals)
    return out


def choose_lemmas(frequencies, known_words, corpus_terms, per_language, always, least_count):
    """The lemmas with a row, at most per_language of each.

    First the terms that the training texts hold at least `least_count` times and the `always` most frequent lemmas in
    general; then, by frequency, lemmas that a dictionary knows (`known_words`): what is left are mostly names of people
    and places, which name no theme.
    """
    out = []
    for language in ("j", "e"):
        ranked = [k for k in frequencies if k[0] == language]
        ranked.sort(key=lambda k: (-frequencies[k], k))
        corpus = [k for k, n in corpus_terms.items() if k[0] == language and n >= least_count and _is_lemma(k)]
        corpus.sort(key=lambda k: (-corpus_terms[k], k))
        order = ranked[:always] + corpus + [k for k in ranked[always:] if k in known_words]
        out += list(dict.fromkeys(order))[:per_language]
    return out


def choose_pairs(index, texts, negation_count, compound_count, limit):
    """Two-lemma keys: negated words, and neighbours that keep company far more than chance would have it."""
    single, pair = Counter(), Counter()
    for terms in texts:
        found = [next((k for k in term if k in index), None) for term in terms]
        single.update(k for k in found if k)
        pair.update((a, b) for a, b in zip(found, found[1:]) if a and b and a[0] == b[0] and a != b)
    total = sum(single.values())
    negated, compounds = [], []
    for (a, b), n in pair.items():
        key = f"{a}_{b[1:]}"
        if (b if a[0] == "j" else a) in _NEGATIONS:
            if n >= negation_count:
                negated.append((-n, key))
        elif n >= compound_count and not {a, b} & _NEGATIONS and n * total > 50 * single[a] * single[b]:
            compounds.append((-n, key))
    return [key for _, key in sorted(negated)] + [key for _, key in sorted(compounds)][:limit]


def sif_weight(probability, a=1e-3):
    """Smooth inverse frequency (Arora, Liang and Ma, "A simple but tough-to-beat baseline", 2017)."""
    return a / (a + max(probability, _RAREST))

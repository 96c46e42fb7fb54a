#!/usr/bin/env python3
"""Measures the shipped polarity model on labelled texts: F1 by kind and macro F1, as koe judges them.

    scripts/evaluate/polarity.py pairs data/feedback/pairs.tsv     # themes n-z, which nothing was made with
    scripts/evaluate/polarity.py corpus corpus.jsonl               # lines with lang, polarity, text
    scripts/evaluate/polarity.py jrte pn.tsv                       # Japanese Realistic Textual Entailment Corpus, pn.tsv
    scripts/evaluate/polarity.py snippets amazonReviewSnippets_GroundTruth.txt   # Hutto and Gilbert 2014
    scripts/evaluate/polarity.py labelled amazon_cells_labelled.txt   # Sentiment Labelled Sentences, Kotzias et al. 2015
    scripts/evaluate/polarity.py absa laptop.ja laptop.en          # M-ABSA, Wu et al. 2025: texts whose labels agree

All but the first two are public and know no requests: there a request counts as a complaint, as their own labels have it.
The snippets are rated -4..4 by twenty people; beyond a third of a point, in either direction, a snippet takes a side.
"two kinds" is the macro F1 over praise and blame among the texts that are one or the other; whoever calls them neutral errs.
Needs scripts/requirements-polarity.txt and build/release/koe.
"""

import argparse
import json
import os
import re
import sys

import numpy as np
from sklearn.metrics import classification_report, f1_score

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

from make_polarity import KINDS, ROOT, features_of  # noqa: E402  (the path above comes first)

_LAST_TRAINED_THEME = "m"
_SIDE_TAKEN = 1 / 3


def _lines(path):
    with open(path, encoding="utf-8") as f:
        return [line.rstrip("\n") for line in f]


def read_pairs(path):
    """Both languages of the pairs that were kept for measuring."""
    for line in _lines(path)[2:]:
        key, _, polarity, ja, en = line.split("\t")
        if key[0] > _LAST_TRAINED_THEME:
            yield "ja", polarity, ja
            yield "en", polarity, en


def read_corpus(path):
    """JSON Lines."""
    for line in _lines(path):
        row = json.loads(line)
        yield row["lang"], row["polarity"], row["text"]


def read_jrte(path):
    """Label -1, 0 or 1 in the second column, the text in the third."""
    for line in _lines(path):
        cells = line.split("\t")
        yield "ja", {"-1": "neg", "0": "neu", "1": "pos"}[cells[1]], cells[2]


def read_snippets(path):
    """Mean rating in the second column, the text in the third."""
    for line in _lines(path):
        _, rating, text = line.split("\t", 2)
        yield "en", "neg" if float(rating) < -_SIDE_TAKEN else "pos" if float(rating) > _SIDE_TAKEN else "neu", text


def read_labelled(path):
    """The text, then 1 or 0."""
    for line in _lines(path):
        text, _, praises = line.rpartition("\t")
        yield "en", "pos" if praises.strip() == "1" else "neg", text


def read_absa(path):
    """The text, "####" and a list of [words, aspect, polarity]; the language is the file's suffix."""
    for line in _lines(path):
        text, _, labels = line.partition("####")
        kinds = {kind[:3] for kind in re.findall(r"'(positive|negative|neutral)'\]", labels)}
        if len(kinds) == 1:
            yield path[-2:], kinds.pop(), text


_READERS = {"pairs": read_pairs, "corpus": read_corpus, "jrte": read_jrte, "snippets": read_snippets,
            "labelled": read_labelled, "absa": read_absa}


def read_weights(path):
    """{feature: weights of the four kinds}."""
    rows = (line.split("\t") for line in _lines(path) if not line.startswith("# "))
    next(rows)
    return {row[0]: np.array([int(cell) for cell in row[1:]]) for row in rows}


def judge(weights, counts):
    """The kind of each text of `counts`, as nlp/polarity.cpp has it."""
    nothing = np.zeros(len(KINDS), dtype=int)
    out = []
    for features in counts:
        scores = sum((times * weights.get(name, nothing) for name, times in features.items()), nothing)
        out.append(KINDS[int(np.argmax(scores))] if features else "neu")
    return out


def main():
    """Parses the command line, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=sorted(_READERS))
    parser.add_argument("file", nargs="+")
    parser.add_argument("--koe", default=os.path.join(ROOT, "build", "release", "koe"))
    parser.add_argument("--model", default=os.path.join(ROOT, "models", "assets", "koe-polarity.v1.tsv"))
    options = parser.parse_args()
    weights = read_weights(options.model)
    rows = [row for file in options.file for row in _READERS[options.set](file)]
    for language in ("ja", "en"):
        own = [row for row in rows if row[0] == language]
        if not own:
            continue
        truth = [polarity for _, polarity, _ in own]
        judged = judge(weights, features_of(options.koe, language, [text for _, _, text in own]))
        if "req" not in truth:
            judged = ["neg" if kind == "req" else kind for kind in judged]
        print(language)
        print(classification_report(truth, judged, labels=sorted(set(truth)), digits=3))
        sides = [(t, j) for t, j in zip(truth, judged) if t in ("neg", "pos")]
        print(f"two kinds {f1_score(*zip(*sides), labels=['neg', 'pos'], average='macro'):.3f} of {len(sides)}")


if __name__ == "__main__":
    main()

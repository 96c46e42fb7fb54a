#!/usr/bin/env python3
"""Makes models/assets/koe-polarity.v1.tsv: how much each feature of a segment speaks for neg, neu, pos and req.

    python3 -m venv build/polarity/venv
    build/polarity/venv/bin/pip install -r scripts/requirements-polarity.txt
    build/polarity/venv/bin/python scripts/make_polarity.py validate   # cross-validation over groups of texts
    build/polarity/venv/bin/python scripts/make_polarity.py build      # less than a minute

One multinomial logistic regression a language, on counts of the features that `koe polarity-features` prints: the very
function that a run calls, so the two cannot drift apart. Its coefficients become whole numbers.

Texts: data/feedback/polarity.tsv and the themes a-m of data/feedback/pairs.tsv; themes n-z are never seen (the golden
test measures on them). The lexicons were written with themes a-m at hand, so what they find there is too good to be
true; sentences that were written after them count more, and validation measures on those only.
"""

import argparse
import os
import subprocess
import sys
from collections import Counter, namedtuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report

from embeddings import manifest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
KINDS = ("neg", "neu", "pos", "req")
LANGUAGES = ("ja", "en")
_LAST_SEEN_THEME = "m"
_FRESH_WEIGHT = 2.0
_REGULARISATION = 0.3
_UNIT = 1000  # weights are thousandths
_LENGTH_STEPS = 10
_FOLDS = 6

Text = namedtuple("Text", "group polarity ja en fresh")


def read_texts(root):
    """The training texts of both files."""
    out = []
    for name, group, fresh in (("pairs.tsv", "key", False), ("polarity.tsv", "group", True)):
        with open(os.path.join(root, "data", "feedback", name), encoding="utf-8") as f:
            lines = [line.rstrip("\n").split("\t") for line in f if not line.startswith("# ")]
        column = {title: i for i, title in enumerate(lines[0])}
        for row in lines[1:]:
            if fresh or row[column[group]][0] <= _LAST_SEEN_THEME:
                out.append(Text(*(row[column[c]] for c in (group, "polarity", "ja", "en")), fresh))
    return out


def features_of(program, language, texts):
    """For each text the features with their counts, by `koe polarity-features`."""
    lines = "".join(f"{language}\t{' '.join(text.split())}\n" for text in texts)
    answer = subprocess.run([program, "polarity-features"], input=lines, capture_output=True, text=True, check=True)
    rows = answer.stdout.split("\n")[:-1]
    if len(rows) != len(texts):
        raise RuntimeError(f"{program} answered {len(rows)} lines for {len(texts)}")
    return [Counter(name for name in row.split("\t")[1:] if name) for row in rows]


def fit(matrix, texts):
    """The regression on `texts`, whose features are the rows of `matrix`."""
    polarities = [text.polarity for text in texts]
    model = LogisticRegression(C=_REGULARISATION, max_iter=2000, tol=1e-6, class_weight="balanced")
    model.fit(matrix, polarities, sample_weight=[_FRESH_WEIGHT if text.fresh else 1.0 for text in texts])
    if tuple(model.classes_) != KINDS:
        raise RuntimeError("every kind needs texts")
    return model


def validate(options):
    """Prints F1 by kind on texts of groups that the regression did not see."""
    texts = read_texts(ROOT)
    groups = sorted({text.group for text in texts if text.fresh})
    for language in LANGUAGES:
        matrix = DictVectorizer().fit_transform(
            features_of(options.koe, language, [getattr(text, language) for text in texts])
        )
        truth, predicted = [], []
        for fold in range(_FOLDS):
            left_out = set(groups[fold::_FOLDS])
            test = np.array([text.fresh and text.group in left_out for text in texts])
            model = fit(matrix[~test], [text for text, out in zip(texts, test) if not out])
            truth += [text.polarity for text, out in zip(texts, test) if out]
            predicted += list(model.predict(matrix[test]))
        print(f"{language}, groups that were not seen")
        print(classification_report(truth, predicted, digits=3), flush=True)


def weights_of(model, vectorizer, language):
    """{feature: weights of the four kinds}, whole numbers, the constant on the length that every text has."""
    table = {name: model.coef_[:, i] for i, name in enumerate(vectorizer.feature_names_)}
    for step in range(_LENGTH_STEPS):
        name = f"{language[0]}l {step}"
        table[name] = table.get(name, 0.0) + model.intercept_
    return {name: np.rint(_UNIT * (w - w.mean())).astype(int) for name, w in table.items()}


def build(options):
    """Trains on everything and writes the model and its entry in MANIFEST.json."""
    texts = read_texts(ROOT)
    rows = {}
    for language in LANGUAGES:
        vectorizer = DictVectorizer()
        matrix = vectorizer.fit_transform(
            features_of(options.koe, language, [getattr(text, language) for text in texts])
        )
        rows.update(weights_of(fit(matrix, texts), vectorizer, language))
    kept = sorted(name for name, weights in rows.items() if weights.any())
    with open(options.out, "w", encoding="utf-8", newline="\n") as f:
        f.write("# Licence: CC0-1.0. Made by scripts/make_polarity.py; what it is: koe-polarity.md beside this file.\n")
        f.write("\t".join(("feature", *KINDS)) + "\n")
        f.writelines(name + "".join(f"\t{w}" for w in rows[name]) + "\n" for name in kept)
    entry = {
        "licence": "CC0-1.0",
        "source": "data/feedback/polarity.tsv; themes a-m of data/feedback/pairs.tsv; data/lexicons",
        "command": "scripts/make_polarity.py build",
        "facts": {"texts": 2 * len(texts), "rows": len(kept)},
    }
    manifest.register(options.out, entry)


def main():
    """Parses the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("validate", "build"))
    parser.add_argument("--koe", default=os.path.join(ROOT, "build", "release", "koe"))
    parser.add_argument("--out", default=os.path.join(ROOT, "models", "assets", "koe-polarity.v1.tsv"))
    options = parser.parse_args()
    {"validate": validate, "build": build}[options.command](options)


if __name__ == "__main__":
    sys.exit(main())

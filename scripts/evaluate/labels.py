#!/usr/bin/env python3
"""Do koe's names for themes say what the themes are about? Compared with names that people gave.

  labels.py [--koe PROGRAM] GOLD NAMES REPORT_DIR

GOLD: a CSV file with response_id, lang and label, or truth.jsonl of simulate.py (responses with one theme). NAMES: themes.json
of the corpus (theme, name_ja, name_en), or - where the labels themselves are English names (card_arrival). REPORT_DIR: a report
of koe on the same responses (run with --enps-rows where GOLD has employees). Needs NumPy and SciPy.

A theme with five responses or more and a label that at least a quarter of them share is compared with that label's name:

  nearest  its name is nearer to koe's label than any other name is (cosine of pooled table vectors)
  rank     mean reciprocal rank of its name
  word     koe's label and the name share a term, as koe's tokeniser has it

in each language in which there are names, for koe's label and for a baseline: the theme's three terms of highest TF-IDF, over themes, written one after the other.
The table was not trained on these names, but the measure and the labels share the table; `word` does not depend on it.
"""

import argparse
import json
import math
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from gold import read_csv, read_gold
from table_vectors import ROOT, TableVectors, unit

_LEAST_RESPONSES = 5
_LEAST_SHARE = 0.25
_TERMS = 3


def read_names(path, labels):
    """language -> label -> name."""
    if str(path) == "-":
        return {"en": {label: label.replace("_", " ") for label in labels}}
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {lang: {row["theme"]: row[f"name_{lang}"] for row in rows if row["theme"] in labels} for lang in ("ja", "en")}


def themes_of(report, gold):
    """theme -> (survey, majority label, share of it), the texts of each by language, and the labels of each survey."""
    labels, texts, survey, heard = defaultdict(Counter), defaultdict(lambda: defaultdict(list)), {}, defaultdict(set)
    for row in read_csv(report / "assignments.csv"):
        if not row["theme_id"]:
            continue
        texts[row["theme_id"]][row["lang"]].append(row["text"])
        survey[row["theme_id"]] = row["survey"]
        if row["response_id"] in gold:
            labels[row["theme_id"]][gold[row["response_id"]]] += 1
            heard[row["survey"]].add(gold[row["response_id"]])
    found = {}
    for theme, votes in labels.items():
        label, most = votes.most_common(1)[0]
        if votes.total() >= _LEAST_RESPONSES and most >= _LEAST_SHARE * votes.total():
            found[theme] = (survey[theme], label, most / votes.total())
    return found, texts, heard


def words_of(terms):
    return {key for term in terms for key in term}


def top_terms(vectors, lang, texts, themes):
    """theme -> its terms of highest TF-IDF over themes, as a text."""
    counts = {theme: Counter(term[0] for terms in vectors.terms(lang, texts[theme][lang]) for term in terms) for theme in themes}
    themes_with = Counter(term for own in counts.values() for term in own)
    weigh = {theme: {term: n * math.log(len(themes) / themes_with[term]) for term, n in own.items()} for theme, own in counts.items()}
    separator = "・" if lang == "ja" else ", "
    return {theme: separator.join(term[1:] for term, _ in sorted(own.items(), key=lambda t: (-t[1], t[0]))[:_TERMS])
            for theme, own in weigh.items()}


def compare(vectors, lang, names, labels, truth):
    """Measures of `labels` (theme -> text) against the names of the true labels (theme -> label)."""
    known, themes = sorted(names), sorted(labels)
    gold = unit(vectors.pooled(lang, [names[label] for label in known]))
    said = unit(vectors.pooled(lang, [labels[theme] or "-" for theme in themes]))
    name_words = [words_of(terms) for terms in vectors.terms(lang, [names[label] for label in known])]
    label_words = [words_of(terms) for terms in vectors.terms(lang, [labels[theme] or "-" for theme in themes])]
    ranks, words = [], []
    for row, theme in enumerate(themes):
        right = known.index(truth[theme])
        cosines = gold @ said[row]
        is_known = said[row].any() and gold[right].any()
        ranks.append(1 + int((cosines > cosines[right]).sum()) if is_known else len(known))
        words.append(bool(name_words[right] & label_words[row]))
    return {"nearest": round(float(np.mean([rank == 1 for rank in ranks])), 4),
            "rank": round(float(np.mean([1 / rank for rank in ranks])), 4), "word": round(float(np.mean(words)), 4)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--koe", default=Path(ROOT) / "build/release/koe")
    parser.add_argument("gold", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("report", type=Path)
    given = parser.parse_args()
    gold = {response: label for response, (label, _) in read_gold(given.gold).items() if label}
    names = read_names(given.names, set(gold.values()))
    vectors = TableVectors(given.koe)
    found, texts, heard = themes_of(given.report, gold)
    shown = {row["theme_id"]: row for row in read_csv(given.report / "themes.csv")}
    for survey in sorted({own for own, _, _ in found.values()}, reverse=True):
        truth = {theme: label for theme, (own, label, _) in found.items() if own == survey and theme in shown}
        purity = np.mean([found[theme][2] for theme in truth])
        result = {"survey": survey, "themes": len(truth), "majority_share": round(float(purity), 4)}
        for lang, of_language in names.items():
            own = {label: name for label, name in of_language.items() if label in heard[survey]}
            labels = {theme: shown[theme][f"label_{lang}"] for theme in truth}
            result[lang] = {"names": len(own), "koe": compare(vectors, lang, own, labels, truth),
                            "tf_idf": compare(vectors, lang, own, top_terms(vectors, lang, texts, sorted(truth)), truth)}
        print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()

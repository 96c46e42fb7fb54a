#!/usr/bin/env python3
"""koe beside common peers on the same sets, as the table of METHODS.md.

  peers.py [--koe PROGRAM] [--environment DIR] WORK_DIR --set NAME GOLD EXPORT... [--set ...]

The first run makes a virtual environment (build/peers) and installs scikit-learn and umap-learn there with pip; koe itself
needs neither. GOLD is a CSV file with response_id, lang, label and, for translations, pair; or truth.jsonl of simulate.py.
koe runs on the exports; its peers get the same responses' texts, terms from koe's tokeniser (few tokenisers do both
languages), and where they need the number of themes, the true one:

  TF-IDF + k-means            L2-normalised TF-IDF of terms, k-means with the true number
  TF-IDF + UMAP + HDBSCAN     UMAP to 5 dimensions by cosine, 15 neighbours; HDBSCAN, least cluster 10 (BERTopic's defaults)
  table + k-means, table + UMAP + HDBSCAN     the same on the vectors of koe's own table, centred by language
  koe                         as run

Measures as in score.py of EVAL_DIR: responses with one label, a response's theme being that of its longest segment,
unassigned responses together one theme. AMI, ARI against the labels; coverage; NMI of theme and language; share of pairs in
one theme; themes found. Prints a Markdown table a set, rows of JSON with --json. Seeds are fixed; UMAP runs on one thread.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import venv
from collections import Counter, defaultdict
from pathlib import Path

from gold import read_csv, read_gold

ROOT = Path(__file__).resolve().parents[2]
_PACKAGES = ["numpy", "scipy", "scikit-learn", "umap-learn"]
_SEED = 7


def run_koe(program, folder, exports):
    """survey -> response -> (theme or '', language, text)."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    command = [program, "run", *exports, "--db", folder / "koe.db", "--out", folder / "report", "--quiet", "--enps-rows"]
    done = subprocess.run([str(part) for part in command], stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 3):
        raise SystemExit(f"koe run ended with exit code {done.returncode}:\n{done.stderr}")
    segments = defaultdict(lambda: defaultdict(list))
    for row in read_csv(folder / "report" / "assignments.csv"):
        segments[row["survey"]][row["response_id"]].append(row)
    return {survey: {response: (most(own, "theme_id"), most(own, "lang"), " ".join(row["text"] for row in own))
                     for response, own in responses.items()} for survey, responses in segments.items()}


def most(rows, column):
    """The value that covers most of a response's text."""
    length = Counter()
    for row in rows:
        length[row[column]] += max(1, len(row["text"])) if row[column] else 0
    return length.most_common(1)[0][0]


def peers(koe, languages, texts, themes):
    """name -> a theme a text; -1 = none."""
    import numpy as np
    import umap
    from sklearn.cluster import HDBSCAN, KMeans
    from sklearn.feature_extraction.text import TfidfVectorizer
    from table_vectors import TableVectors

    table = TableVectors(koe)
    terms = [None] * len(texts)
    for language in ("ja", "en"):
        own = [i for i, lang in enumerate(languages) if (lang == "ja") == (language == "ja")]
        for i, answer in zip(own, table.terms(language, [texts[i] for i in own])):
            terms[i] = [term[0] for term in answer]
    spaces = {"TF-IDF": TfidfVectorizer(analyzer=lambda own: own).fit_transform(terms),
              "table": table.directions(languages, texts)}
    found = {}
    for name, space in spaces.items():
        found[f"{name} + k-means"] = KMeans(themes, n_init=10, random_state=_SEED).fit_predict(space)
        flat = umap.UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=_SEED, n_jobs=1).fit_transform(space)
        found[f"{name} + UMAP + HDBSCAN"] = HDBSCAN(min_cluster_size=10, copy=True).fit_predict(np.nan_to_num(flat))
    return found


def score(rows, place):
    """In: (label, pair, language) and theme ('' or -1 = none) of each response."""
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, normalized_mutual_info_score

    themes = ["none" if theme in ("", -1) else str(theme) for theme in place]
    labelled = [i for i, (label, _, _) in enumerate(rows) if label]
    has = [i for i, theme in enumerate(themes) if theme != "none"]
    result = {"texts": len(rows), "themes": len({themes[i] for i in has}), "coverage": len(has) / len(rows),
              "language_nmi": normalized_mutual_info_score([rows[i][2] for i in has], [themes[i] for i in has]) if has else None}
    if labelled:
        sides = [rows[i][0] for i in labelled], [themes[i] for i in labelled]
        result.update(ami=adjusted_mutual_info_score(*sides), ari=adjusted_rand_score(*sides))
    pairs = defaultdict(list)
    for (_, pair, _), theme in zip(rows, themes):
        if pair:
            pairs[pair].append(theme)
    both = [own for own in pairs.values() if len(own) == 2]
    if both:
        result["pair_same"] = sum(a == b != "none" for a, b in both) / len(both)
    return result


_COLUMNS = ["ami", "ari", "coverage", "language_nmi", "pair_same", "themes"]


def cell(value):
    if not isinstance(value, float):
        return "" if value is None else str(value)
    text = f"{value:.3f}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def measure(program, work, name, gold_path, exports, as_json):
    gold = read_gold(gold_path)
    for survey, responses in sorted(run_koe(program, work / name, exports).items(), reverse=True):
        chosen = {response: own for response, own in responses.items() if response in gold}
        rows = [(*gold[response], lang) for response, (_, lang, _) in chosen.items()]
        true = len({label for label, _, _ in rows if label}) or len({theme for theme, _, _ in chosen.values()} - {""})
        found = peers(program, [lang for _, lang, _ in chosen.values()], [text for _, _, text in chosen.values()], true)
        found["koe"] = [theme for theme, _, _ in chosen.values()]
        if not as_json:
            print(f"\n| {name}, {survey}: {len(rows)} texts | " + " | ".join(_COLUMNS) + " |\n|---" + "|---" * len(_COLUMNS) + "|")
        for method, place in found.items():
            result = score(rows, place)
            if as_json:
                print(json.dumps({"set": name, "survey": survey, "method": method, **result}), flush=True)
            else:
                print(f"| {method} | " + " | ".join(cell(result.get(column)) for column in _COLUMNS) + " |", flush=True)


def enter_environment(folder):
    """Goes on in the virtual environment, which it makes where it is missing."""
    python = folder / "bin" / "python"
    if Path(sys.prefix).resolve() == folder.resolve():
        return
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *_PACKAGES], check=True)
    os.execv(python, [str(python), *sys.argv])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--koe", default=ROOT / "build/release/koe")
    parser.add_argument("--environment", type=Path, default=ROOT / "build/peers")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--set", nargs="+", action="append", required=True, metavar="NAME GOLD EXPORT")
    parser.add_argument("work", type=Path)
    given = parser.parse_args()
    if any(len(own) < 3 for own in given.set):
        parser.error("--set takes a name, the gold file and one export or more")
    enter_environment(given.environment)
    for name, gold, *exports in given.set:
        measure(given.koe, given.work, name, Path(gold), [Path(export) for export in exports], given.json)


if __name__ == "__main__":
    main()

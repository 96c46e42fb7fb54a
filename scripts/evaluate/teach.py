#!/usr/bin/env python3
"""How well does koe themes teach recognise themes of which a few texts are marked?

  teach.py [--koe PROGRAM] [--shots N] [--seeds N] [--share P] [--only ja|en] CORPUS WORK_DIR

CORPUS: JSON lines with kind (nps, enps), lang, theme and text, or a CSV file with text and category (English, NPS).
WORK_DIR: an empty folder for databases and reports. For each seed, N texts a theme are marked, half of them in either
language where there are two (--only: all in one, so that the other language has to be found through it); --share P marks
a random share P of the themes only, the rest being what must be left alone. Every text is a response. Prints one JSON
object a seed and their means, a survey kind each, over the texts that were not marked:

  accuracy   share of the texts of taught themes that koe puts there (recall)
  precision  share of the texts put into taught themes that belong there
  ja, en     accuracy by language
  other_language  accuracy in the language that no example was in (--only)
  guess      accuracy of joining a taught theme at random
"""

import argparse
import csv
import json
import random
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path


def read_corpus(path):
    with open(path, newline="", encoding="utf-8") as file:
        if path.suffix == ".csv":
            return [{"kind": "nps", "lang": "en", "theme": r["category"], "text": r["text"].strip()} for r in csv.DictReader(file)]
        return [row for row in map(json.loads, file) if row["kind"] in ("nps", "enps")]


def write_csv(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def koe(program, *arguments):
    done = subprocess.run([str(program), *map(str, arguments), "--quiet", "--lang", "en"], stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 3):
        raise SystemExit(f"koe {arguments[0]} ended with exit code {done.returncode}:\n{done.stderr}")


def mark(rows, shots, share, only, seed):
    """Numbers of the marked rows, and the taught themes."""
    draw = random.Random(seed)
    by_theme = defaultdict(lambda: defaultdict(list))
    for number, row in enumerate(rows):
        by_theme[row["theme"]][row["lang"]].append(number)
    themes = sorted(by_theme)
    taught = set(draw.sample(themes, max(1, round(share * len(themes)))))
    marked = set()
    for theme in themes:
        languages = [only] if only else sorted(by_theme[theme])
        for language in languages:
            numbers = by_theme[theme][language]
            chosen = draw.sample(numbers, min(len(numbers), shots // len(languages)))
            marked.update(chosen if theme in taught else [])
    return marked, taught


def run(program, folder, rows, marked, kind):
    """The name of the taught theme that each row was put into, '' for none."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    name = [f"R{number:05d}" for number in range(len(rows))]
    write_csv(folder / "export.csv", ["response_id", "responded_at", "comment"],
              [[n, f"2026-07-{i % 28 + 1:02d}", row["text"]] for i, (n, row) in enumerate(zip(name, rows))])
    write_csv(folder / "examples.csv", ["theme", "survey", "text"],
              [[rows[i]["theme"], kind, rows[i]["text"]] for i in sorted(marked)])
    database = folder / "koe.db"
    koe(program, "run", folder / "export.csv", "--survey", kind, "--db", database, "--out", folder / "before", "--enps-rows")
    koe(program, "themes", "teach", folder / "examples.csv", "--db", database)
    koe(program, "report", "--db", database, "--out", folder / "report", "--enps-rows")
    listed = subprocess.run([str(program), "themes", "list", "--db", str(database)], capture_output=True, text=True, check=True)
    cells = [line.split("\t") for line in listed.stdout.splitlines()[1:]]
    taught = {row[1]: row[4] for row in cells if row[6] == "taught"}
    longest = {}
    with open(folder / "report" / "assignments.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            theme, length = taught.get(row["theme_id"], ""), len(row["text"])
            if length > longest.get(row["response_id"], ("", 0))[1]:
                longest[row["response_id"]] = (theme, length)
    return [longest.get(n, ("", 0))[0] for n in name]


def share(hits):
    return round(sum(hits) / len(hits), 4) if hits else None


def score(rows, marked, taught, found, only):
    rest = [(row, place) for i, (row, place) in enumerate(zip(rows, found)) if i not in marked]
    own = [(row["lang"], place == row["theme"]) for row, place in rest if row["theme"] in taught]
    languages = sorted({lang for lang, _ in own})
    result = {"texts": len(own), "themes": len(taught), "marked": len(marked), "accuracy": share([hit for _, hit in own]),
              "precision": share([place == row["theme"] for row, place in rest if place]),
              **{lang: share([hit for other, hit in own if other == lang]) for lang in languages},
              "guess": round(1 / len(taught), 4)}
    if only:
        result["other_language"] = share([hit for lang, hit in own if lang != only])
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--koe", default=Path(__file__).resolve().parents[2] / "build/release/koe")
    parser.add_argument("--shots", type=int, default=8)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--only", choices=["ja", "en"])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    given = parser.parse_args()
    corpus = read_corpus(given.corpus)
    for kind in sorted({row["kind"] for row in corpus}, reverse=True):
        rows = [row for row in corpus if row["kind"] == kind]
        results = []
        for seed in range(1, given.seeds + 1):
            marked, taught = mark(rows, given.shots, given.share, given.only, seed)
            found = run(given.koe, given.work / f"{kind}{seed}", rows, marked, kind)
            results.append(score(rows, marked, taught, found, given.only))
            print(json.dumps({"kind": kind, "seed": seed, **results[-1]}), flush=True)
        means = {name: round(sum(r[name] for r in results) / len(results), 4) for name in results[0]
                 if all(r[name] is not None for r in results)}
        print(json.dumps({"kind": kind, "means_of": len(results), **means}), flush=True)


if __name__ == "__main__":
    main()

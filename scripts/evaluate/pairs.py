#!/usr/bin/env python3
"""Do a text and its translation meet in one theme?

  pairs.py [--koe PROGRAM] [--encoder FOLDER] [--sample N] [--seed N] [--words N] FORMAT FILE... WORK_DIR

FORMAT  tsv    one file with the columns ja and en (such as data/feedback/pairs.tsv; lines starting with # are left out)
        lines  two files, Japanese and English, a sentence a line, words separated by spaces (Tanaka corpus in the form of
               small_parallel_enja; CC BY 2.0 France, Tatoeba)
        bsd    JSON files of the Business Scene Dialogue corpus (Rikters et al. 2019; CC BY-NC-SA 4.0)
        absa   two files, Japanese and English, of one domain of M-ABSA (Wu et al. 2025): reviews, "text####labels" a line
WORK_DIR: an empty folder for database and report.

Every different text is a response of its own. Pairs whose English text has fewer than --words words (6) are left out, as
are pairs with a text that occurs in another pair; of more than --sample (1000) that many are drawn. Prints one JSON object:

  pair_same  share of the pairs whose longest segments have a theme, and the same one
  any_same   share of the pairs that have a theme in common, in whichever segments
  chance     the same for pairs put together at random
  coverage   share of the texts with a theme;  themes: how many were found
"""

import argparse
import csv
import json
import random
import shutil
import subprocess
from collections import Counter
from pathlib import Path


def lines_of(path):
    return path.read_text(encoding="utf-8").splitlines()


def read_tsv(files):
    rows = csv.DictReader((line for line in lines_of(files[0]) if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row["ja"], row["en"]) for row in rows]


def read_lines(files):
    return [(ja.replace(" ", ""), en) for ja, en in zip(lines_of(files[0]), lines_of(files[1]))]


def read_bsd(files):
    scenes = [scene for file in files for scene in json.loads(file.read_text(encoding="utf-8"))]
    return [(turn["ja_sentence"], turn["en_sentence"]) for scene in scenes for turn in scene["conversation"]]


def read_absa(files):
    ja, en = ([line.split("####")[0].strip() for line in lines_of(file)] for file in files)
    return list(zip(ja, en))


READERS = {"tsv": read_tsv, "lines": read_lines, "bsd": read_bsd, "absa": read_absa}


def choose(pairs, words, sample, seed):
    """Pairs with enough words and texts of their own."""
    times = Counter(text for pair in pairs for text in pair)
    own = [pair for pair in pairs if len(pair[1].split()) >= words and all(pair) and all(times[text] == 1 for text in pair)]
    return own if len(own) <= sample else random.Random(seed).sample(own, sample)


def run(program, encoder, folder, pairs):
    """Each pair's two texts as (theme of the longest segment or '', all themes)."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with open(folder / "export.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["response_id", "responded_at", "comment"])
        for number, pair in enumerate(pairs):
            writer.writerows([f"P{number:05d}{side}", f"2026-07-{number % 28 + 1:02d}", text] for side, text in zip("je", pair))
    command = [program, "run", folder / "export.csv", "--db", folder / "koe.db", "--out", folder / "report", "--quiet"]
    command += ["--encoder", encoder] if encoder else []
    done = subprocess.run([str(part) for part in command], stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 3):
        raise SystemExit(f"koe run ended with exit code {done.returncode}:\n{done.stderr}")
    longest, every = {}, {}
    with open(folder / "report" / "assignments.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            every.setdefault(row["response_id"], set()).update({row["theme_id"]} - {""})
            if len(row["text"]) > longest.get(row["response_id"], (0, ""))[0]:
                longest[row["response_id"]] = (len(row["text"]), row["theme_id"])
    names = [[f"P{number:05d}{side}" for side in "je"] for number in range(len(pairs))]
    return [tuple((longest.get(name, (0, ""))[1], every.get(name, set())) for name in pair) for pair in names]


def score(places):
    n = len(places)
    themes = [(ja, en) for (ja, _), (en, _) in places]
    ja, en = Counter(j for j, _ in themes), Counter(e for _, e in themes)
    return {"pairs": n, "themes": len((set(ja) | set(en)) - {""}),
            "pair_same": round(sum(j == e != "" for j, e in themes) / n, 4),
            "any_same": round(sum(bool(ja & en) for (_, ja), (_, en) in places) / n, 4),
            "chance": round(sum(ja[t] * en[t] for t in ja if t) / n / n, 4),
            "coverage": round(1 - (ja[""] + en[""]) / 2 / n, 4)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--koe", default=Path(__file__).resolve().parents[2] / "build/release/koe")
    parser.add_argument("--encoder", type=Path, help="folder of a sentence encoder, as of koe run")
    parser.add_argument("--sample", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", type=int, default=6)
    parser.add_argument("format", choices=READERS)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("work", type=Path)
    given = parser.parse_args()
    pairs = choose(READERS[given.format](given.files), given.words, given.sample, given.seed)
    print(json.dumps(score(run(given.koe, given.encoder, given.work, pairs))))


if __name__ == "__main__":
    main()

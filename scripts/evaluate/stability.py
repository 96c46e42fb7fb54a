#!/usr/bin/env python3
"""Do the same themes come out when a tenth of the answers is missing?

  stability.py [--koe PROGRAM] [--seeds N] [--keep P] [--survey nps|enps] [--dump FILE] EXPORT.csv... WORK_DIR

Fits themes on the exports (CSV with a header row, UTF-8) and, for each seed, on a random 90 % of their rows (--keep), each
time in a database of its own. Prints one JSON object: the adjusted Rand index (Hubert and Arabie 1985) between the two
partitions of the segments that both runs saw, a seed each and their mean, the numbers of themes, and as a second measure
that leaves single texts at a border less weight, the adjusted mutual information where scikit-learn is there. Unassigned
segments count as one theme. --survey restricts what is compared. --dump writes the partitions: segment, theme of all,
theme of each seed.
"""

import argparse
import csv
import json
import random
import shutil
import subprocess
from collections import Counter
from math import comb
from pathlib import Path


def run(program, folder, exports, keep, seed):
    """(response, segment) -> theme, from a run on a random share of the rows."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    draw = random.Random(seed)
    for export in exports:
        with open(export, newline="", encoding="utf-8-sig") as source, open(folder / export.name, "w", newline="", encoding="utf-8") as kept:
            rows = csv.reader(source)
            writer = csv.writer(kept, lineterminator="\n")
            writer.writerow(next(rows))
            writer.writerows(row for row in rows if draw.random() < keep)
    files = [folder / export.name for export in exports]
    command = [program, "run", *files, "--db", folder / "koe.db", "--out", folder / "report", "--quiet", "--enps-rows"]
    done = subprocess.run([str(part) for part in command], stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 3):
        raise SystemExit(f"koe run ended with exit code {done.returncode}:\n{done.stderr}")
    with open(folder / "report" / "assignments.csv", newline="", encoding="utf-8") as file:
        return {(row["survey"], row["response_id"], row["segment"]): row["theme_id"] for row in csv.DictReader(file)}


def adjusted_rand(pairs):
    cells, left, right = Counter(pairs), Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    same = sum(comb(n, 2) for n in cells.values())
    rows, columns = (sum(comb(n, 2) for n in side.values()) for side in (left, right))
    expected = rows * columns / comb(len(pairs), 2)
    most = (rows + columns) / 2
    return 1.0 if most == expected else (same - expected) / (most - expected)


def mutual_information(pairs):
    try:
        from sklearn.metrics import adjusted_mutual_info_score
    except ImportError:
        return None
    return adjusted_mutual_info_score(*zip(*pairs))


def mean(values):
    return round(sum(values) / len(values), 4) if all(value is not None for value in values) else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--koe", default=Path(__file__).resolve().parents[2] / "build/release/koe")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--keep", type=float, default=0.9)
    parser.add_argument("--survey", choices=["nps", "enps"])
    parser.add_argument("--dump", type=Path)
    parser.add_argument("exports", nargs="+", type=Path)
    parser.add_argument("work", type=Path)
    given = parser.parse_args()
    whole = {key: theme for key, theme in run(given.koe, given.work / "all", given.exports, 1.0, 0).items()
             if given.survey in (None, key[0])}
    indices, information, themes, parts = [], [], [], []
    for seed in range(1, given.seeds + 1):
        part = run(given.koe, given.work / str(seed), given.exports, given.keep, seed)
        shared = [(theme, part[key]) for key, theme in whole.items() if key in part]
        indices.append(adjusted_rand(shared))
        information.append(mutual_information(shared))
        themes.append(len({theme for _, theme in shared} - {""}))
        parts.append(part)
    if given.dump:
        with open(given.dump, "w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(
                [*key, theme, *(part.get(key, "-") for part in parts)] for key, theme in whole.items())
    print(json.dumps({"segments": len(whole), "keep": given.keep, "themes_all": len(set(whole.values()) - {""}), "themes": themes,
                      "ari": [round(index, 4) for index in indices], "ari_mean": mean(indices), "ami_mean": mean(information)}))


if __name__ == "__main__":
    main()

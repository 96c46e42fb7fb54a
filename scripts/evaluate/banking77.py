#!/usr/bin/env python3
"""Turn the labelled questions of Banking77 into a survey export without scores, and the labels into gold.

  banking77.py TEXTS.csv OUT_DIR      TEXTS.csv has the columns text,category

Writes OUT_DIR/export.csv (response_id,responded_at,comment) for `koe run`, and OUT_DIR/gold.csv (response_id,lang,label)
for `score.py gold`. The corpus is not part of koe (CC BY 4.0, by PolyAI).
"""

import csv
import sys
from pathlib import Path


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "export.csv", "w", newline="", encoding="utf-8") as export, open(
        out / "gold.csv", "w", newline="", encoding="utf-8"
    ) as gold:
        responses, labels = csv.writer(export, lineterminator="\n"), csv.writer(gold, lineterminator="\n")
        responses.writerow(["response_id", "responded_at", "comment"])
        labels.writerow(["response_id", "lang", "label"])
        for number, row in enumerate(rows, 1):
            responses.writerow([f"B{number:05d}", f"2026-07-{number % 28 + 1:02d}", row["text"].strip()])
            labels.writerow([f"B{number:05d}", "en", row["category"]])
    print(f"{len(rows)} responses, {len({row['category'] for row in rows})} labels")


if __name__ == "__main__":
    main()

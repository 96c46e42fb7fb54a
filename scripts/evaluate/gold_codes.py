#!/usr/bin/env python3
"""The true themes of a simulated survey as an analyst's codes: gold_codes.py TRUTH.jsonl > codes.csv"""

import csv
import json
import sys


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["response_id", "code"])
    with open(sys.argv[1], encoding="utf-8") as lines:
        for response in map(json.loads, lines):
            writer.writerows([response["response_id"], theme] for theme in response["themes"])


if __name__ == "__main__":
    main()

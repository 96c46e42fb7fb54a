#!/usr/bin/env python3
"""Print each score file as one line of JSON, then the means of their numbers: means.py SCORE.json..."""

import json
import sys


def numbers(score, prefix=""):
    """Every number of a nested object by its dotted name."""
    for name, value in score.items():
        if isinstance(value, dict):
            yield from numbers(value, f"{prefix}{name}.")
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield prefix + name, value


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    collected = {}
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            score = json.load(file)
        print(json.dumps({"file": path, **score}, ensure_ascii=False))
        for name, value in numbers(score):
            collected.setdefault(name, []).append(value)
    means = {name: round(sum(values) / len(values), 4) for name, values in collected.items()}
    print(json.dumps({"means_of": len(sys.argv) - 1, **means}))


if __name__ == "__main__":
    main()

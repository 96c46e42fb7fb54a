"""Tables and gold labels as the evaluation scripts read them."""

import csv
import json


def read_csv(path):
    """The rows of a CSV file with a header, in UTF-8."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def read_gold(path):
    """response -> (label or '', pair or ''), from gold.csv or, responses of one theme only, the simulator's truth.jsonl."""
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return {row["response_id"]: (row["themes"][0], "") for row in rows if len(row["themes"]) == 1}
    return {row["response_id"]: (row.get("label", ""), row.get("pair", "")) for row in read_csv(path)}

#!/usr/bin/env python3
"""Does the health score tell who will leave, on accounts whose outcome koe never saw?

  health.py [--koe PROGRAM] [--hide row|date] SIM_DIR RUN_DIR...

SIM_DIR is a folder of simulate.py (nps_*, accounts.csv, truth.jsonl), RUN_DIR an empty folder for the databases and reports;
several pairs may follow one another. The accounts are dealt into two halves. For each half koe runs on all responses, with
that half hidden from it, and its health is compared with who really left:

  --hide row   (default) the half's rows are missing from the accounts file: koe knows nothing but their answers
  --hide date  only their churned_on is empty: koe takes those who left for customers that stayed, and learns from them

Prints one JSON object a pair: AUC over all hidden accounts with a health and over those that answered, expected and real
number of leavers, both by fifths of the predicted chance, koe's own cross-validated AUC on a run with nothing hidden, and
the ceiling: the AUC of the simulator's own chances of a promoter and a detractor, which no survey can know.
"""

import argparse
import csv
import json
import subprocess
import sys
from pathlib import Path


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def auc(*halves):
    """Chance that one who left has the higher score: (score, left) of each half, whose scores come from one fit and compare."""
    wins = pairs = 0
    for half in halves:
        left = [score for score, gone in half if gone]
        stayed = [score for score, gone in half if not gone]
        wins += sum((a > b) + 0.5 * (a == b) for a in left for b in stayed)
        pairs += len(left) * len(stayed)
    return round(wins / pairs, 4) if pairs else None


def run_koe(koe, sim, folder, accounts):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "accounts_in.csv"
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(accounts[0]))
        writer.writeheader()
        writer.writerows(accounts)
    exports = sorted(str(export) for export in sim.glob("nps_*"))
    command = [koe, "run", *exports, "--accounts", path, "--db", folder / "koe.db", "--out", folder / "report"]
    done = subprocess.run([*map(str, command), "--quiet", "--lang", "en"], stderr=subprocess.PIPE, text=True)
    if done.returncode not in (0, 3):
        sys.exit(f"koe ended with exit code {done.returncode}:\n{done.stderr}")
    return {row["account_id"]: row for row in rows(folder / "report" / "accounts.csv")}


def hidden_from(accounts, half, hide):
    """The accounts file as koe gets it, and the ids whose outcome it must not see."""
    ids = {account["account_id"] for i, account in enumerate(accounts) if i % 2 == half}
    if hide == "row":
        return [account for account in accounts if account["account_id"] not in ids], ids
    return [dict(a, churned_on="" if a["account_id"] in ids else a["churned_on"]) for a in accounts], ids


def calibration(chances):
    """Expected and real leavers by fifths of the predicted chance."""
    ordered = sorted(chances)
    cuts = [len(ordered) * i // 5 for i in range(6)]
    fifths = [ordered[a:b] for a, b in zip(cuts, cuts[1:]) if b > a]
    return [{"n": len(f), "expected": round(sum(p for p, _ in f), 1), "left": sum(gone for _, gone in f)} for f in fifths]


def ceiling(sim, left):
    mood = {}
    with open(sim / "truth.jsonl", encoding="utf-8") as lines:
        for response in map(json.loads, lines):
            if response["survey"] == "nps":
                chance = response["p_detractor"] - response["p_promoter"]
                mood.setdefault(response["account_id"], []).append(chance)
    return auc([(sum(values) / len(values), left[account]) for account, values in mood.items()])


def evaluate(koe, sim, run, hide):
    accounts = rows(sim / "accounts.csv")
    left = {account["account_id"]: bool(account["churned_on"]) for account in accounts}
    judged, answering = ([], []), ([], [])
    for half in (0, 1):
        given, ids = hidden_from(accounts, half, hide)
        health = run_koe(koe, sim, run / f"half{half}", given)
        for account in sorted(ids & health.keys()):
            if not health[account]["health"]:
                continue
            judged[half].append((1 - float(health[account]["health"]) / 100, left[account]))
            if health[account]["responses"] != "0":
                answering[half].append(judged[half][-1])
    run_koe(koe, sim, run / "whole", accounts)
    manifest = json.loads((run / "whole" / "report" / "manifest.json").read_text(encoding="utf-8"))
    everyone = judged[0] + judged[1]
    return {
        "sim": str(sim),
        "hide": hide,
        "accounts": len(everyone),
        "left": sum(gone for _, gone in everyone),
        "expected": round(sum(chance for chance, _ in everyone), 1),
        "auc": auc(*judged),
        "auc_answering": auc(*answering),
        "ceiling_answering": ceiling(sim, left),
        "fifths": calibration(everyone),
        "koe": manifest.get("health"),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--koe", default=Path(__file__).resolve().parents[2] / "build/release/koe")
    parser.add_argument("--hide", choices=["row", "date"], default="row")
    parser.add_argument("folders", nargs="+", type=Path, metavar="SIM_DIR RUN_DIR")
    given = parser.parse_args()
    if len(given.folders) % 2:
        parser.error("folders come in pairs: SIM_DIR RUN_DIR")
    for sim, run in zip(given.folders[::2], given.folders[1::2]):
        print(json.dumps(evaluate(given.koe, sim, run, given.hide)), flush=True)


if __name__ == "__main__":
    main()

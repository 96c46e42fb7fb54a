#!/usr/bin/env python3
"""Can anybody be found again? Simulated organisations over several waves, published as koe does it, and attacked.

  scripts/evaluate/anonymity.py [--organisations 1000] [--seed 1] [--k 5] [--largest 3000] [--processes 2]

Builds tests/bench/anonymity_bench.cpp (with the release build's compiler settings) into build/bench, lets several processes
share the organisations, adds their counts up and prints one JSON object. Exit 1 if anybody was recovered, a hidden cell is
narrower than k, or fewer than 60 % of the cells of a plain threshold were kept.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "build/bench"
SUMMED_NOT = {"seed", "k", "share_kept", "share_themes_kept"}


def build():
    subprocess.run(
        ["cmake", "-S", str(ROOT), "-B", str(FOLDER), "-DCMAKE_BUILD_TYPE=Release", "-DKOE_BUILD_TESTS=ON",
         "-DKOE_TEST_KINDS=bench"],
        check=True, stdout=subprocess.DEVNULL,
    )
    subprocess.run(
        ["cmake", "--build", str(FOLDER), "--target", "koe_anonymity_bench"], check=True, stdout=subprocess.DEVNULL
    )
    return FOLDER / "tests/bench/koe_anonymity_bench"


def measure(program, options):
    share = -(-options.organisations // options.processes)
    parts = []
    for first in range(0, options.organisations, share):
        count = min(share, options.organisations - first)
        arguments = [count, options.seed, options.k, options.largest, first]
        parts.append(subprocess.Popen([str(program), *map(str, arguments)], stdout=subprocess.PIPE, text=True))
    outputs = [part.communicate()[0] for part in parts]
    if any(part.returncode != 0 for part in parts):
        sys.exit("the measuring program failed")
    return [json.loads(output) for output in outputs]


def add_up(results):
    total = dict(results[0])
    for name in total:
        if name not in SUMMED_NOT:
            total[name] = sum(result[name] for result in results)
    total["share_kept"] = round(total["cells_kept"] / max(1, total["cells_naive"]), 4)
    total["share_themes_kept"] = round(total["themes_kept"] / max(1, total["themes_naive"]), 4)
    total["seconds"] = round(total["seconds"], 1)
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--organisations", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--k", type=int, default=5)
    parser.add_argument("--largest", type=int, default=3000, help="employees of the largest organisation")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    total = add_up(measure(build(), options))
    print(json.dumps(total, indent=1))
    found = total["answers_recovered"] + total["theme_answers_recovered"] + total["hidden_cells_narrower_than_k"]
    return 1 if found > 0 or total["share_kept"] < 0.6 else 0


if __name__ == "__main__":
    sys.exit(main())

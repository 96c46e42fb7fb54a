#!/usr/bin/env python3
"""How often do the intervals of models/stats hold planted truth? Python standard library only.

  calibrate_stats.py PROGRAM SIMULATED [SIMULATED...]

PROGRAM is the build's koe_stats_calibration; every SIMULATED is an output folder of simulate.py (plain format). Themes are
the planted ones, as if the text had been understood without error, so that only the statistics are on trial. Printed per
survey kind: coverage of the 95 % impact interval for the impact in the endless population (themes with 10 or more
mentions), the same for the usual formula conditional on the number of mentions, and coverage of the 90 % rank interval.
"""
import json
import math
import os
import subprocess
import sys

MIN_MENTIONS = 10


def read(folder):
    """survey -> (values, cluster numbers, mentions per theme, true impact per theme)."""
    with open(os.path.join(folder, "truth.json"), encoding="utf8") as f:
        themes = json.load(f)["themes"]
    with open(os.path.join(folder, "truth.jsonl"), encoding="utf8") as f:
        rows = [json.loads(line) for line in f]
    for survey in ("nps", "enps"):
        mine = [r for r in rows if r["survey"] == survey]
        names = [n for n, t in themes.items() if t["kind"] == survey]
        value = [1 if r["score"] >= 9 else -1 if r["score"] <= 6 else 0 for r in mine]
        number = {}
        cluster = [number.setdefault(r.get("account_id", r["response_id"]), len(number)) for r in mine]
        members = [[i for i, r in enumerate(mine) if n in r["themes"]] for n in names]
        yield survey, value, cluster, members, [themes[n]["impact"] for n in names]


def conditional_formula(value, members):
    """(m/n)(T - W) +- 1.96 (m/n) sqrt(Var_T/m + Var_W/(n-m)): as if the number of mentions were fixed."""
    with_theme = set(members)
    t = [v for i, v in enumerate(value) if i in with_theme]
    w = [v for i, v in enumerate(value) if i not in with_theme]
    mean = lambda x: sum(x) / len(x)
    variance = lambda x: mean([v * v for v in x]) - mean(x) ** 2
    share = len(t) / len(value)
    impact = 100 * share * (mean(t) - mean(w))
    half = 196 * share * math.sqrt(variance(t) / len(t) + variance(w) / len(w))
    return impact - half, impact + half


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    surveys = [s for folder in sys.argv[2:] for s in read(folder)]
    text = []
    for _, value, cluster, members, _ in surveys:
        text += [f"{len(value)} {len(members)}", " ".join(map(str, value)), " ".join(map(str, cluster))]
        text += [" ".join(map(str, [len(m)] + m)) for m in members]
    out = iter(subprocess.run([sys.argv[1]], input="\n".join(text), capture_output=True, text=True, check=True)
               .stdout.splitlines())
    result = {}
    for survey, value, _, members, truth in surveys:
        r = result.setdefault(survey, dict(intervals=0, held=0, below=0, above=0, conditional=0, width=0.0, ranks=0, ranks_held=0,
                                           places=0))
        order = sorted(range(len(truth)), key=lambda t: truth[t])
        for t, m in enumerate(members):
            _, low, high, _, _, _, _, first, last = map(float, next(out).split())
            r["ranks"] += 1
            r["ranks_held"] += first <= order.index(t) + 1 <= last
            r["places"] += last - first + 1
            if len(m) < MIN_MENTIONS:
                continue
            r["intervals"] += 1
            r["held"] += low <= truth[t] <= high
            r["below"] += truth[t] < low
            r["above"] += truth[t] > high
            r["width"] += high - low
            plain_low, plain_high = conditional_formula(value, m)
            r["conditional"] += plain_low <= truth[t] <= plain_high
    for survey, r in result.items():
        n, k = r["intervals"], r["ranks"]
        print(f"{survey}: impact {r['held'] / n:.3f} of {n} (truth below {r['below'] / n:.3f}, above {r['above'] / n:.3f}, "
              f"mean width {r['width'] / n:.2f} points; conditional formula {r['conditional'] / n:.3f}); "
              f"rank {r['ranks_held'] / k:.3f} of {k} (mean {r['places'] / k:.1f} places)")


if __name__ == "__main__":
    main()

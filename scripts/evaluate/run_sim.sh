#!/usr/bin/env bash
# Runs koe on simulated surveys whose true themes and impacts are known, and scores what it found.
#
#   scripts/evaluate/run_sim.sh [--coded] [--formats plain|mixed] EVAL_DIR OUT_DIR SEED...
#
# EVAL_DIR holds simulate.py, score.py (which needs scikit-learn) and corpus/. OUT_DIR/SEED gets data/, koe.db, report/ and
# score.json. Prints one JSON object a seed, then their means. --coded: koe is given the true themes as an analyst's codes,
# so that only the statistics are judged. PYTHON and KOE name other programs than python3 and build/release/koe.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
python="${PYTHON:-python3}"
koe="${KOE:-$here/../../build/release/koe}"

coded=false
formats=plain
while [[ "${1:-}" == --* ]]; do
  case "$1" in
    --coded) coded=true ;;
    --formats) formats="$2"; shift ;;
    *) sed -n '2,9p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
  shift
done
if [[ $# -lt 3 ]]; then sed -n '2,9p' "${BASH_SOURCE[0]}" >&2; exit 2; fi
eval_dir="$1"
out_dir="$2"
shift 2

# koe's exit 3 ("finished, with rejects or warnings") is a finished run.
koe_done() {
  local status=0
  "$koe" "$@" --quiet || status=$?
  [[ $status -eq 0 || $status -eq 3 ]] || { echo "koe $1 ended with exit code $status" >&2; exit 1; }
}

scores=()
for seed in "$@"; do
  run="$out_dir/$seed"
  rm -rf "$run"
  mkdir -p "$run"
  "$python" "$eval_dir/simulate.py" "$eval_dir/corpus" "$run/data" --seed "$seed" --formats "$formats" >&2
  exports=("$run"/data/*nps_*)
  if $coded; then
    koe_done ingest "${exports[@]}" --db "$run/koe.db"
    "$python" "$here/gold_codes.py" "$run/data/truth.jsonl" >"$run/codes.csv"
    koe_done themes import "$run/codes.csv" --db "$run/koe.db"
    exports=()
  fi
  koe_done run "${exports[@]}" --accounts "$run/data/accounts.csv" --db "$run/koe.db" --out "$run/report" --enps-rows
  "$python" "$eval_dir/score.py" sim "$run/data" "$run/report" >"$run/score.json"
  scores+=("$run/score.json")
done
"$python" "$here/means.py" "${scores[@]}"

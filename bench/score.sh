#!/usr/bin/env bash
# Score the machine's reading against a labelled set: bench/score.sh FOLDER SCORER
# FOLDER holds reports.jsonl and pages/*.html; SCORER takes FOLDER, what `diwan brief` prints for the reports, and
# `--pages` with what it prints for the pages. Prints overall figures, figures per language, and a table of targets.
set -euo pipefail
gold=${1:?"folder of the labelled set"} scorer=${2:?"scorer"}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

diwan="$here/.venv/bin/diwan"
"$diwan" brief "$gold/reports.jsonl" --format json --output "$work/situation.json"
shopt -s nullglob
pages=("$gold"/pages/*.html)
with_pages=()
if [ ${#pages[@]} -gt 0 ]; then
  "$diwan" brief "${pages[@]}" --format json --output "$work/pages.json"
  with_pages=(--pages "$work/pages.json")
fi

python3 "$scorer" "$gold" "$work/situation.json" "${with_pages[@]}" >"$work/all.json"
for language in ar fa ru en; do
  python3 "$scorer" "$gold" "$work/situation.json" --language "$language" >"$work/$language.json"
done
"$here/.venv/bin/python" "$here/bench/score_table.py" "$work"

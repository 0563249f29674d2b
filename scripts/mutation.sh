#!/usr/bin/env bash
# Puts small faults into bot/safety and bot/triage, one at a time, and prints the share that their tests find.
# Each fault that is not found is listed by `python -m mutmut results` and shown by `python -m mutmut show NAME`.
set -euo pipefail

LEAST=0.90
rm -rf mutants
"$@" -m mutmut run
"$@" -m mutmut export-cicd-stats >/dev/null
"$@" - "$LEAST" <<'PYTHON'
import json
import sys

found = json.load(open("mutants/mutmut-cicd-stats.json"))
caught, missed = found["killed"] + found["timeout"], found["survived"] + found["no_tests"] + found["suspicious"]
score = caught / (caught + missed)
print(f"{caught + missed} faults put in, {caught} found: {score:.3f} (at least {sys.argv[1]})")
sys.exit(score < float(sys.argv[1]))
PYTHON

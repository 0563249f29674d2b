#!/usr/bin/env bash
# Writes bot/data/accessibility.yml, which the accessibility page shows, from the last whole run of the browser tests.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ -f results/accessibility.json ] || fail "no whole run of the accessibility tests is there." "Run 'make browser' first."
.venv/bin/python - <<'PY'
import json
from pathlib import Path

run = json.loads(Path("results/accessibility.json").read_text(encoding="utf-8"))
path = Path("bot/data/accessibility.yml")
head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
lines = [f'tested: "{run["tested"]}"', f'states: {run["states"]}', f'violations: {run["violations"]}']
path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
PY
say "bot/data/accessibility.yml now tells of the last run."

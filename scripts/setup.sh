#!/usr/bin/env bash
# Makes .venv from requirements.lock (hashes checked) when the lock changed; a second run costs milliseconds.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
STAMP=.venv/made-from.txt
WANTED="$(sha256sum requirements.lock .python-version) in $ROOT"

[ -x .venv/bin/safeguard ] && [ "$(cat "$STAMP" 2>/dev/null)" = "$WANTED" ] && exit 0
source scripts/python.sh

[ "$(uname -s)/$(uname -m)" = Linux/x86_64 ] || fail "the lock is made for Linux on x86-64, and this is $(uname -s)/$(uname -m)." \
  "Use such a machine or a container of that kind."
free_mb="$(df -Pm . | awk 'NR == 2 {print $4}')"
[ "$free_mb" -gt 4000 ] || fail "only $free_mb MB of disk are free here; the environment takes about 3,000 MB."

say "Setting up, once. Looking for Python 3.10 ..."
UV="$(get_uv)" || { UV=""; say "uv is not to be had here; pip will do it (slower)."; }
PYTHON="$(find_python "$UV")" || fail "no Python 3.10 was found, and none could be fetched." \
  "Install it (with pyenv, uv, or your system's packages) so that 'python3.10' runs, then try again." \
  "Rasa 3.6 does not work with a newer Python."
say "Python: $PYTHON"

rm -rf .venv
say "Installing the packages of requirements.lock into .venv (2.8 GB; one to five minutes) ..."
if [ -n "$UV" ]; then
  "$UV" venv --quiet --no-project --python "$PYTHON" .venv || fail "the environment could not be made; see the line above."
  install=("$UV" pip install --quiet --python .venv/bin/python)
else
  "$PYTHON" -m venv .venv || fail "this Python cannot make an environment." "On Debian: apt-get install python3-venv"
  install=(.venv/bin/python -m pip install --quiet)
fi
patiently "installing" "${install[@]}" --no-deps --require-hashes -r requirements.lock \
  || fail "the packages could not be installed; see the lines above." "The package registry must be reachable for this step."

# The project itself: found by a path relative to the environment, and one small command. Nothing is built or fetched.
echo "../../../.." >.venv/lib/python3.10/site-packages/safeguard.pth
cat >.venv/bin/safeguard <<EOF
#!/bin/sh
'''exec' "$ROOT/.venv/bin/python" "\$0" "\$@"
' '''
import sys

from bot.cli import main

sys.exit(main())
EOF
chmod +x .venv/bin/safeguard
printf '%s' "$WANTED" >"$STAMP"
say "The environment is ready."

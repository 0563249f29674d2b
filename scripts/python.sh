# Where Python 3.10 is found or fetched, and where uv comes from. Sourced by setup.sh after common.sh.
TOOLS="$ROOT/.tools"

is_310() { [ "$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = 3.10 ]; }

# Any Python 3 that can make an environment; on Debian its venv package may be missing.
any_python() {
  local candidate
  for candidate in python3 /usr/bin/python3 python3.10 python3.11 python3.12 python3.13; do
    "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 8))' 2>/dev/null && { echo "$candidate"; return 0; }
  done
  debian_install python3 python3-venv && echo /usr/bin/python3
}

# Put uv into .tools, by the hash that the lock holds; without it pip does the same work more slowly.
get_uv() {
  command -v uv >/dev/null && { command -v uv; return 0; }
  [ -x "$TOOLS/bin/uv" ] && { echo "$TOOLS/bin/uv"; return 0; }
  local base
  base="$(any_python)" || return 1
  "$base" -m venv "$TOOLS" >/dev/null 2>&1 || return 1
  awk '/^uv==/ {on = 1} on {print} on && !/\\$/ {exit}' requirements.lock >"$TOOLS/uv.txt"
  "$TOOLS/bin/python" -m pip install --quiet --no-deps --require-hashes -r "$TOOLS/uv.txt" >&2 || return 1
  [ -x "$TOOLS/bin/uv" ] && echo "$TOOLS/bin/uv"
}

# Print a Python 3.10: on the path, from pyenv, one that uv knows, or (last) one that uv fetches.
find_python() {
  local candidate
  for candidate in python3.10 python3 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10*/bin/python /usr/local/bin/python3.10 /usr/bin/python3.10; do
    is_310 "$candidate" && { "$candidate" -c 'import sys; print(sys.executable)'; return 0; }
  done
  [ -n "$1" ] || return 1
  "$1" python find --no-project --system 3.10 2>/dev/null && return 0
  say "No Python 3.10 on this machine: fetching one ..." >&2
  "$1" python install 3.10 >&2 || return 1
  "$1" python find --no-project 3.10
}

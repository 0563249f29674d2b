#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own, on loopback and in a temporary folder: POSTGRES_URL says where it is.
# Debian's packages are used; they are installed where that may be done, else the script says what is missing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
binaries() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }
if [ ! -x "$(binaries)/initdb" ]; then
  say "The tests of the stores need Debian's postgresql; installing it ..."
  patiently "installing postgresql" debian_install postgresql || true
fi
BIN="$(binaries)"
[ -x "$BIN/initdb" ] || fail "PostgreSQL is not installed, and could not be installed from here." \
  "As root: apt-get update && apt-get install postgresql."

FOLDER="$(mktemp -d)"
chmod 711 "$FOLDER"
# PostgreSQL refuses to run as root: then its own user does it.
as_user=(); [ "$(id -u)" != 0 ] || { as_user=(runuser -u postgres --); chown postgres "$FOLDER"; }
stop() {
  (cd / && "${as_user[@]}" "$BIN/pg_ctl" -D "$FOLDER/data" -m immediate stop) >/dev/null 2>&1 || true
  rm -rf "$FOLDER"
}
trap stop EXIT
PORT="$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
start() {
  cd /
  "${as_user[@]}" "$BIN/initdb" -D "$FOLDER/data" -U safeguard -A trust -E UTF8 --locale=C.UTF-8 -N
  "${as_user[@]}" "$BIN/pg_ctl" -D "$FOLDER/data" -w -t 60 -l "$FOLDER/log" \
    -o "-h 127.0.0.1 -p $PORT -c unix_socket_directories= -c max_connections=60" start
}
(start) >"$FOLDER/out" 2>&1 </dev/null || { cat "$FOLDER/out" "$FOLDER/log" >&2 2>/dev/null; fail "PostgreSQL did not start."; }
POSTGRES_URL="postgresql://safeguard@127.0.0.1:$PORT/postgres" "$@"

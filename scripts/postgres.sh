#!/usr/bin/env bash
# Runs a command beside a PostgreSQL and a Redis of its own, on loopback and in a temporary folder: POSTGRES_URL and
# REDIS_URL say where they are. Debian's packages are used; they are installed where that may be done, else the script
# says what is missing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
binaries() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }
wanted=()
[ -x "$(binaries)/initdb" ] || wanted+=(postgresql)
command -v redis-server >/dev/null || wanted+=(redis-server)
if [ "${#wanted[@]}" -gt 0 ]; then
  say "The tests of the stores need Debian's ${wanted[*]}; installing ..."
  patiently "installing ${wanted[*]}" debian_install "${wanted[@]}" || true
fi
BIN="$(binaries)"
[ -x "$BIN/initdb" ] || fail "PostgreSQL is not installed, and could not be installed from here." \
  "As root: apt-get update && apt-get install postgresql."
command -v redis-server >/dev/null || fail "Redis is not installed, and could not be installed from here." \
  "As root: apt-get update && apt-get install redis-server."

FOLDER="$(mktemp -d)"
chmod 711 "$FOLDER"
# PostgreSQL refuses to run as root: then its own user does it.
as_user=(); [ "$(id -u)" != 0 ] || { as_user=(runuser -u postgres --); chown postgres "$FOLDER"; }
REDIS=""
stop() {
  (cd / && "${as_user[@]}" "$BIN/pg_ctl" -D "$FOLDER/data" -m immediate stop) >/dev/null 2>&1 || true
  [ -z "$REDIS" ] || kill "$REDIS" 2>/dev/null || true
  rm -rf "$FOLDER"
}
trap stop EXIT
free_port() { .venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
PORT="$(free_port)"
start() {
  cd /
  "${as_user[@]}" "$BIN/initdb" -D "$FOLDER/data" -U safeguard -A trust -E UTF8 --locale=C.UTF-8 -N
  "${as_user[@]}" "$BIN/pg_ctl" -D "$FOLDER/data" -w -t 60 -l "$FOLDER/log" \
    -o "-h 127.0.0.1 -p $PORT -c unix_socket_directories= -c max_connections=100" start
}
(start) >"$FOLDER/out" 2>&1 </dev/null || { cat "$FOLDER/out" "$FOLDER/log" >&2 2>/dev/null; fail "PostgreSQL did not start."; }

# Nothing of Redis is written to disk: what it holds is gone within minutes anyway.
REDIS_PORT="$(free_port)"
redis-server --bind 127.0.0.1 --port "$REDIS_PORT" --save "" --appendonly no --dir "$FOLDER" >/dev/null 2>&1 </dev/null &
REDIS=$!
answers() { [ "$(redis-cli -h 127.0.0.1 -p "$REDIS_PORT" ping 2>/dev/null)" = PONG ]; }
for _ in $(seq 100); do answers && break; sleep 0.1; done
answers || fail "Redis did not start."
POSTGRES_URL="postgresql://safeguard@127.0.0.1:$PORT/postgres" REDIS_URL="redis://127.0.0.1:$REDIS_PORT/0" "$@"

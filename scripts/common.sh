# Shared by the scripts beside it: how a step is announced, and how a script stops.
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"
export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1            # certificates of the system store; the second is uv's older name for it
export PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONWARNINGS="${PYTHONWARNINGS:-}"

say() { printf '==> %s\n' "$*"; }
fail() { printf 'Cannot go on: %s\n' "$1" >&2; shift; printf '  %s\n' "$@" >&2; exit 1; }

# Run a long command with a line of progress every 20 seconds, so that nobody thinks it hangs.
patiently() {
  local what="$1" begun=$SECONDS pulse status=0; shift
  ( while sleep 20; do printf '    ... %s: %s s so far\n' "$what" "$((SECONDS - begun))"; done ) &
  pulse=$!
  "$@" || status=$?
  { kill "$pulse" && wait "$pulse"; } 2>/dev/null || true
  [ "$status" -ne 0 ] || printf '    done in %s s\n' "$((SECONDS - begun))"
  return "$status"
}

# Install Debian packages where we may (root, apt-get); says no by its exit status and never asks.
debian_install() {
  command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || return 1
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y --no-install-recommends "$@" </dev/null >/dev/null 2>&1 && return 0
  apt-get update </dev/null >/dev/null 2>&1 && apt-get install -y --no-install-recommends "$@" </dev/null >/dev/null 2>&1
}

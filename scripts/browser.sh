#!/usr/bin/env bash
# Sees to it that Debian's chromium is there for the browser tests; installs it where it may, else says so.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
command -v chromium >/dev/null && exit 0
say "The browser tests need Debian's chromium; installing it ..."
patiently "installing chromium" debian_install chromium || true
command -v chromium >/dev/null || fail "chromium is not installed, and could not be installed from here." \
  "As root: apt-get update && apt-get install chromium. No other browser build is fetched."

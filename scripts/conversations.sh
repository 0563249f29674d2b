#!/usr/bin/env bash
# Runs the conversation tests with Rasa's own tool; its actions are the project's, in their usual process.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
say "Conversation tests (rasa test)"
patiently "rasa test" .venv/bin/python -W ignore -m rasa test core --stories tests/conversations --model models \
  --endpoints endpoints.shell.yml --fail-on-prediction-errors --out results --no-plot --no-warnings --e2e

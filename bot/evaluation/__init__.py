"""Held-out messages: read, written out for an outside scorer, sent to a running service and judged."""

"""A message that came before: Teams sends again within minutes what was not acknowledged; later it is a replay."""

from __future__ import annotations

from datetime import datetime, timezone

RETRIES = 600.0  # seconds


def replayed(timestamp: str | None, now: datetime | None = None) -> bool:
    """Whether a repeated activity is too old to be a retry; one without a readable time counts as old."""
    try:
        at = datetime.fromisoformat(_short(timestamp or ""))
    except ValueError:
        return True
    if at.tzinfo is None:
        at = at.replace(tzinfo=timezone.utc)
    return ((now or datetime.now(timezone.utc)) - at).total_seconds() > RETRIES


def _short(timestamp: str) -> str:
    """Teams writes seven digits of a second and a Z; Python 3.10 reads neither."""
    head, dot, tail = timestamp.partition(".")
    zone = tail.lstrip("0123456789") if dot else ""
    return (head + zone).replace("Z", "+00:00")

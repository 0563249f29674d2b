"""Small numbers point at people: whoever shows counts outside the database shows them through here."""

from __future__ import annotations

from collections.abc import Mapping

LEAST = 5
SMALL = f"under {LEAST}"


def shown(number: int) -> int | str:
    """The number as it may be shown: 1 to 4 become "under 5"."""
    return SMALL if 0 < number < LEAST else number


def table_shown(counts: Mapping[str, int]) -> dict[str, int | str]:
    """A table of counts as it may be shown, its total too.

    Where only one number is hidden, somebody who knows the total could work it out: then the smallest of the others is
    hidden with it, as "not shown".
    """
    hidden = [name for name, number in counts.items() if 0 < number < LEAST]
    whole: dict[str, int | str] = {name: shown(number) for name, number in counts.items()}
    others = [name for name, number in counts.items() if number >= LEAST]
    if len(hidden) == 1 and others:
        whole[min(others, key=lambda name: counts[name])] = "not shown"
    return whole

"""The few elements of Adaptive Cards 1.5 that the cards are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

Element = dict[str, Any]
_WEB = re.compile(r"https?://[^\s()<>\[\]\\]+", re.IGNORECASE)


def text(words: str, **more: Any) -> Element:
    """A block of text that wraps."""
    return {"type": "TextBlock", "text": plain(words), "wrap": True, **more}


def heading(words: str) -> Element:
    """A heading, which a screen reader can jump to."""
    return text(words, weight="Bolder", style="heading", size="Default", spacing="Medium")


def bullets(title: str, items: Sequence[str]) -> list[Element]:
    """A list with its heading; nothing when it has no items."""
    if not items:
        return []
    listed = {"type": "TextBlock", "text": "\n".join(f"- {plain(item)}" for item in items), "wrap": True}
    return [*([heading(title)] if title else []), {**listed, "spacing": "Small"} if title else listed]


def plain(words: str) -> str:
    """The words with every mark escaped that Teams would read as formatting."""
    return "".join(f"\\{c}" if c in "\\*_[]`~" else c for c in words)


def web_address(url: object) -> str:
    """The address if it is one of the web that cannot end a link early, else nothing."""
    return url if isinstance(url, str) and _WEB.fullmatch(url) else ""


def link(title: str, url: str, tooltip: str) -> Element:
    """A button that opens an address (``tel:`` too); the tooltip is what a screen reader says."""
    return {"type": "Action.OpenUrl", "title": title, "url": url, "tooltip": tooltip}


def submit(title: str, data: dict[str, Any]) -> Element:
    """A button whose plain data comes back as the activity's ``value``."""
    return {"type": "Action.Submit", "title": title, "tooltip": title, "data": data}


def column(width: str, items: Sequence[Element]) -> Element:
    """One column of several; ``width`` is auto or stretch."""
    return {"type": "Column", "width": width, "verticalContentAlignment": "Center", "items": list(items)}


def rows_of(actions: Sequence[Element]) -> list[Element]:
    """Each action in a row of its own: side by side, a narrow window cuts them off, and Teams hides the seventh."""
    return [{"type": "ActionSet", "spacing": "Small", "actions": [action]} for action in actions]


def card(body: Iterable[Element], spoken: str, fallback: str) -> Element:
    """The whole card; ``fallback`` is what a client shows that cannot draw it."""
    return {
        "type": "AdaptiveCard", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "version": "1.5",
        "speak": spoken, "fallbackText": fallback, "msteams": {"width": "Full"}, "body": list(body),
    }

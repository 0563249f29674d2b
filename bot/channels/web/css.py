"""Takes from the GOV.UK stylesheet the rules of the components in use, without the GDS font and the crown."""

from __future__ import annotations

import re
from collections.abc import Iterator

FONT = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif'
# The components and styles in use; a class of another block is not served.
BLOCKS = frozenset((
    "link", "heading-l", "heading-m", "heading-s", "body", "list", "hint", "label", "fieldset", "form-group",
    "textarea", "error-message", "error-summary", "radios", "button", "button-group", "details", "inset-text",
    "warning-text", "skip-link", "notification-banner", "summary-list", "table", "visually-hidden", "template",
))
_CLASS = re.compile(r"\.govuk-([a-z][a-z-]*?[a-z])(?=__|--|[^a-z-]|$)")


def trim(css: str, blocks: frozenset[str] = BLOCKS) -> str:
    """The rules of ``blocks``, with system fonts; raises nothing: what cannot be read is left out."""
    return "".join(_kept(css, blocks)).replace("GDS Transport,arial,sans-serif", FONT)


def _kept(css: str, blocks: frozenset[str]) -> Iterator[str]:
    for head, body in rules(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        if head.startswith(("@media", "@supports")):
            inner = "".join(_kept(body, blocks))
            if inner:
                yield f"{head}{{{inner}}}"
        elif not head.startswith("@") and "url(" not in body:
            selectors = ",".join(one for one in head.split(",") if _used(one, blocks))
            if selectors:
                yield f"{selectors}{{{body}}}"


def _used(selector: str, blocks: frozenset[str]) -> bool:
    """Whether every GOV.UK class of a selector belongs to a block that is in use."""
    return all(block in blocks for block in _CLASS.findall(selector))


def rules(css: str) -> Iterator[tuple[str, str]]:
    """(head, body) of every rule at this level; a body may hold rules itself. Statements without one are left out."""
    depth, start, opened = 0, 0, 0
    for at, letter in enumerate(css):
        if letter == "{":
            depth += 1
            if depth == 1:
                opened = at
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].rsplit(";", 1)[-1].strip(), css[opened + 1 : at]
                start = at + 1

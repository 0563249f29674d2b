"""Web addresses and links, spoken ones too, except the public pages of agencies and helplines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]+"
    r"|(?<![\w@.\-])(?:[a-z0-9\-]+\.)+(?:com|net|org|uk|co|me|gg|io|tv|info|xyz|site|app|link|ly|be|eu|us|live|chat)"
    r"(?:/[^\s<>\"')\]]*)?(?![\w@])",
    re.IGNORECASE,
)
# "teenchat dot net slash rooms": ours to judge once the words for its marks are those marks.
SPOKEN = re.compile(
    r"(?<![\w@.\-])[a-z0-9][a-z0-9\-]*(?: dot [a-z0-9\-]+)*? dot (?:co dot uk|org dot uk|gov dot uk|police dot uk|"
    r"com|net|org|uk|me|gg|io|tv|info|xyz|site|app|link|live|chat|ly)(?!\w)(?: (?:forward )?slash [\w\-]+)*",
    re.IGNORECASE,
)
PUBLIC = (
    ".gov.uk",
    ".police.uk",
    ".nhs.uk",
    "nspcc.org.uk",
    "childline.org.uk",
    "stopitnow.org.uk",
    "napac.org.uk",
    "iwf.org.uk",
    "safeguardingcambspeterborough.org.uk",
    "csacentre.org.uk",
    "barnardos.org.uk",
    "kooth.com",
    "reportharmfulcontent.com",
    "thinkuknow.co.uk",
    "parentsprotect.co.uk",
    "lucyfaithfull.org.uk",
)


def find(text: str) -> Iterator[Span]:
    """Spans of private links; a public page stays unless it carries a query."""
    for match in ADDRESS.finditer(text):
        value = match[0].rstrip(".,;:!?")
        if not _public(value):
            yield Span(match.start(), match.start() + len(value), "URL", 0.9)
    for match in SPOKEN.finditer(text):
        written = re.sub(r" (?:forward )?slash ", "/", match[0].replace(" dot ", "."))
        if not _public(written):
            yield Span(*match.span(), "URL", 0.85)


def _public(value: str) -> bool:
    """Whether the host is that of an agency or helpline and nothing personal can follow it."""
    host = re.sub(r"^https?://", "", value.lower()).split("/")[0].split(":")[0]
    known = any(host == name.lstrip(".") or host.endswith("." + name.lstrip(".")) for name in PUBLIC)
    return known and "?" not in value and "@" not in value

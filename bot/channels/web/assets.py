"""The files of the page, read once at the start: one stylesheet, a few scripts, and nothing from anywhere else."""

from __future__ import annotations

import logging
from pathlib import Path

from bot.channels.web.css import BLOCKS, trim
from bot.errors import ContentError
from bot.paths import ROOT

log = logging.getLogger("safeguard.page")
HERE = Path(__file__).resolve().parent / "static"
GOVUK = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.css"
SHEETS = ("base.css", "talk.css", "card.css", "paper.css")
ICONS = {".ico": "image/x-icon", ".png": "image/png", ".svg": "image/svg+xml"}
OURS = tuple(HERE / sheet for sheet in SHEETS)
Asset = tuple[bytes, str]  # content, media type


def assets(govuk: Path = GOVUK, icon: str = "") -> dict[str, Asset]:
    """Every file by name. Raises ContentError for a file of ours, or an icon that was set, that is not there."""
    files = {path.name: (path.read_bytes(), "text/javascript") for path in sorted(HERE.glob("*.js"))}
    files["page.css"] = (stylesheet(govuk).encode(), "text/css")
    if icon:
        path = Path(icon)
        if path.suffix not in ICONS or not path.is_file():
            raise ContentError([f"SAFEGUARD_PAGE_ICON: {path.name} is no icon that can be read"])
        files["icon"] = (path.read_bytes(), ICONS[path.suffix])
    return files


def stylesheet(
    govuk: Path, blocks: frozenset[str] = BLOCKS, sheets: tuple[Path, ...] = OURS
) -> str:
    """GOV.UK's components and over them our theme; without the components the page is plainer, but whole."""
    try:
        theirs = trim(govuk.read_text(encoding="utf-8"), blocks)
    except OSError:
        log.error("the GOV.UK components are not there; the page is plainer until `make setup` has fetched them")
        theirs = ""
    return "\n".join([theirs, *(sheet.read_text(encoding="utf-8") for sheet in sheets)])

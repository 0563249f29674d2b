"""Draws the maintainers' pages with the templates and the way of drawing of the public page."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from jinja2.loaders import ChoiceLoader

from bot.channels.web.assets import GOVUK, Asset, stylesheet
from bot.channels.web.assets import HERE as PUBLIC
from bot.channels.web.css import BLOCKS
from bot.channels.web.draw import MACROS, NO_ICON, TEMPLATES, read
from bot.channels.web.filters import FILTERS
from bot.clock import LONDON
from bot.contacts.directory import Directory
from bot.records.counts import shown
from bot.replies.emergency import directory

HERE = Path(__file__).resolve().parent
MORE = frozenset(("select", "input", "checkboxes", "tag", "caption-m"))


class Pages:
    """Everything that can be drawn. Raises ContentError when a word is missing."""

    def __init__(self, directory: Directory) -> None:
        self.words = read("review")
        own = FileSystemLoader((HERE / "templates", TEMPLATES))  # ours before those of the public page
        loader = ChoiceLoader([own, PrefixLoader({MACROS: PackageLoader(MACROS)})])
        self._env = Environment(
            loader=loader, autoescape=True, undefined=ChainableUndefined, trim_blocks=True, lstrip_blocks=True,
        )
        self._env.filters.update(FILTERS, when=when, number=shown, on=on)
        self._env.globals.update(words=self.words, no_icon=NO_ICON, phone=directory.get("emergency_999").phone)

    def draw(self, name: str, **values: Any) -> str:
        """One page."""
        return self._env.get_template(f"{name}.html").render(page=name, **values)


@lru_cache(maxsize=1)
def shared_pages() -> Pages:
    """The process's one set of templates. Raises ContentError."""
    return Pages(directory())


@lru_cache(maxsize=1)
def files(govuk: Path = GOVUK) -> dict[str, Asset]:
    """The stylesheet and the script, by name."""
    sheets = (PUBLIC / "base.css", HERE / "static" / "review.css")
    return {
        "review.css": (stylesheet(govuk, BLOCKS | MORE, sheets).encode(), "text/css"),
        "review.js": ((HERE / "static" / "review.js").read_bytes(), "text/javascript"),
    }


def on(day: date) -> str:
    """``28 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def when(seconds: float) -> str:
    """``28 November 2026, 19:05`` in London, of seconds UTC."""
    at = datetime.fromtimestamp(seconds, LONDON)
    return f"{on(at.date())}, {at:%H:%M}"

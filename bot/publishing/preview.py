"""An article as it will appear: for each reader, in each channel."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from bot.channels.teams_parts.outgoing import activities
from bot.channels.telegram_parts.text import buttons, split
from bot.channels.telegram_parts.text import whole as in_telegram
from bot.channels.telegram_parts.wording import wording
from bot.channels.web.assets import GOVUK, stylesheet
from bot.channels.web.draw import Form, Pages
from bot.channels.web.view import card
from bot.guidance.articles import Article
from bot.replies.emergency import directory
from bot.replies.whole import Whole, whole
from bot.settings import Settings
from bot.terms import Role

LINK = '<link rel="stylesheet" href="/static/page.css">'
ENDINGS = {"text": "txt", "web": "html", "teams": "json", "telegram": "txt"}
CHANNELS = tuple(ENDINGS)


@dataclass(frozen=True)
class Preview:
    """One article for one reader in one channel; ``content`` is text, a page, or the activities of Teams as JSON."""

    article: str
    role: Role
    channel: str
    content: str

    @property
    def file(self) -> str:
        """A name for it."""
        return f"{self.article}.{self.role}.{self.channel}.{ENDINGS[self.channel]}"


class Previews:
    """Draws previews with the very code of the channels."""

    def __init__(self, settings: Settings) -> None:
        self._pages = Pages(settings, directory())
        self._style = f"<style>{stylesheet(GOVUK)}</style>"

    def of(self, article: Article, role: Role, channel: str, now: datetime, version: str) -> Preview:
        """One of them."""
        found = whole(article, role, now, version)
        draw = {"text": _text, "web": self._web, "teams": _teams, "telegram": _telegram}[channel]
        return Preview(article.id, role, channel, draw(found))

    def _web(self, found: Whole) -> str:
        drawn = card(found.message, self._pages.words["card"])
        return self._pages.talk(Form("preview", "preview"), drawn).replace(LINK, self._style)


def _text(found: Whole) -> str:
    return found.text


def _teams(found: Whole) -> str:
    return json.dumps(activities(found.message, "", agency=False), ensure_ascii=False, indent=1)


def _telegram(found: Whole) -> str:
    parts = split(in_telegram(found.message, wording()))
    pressed = "  ".join(f"[{title}]" for title in buttons(found.message))
    return "\n\n--- next message ---\n\n".join([*parts[:-1], f"{parts[-1]}\n{pressed}".rstrip()])

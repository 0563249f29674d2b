"""Draws the pages: templates and words read once at the start, so that a fault stops the start and no visit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from jinja2.loaders import ChoiceLoader

from bot import yamlfile
from bot.channels.web.filters import FILTERS
from bot.channels.web.sessions import new_key
from bot.channels.web.view import Card
from bot.contacts.directory import Directory
from bot.errors import ContentError
from bot.paths import DATA
from bot.settings import Settings

TEMPLATES = Path(__file__).resolve().parent / "templates"
MACROS = "govuk_frontend_jinja"
NO_ICON = "data:,"


class Strict(dict[str, Any]):
    """Words of a file: one that is not there is an error, while the GOV.UK macros may ask for what is not given."""

    def __missing__(self, key: str) -> Any:
        raise ContentError([f"page words: {key} is missing"])


@dataclass(frozen=True)
class Form:
    """What a form carries along: the conversation's key, the form's own number, turns so far, and who is writing."""

    key: str
    id: str
    turns: int = 0
    role: str = ""


class Pages:
    """Everything that can be drawn. Raises ContentError when a word or a number is missing."""

    def __init__(self, settings: Settings, directory: Directory) -> None:
        self.words, self.texts = read("page"), read("page_texts")
        self.most_questions = int(yamlfile.read(DATA / "questions.yml")["most"])
        self._languages = _languages()
        self._tested = yamlfile.read(DATA / "accessibility.yml")
        self._settings = settings
        loader = ChoiceLoader([FileSystemLoader(TEMPLATES), PrefixLoader({MACROS: PackageLoader(MACROS)})])
        self._env = Environment(
            loader=loader, autoescape=True, undefined=ChainableUndefined, trim_blocks=True, lstrip_blocks=True,
        )
        self._env.filters.update(FILTERS)
        words = self.words
        self._env.globals.update(
            words=words, texts=self.texts, title=settings.page_title or words["title"],
            icon="/static/icon" if settings.page_icon else NO_ICON,
            numbers=[{**row, "phone": directory.get(row["id"]).phone} for row in words["numbers"]["list"]],
            danger={**words["danger"], "phone": directory.get(words["danger"]["id"]).phone},
            script_words=json.dumps({**words["script"], "limit": words["box"]["limit"],
                                     "label_later": words["box"]["label_later"]}),
            counter='<span class="counter" id="counter"></span><span class="govuk-visually-hidden" id="counter-said" '
                    'role="status"></span>',
        )

    def talk(self, form: Form, card: Card | None = None, **more: Any) -> str:
        """The chat page: the first screen, or the answer that stands now."""
        return self._draw("talk.html", chat=True, script="live.js", form=form, card=card, **more)

    def answer(self, form: Form, card: Card, **more: Any) -> str:
        """The card alone, for a live page."""
        return self._draw("answer.html", form=form, card=card, **more)

    def problem(self, text: str) -> str:
        """What was wrong with what was sent, alone, for a live page."""
        template = self._env.get_template("parts.html")
        return str(template.module.problem(self.words, text))  # type: ignore[attr-defined]

    def summary(self, card: Card, today: str, professional: bool) -> str:
        """A clean page to print or save."""
        return self._draw("summary.html", script="paper.js", card=card, today=today, professional=professional)

    def text(self, name: str) -> str:
        """The privacy notice, the terms or the accessibility page."""
        settings = self._settings
        values = {
            "operator": settings.operator or self.texts["operator_unset"],
            "contact": settings.operator_contact or self.texts["contact_unset"],
            **{key: value if key != "tested" else FILTERS["day"](value) for key, value in self._tested.items()},
        }
        return self._draw("text.html", page=self.texts[name], values=values)

    def languages(self) -> str:
        """The emergency lines in other languages."""
        return self._draw("languages.html", languages=self._languages)

    def error(self, heading: str, lines: list[str]) -> str:
        """Something could not be done; every number."""
        return self._draw("error.html", heading=heading, lines=lines)

    def embed(self) -> str:
        """The script for another site's page."""
        return self._draw("embed.js.txt", **self.words["embed"])

    def _draw(self, name: str, **values: Any) -> str:
        return self._env.get_template(name).render(**values)


def new_form(key: str, turns: int = 0, role: str = "") -> Form:
    """A form with a number of its own, by which the same message sent twice is known."""
    return Form(key, new_key()[:12], turns, role)


def read(name: str) -> Any:
    """The words of one file, in which a missing one is an error."""
    return _strict(yamlfile.read(DATA / "words" / f"{name}.yml"))


def _strict(content: Any) -> Any:
    if isinstance(content, dict):
        taken = [key for key in content if hasattr(dict, str(key))]
        if taken:  # a template would draw the method of that name
            raise ContentError([f"page words: {key} is no name for words; take another" for key in taken])
        return Strict({key: _strict(value) for key, value in content.items()})
    return [_strict(value) for value in content] if isinstance(content, list) else content


def _languages() -> list[dict[str, Any]]:
    say = yamlfile.read(DATA / "words" / "languages.yml")
    return [
        {"code": code, "name": name, "panel": say["panels"][code], "not_a_report": say["not_a_report"][code],
         "reviewed": bool(say["reviewed"][code])}
        for code, name in say["names"].items()
    ]

"""What may not stand in an article, whoever proposes it: each fault as ``file: article: problem``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from bot.contacts.directory import Directory
from bot.publishing.reading import too_hard
from bot.publishing.word_runs import LONG, copied, shared
from bot.safety import output_check
from bot.safety.numbers import all_known
from bot.scrubbed import Scrubbed

ALWAYS = frozenset({"999", "101", "111", "116123", "55"})  # numbers that stand in sentences; all others are contacts
LONGEST_MONTHS = 12  # a check is not good for longer
_YEARS = re.compile(r"\d{4}-\d\d-\d\d|\d{4}-\d{4}")
_FIGURES = re.compile(r"\d(?:[ ()-]?\d){6,}")
_LOUD = re.compile("!|[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")
_NOT_AVOIDED = ("avoid",)  # a line may name there the very thing that must not be done
LONGEST = 400  # characters of one text
PERSONAL = {  # what the scrubber finds; a place or a reference may stand in guidance
    "PERSON", "EMAIL", "PHONE", "HANDLE", "ADDRESS", "POSTCODE", "NHS_NUMBER", "NI_NUMBER", "VEHICLE", "DATE_OF_BIRTH",
    "CARD", "ACCOUNT", "IP",
}
Content = dict[str, Any]
Scrub = Callable[[str], Scrubbed]


def spoken(raw: Content) -> Iterator[tuple[str, str]]:
    """(field, text) of all that people read of one article."""
    yield "title", raw["title"]
    yield from ((f"lead {reader}", text) for reader, text in raw["lead"].items())
    yield from (("points", point["say"]) for point in raw["points"])
    for field in ("steps", "avoid", "record"):
        yield from ((field, text) for text in raw.get(field) or ())


def faults(name: str, content: Content, directory: Directory, today: date | None) -> Iterator[str]:
    """Faults of a file that fits the schema: numbers, addresses, things never said, hard words, contacts and days.

    Without ``today`` the days are held against each other only: what has lapsed stands in `safeguard content due`.
    """
    for raw in content["articles"]:
        where = f"{name}: {raw['id']}"
        for field, text in spoken(raw):
            yield from (f"{where}: {field}: {fault}: {text[:80]!r}" for fault in _of_text(field, text))
        for id in raw.get("contacts") or ():
            if not directory.known(id):
                yield f"{where}: no contact {id!r} in contacts.yml"
        yield from (f"{where}: {fault}" for fault in _of_days(raw, today))


def personal(name: str, content: Content, scrub: Scrub) -> Iterator[str]:
    """Personal data in what people read or in the ways of asking; ``scrub`` raises ScrubError."""
    for raw in content["articles"]:
        asks = (("asks", ask) for point in raw["points"] for ask in point.get("asks") or ())
        for field, text in (*spoken(raw), *asks):
            found = sorted(PERSONAL & set(scrub(text).kinds))
            if found:
                yield f"{name}: {raw['id']}: {field}: looks like personal data ({', '.join(found)})"


def _of_text(field: str, text: str) -> Iterator[str]:
    if _FIGURES.search(_YEARS.sub("", text)) or not all_known(text, ALWAYS):
        yield "a telephone number belongs in contacts.yml, and the article names the contact"
    if re.search(r"\S@\S", text):
        yield "an e-mail address"
    if len(text) > LONGEST:
        yield f"longer than {LONGEST} characters"
    if _LOUD.search(text):
        yield "an exclamation mark or an emoji"
    for pattern in output_check.patterns():
        if field not in _NOT_AVOIDED and pattern.found_in(text):
            yield f"says what is never said ({pattern.id})"
    if copied(text, shared()):
        yield f"{LONG} words in a row stand in the strategy: say it in our own"
    reader = field.removeprefix("lead ")
    hard = too_hard(text, reader)
    if hard is not None:
        yield f"too hard for {reader} (school grade {hard:.1f})"


def _of_days(raw: Content, today: date | None) -> Iterator[str]:
    checked, lapses = _day(raw["checked"]), _day(raw["lapses"])
    if checked is None or lapses is None:
        yield "checked and lapses are days of the calendar"
        return
    latest = today or date.max
    if checked > latest:
        yield f"checked {checked}, which is still to come"
    if lapses <= max(checked, today or checked):
        yield f"lapses {lapses}: that is over already, or before it was checked"
    if (lapses.year - checked.year) * 12 + lapses.month - checked.month > LONGEST_MONTHS:
        yield f"lapses {lapses}: a check is good for {LONGEST_MONTHS} months at most"
    for cited in raw["citations"]:
        day = _day(cited.get("checked", raw["checked"]))
        if day is None or day > latest:
            yield f"citation {cited['section']!r}: checked on a day that is none, or still to come"
        if not str(cited.get("url", "https://")).startswith(("http://", "https://")):
            yield f"citation {cited['section']!r}: its url is no address of a page"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None

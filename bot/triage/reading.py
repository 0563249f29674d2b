"""Facts read from plain words: from a first message, and from the answer to one of our questions."""

from __future__ import annotations

import re

from bot.terms import Area, Role
from bot.triage import ages
from bot.triage.concern import Nature
from bot.triage.patterns import Reading, agencies, answers, content, fold, named, places, private, roles, single
from bot.triage.patterns import facts as readings
from bot.triage.questions import value_of

_PREFIX = "concern_"
_UNKNOWN_SLOTS = ("role", "area")  # here "not sure" is the word ``unknown``
SKIPPED = "skipped"
PLACE = 3  # words that can be the name of a place and nothing else
PLACED = ("role", "area", "contact")  # questions that a place may answer: "march" is a month too
SIGNS = 5  # so many signs may be a slip or a smile
_NOT_THERE = re.compile(r"\bnot (?:(?:in|from|at) )?\w+")


def nature_of(intent: str) -> str | None:
    """The nature that an intent names; None where the intent is not a concern."""
    name = intent.removeprefix(_PREFIX)
    return name if intent.startswith(_PREFIX) and name in Nature.words() else None


def facts_from(intent: str, text: str, role: Role) -> dict[str, str]:
    """The facts of a first message: its nature, and what its words say; empty when it is not a concern.

    ``role`` is what is known already: then the words are not asked for it, except that a child's voice always counts.
    """
    nature = nature_of(intent)
    if nature is None:
        return {}
    words, found = fold(text), {"nature": nature}
    wanted = content()["read"].get(nature)
    for name, values in readings().items():
        if wanted is None or name in wanted:
            value = _marker(values, words, nature) if name == "marker" else _first(values, words)
            if value:
                found[name] = value
    if wanted is None or "age_band" in wanted:
        found |= _some("age_band", ages.from_text(words, adults=nature in ("fgm_known", "health", "non_recent")))
    found |= _some("area", area_of(words)) | content()["given"].get(nature, {}) | _person(words, role)
    return found


def _some(name: str, value: str | None) -> dict[str, str]:
    return {name: value} if value else {}


def _first(values: tuple[Reading, ...], words: str) -> str | None:
    return next((reading.value for reading in values if reading.fits(words)), None)


def _marker(values: tuple[Reading, ...], words: str, nature: str) -> str | None:
    """A marker counts only for natures where the words can mean it."""
    allowed = content()["markers"].get(nature, [])
    return _first(tuple(reading for reading in values if reading.value in allowed), words)


def _person(words: str, role: Role) -> dict[str, str]:
    """Who is writing, and for professionals their agency."""
    said = role_of(words)
    if role is not Role.UNKNOWN and said != Role.YOUNG_PERSON:
        said = None
    now = said or str(role)
    agency = next((name for name, hit in agencies().items() if hit.search(words)), None)
    return _some("role", said) | _some("agency", agency if now == Role.PROFESSIONAL else None)


def role_of(words: str) -> str | None:
    """Who is writing, as folded words say it."""
    return _first(roles(), words)


def sees_children(text: str) -> bool:
    """Whether the words say that the person who did harm is around children now."""
    return _first(readings()["other_children"], fold(text)) == "yes"


def area_of(words: str, short: bool = False) -> str | None:
    """The area that folded words name; None when they name none or two (then it is asked).

    In a long text a place outside the area counts only after words such as "lives in"; ``short`` drops that.
    """
    known, words = places(), _NOT_THERE.sub("", words)
    local = [name for name in (Area.PETERBOROUGH, Area.CAMBRIDGESHIRE) if known[name].search(words)]
    theirs = single("others_home").sub("", words)  # the uncle's home is not the child's
    away = known["elsewhere" if short else "lives_elsewhere"].search(theirs) or words.startswith("somewhere else")
    if short and words in ("march", "eye"):
        return str(Area.CAMBRIDGESHIRE if words == "march" else Area.PETERBOROUGH)
    found = [*local, *([Area.ELSEWHERE] if away else [])]
    return str(found[0]) if len(found) == 1 else None


def answer(slot: str, text: str, intent: str, nature: str = "") -> str | None:
    """The value that answers the question for ``slot``: its word, ``not_sure`` (``unknown`` for role and area),
    ``skipped``; or None when the text is no answer to it (a question of their own, small talk).
    """
    words = fold(text).strip(" .!,")
    chosen = value_of(slot, words, nature)
    if chosen is not None:
        return chosen
    if told_already(text) and not text.rstrip().endswith("?"):
        return _said(slot, single("already").sub("", words), "") or SKIPPED
    if slot not in PLACED and _only_a_place(words):
        return None
    if intent in content()["not_answers"] or not words or not readable(words):
        return None
    if intent == "skip" or single("skip").search(words):
        return SKIPPED
    if single("unsure").search(words):
        return _unsure(slot)
    if text.rstrip().endswith("?") or single("question").search(words):
        return None
    return _said(slot, words, intent)


def _only_a_place(words: str) -> bool:
    """Whether a few words say where somebody lives and nothing else: "cambs yes" tells of nobody who has told."""
    few = len(words.split()) <= PLACE and _yes_no(words) is None
    return few and area_of(words, short=True) is not None


def names_nature(nature: str, text: str) -> bool:
    """Whether a line amid a worry holds a word of that sort of worry; natures without a list of words always do."""
    wanted = named().get(nature)
    return wanted is None or wanted.fits(fold(text))


def readable(text: str) -> bool:
    """Whether at least half of a text is letters and digits; of signs ("${HOME} %s {0}") nothing can be understood."""
    signs = [c for c in text if not c.isspace()]
    return len(signs) <= SIGNS or sum(c.isalnum() for c in signs) >= len(signs) / 2


def asks_what_now(text: str) -> bool:
    """Whether the text asks for nothing but what to do ("ok, what now")."""
    return bool(single("now_what").match(fold(text)))


def told_already(text: str) -> bool:
    """Whether the person says that they answered this before; "told" then says nothing of the child."""
    return bool(single("already").match(fold(text)))


def refuses_names(text: str) -> bool:
    """Whether the person will not say who they, or the others, are."""
    return bool(single("no_names").search(fold(text)))


def by_screen(text: str) -> bool:
    """Whether what is told happens by a screen, or is about a picture or a film of somebody."""
    return bool(single("by_screen").search(fold(text)))


def own_past(text: str) -> bool:
    """Whether the writer speaks of what was done to them when they were young, or of living with it."""
    return bool(single("own_past").search(fold(text)))


def of_accused(text: str) -> bool:
    """Whether somebody of their family is accused or was arrested."""
    return bool(single("of_accused").search(fold(text)))


def of_grown_survivor(text: str) -> bool:
    """Whether they speak of somebody grown up who was abused as a child."""
    return bool(single("of_grown_survivor").search(fold(text)))


def child_near(text: str) -> bool:
    """Whether a child is near the person of whom somebody grown up tells."""
    return bool(single("child_near").search(fold(text)))


def with_their_child(text: str) -> bool:
    """Whether the person who did harm lives, or is, with a child of their own now."""
    return bool(single("with_their_child").search(fold(text)))


def let_down(text: str) -> bool:
    """Whether somebody was let down by a court, the police, social care, or a person whom they told."""
    return bool(single("let_down").search(fold(text)))


def of_subject(text: str) -> bool:
    """Whether a question has a word of this subject, or of those who work in it."""
    return bool(single("subject").search(fold(text)))


def writes_privately(text: str) -> bool:
    """Whether somebody who is here for their work says that this is their own matter."""
    return private().search(fold(text)) is not None


def unsure(text: str, intent: str) -> bool:
    """Whether an answer says that the person does not know."""
    return intent == "unsure" or bool(single("unsure").search(fold(text).strip(" .!,")))


def _unsure(slot: str) -> str:
    return "unknown" if slot in _UNKNOWN_SLOTS else "not_sure"


def _said(slot: str, words: str, intent: str) -> str | None:
    """Whom it is about, what was told and when: the intent knows best; for the rest the words come first."""
    by_intent = content()["intents"].get(intent, {}).get(slot)
    by_words = _words(slot, words)
    found = (by_intent or by_words) if slot in ("about", "told", "recency") else (by_words or by_intent)
    if found:
        return str(found)
    if intent == "unsure":
        return _unsure(slot)
    yes_no = None if _of_telling(slot, words) else _yes_no(words)
    meaning = content()["intents"][_MEANS[yes_no]].get(slot) if yes_no else None
    return str(meaning) if meaning else None


_MEANS = {"yes": "affirm", "no": "deny"}
_YES_NO_SLOTS = ("told", "other_children", "pressure", "known_history")


def _of_telling(slot: str, words: str) -> bool:
    """Whether a yes or no is about what the child said and not what was asked: "no disclosure" is no "no contact"."""
    return slot != "told" and any(reading.fits(words) for reading in readings()["told"])


def _yes_no(words: str) -> str | None:
    return next((name for name in ("no", "yes") if single(name).search(words)), None)


def _words(slot: str, words: str) -> str | None:
    """What the words alone say: short answers by their own list, long ones by the list for first messages too."""
    if slot == "age_band":
        return ages.from_answer(words)
    if slot == "area":
        return area_of(words, short=True)
    if slot in _YES_NO_SLOTS and (yes_no := _yes_no(words)) and not _of_telling(slot, words):
        return yes_no
    long = _first(readings()[slot], words) if slot in readings() and len(words.split()) > 8 else None
    return long or _first(answers().get(slot, ()), words)

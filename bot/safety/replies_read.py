"""Short answers to our own questions, read by lists of words in ``bot/data/safety/answers.yml``."""

from __future__ import annotations

import re
from functools import lru_cache

from bot import yamlfile
from bot.paths import DATA

SHORTEST_LINE = 2  # words: "yes, today"
_ALREADY = re.compile(r"\balready ((?:told|said|answered|put|wrote|explained)\b)")
LONGEST_LINE = 15  # words: what is longer tells more than where somebody is


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    content = yamlfile.read(DATA / "safety" / "answers.yml")
    return {name: re.compile("|".join(f"(?:{p})" for p in parts), re.IGNORECASE) for name, parts in content.items()}


@lru_cache(maxsize=1)
def our_choices() -> frozenset[str]:
    """What the buttons of our questions say, folded, two words and more: a person may press an older one."""
    asked = yamlfile.read(DATA / "questions.yml")["questions"].values()
    natures = [nature for q in asked for nature in (q.get("natures") or {}).values()]
    lists = [q["options"] for q in asked] + [n["options"] for n in natures if n.get("options")]
    rung = yamlfile.read(DATA / "words" / "emergency.yml")["question"]["options"]
    titles = [str(title) for options in lists for title, _ in options] + [str(title) for title in rung]
    return frozenset(folded(t) for t in titles if " " in t)


def folded(text: str) -> str:
    """Lower case, straight quotes, single spaces."""
    text = text.replace("\u2019", "'").replace("\u2018", "'").lower()
    return re.sub(r"\s+", " ", text).strip(" .!,?")


def yes_no(text: str) -> str | None:
    """``yes``, ``no``, ``not_sure`` or None for anything that is not an answer."""
    words = folded(text)
    return next((name for name in ("not_sure", "no", "yes") if _patterns()[name].match(words)), None)


def bare_yes(text: str) -> bool:
    """Whether the message is a yes and no more."""
    return yes_no(text) == "yes" and len(text.split()) <= SHORTEST_LINE


def danger(text: str, asked_if_safe: bool) -> str | None:
    """Whether somebody is in danger, by the answer to our question; ``asked_if_safe``: a yes means safety.

    Words that name safety or danger count by themselves, whichever way round was asked. "He is 11" is no "he is".
    """
    words = folded(text)
    if age_alone(text) and yes_no(words.split()[0].strip(",.!")) is None:
        return None
    if _patterns()["unsafe"].search(words):
        return "yes"
    if _patterns()["safe"].search(words) or parted(text) or asked_if_safe and _patterns()["safe_self"].match(words):
        return "no"
    if _patterns()["aside"].match(words):
        return None
    if not asked_if_safe:
        return yes_no(text)
    if _patterns()["half_no"].match(words):
        return "yes"
    if _patterns()["half_yes"].match(words):
        return "not_sure"
    found = None if _patterns()["another"].match(words) else yes_no(text)  # "he is" answers "is he?"
    return {"yes": "no", "no": "yes"}.get(found or "", found)


def with_me(text: str) -> bool:
    """Whether the whole line says that the person is in the house, as a child would say it of who hurts them."""
    return _patterns()["with_me"].match(folded(text)) is not None


def away(text: str) -> bool:
    """Whether the whole line says that the person is not there: to "are you safe?" that is a yes for now."""
    return _patterns()["away"].match(folded(text)) is not None


def follow(text: str, asked: bool = False) -> str | None:
    """``rung``, ``cannot_ring`` or ``not_sure``: what was answered to "Have you been able to ring?".

    ``asked``: that was the question just before, and a bare "yes" answers it.
    """
    words = folded(text)
    if asked and _patterns()["ring_yes"].match(words):
        return "rung"
    return next((n for n in ("cannot_ring", "not_sure", "rung") if _patterns()[f"ring_{n}"].search(words)), None)


def far_off(text: str) -> bool:
    """Whether an answer to "when next?" names a day well off, or says that there is none."""
    words = folded(text)
    near = _patterns()["near"].search(words) is not None and not parted(text)
    return not near and (parted(text) or _patterns()["far_off"].search(words) is not None)


def parted(text: str) -> bool:
    """Whether the whole line says that child and person are not together now, and nothing else."""
    return _patterns()["parted"].match(folded(text)) is not None


def age_alone(text: str, asked: bool = False) -> bool:
    """Whether the whole line says how old somebody is, and nothing else; ``asked``: that was the question.

    "He's 10" is no time of day; "about 6" may be one, unless we asked for an age.
    """
    words = folded(text)
    return _patterns()["age"].match(words) is not None or asked and _patterns()["age_asked"].match(words) is not None


def apart(text: str) -> bool:
    """Whether a line says that child and person are not together now, or that the person has gone."""
    words = folded(text)
    told = len(words.split()) <= LONGEST_LINE and _patterns()["apart"].search(words) is not None
    return told and _patterns()["not_apart"].search(words) is None


def of_something_else(text: str) -> bool:
    """Whether the whole line answers another question: who told whom, who is writing, how old, where, or when next."""
    return _patterns()["else"].match(folded(text)) is not None or age_alone(text) or far_off(text)


def in_passing(text: str) -> bool:
    """Whether the whole message is a few words that carry the last question on: "and round here?"."""
    return _patterns()["passing"].match(folded(text)) is not None


def knocks(text: str) -> bool:
    """Whether the whole message only asks whether somebody answers: "are you there?"."""
    return _patterns()["knocks"].match(folded(text)) is not None


def says_when(text: str) -> bool:
    """Whether an answer to "when next?" speaks of a time, or is so short that only the question gives it a meaning."""
    words = folded(text)
    brief = len(words.split()) <= SHORTEST_LINE and not _patterns()["command"].match(words) and not age_alone(text)
    words = _ALREADY.sub(r"\1", words)  # "I already told you" speaks of no time
    return brief or _patterns()["near"].search(words) is not None and not apart(text)


def unsure_when(text: str) -> bool:
    """Whether a short answer to "when next?" says no more than that the person does not know."""
    words = folded(text)
    return _patterns()["unsure_when"].search(words) is not None and _patterns()["near"].search(words) is None


def unhurried(text: str) -> bool:
    """Whether what sounds like danger asks to be rung, waits for a child, is written aside, or tells of a shy child."""
    words = folded(text)
    rest = _patterns()["shy"].sub(" ", words)
    calm = rest != words or _patterns()["no_hurry"].search(words) is not None
    return calm and _patterns()["hurry"].search(rest) is None


def takes_leave(text: str) -> bool:
    """Whether the whole line says no more than that the person stops for the day."""
    words = folded(text)
    return _patterns()["leave"].match(words) is not None and _patterns()["leaves"].search(words) is not None


def not_over(text: str) -> bool:
    """Whether the words themselves say that it goes on, or ask what to do about it this minute."""
    return _patterns()["not_over"].search(folded(text)) is not None


def travels(text: str) -> bool:
    """Whether a line names a journey that is near, or paid for."""
    return _patterns()["travels"].search(folded(text)) is not None


def no_emergency(text: str) -> bool:
    """Whether the person says that this is not an emergency."""
    return _patterns()["no_emergency"].search(folded(text)) is not None


def begins_again(text: str) -> bool:
    """Whether the message asks for nothing but a fresh start."""
    return _patterns()["begins_again"].match(folded(text)) is not None


def other_matter(text: str) -> bool:
    """Whether the person has plainly turned to another question (about procedure, records, consent and so on)."""
    return _patterns()["other_matter"].search(folded(text)) is not None

"""The age band that a text names; of several ages the youngest, since that is most likely the child."""

from __future__ import annotations

import re

from bot.triage.concern import AgeBand
from bot.triage.patterns import age_answers, expand
from bot.triage.patterns import ages as words

_NUMBERS = {
    name: number for number, name in enumerate((
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    ))
}
_NOT_AGE = r"(?! ?(?:times|days?|weeks?|months?|hours?|hrs?|mins?|minutes|am\b|pm\b|o'?clock|:|%|stone|kids|of\b))"
_YEARS = r"(?:yo\b|y\.?o\.?\b|y/o\b|years? old\b|yrs? old\b|year-olds?\b|yr-olds?\b|yrs?\b(?! ago)|years? of age\b)"
_ABOUT = r"(?:only |just |nearly |about |around |just turned )?"
_SAID = re.compile("|".join((
    expand(rf"\b(?:aged?|age of) {_ABOUT}(<num>)\b"),
    expand(rf"\b(<num>|\d{{2}}) ?-?{_YEARS}"),
    expand(rf"\b(?:she|he|child|they)(?:'s| is|s|'re|re| are)? {_ABOUT}(<num>)\b") + _NOT_AGE,
    expand(rf"\b(?:<kin>)s?,? ?\(?(?:is |who is |who's |whos |of |aged )?{_ABOUT}(<num>)\b\)?") + _NOT_AGE,
    expand(r"\bmy (<num>) (?:year|yr)"),
    expand(rf"\b(?:im|i'm|i am) {_ABOUT}(<num>)\b") + _NOT_AGE,
    r"(?:, |\()(\d{1,2})(?=[,.)]| and | who )", r"\b[fm](\d{1,2})\b", r"\b(\d{1,2})[fm]\b",
)))
_SCHOOL_YEAR = re.compile(r"\b(?:years?|yr|y) ?(1[0-3]|[1-9])\b(?! ?(?:ago|old|later|on\b|of\b|months))")
_COUNTED = (
    r"(?! ?(?:of (?:them|us)|(?:\w+ )?(?:kids|children|boys|girls|sons|daughters|brothers|sisters|siblings|lads|men|"
    r"people|friends|times|days|weeks|months|hours|minutes|mins)\b))"
)
_BARE = re.compile(expand(r"\b(<num>)\b") + _COUNTED)


def band(years: int) -> str:
    """The band of an age in whole years."""
    limits = ((5, AgeBand.UNDER_5), (10, AgeBand.FROM_5_TO_9), (13, AgeBand.FROM_10_TO_12), (16, AgeBand.FROM_13_TO_15))
    return str(next((name for below, name in limits if years < below), AgeBand.FROM_16_TO_17))


def numbers(text: str) -> list[int]:
    """Every age in years that folded text names outright or by school year (year 4: eight or nine)."""
    found = [next(group for group in hit.groups() if group) for hit in _SAID.finditer(text)]
    said = [_NUMBERS.get(word, int(word) if word.isdigit() else 99) for word in found]
    return said + [int(hit[1]) + 4 for hit in _SCHOOL_YEAR.finditer(text)]


def from_text(text: str, adults: bool = False) -> str | None:
    """The band that a first message tells; ages of 18 and over count only with ``adults`` and only alone."""
    found = numbers(text)
    children = [n for n in found if n < 18]
    if children:
        return band(min(children))
    if adults and found:
        return str(AgeBand.ADULT_NOW)
    return next((name for name, hit in words().items() if hit.search(text)), None)


def from_answer(text: str) -> str | None:
    """The band that an answer to "how old" tells; there a bare number is an age."""
    if re.search(r"\b(?:over 18|18 or over|adult|grown up)\b", text):
        return str(AgeBand.ADULT_NOW)
    said = next((name for name, hit in age_answers().items() if hit.search(text)), None)
    found = said or from_text(text, adults=True)
    if found:
        return found
    bare = [_NUMBERS.get(hit[1], int(hit[1]) if hit[1].isdigit() else 99) for hit in _BARE.finditer(text)]
    if not bare:
        return None
    return band(min(bare)) if min(bare) < 18 else str(AgeBand.ADULT_NOW)

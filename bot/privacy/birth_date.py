"""Dates of birth: a date that the words call one. Ages, years alone and other dates stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
DAY = r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?"
YEAR = r"(?:19|20)?\d\d"
HOLIDAY = (
    r"(?:(?:christmas|boxing|new year['\u2019]?s|valentine['\u2019]?s|st george['\u2019]?s|"
    r"mother['\u2019]?s) (?:day|eve)|halloween|easter sunday|bonfire night)"
)
DATE = (
    rf"(?:{HOLIDAY}(?:,? (?:in )?(?:19|20)\d\d)?|\d{{1,2}}\s?[./\-\s]\s?\d{{1,2}}\s?[./\-\s]\s?{YEAR}|"
    rf"(?:19|20)\d\d[./\-]\d{{1,2}}[./\-]\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)(?: of)?(?: the)? \d{{1,2}}(?:st|nd|rd|th)?,? {YEAR}"
    rf"|{DAY}[\s\-./]+{MONTH}\b(?:[\s,\-./]+{YEAR}(?!\d))?|{MONTH}\s+(?:19|20)\d\d|{MONTH}\s+{DAY}\b(?:[\s,]+(?:19|"
    r"20)\d\d)?)"
)
# The same in words: "the twenty second of July 2016", "nineteenth of the fourth two thousand and twelve".
ONES = r"(?:one|two|three|four|five|six|seven|eight|nine)"
TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
NTH = (
    r"(?:(?:twenty|thirty)?[ \-]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth)"
)
YEAR_WORDS = (
    rf"(?:two thousand(?: and)?(?: (?:{ONES}|{TEENS}|twenty(?:[ \-]{ONES})?))?|twenty (?:{TEENS}|"
    rf"twenty(?:[ \-]{ONES})?|oh {ONES})"
    rf"|nineteen (?:(?:forty|fifty|sixty|seventy|eighty|ninety)(?:[ \-]{ONES})?))"
)
IN_WORDS = (
    rf"(?:(?:{NTH}(?: of)?(?: the)? (?:{MONTH}|{NTH})|{MONTH},? (?:the )?{NTH}|\d{{1,2}}(?:st|"
    rf"nd|rd|th)? (?:of )?{MONTH})"
    rf"(?:,? (?:in )?(?:{YEAR_WORDS}|{YEAR}))?|{MONTH} (?:of )?{YEAR_WORDS})\b"
)
# Slips of the fingers too: "bornd", "brithday", "birfday".
CUE = (
    r"(?:d\.?\s?o\.?\s?b\.?|date of birth|birth\s?date|d/o/b|born(?:d|ed|t)?|brn|b(?:ir|ri|i|r|er)(?:th?|f|ht)\s?day|"
    r"b\.?day|bday|b\.?d\.?)"
)
WORDED = re.compile(rf"\b(?:{CUE}|turn(?:s|ed|ing)? \w+)(?:\W[^.!?\n\d]{{0,40}}?)?(?<!\w)({IN_WORDS})", re.IGNORECASE)
TURNS = re.compile((
    rf"\b(?:turn(?:s|ed|ing)?|will be|hits?) (?:\d{{1,2}}|\w+),? (?:next )?(?:on )?({DATE})(?!\w)"
), re.IGNORECASE)
# Some words may stand between ("born at home on 3 May 2012"), but no figure and no full stop.
AFTER = re.compile(rf"\b{CUE}(?:\W[^.!?\n\d]{{0,40}}?)?(?<!\d)({DATE})(?!\w)", re.IGNORECASE)
# "b. 03.04.2010", "(b 3/4/10)".
SHORT = re.compile(r"(?<![\w.])b\.?[ :]?(\d{1,2}[./\-]\d{1,2}[./\-](?:19|20)?\d\d)(?!\w)", re.IGNORECASE)
PACKED = re.compile(rf"\b{CUE}\W{{0,3}}(\d{{6}}|\d{{8}})(?!\d)", re.IGNORECASE)
# In a referral a full date straight after a name and a comma is the birth date; after a day of the week it is not.
LISTED = re.compile(
    r"(?<!\w)(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|On\b|Date)"
    r"[A-Z][a-z'\u2019\-]+,[ ](\d{1,2}[./\-]\d{1,2}[./\-](?:19|20)\d\d)(?!\w)"
)
BEFORE = re.compile(
    rf"(?<!\w)({DATE})\W{{0,3}}(?:(?:is|was) (?:when )?(?:his|her|their|my|he|she|i|they)(?: (?:is|was|were|wos))? )?"
    rf"(?:\(?{CUE}\b|(?:his|her|my|their) birth)", re.IGNORECASE,
)
# A day and a month alone, where nothing but a birthday stands ("my bday 14/2").
DAY_MONTH = re.compile(
    r"\b(?:b\.?day|bday|birth ?day|d\.?o\.?b\.?)(?: is| was| on|:)* (\d{1,2}[/.]\d{1,2})(?![/.]?\d)", re.IGNORECASE
)
# A full date in brackets straight after a capitalised word is how records write a birth date.
BRACKETED = re.compile(r"(?<=[A-Za-z]\s)\(\s?(\d{1,2}[./\-]\d{1,2}[./\-](?:19|20)?\d\d)\s?\)")

SCORES = (
    (AFTER, 0.95),
    (DAY_MONTH, 0.9),
    (SHORT, 0.9),
    (WORDED, 0.95),
    (TURNS, 0.9),
    (PACKED, 0.95),
    (BEFORE, 0.9),
    (BRACKETED, 0.6),
    (LISTED, 0.6),
)


def find(text: str) -> Iterator[Span]:
    """Spans of dates of birth."""
    for pattern, score in SCORES:
        for match in pattern.finditer(text):
            yield Span(*match.span(1), "DATE_OF_BIRTH", score)

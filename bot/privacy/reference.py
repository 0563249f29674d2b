"""Numbers that an agency gave one person or one case: case, crime, pupil, passport and licence numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

CUED = re.compile(
    r"\b(?:(?:case|crime|incident|cad|reference|ref|referral|pupil|student|upn|uln|urn|lcs|hosp|passport|"
    r"(?:driving )?licen[cs]e|patient|hospital|client|service user|file|liquid\s?logic|mosaic"
    r"|system\s?one|tenancy|rent|badge|collar|warrant|log|order|"
    r"booking|policy|court|claim|custody|candidate|exam|rio|emis|mrn|pnc|brp|visa|cafcass|imei|serial|device|ticket|"
    r"membership|niche|athena|crn|local|unique pupil|hospital trust|ward)"
    r"\s*(?:number|no\.?|num|id|ref(?:erence)?|#)?|\bid)\W{0,3}(?:is\s+|was\s+)?"
    r"((?:(?!(?:in|on|at|of|for|the|ref|no|and|to|from|by|was|is|as|with|id|num|call|rang|room|year|page|yr|age|"
    r"aged)\s)"
    r"[a-z]{1,4}\s)?(?=[a-z0-9/\-]*\d{3})[a-z0-9](?:[\w/\-]|\s(?=\d)){1,20}\w(?: of \d{1,2} [a-z]+)?)(?!\w)",
    re.IGNORECASE,
)
# Figures in groups, where what they are is said ("LGO ref 11 002 345"); with a 0 in front it is a telephone.
GROUPED = re.compile(
    r"\b(?:ref|reference|case|complaint|ombudsman|crime|incident|claim|referral)\s*(?:number|no\.?|num|id|ref)?\W{0,3}"
    r"(?:is\s+|was\s+)?([1-9]\d{0,3}(?:[ \-]\d{2,4}){1,4})(?![ \-]?\d)",
    re.IGNORECASE,
)
YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[/\-\u2013]\s?(?:19|20)?\d\d)?")
FIGURES = 5  # in groups; fewer are a time or a number of things
FIGURE = re.compile(r"\d")
PUBLIC = re.compile(r"(?:999|111|101|112|116\s?\d{3}|105)")
# What only a register writes: capitals and five figures, groups of figures parted by strokes, seven in a row.
SHAPED = re.compile(
    r"(?<![\w/\-])(?:[A-Z]{1,5}[\-/]?\d{5,}(?:[\-/]\d+)*|[A-Z]{2,5}[\-/]\d{2,}(?:[\-/]\w+)*"
    r"|\d{2,}/\d{4,}(?:/\d{2,4})?|\d{4}-\d{4,}|\d{7,9})(?![\w/\-])"
)
# Capitals and figures in one word, four figures at least ("PE24C00318"): nothing that is said has this shape.
MIXED = re.compile(
    r"(?<![\w/\-])(?=[A-Z0-9/\-]*[A-Z])(?=(?:[A-Z/\-]*\d){4})[A-Z0-9](?:[A-Z0-9]|[/\-](?=[A-Z0-9])"
    r"){6,24}(?![\w/])"
)
# A pupil number: a letter and twelve digits (Department for Education, 2019 guide).
PUPIL = re.compile(r"(?<!\w)[A-HJ-NP-RT-Z]\d{11}[0-9A-Z](?!\w)")


def find(text: str) -> Iterator[Span]:
    """Spans of references; a year after "policy" or "case" is none."""
    if not FIGURE.search(text):  # most messages; each of the patterns below wants some
        return
    for match in CUED.finditer(text):
        if not YEARS.fullmatch(match[1].strip()) and not PUBLIC.fullmatch(match[1].strip()):
            yield Span(*match.span(1), "REFERENCE", 0.92)
    for match in GROUPED.finditer(text):
        if sum(one.isdigit() for one in match[1]) > FIGURES and not YEARS.fullmatch(match[1]):
            yield Span(*match.span(1), "REFERENCE", 0.95)
    for match in (*SHAPED.finditer(text), *MIXED.finditer(text)):
        if not YEARS.fullmatch(match[0]):
            yield Span(*match.span(), "REFERENCE", 0.5)
    for match in PUPIL.finditer(text):
        yield Span(*match.span(), "REFERENCE", 0.9)

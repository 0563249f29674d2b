"""People by their initials: "A.B.", "pupil KM", "J and K", "K keeps touching"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import Span
from bot.privacy.tokens import tokens

DOTTED = re.compile(r"(?<![\w.&])[A-Z]\.(?:[A-Z]\.)?[A-Z](?:\.|(?=['\u2019\s,)])|$)(?!\w)")
# Dotted, but no person.
NOBODY = frozenset(
    # fmt: off
    [
        "uk", "us", "usa", "gp", "gps", "ta", "pe", "re", "ni", "hv", "ad", "am", "pm", "it", "eg", "ie", "ps",
        "nb", "id", "ok", "tv", "pc", "cp", "cv", "nhs", "sti", "std", "hq", "pa", "mp", "jp", "ip", "dob",
        "bc", "dj", "cd", "dv", "po", "do", "fgm", "cse", "csa", "la", "ht", "sw", "yp", "ss", "ks", "dsl",
        "asd", "hr", "os", "rsa", "rip", "bbc", "itv", "eu", "un", "po", "vat", "eh", "mh", "ep", "ld", "sm", "fi",
        "cs", "hs", "qa", "ux", "pr", "wt",
    ]
    # fmt: on
)
ROLE = (
    r"(?:pupil|child|student|boy|girl|patient|client|young person|daughter|son|service user|"
    r"yp|sibling|brother|sister|mother|"
    r"father|mum|dad|stepdad|stepfather|baby|niece|nephew|called|named|carer|friend|cousin|"
    r"uncle|auntie|initials(?: are| is)?)"
)
AFTER_ROLE = re.compile(rf"\b(?i:{ROLE}),?[ ](?P<who>[A-Z]{{1,3}})\b(?!['\u2019]?[a-z]|\.\w|[\-/&])")
PAIR = re.compile(r"(?<![\w&.\-/])(?P<one>[B-HJ-WYZ])\.?(?:,| and| &| \+) (?P<two>[B-HJ-WYZ])(?![\w&\-/])")
PAIRS = re.compile(
    r"\b(?i:re|about|between|for|siblings|pupils|children|twins|brothers|sisters|both):? "
    r"(?P<one>[A-Z]{2}) (?:and|&) (?P<two>[A-Z]{2})(?![\w&/\-])"
)
BOTH = re.compile(
    r"(?<![\w&/.\-])(?P<one>[A-Z]{2}) (?:and|&) (?P<two>[A-Z]{2}) "
    r"(?:are|were|have|both|live|lived|attend|told|said|disclosed|share|shared)\b"
)
# "KW is a 14 yr old boy", "his sister is KW".
IS_SOMEBODY = re.compile(
    r"(?<![\w&/.\-])(?P<who>[A-Z]{2})(?= (?:is|was) (?:a |an )?(?:\d{1,2}\b|boy|girl|young person|pupil|student|child))"
    rf"|\b(?i:{ROLE}) (?:is|was) (?P<named>[A-Z]{{2}})(?![\w&/\-])"
)
# Straight behind initials: "(Year 9)", "(14)", ", 14,", "aged 14".
AGED = re.compile(
    r"(?<![\w&/.\-])(?P<who>[A-Z]{2})(?: \((?:(?:[Yy](?:ea)?r?|age|aged) ?)?\d{1,2}\)|, ?\d{1,2},|,? aged \d)"
)
ACTS = re.compile(r"(?<![\w&.\-/+])(?<!A and )(?P<who>[B-HJ-WYZ])(?:\.)?(?:['\u2019]s\b|(?= (?P<verb>[a-z']+)))")
LABELLED = re.compile((
    r"\b(?:vitamin|plan|year|group|class|grade|level|form|part|section|box|option|block|team|"
    r"tier|set|type|annex|appendix|hepatitis|hep)\s+$"
), re.I)
TWO = re.compile(
    r"(?:(?P<one>[A-Za-z]+)[ ])?(?<![\w&/\-])(?P<who>[A-Z]{2})(?:['\u2019]s)?(?![\w&/\-])(?=(?:[ "
    r"](?P<verb>[a-z']+))?)"
)
PLAIN_PAIRS = frozenset(("qa", "rb", "bb", "bq", "hm", "tc", "dd", "po", "ms", "gs", "ps", "gt"))

NOT_A_DEED = frozenset(("is", "was", "isn't", "just", "also", "never", "always", "did", "does"))


class Initials:
    """Finds initials with the lists at hand, and every later use of a single letter that was found once."""

    def __init__(self, lists: Lexicon) -> None:
        self._lists = lists
        self._verbs = lists.context["person_verbs"] - NOT_A_DEED

    def find(self, text: str) -> Iterator[Span]:
        """Spans of initials; none where capitals are used for everything. "Child A" to "Child D" name nobody."""
        words = tokens(text)
        if not words or all(t.shape == "lower" for t in words):
            return
        for match in DOTTED.finditer(text):
            if re.sub(r"\W", "", match[0]).lower() not in NOBODY:
                yield Span(*match.span(), "PERSON", 0.7)
        yield from self._paired_capitals(text)
        for letters in sorted(self._after_role(text) | self._single(text)):
            for match in re.finditer(rf"(?<![\w&.\-/+]){letters}(?![\w&\-/+])", text):
                if not LABELLED.search(text, 0, match.start()):
                    yield Span(*match.span(), "PERSON", 0.65)

    def _after_role(self, text: str) -> set[str]:
        """Initials after a word for a person ("pupil KM")."""
        found = {match["who"] for match in AFTER_ROLE.finditer(text)}
        # A single capital after "brother" is no text-speak ("r", "n"), except "u".
        plain = {w for w in found if w.lower() in NOBODY or w == "U" or (len(w) > 1 and self._lists.never(w.lower()))}
        return found - plain - set("ABCDIX")

    def _single(self, text: str) -> set[str]:
        """Single letters that are joined to another one, that own something or do what people do."""
        found: set[str] = set()
        for match in PAIR.finditer(text):
            if (match["one"] + match["two"]).lower() not in PLAIN_PAIRS:
                found |= {match["one"], match["two"]}
        for match in ACTS.finditer(text):
            if match["verb"] is None or match["verb"] == "from" or match["verb"] in self._verbs:
                found |= set() if LABELLED.search(text, 0, match.start()) else {match["who"]}
        return found

    def _paired_capitals(self, text: str) -> Iterator[Span]:
        """Two capitals that a relation names or that do what people do ("my grandson TJ told")."""
        for match in (*AGED.finditer(text), *IS_SOMEBODY.finditer(text)):
            group = "who" if match["who"] else "named"
            if match[group].lower() not in NOBODY:
                yield Span(*match.span(group), "PERSON", 0.65)
        for match in (*PAIRS.finditer(text), *BOTH.finditer(text)):
            both = [match[who].lower() for who in ("one", "two")]
            if not any(who in NOBODY for who in both):
                yield from (Span(*match.span(who), "PERSON", 0.65) for who in ("one", "two"))
        for match in TWO.finditer(text):
            one, after = (match["one"] or "").lower(), match["verb"] or ""
            who = match["who"].lower()
            if who in NOBODY or self._lists.is_word(who):
                continue
            if one in self._lists.context["relations"] or (after in self._lists.context["speech_verbs"]):
                yield Span(*match.span("who"), "PERSON", 0.65)

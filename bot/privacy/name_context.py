"""One message as words with the lists at hand: what stands before and after a word, and how far strangeness counts."""

from __future__ import annotations

import re
from itertools import accumulate

from bot.privacy.lexicon import Lexicon
from bot.privacy.name_odds import STRANGE, Odds, counts_as, line_of
from bot.privacy.tokens import Token

NEAR = re.compile(r"[\s,:;\"'\u201c\u2018(\-]*")
DENIED = 0.2
ARTICLES = frozenset(("a", "an", "the", "this", "each", "every"))


def joins(before: str, gap: str) -> bool:
    """Whether two words with this gap can be parts of one name; a full stop parts them unless it ends an initial."""
    return bool(re.fullmatch(r"[ \t]{1,2}", gap)) or (len(before) == 1 and bool(re.fullmatch(r"\.[ \t]?", gap)))


def _behind(token: Token, later: Token) -> str:
    """The plain form of the later word if only blanks part the two."""
    return "" if token.owns or later.gap.strip() else later.plain


class Words:
    """The words of one message; ``here`` is a position in ``tokens`` everywhere."""

    def __init__(self, text: str, tokens: tuple[Token, ...], lists: Lexicon, odds: Odds | None = None) -> None:
        self.text = text
        self.tokens = tokens
        self.lists = lists
        self.foreign = lists.foreign(tokens)
        self.english = sum(lists.is_word(token.plain) for token in tokens)
        self._odds = odds
        self._line, self._places = line_of(tokens, lists)
        # In which stretch a word stands, parted by ends of sentences and what is no word: asked again and again.
        parted = (bool(t.first and t.gap.strip()) or not NEAR.fullmatch(t.gap) for t in tokens)
        self._stretch = list(accumulate(parted, initial=0))[1:]
        self._next = [*map(_behind, tokens, tokens[1:]), ""]

    def chance(self, here: int) -> float:
        """0 to 1: how far the words around show that a name stands here; 0 where nothing was fitted."""
        if self._odds is None:
            return 0.0
        token = self.tokens[here]
        word = STRANGE if token.titled else counts_as(token.plain, self.lists)  # a capital is as strange as a new word
        return self._odds.chance(self._line, self._places[here], word)

    def odd(self, token: Token) -> bool:
        """Whether a word is not English; in a message in another language only words with a capital can be."""
        return self.lists.strange(token.plain) and not (self.foreign and token.shape != "title")

    def unknown(self, token: Token) -> bool:
        """Whether a word is odd and not merely misspelt: small letters are taken for a name only then."""
        return self.odd(token) and not (token.shape == "lower" and self.lists.misspelt(token.plain))

    def denied(self, here: int) -> bool:
        """Whether the words around all but say that no name stands here ("I need patience")."""
        return self._odds is not None and self.chance(here) < DENIED

    def at(self, place: int) -> Token | None:
        """The word at this place, or None outside the message."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def before(self, here: int, steps: int = 1) -> str:
        """The plain form of the word so many steps before, in the same sentence; empty where there is none."""
        start = here - steps
        if start < 0 or here >= len(self.tokens) or self._stretch[start] != self._stretch[here]:
            return ""
        return self.tokens[start].plain

    def after(self, here: int) -> str:
        """The plain form of the next word if only blanks part them; empty otherwise."""
        return self._next[here] if 0 <= here < len(self._next) else ""

    def joined(self, here: int) -> bool:
        """Whether only blanks stand before a word, or a stop that belongs to an initial ("J. Marsh")."""
        token = self.at(here)
        return here > 0 and token is not None and joins(self.tokens[here - 1].plain, token.gap)

    def follows(self, here: int, context: str) -> bool:
        """Whether the next word is on this list of ``context.yml``."""
        return self.after(here) in self.lists.context[context]

    def begins(self, here: int) -> bool:
        """Whether a sentence, or a part of one, begins here ("because", "think")."""
        one = self.before(here)
        return not one or one in self.lists.context["subject"]

    def ends(self, here: int) -> bool:
        """Whether a stop, a comma or the end of the message follows."""
        token = self.at(here + 1)
        return token is None or bool(token.gap.strip(" '\"\u2019"))

    def acts(self, here: int) -> bool:
        """Whether what follows shows that a word which may be a verb is a name ("grandad bill touches me")."""
        if self.tokens[here].plain in self.lists.context["modals"]:
            after = self.after(here)
            return self.follows(here, "narrow_verbs") or (after.endswith("s") and self.follows(here, "person_verbs"))
        return self.follows(here, "person_verbs")

    def predicate(self, here: int) -> bool:
        """Whether a verb with its ending and an object follow ("Grace hides in")."""
        after = self.after(here)
        later = self.after(here + 1) if after else ""
        return after.endswith(("s", "ed")) and not after.endswith("ss") and later in self.lists.context["objects"]

    def apposed(self, here: int) -> bool:
        """Whether a comma and a relation follow ("Danuta, the mum")."""
        behind = [self.at(here + 1), self.at(here + 2)]
        return self.ends(here) and any(t is not None and t.plain in self.lists.context["relations"] for t in behind)

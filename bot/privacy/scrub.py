"""Takes personal data out of a message, or says that it could not."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from dataclasses import replace as replace_kinds
from functools import partial

from bot.errors import ScrubError
from bot.privacy import (
    birth_date,
    coordinates,
    handle,
    ip_address,
    mail,
    nhs_number,
    ni_number,
    payment,
    phone,
    postcode,
    reference,
    vehicle,
    web_address,
)
from bot.privacy.address import Addresses
from bot.privacy.house_number import HouseNumbers
from bot.privacy.initials import Initials
from bot.privacy.names import Names
from bot.privacy.phrases import heads
from bot.privacy.place import Places
from bot.privacy.place_capitals import Capitals
from bot.privacy.place_frames import PlaceFrames
from bot.privacy.place_heads import PlaceHeads
from bot.privacy.place_low import LowPlaces
from bot.privacy.place_runs import Runs
from bot.privacy.place_slots import PlaceSlots
from bot.privacy.place_small import SmallPlaces
from bot.privacy.place_things import ThingPlaces
from bot.privacy.place_words import PlaceWords
from bot.privacy.replace import PLACEHOLDER, replace
from bot.privacy.shop import Shops
from bot.privacy.spans import Recogniser, Scrubbed, resolve, without
from bot.privacy.tokens import tokens
from bot.privacy.village import Villages

__all__ = ["Scrubbed", "Scrubber"]

LONGEST = 2000  # characters; what is longer is withheld before it gets here
AGAIN = 2  # what is left is read again: a placeholder changes what stands beside a word, and so what is a name
# Characters that nobody sees but that would split a value; NBSP and the like become a blank.
UNSEEN = {ord(c): None for c in "\u200b\u200c\u200d\u2060\ufeff\u00ad"} | {ord(c): " " for c in "\u00a0\u2007\u202f"}


HALF = re.compile("[\ud800-\udfff]")  # half a character, which no library can encode


class Scrubber:
    """Every recogniser in a fixed order; build it with ``load`` once, it is safe to share between threads."""

    def __init__(self, recognisers: tuple[Recogniser, ...]) -> None:
        self.recognisers = recognisers
        owners = [getattr(find, "__self__", None) for find in recognisers]
        self._lists = [owner.lists for owner in owners if isinstance(owner, Names)]
        self._fast = tuple(
            owner.by_lists if isinstance(owner, Names) else find
            for find, owner in zip(recognisers, owners, strict=True)
        )

    @classmethod
    def load(cls, keep_digits: frozenset[str] = frozenset()) -> Scrubber:
        """Load the language model and the lists; ``keep_digits`` are the numbers that anybody may ring, as bare digits.

        Takes about 2 s and 150 MB. Raises ModelError or ContentError.
        """
        names = Names.load()
        lists = names.lists
        return cls(
            (
                partial(phone.find, keep=keep_digits),
                mail.find,
                postcode.find,
                nhs_number.find,
                ni_number.find,
                payment.find,
                reference.find,
                ip_address.find,
                web_address.find,
                partial(handle.find, is_word=lists.is_word),
                vehicle.find,
                birth_date.find,
                coordinates.find,
                Addresses(lists).find,
                HouseNumbers(lists).find,
                Places(lists).find,
                Villages(lists).find,
                Capitals(lists).find,
                SmallPlaces(lists).find,
                LowPlaces(lists).find,
                PlaceHeads(lists).find,
                PlaceFrames(lists).find,
                PlaceSlots(lists).find,
                PlaceWords(lists).find,
                ThingPlaces(lists).find,
                Runs(lists).find,
                Shops(lists).find,
                Initials(lists).find,
                names.find,
            )
        )

    def scrub(self, text: str, seen: MutableMapping[str, str] | None = None) -> Scrubbed:
        """The text with personal data replaced; ``seen`` keeps placeholders stable over several calls.

        Raises ScrubError for whatever goes wrong, also for text over 2,000 characters; the error holds no text.
        """
        try:
            if len(text) > LONGEST:
                raise ScrubError("the text is too long")
            seeable = HALF.sub("\ufffd", text).translate(UNSEEN)
            known: MutableMapping[str, str] = {} if seen is None else seen
            done = self._once(seeable, known)
            kinds = done.kinds
            for _ in range(AGAIN if kinds else 0):
                again = self._once(done.text, known, fast=True)
                if not again.kinds:
                    break
                done, kinds = again, tuple(dict.fromkeys((*kinds, *again.kinds)))
            return replace_kinds(done, kinds=kinds)
        except Exception as error:
            # The cause is dropped on purpose: messages of other libraries can quote the text.
            raise ScrubError(f"personal data could not be removed: {type(error).__name__}") from None
        finally:
            tokens.cache_clear()
            heads.cache_clear()
            for lists in self._lists:
                lists.looked_up.clear()

    def _once(self, text: str, known: MutableMapping[str, str], fast: bool = False) -> Scrubbed:
        """One reading; a placeholder that stands in the text already is left alone."""
        held = [match.span() for match in PLACEHOLDER.finditer(text)]
        found = (span for find in (self._fast if fast else self.recognisers) for span in find(text))
        return replace(text, resolve(without(found, held)), known)

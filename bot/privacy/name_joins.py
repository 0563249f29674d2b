"""Widens the words found to be names: to family names, initials, and people named beside them."""

from __future__ import annotations

from bot.privacy.name_context import Words
from bot.privacy.name_cues import RULES

SUBJECTS = frozenset(("i", "you", "he", "she", "they", "it", "we", "my", "the", "his", "her", "be", "not"))


def people(words: Words) -> frozenset[int]:
    """Places of the words that name somebody, by any rule, then widened twice."""
    never, also = words.lists.context["never"], words.lists.also_words  # most words are small ones: no rule takes them
    looked = [n for n, t in enumerate(words.tokens) if t.plain not in never or t.plain in also or t.shape != "lower"]
    found = {here for here in looked if any(rule(words, here) for rule in RULES)}
    for _ in range(2):
        found |= {here for here in range(len(words.tokens)) if here not in found and _belongs(words, here, found)}
    found = {here for here in found if not _before_a_title(words, here)}
    # Named once, named throughout; a word that is English too only as it was written there, and never "will".
    told = {(t.plain, t.shape) for here in found for t in (words.tokens[here],) if _throughout(words, here)}
    strange = {plain for plain, _ in told if words.lists.strange(plain)}
    found |= {here for here, t in enumerate(words.tokens) if t.plain in strange or (t.plain, t.shape) in told}
    return frozenset(found)


def _before_a_title(words: Words, here: int) -> bool:
    """Whether a verb that is also a name stands before a person ("drew mr bell")."""
    token, context = words.tokens[here], words.lists.context
    verb = token.shape == "lower" and token.plain in context["name_verbs"]
    return verb and words.after(here) in context["strong_titles"] | {"miss", "my", "his", "her", "a", "the", "me"}


def _throughout(words: Words, here: int) -> bool:
    """Whether the same word names the same person wherever else it stands in the message."""
    token, context = words.tokens[here], words.lists.context
    if words.unknown(token):
        return True
    word = token.plain in words.lists.also_words or words.lists.is_name(token.plain.removesuffix("s"))
    return word and token.plain not in context["modals"] | context["never_throughout"]


def _belongs(words: Words, here: int, found: set[int]) -> bool:
    """Whether the word goes with a name beside it: as a family name, an initial, or joined by "and" or a comma."""
    token, lists = words.tokens[here], words.lists
    if here - 1 in found and words.joined(here) and not words.tokens[here - 1].owns:
        return _family_name(words, here)
    later = words.at(here + 1)
    if later and here + 1 in found and words.joined(here + 1) and token.shape == "title" and not token.owns:
        if len(token.plain) == 1:
            return token.plain not in ("i", "a")
        return not token.first and (not lists.is_word(token.plain) or lists.is_name(token.plain))
    return _listed_beside(words, here, found)


def _family_name(words: Words, here: int) -> bool:
    """Whether a word straight after a first name is the family name."""
    token, lists = words.tokens[here], words.lists
    if token.plain in lists.context["never"] or (token.plain in lists.work and token.plain not in lists.surnames):
        return False
    if token.shape == "title":
        if len(token.plain) == 1:
            return token.plain != "i"
        return token.plain in lists.surnames or not lists.never(token.plain)
    if token.plain in lists.context["particles"]:
        later = words.at(here + 1)
        return later is not None and later.shape == "title" and words.tokens[here - 1].shape == "title"
    if token.plain in lists.surnames and not lists.never(token.plain):
        plain_word = token.plain in lists.surname_words
        return not plain_word or words.ends(here) or token.owns or words.follows(here, "person_verbs")
    return words.unknown(token) and len(token.plain) > 3


def _listed_beside(words: Words, here: int, found: set[int]) -> bool:
    """Whether the word is joined to a known name: "keira, rose and jack"."""
    token, lists = words.tokens[here], words.lists
    plain = token.titled and token.plain not in lists.nobody
    titled = token.shape == "title" and (plain or lists.strange(token.plain))
    month = token.plain in lists.context["name_months"] and token.shape != "title"  # "carers jan and mike"
    if (lists.never(token.plain) and not month) or not (token.plain in lists.also_words or titled):
        return False
    if token.shape != "title" and token.plain in lists.context["modals"] and words.after(here) in SUBJECTS:
        return False  # "tell mrs kowal or will she"
    for other, via in ((here - 2, here - 1), (here + 2, here + 1)):
        link = words.at(via)
        if other in found and link is not None and link.plain in ("and", "n", "or"):
            return True
    later = words.at(here + 1)
    return (here - 1 in found and token.gap.strip() in (",", "&", "/", "+")) or (
        later is not None and here + 1 in found and later.gap.strip() in (",", "&", "/", "+")
    )

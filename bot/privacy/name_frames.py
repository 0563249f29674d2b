"""Sentences in which a name is due: words in small letters or at a front, told by what stands on both sides of them.

Here a word that may be a name is a listed one that is also a word, or one that is neither English nor a slip of it.
Every rule wants two signs, one of them behind the word, for "will", "mark" and typing errors stand everywhere.
"""

from __future__ import annotations

import re

from bot.privacy.name_context import ARTICLES, Words

# "(Year 9)", "(Y5)", "(they/them)" and "(14)" straight after a word, and the same between commas.
BRACKET = re.compile(
    r"(?:'s|\u2019s)?\s*[(,\[]\s*(?:(?:year|yr|y)\s?\d{1,2}\b|reception\b|nursery\b|aged?\s+\d|\d{1,2}\s*\)|"
    r"s?he/|they/)",
    re.IGNORECASE,
)
IS_AGED = re.compile(
    r" (?:is|was|'s|\u2019s) (?:only |just |nearly |about |now )?\d{1,2}(?: and\b| but\b|,|\.|\s*$| years? old)"
)
LEAST = 3  # letters of a strange word
IDLE = frozenset(("art", "can", "chase", "faith", "grant", "guy", "hope", "joy", "may", "might", "miles"))
TIMES = frozenset(
    ["in", "since", "of", "until", "till", "by", "this", "last", "next", "every", "each", "early", "late", "mid"]
)


def bracketed(words: Words, here: int) -> bool:
    """A word with a capital, or strange, with a year group or a pronoun in brackets behind it ("Rose (Year 3)")."""
    token, lists = words.tokens[here], words.lists
    if not BRACKET.match(words.text, token.end):
        return False
    if token.plain in lists.context["name_months"] and token.shape == "title":
        return words.before(here) not in TIMES
    return _may_be(words, here)


def apposed(words: Words, here: int) -> bool:
    """A word between commas that explains who was named before ("a volunteer, max, has")."""
    token = words.tokens[here]
    after = words.at(here + 1)
    if token.gap.strip() != "," or after is None or after.gap.strip() != "," or not _may_be(words, here):
        return False
    people = words.lists.context["relations"] | words.lists.context["helpers"]
    said = [words.at(place) for place in range(here - 4, here)]
    return after.plain not in people and any(t is not None and t.plain in people for t in said)


def placed(words: Words, here: int) -> bool:
    """Somebody told by where they are from ("zeb from work", "rose next door", "bob across the road")."""
    one = words.after(here)
    two = words.after(here + 1) if one else ""
    there = (one, two) in (("next", "door"), ("over", "the"), ("across", "the")) or one in ("nextdoor", "upstairs")
    from_there = one in ("from", "at") and two in words.lists.context["from_where"] - {"her", "his", "my", "our", "the"}
    if one in ("over", "across"):
        there = words.after(here + 2) in ("road", "street", "way", "landing")
    return (there or from_there) and words.begins(here) and _may_be(words, here)


def explained(words: Words, here: int) -> bool:
    """A strange word that a relation behind it explains ("kaelum the football coach", "zeb my uncle")."""
    one = words.after(here)
    two = words.after(here + 1) if one else ""
    three = words.after(here + 2) if two else ""
    people = words.lists.context["relations"] | words.lists.context["helpers"]
    verb = words.tokens[here].plain in words.lists.context["name_verbs"]  # "will my dad find out"
    if one not in ("the", "my", "his", "her", "our", "their") or verb or not _may_be(words, here):
        return False
    return two in people or (two in words.lists.context["kinds_of_people"] and three in people)


def doing(words: Words, here: int) -> bool:
    """A word at the front of a clause that does something to somebody ("zeb filmed me", "rose picked her up")."""
    token, context = words.tokens[here], words.lists.context
    one = words.after(here)
    two = words.after(here + 1) if one else ""
    if two not in context["whom"] or not words.begins(here) or not _may_be(words, here):
        return False
    if one in ("n", "nd", "and"):
        return token.plain not in IDLE and (two == "me" or (token.shape == "title" and two in ("her", "his", "my")))
    verb = one in context["speech_verbs"] or (one.endswith("ed") and two in context["whom"]) or words.predicate(here)
    return verb and (token.plain not in context["modals"] or one.endswith("ed"))


def done_to(words: Words, here: int) -> bool:
    """Whom somebody saw, met, told or was with, if nothing but a name can stand there ("saw will with his arm")."""
    token, lists = words.tokens[here], words.lists
    one = words.before(here)
    if one not in lists.context["seen"] or not _may_be(words, here) or token.plain in IDLE:
        return False
    if token.plain in lists.context["virtues"] and token.shape != "title" and one not in ("told", "tell", "met"):
        return False
    if token.plain in lists.also_words and token.plain not in lists.context["name_verbs"]:
        return words.ends(here) is False and words.after(here) in lists.context["after_whom"] and not words.denied(here)
    ended = words.ends(here) and (token.plain not in lists.also_words or one in ("told", "tell", "met"))
    return ended or words.after(here) in lists.context["after_whom"]


def told(words: Words, here: int) -> bool:
    """Who it is or was ("its zeb again", "it was kaelum", "his names zeb", "Child A is Summer")."""
    token, context = words.tokens[here], words.lists.context
    one, two, three = words.before(here), words.before(here, 2), words.before(here, 3)
    if one in ("names", "name") and two in ("his", "her", "their", "my", "the"):
        return _may_be(words, here) and token.plain not in context["modals"] and not words.after(here).endswith("ed")
    if one == "is" and len(two) == 1 and three in ("child", "pupil", "client", "boy", "girl", "adult", "student"):
        return token.shape == "title" and (not words.lists.never(token.plain) or token.plain in context["name_months"])
    it = one in ("its", "it's") or (one in ("is", "was") and two in ("it", "this"))
    if not it or not _may_be(words, here):
        return False
    goes_on = words.after(here) in ("again", "here", "who", "that", "from")
    return goes_on or (words.ends(here) and token.plain not in words.lists.also_words)


def fronted(words: Words, here: int) -> bool:
    """An ordinary word with a capital at a front whose mum, house or phone is told ("Cobweb's mum rang")."""
    token, lists = words.tokens[here], words.lists
    later = words.at(here + 1)
    if token.shape != "title" or not token.owns or later is None or later.gap.strip("'s\u2019 "):
        return False
    if lists.never(token.plain) or token.plain in lists.nobody or token.plain in lists.context["times"]:
        return False
    return later.plain in lists.context["relations"] and not words.foreign


def aged_front(words: Words, here: int) -> bool:
    """A word with a capital at a front who "is 13 and" ("Chardonnay is 13 and pregnant")."""
    token, lists = words.tokens[here], words.lists
    if token.shape != "title" or lists.never(token.plain) or token.plain in lists.nobody or words.foreign:
        return False
    return bool(IS_AGED.match(words.text, token.end)) and words.before(here) not in ARTICLES


def paired(words: Words, here: int) -> bool:
    """Two words with capitals at a front that "are" or "have" ("Caster and Pollux are my twins")."""
    for first in (here, here - 2):
        one, link, two = words.at(first), words.at(first + 1), words.at(first + 2)
        if first < 0 or one is None or link is None or two is None or link.plain not in ("and", "&"):
            continue
        named = not any(words.lists.never(t.plain) or t.plain in words.lists.nobody for t in (one, two))
        if one.shape == "title" and two.titled and not words.foreign and named:
            return words.after(first + 2) in ("are", "were", "both", "have", "told", "said", "say", "always")
    return False


def _may_be(words: Words, here: int) -> bool:
    """Whether a word can be a name at all: listed and also a word, or strange and no slip of an English word."""
    token, lists = words.tokens[here], words.lists
    if words.foreign or lists.never(token.plain) or words.before(here) in ARTICLES:
        return False
    if token.plain in lists.also_words:
        return True
    if len(token.plain) < LEAST or not words.unknown(token) or token.plain.endswith(("ing", "ly")):
        return False
    return token.shape == "title" or (len(token.plain) > LEAST and not lists.slip(token.plain))

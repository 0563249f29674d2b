"""Slots that hardly anything but a name fills, so that names which are plain words go too ("hunter in year 5").

Beside the listed names that are also words, the ``bright_names`` of ``context.yml`` count: virtues, ranks, the sky.
"""

from __future__ import annotations

import re

from bot.privacy.name_context import ARTICLES, NEAR, Words

IN_CLASS = re.compile(
    r"(?:'s|\u2019s)? (?:is |was |who is |whos )?(?:in|from) (?:(?:year|yr|y) ?\d|reception\b|nursery\b|"
    r"(?:my|our|his|her) (?:class|form|year|tutor group|dorm|school|team|street|road)\b)",
    re.IGNORECASE,
)
AGED = re.compile(
    r"(?: is| was|,)? (?:age|aged) \d|, ?\d{1,2}(?:,| years?\b| yrs?\b|yo\b)| ?\(\d{1,2}\)"
    r"| (?:is|was) (?:only |just )?\d{1,2}(?= and\b| but\b| years?\b| yrs?\b|[.,]|\s*$)",
    re.IGNORECASE,
)
# Our, then up to two words, then a relation, between commas ("Sunday, our new lodger, ...").
APPOSED = re.compile(r", (?:my|our|his|her|their|the) (?:[\w'\u2019\-]+ ){0,2}?(?P<who>[\w\-]+)(?=,)", re.IGNORECASE)
KIN = frozenset(("sister", "sisters", "brother", "brothers", "twins", "siblings", "cousins", "friends", "mates"))
NOT_A_LETTER = frozenset("uixyrna")
SAYING_MISS = frozenset(
    ("i", "we", "they", "u", "you", "really", "to", "will", "dont", "don't", "ill", "and", "so", "do")
)
NO_DEED = frozenset(("goes", "went", "loves", "hates", "hits", "hit", "hurts", "hurt"))  # a storm does these too
AUNTS = frozenset(
    ("auntie", "aunty", "aunt", "uncle", "nanny", "nana", "nan", "granny", "grandad", "grandpa", "grandma")
)
OPENS = frozenset(("my", "our"))
QUALITY = ("ic", "al", "ed", "ing", "ian", "ish", "ese", "ly", "ful", "ous", "ive")


def in_class(words: Words, here: int) -> bool:
    """Somebody told by a class ("angel in yr 9 sent a nude", "forest in my class")."""
    return bool(IN_CLASS.match(words.text, words.tokens[here].end)) and words.begins(here) and _slot(words, here)


def aged(words: Words, here: int) -> bool:
    """An age behind a name that is a word ("ivy age 4", "justice is 4 and")."""
    if not AGED.match(words.text, words.tokens[here].end):
        return False
    token, lists = words.tokens[here], words.lists
    plain = lists.never(token.plain) or token.plain in lists.work | lists.context["name_verbs"]
    ours = words.before(here) in OPENS and token.plain in lists.also_words and not plain  # "my ivy is only 4"
    return ours or _slot(words, here)


def apposed(words: Words, here: int) -> bool:
    """A word with a capital at a front that a relation between commas explains ("Sunday, our lodger, walked in")."""
    token, lists = words.tokens[here], words.lists
    found = APPOSED.match(words.text, token.end)
    if found is None or not words.text[token.start].isupper() or token.plain in lists.context["openers"]:
        return False
    relation = found["who"].lower() in lists.context["relations"] | lists.context["helpers"]
    return relation and not token.plain.endswith("ly") and token.plain not in lists.context["never"]


def lettered(words: Words, here: int) -> bool:
    """One letter after a title ("miss k", "coach B"), short of "i miss u"."""
    token, context = words.tokens[here], words.lists.context
    title = words.before(here)
    if len(token.plain) != 1 or token.plain in NOT_A_LETTER or not re.fullmatch(r"\.?[ ]", token.gap):
        return False
    if title not in context["titles"] | context["strong_titles"] or words.before(here, 2) in SAYING_MISS:
        return False
    return title != "miss" or words.ends(here) or words.follows(here, "person_verbs") or words.before(here, 2) != ""


def household(words: Words, here: int) -> bool:
    """A family by its name with an s ("for the Cartwrights")."""
    token, lists = words.tokens[here], words.lists
    if words.after(here) == "family" and token.first and words.text[token.start].isupper():  # "Reed family"
        return token.plain in lists.surnames and not lists.never(token.plain) and token.plain not in lists.nobody
    if words.before(here) != "the" or not token.plain.endswith("s") or lists.never(token.plain):
        return False
    if not token.titled:
        return token.shape == "lower" and token.plain.removesuffix("s") in lists.surnames - lists.surname_words
    stem = token.plain.removesuffix("s")
    made = stem.endswith(("wright", "son", "smith", "worth", "bottom", "ham"))
    if stem in lists.context["titles"] | lists.nobody | lists.kept:
        return words.before(here, 2) in ("with", "for", "at") and stem in lists.surnames
    return stem in lists.surnames or made or lists.strange(token.plain)


def is_named(words: Words, here: int) -> bool:
    """A capital after "she's" or "hes", or any word after "his nickname is" ("she's Mya")."""
    token, lists = words.tokens[here], words.lists
    one, two = words.before(here), words.before(here, 2)
    if lists.never(token.plain) or token.plain in lists.nobody:
        return False
    if one in ("is", "was") and two in ("nickname", "nick"):
        return words.ends(here) and (lists.is_name(token.plain) or token.plain in lists.context["bright_names"])
    is_who = one in ("shes", "hes") or (one in ("she", "he") and words.tokens[here - 1].owns)
    if not is_who or not token.titled or token.plain.endswith(QUALITY):
        return False
    return words.ends(here) or words.after(here) in ("and", "from", "my", "who")


def called_me(words: Words, here: int) -> bool:
    """Who writes, by "call me dot", "love daisy xx", "name ocean age 9", "cheers gaz"."""
    one, after = words.before(here), words.after(here)
    if one in ("cheers", "ta", "regards") and here == len(words.tokens) - 1:
        return words.lists.strange(words.tokens[here].plain) or _slot(words, here)
    if not _slot(words, here):
        return False
    if one == "me" and words.before(here, 2) == "call":
        return words.ends(here)
    if one == "love":
        signs = words.before(here, 2) in ("", "you", "thanks", "xx", "x", "ta")
        return here >= len(words.tokens) - 3 and after in ("", "x", "xx", "xxx") and signs
    return one == "name" and after in ("age", "aged", "im", "i'm", "and")


def kin(words: Words, here: int) -> bool:
    """Two who are sisters or friends ("patience and mercy are sisters"), and "my son king told me"."""
    token, context = words.tokens[here], words.lists.context
    if not _slot(words, here):
        return False
    for first in (here, here - 2):
        if words.after(first) in ("and", "n", "nd", "&") and words.begins(first) and first >= 0:
            link = words.after(first + 2)
            then = [words.at(first + 4), words.at(first + 5)]
            return link in ("are", "r", "were") and any(t is not None and t.plain in KIN for t in then)
    if words.before(here) in context["relations"] and words.follows(here, "speech_verbs"):
        return not words.tokens[here - 1].owns and token.plain not in context["modals"]
    return False


def aunted(words: Words, here: int) -> bool:
    """Any word between an aunt and what she does to somebody ("auntie plum baths him")."""
    token, lists = words.tokens[here], words.lists
    after, later = words.after(here), words.after(here + 1)
    if words.before(here) not in AUNTS or words.tokens[here - 1].owns or words.foreign or token.plain.endswith("ly"):
        return False
    plain = lists.never(token.plain) or token.plain in lists.nobody | lists.context["company"]
    if plain or token.plain in lists.context["person_verbs"] | lists.context["name_verbs"]:
        return False
    does = after.endswith(("s", "ed")) and later in lists.context["whom"]
    return does or after in ("said", "says", "told", "is", "was", "who", "has") or token.owns


def owned(words: Words, here: int) -> bool:
    """A listed name after "our" that does something ("our jack wont go")."""
    token, lists = words.tokens[here], words.lists
    plain = lists.context["name_verbs"] | lists.context["virtues"] | {"hope", "faith", "joy", "angel", "star", "dream"}
    if words.before(here) != "our" or token.plain in plain or lists.never(token.plain):
        return False
    return lists.is_name(token.plain) and (words.follows(here, "person_verbs") or token.owns)


def fronted(words: Words, here: int) -> bool:
    """A bright name that begins a clause and does what only people do ("promise came to school")."""
    token, context = words.tokens[here], words.lists.context
    if token.plain not in context["bright_names"] or not words.begins(here) or not _slot(words, here):
        return False
    return words.after(here) in context["speech_verbs"] - NO_DEED | {"came", "wets", "keeps"}


def front(words: Words, here: int) -> bool:
    """A listed name with a capital at a front before a verb in s ("Jay smokes", "Jasmine wets the bed")."""
    token, lists = words.tokens[here], words.lists
    listed = token.plain in lists.also_words and not lists.never(token.plain) and token.first
    plain = lists.context["name_verbs"] | lists.context["virtues"] | {"hope", "faith", "joy"}
    if not listed or token.shape != "title" or token.plain in plain:
        return False
    after = words.after(here)
    does = after.endswith("s") and not after.endswith("ss") and lists.is_word(after)
    if after in lists.context["relations"]:
        return False
    return does and after not in ("is", "was", "has", "this", "its", "his", "ours", "days")


def month(words: Words, here: int) -> bool:
    """A month that is a name after a worker ("my social worker june")."""
    token, context = words.tokens[here], words.lists.context
    worker = words.before(here) in ("worker", "carer", "nanny")
    if not worker or token.plain not in ("june", "april", "may", "jan"):
        return False
    return NEAR.fullmatch(token.gap) is not None and not re.match(r"[ ,]*\d", words.text[token.end :]) and (
        words.ends(here) or (token.plain not in context["modals"] and words.follows(here, "person_verbs"))
    )


def doctor(words: Words, here: int) -> bool:
    """Any word after "dr" that a doctor's name would stand before ("dr bones at our surgery")."""
    token, lists = words.tokens[here], words.lists
    if words.before(here) not in ("dr", "dj") or token.gap.strip(" ."):
        return False
    if lists.never(token.plain) or token.plain in lists.nobody:
        return False
    if token.plain in lists.context["person_verbs"] or token.plain.startswith(("appointment", "letter", "note")):
        return False
    return token.owns or words.after(here) in ("at", "said", "told", "from", "has", "who", "is") or words.ends(here)


def _slot(words: Words, here: int) -> bool:
    """Whether a word may be a name in such a slot: listed and also a word, bright, or strange and no slip."""
    token, lists = words.tokens[here], words.lists
    if words.foreign or words.before(here) in ARTICLES | OPENS:
        return False
    if token.plain in lists.context["name_verbs"] and token.shape != "title":
        return False
    if token.plain in lists.kept or token.plain in lists.context["never"]:
        return False
    if token.plain in lists.also_words or token.plain in lists.context["bright_names"]:
        return True
    return len(token.plain) > 3 and words.unknown(token) and not lists.slip(token.plain)


RULES = (
    in_class, aged, apposed, lettered, household, is_named, called_me, kin, aunted, owned, fronted, front, month,
    doctor,
)

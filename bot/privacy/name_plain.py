"""Plain words that are somebody's name or nickname, told by who they are known to, spoken to or looked after by."""

from __future__ import annotations

import re

from bot.privacy.name_context import ARTICLES, Words

SIZES = frozenset(("lil", "lil'", "li'l", "yung", "skinny", "mad", "crazy", "dirty", "creepy", "fat", "big", "old"))
ABOUT = frozenset(("him", "her", "them", "me", "himself", "herself", "known", "us"))
SPOKEN = frozenset(("talk", "talks", "talked", "talking", "speak", "speaks", "spoke", "speaking", "spoken", "belongs"))
# Ranks and bright words that a sentence about the thing itself hardly begins with ("King is being looked after").
RANKED = frozenset(("king", "prince", "princess", "duke", "earl", "major", "chance", "angel", "star", "precious"))
WITH_KIN = re.compile(
    r" (?:is|was) (?:my|our|his|her|their) (?:[\w\-]+ )??(?P<who>[\w\-]+)(?=\W*$|[,.;]| and\b| who\b|"
    r" but\b)",
    re.IGNORECASE,
)
FROM_CLASS = re.compile(
    r" (?:from|in) (?:my|our|his|her|the) (?:\w+ )?(?:class|form|year|school|estate|village|street|pub|mosque|church|"
    r"club|team|road)"
    r"(?= (?:said|says|told|is|was|has|keeps|touched|hit|kissed|showed|sent|and)\b|[,.]|\W*$)",
    re.IGNORECASE,
)
SHORTS = re.compile(r"(?:[a-z]-)?[a-z]$")


def goes_by(words: Words, here: int) -> bool:
    """A capital after "goes by" or "knows him as" ("everyone knows him as Rooster")."""
    token, one, two = words.tokens[here], words.before(here), words.before(here, 2)
    if not token.titled or words.lists.never(token.plain) or token.plain in words.lists.nobody:
        return False
    by = one == "by" and two in ("go", "goes", "went", "going")
    return by or (one == "as" and two in ABOUT and words.before(here, 3) in ("know", "knows", "knew", "known", "is"))


def sized(words: Words, here: int) -> bool:
    """A listed name behind a word for how somebody looks, that does something ("lil ty showed me")."""
    token, lists = words.tokens[here], words.lists
    one = words.before(here)
    if one not in SIZES or not lists.is_name(token.plain) or token.plain in lists.context["name_verbs"]:
        return False
    small = one in ("big", "old", "mad", "fat") and words.before(here, 2) in ARTICLES | {"my", "his", "her", "our"}
    return not small and (words.follows(here, "speech_verbs") or (one not in ("big", "old") and words.ends(here)))


def is_kin(words: Words, here: int) -> bool:
    """Any word with a capital at a front that is somebody's relation ("Sunday is our lodger")."""
    token, lists = words.tokens[here], words.lists
    found = WITH_KIN.match(words.text, token.end)
    plain = token.plain in lists.context["never"] or (
        token.plain in lists.work and token.plain not in lists.context["bright_names"]
    )
    if found is None or token.shape != "title" or plain:
        return False
    relation = found["who"].lower() in lists.context["relations"] | lists.context["helpers"]
    return relation and words.before(here) not in ARTICLES


def ranked(words: Words, here: int) -> bool:
    """A rank or a bright word with a capital at a front that does or is something ("King is being looked after")."""
    token = words.tokens[here]
    front = token.plain in RANKED and token.first and words.text[token.start].isupper()
    return front and (words.follows(here, "person_verbs") or words.after(here) in ("my", "our"))


def spoken_to(words: Words, here: int) -> bool:
    """To whom somebody talks ("talk to autumn, she knows")."""
    token, lists = words.tokens[here], words.lists
    if words.before(here) != "to" or words.before(here, 2) not in SPOKEN or token.plain not in lists.also_words:
        return False
    plain = lists.context["virtues"] | lists.work if token.shape != "title" else lists.work
    return token.plain not in plain and words.after(here) not in ("of", "day", "term", "half", "holiday", "holidays")


def from_here(words: Words, here: int) -> bool:
    """A listed name at a front told by where it comes from, of a virtue too ("faith from my class said")."""
    token, lists = words.tokens[here], words.lists
    told = FROM_CLASS.match(words.text, token.end)
    if told is None or not words.begins(here) or token.plain not in lists.also_words:
        return False
    return " from " in told[0] or token.plain not in lists.context["name_verbs"] | lists.context["virtues"] | lists.work


def ours(words: Words, here: int) -> bool:
    """A virtue after "our" that a person does something with ("our joy wants her nan")."""
    token, context = words.tokens[here], words.lists.context
    kept = words.lists.never(token.plain) and not token.titled
    if words.before(here) != "our" or token.plain not in words.lists.also_words or kept:
        return False
    if token.titled and words.lists.is_name(token.plain):
        return True  # "our Ty"
    if token.plain == "grace" and words.after(here) in ("is", "has", "was", "says", "keeps", "wont", "won't"):
        return True
    return words.follows(here, "speech_verbs") and token.plain not in context["modals"]


def both(words: Words, here: int) -> bool:
    """Two words that are names, joined at a front, that do something to somebody ("drew and chase filmed it")."""
    lists = words.lists
    for first in (here, here - 2):
        one, two = words.at(first), words.at(first + 2)
        if first < 0 or one is None or two is None or words.after(first) not in ("and", "n", "&", "nd"):
            continue
        names = all(t.plain in lists.also_words and t.plain not in lists.context["virtues"] for t in (one, two))
        verb = words.after(first + 2)
        does = verb in lists.context["speech_verbs"] or (verb.endswith("ed") and lists.is_word(verb))
        if names and words.begins(first) and does and not words.foreign:
            return True
    return False


def lettered(words: Words, here: int) -> bool:
    """Two letters with a hyphen after a title, or at a front with a deed ("Miss A-J", "K-J sends me")."""
    token, context = words.tokens[here], words.lists.context
    titles = context["titles"] | context["strong_titles"]
    if len(token.plain) != 3 or SHORTS.match(token.plain) is None:
        return False
    return words.before(here) in titles or (words.begins(here) and words.follows(here, "person_verbs"))


def greeting(words: Words, here: int) -> bool:
    """Who says hello ("hiya rob here")."""
    hello = words.before(here) in ("hi", "hiya", "hello", "hey", "evening", "morning") and words.after(here) == "here"
    return hello and words.tokens[here].plain not in words.lists.usual


def titled_verb(words: Words, here: int) -> bool:
    """A name that is a verb too, between a title and a deed ("coach pat shouted")."""
    token, lists = words.tokens[here], words.lists
    if words.before(here) not in lists.context["titles"] or token.plain not in lists.also_words:
        return False
    after = words.after(here)
    return token.plain not in lists.context["modals"] and after.endswith("ed") and lists.is_word(after)


def twice(words: Words, here: int) -> bool:
    """A name before the same word as a verb ("Will will not say")."""
    token = words.tokens[here]
    return token.first and token.plain in words.lists.context["modals"] and words.after(here) == token.plain


RULES = (
    goes_by, sized, is_kin, ranked, spoken_to, from_here, ours, both, lettered, greeting, titled_verb, twice,
)

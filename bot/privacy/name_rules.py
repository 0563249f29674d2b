"""Words that name a person by themselves: listed first names, and words that are strange to English.

Each rule looks at one word in its place and answers yes or no. A rule for small letters needs more evidence than one
for capitals: "will", "hope" and "may" are names in three sentences of a thousand. ``name_cues.py`` holds the words that
stand round a name and give it away.
"""

from __future__ import annotations

import re

from bot.privacy.name_context import ARTICLES, Words

AGE = re.compile(r"\s*[,(]?\s*(?:aged?\s*)?\d{1,2}(?:\s*(?:yrs?|years?|yo|y/o|months?)\b|\s*[,)]|\s*$)")


def sure(words: Words, here: int) -> bool:
    """A first name that is hardly ever another word."""
    token, lists = words.tokens[here], words.lists
    if words.foreign and token.shape != "title" and (token.accented or token.plain in lists.context["foreign_words"]):
        return False
    if "-" in token.plain and token.plain not in lists.sure:
        capital = token.shape in ("title", "mixed")
        if words.text[token.start : token.end].istitle() and _both_bright(words, token.plain):
            return True
        return token.plain.split("-")[0] in lists.sure and (capital or not lists.is_word(token.plain))
    return token.plain in lists.sure


def _both_bright(words: Words, plain: str) -> bool:
    """Whether both parts of a word with two capitals are names or bright words ("Precious-Joy")."""
    lists = words.lists
    bright = lists.context["bright_names"] | lists.context["virtues"] | lists.also_words | lists.sure
    return all(part in bright for part in plain.split("-"))


def capital(words: Words, here: int) -> bool:
    """A first name that is also a word, with a capital inside a sentence, or at its front before what people do."""
    token, lists = words.tokens[here], words.lists
    a_verb = token.plain in lists.context["name_verbs"]
    if token.shape == "upper" and token.plain in lists.also_words and not lists.never(token.plain):
        return not a_verb
    if token.shape != "title" or token.plain not in lists.also_words:
        return False
    if any(_a_pair(words, here, step) for step in (-2, 2)) or (
        words.follows(here, "speech_verbs") and words.before(here) not in ("in", "from", "near")
    ):
        return True
    if lists.never(token.plain) or words.before(here) in ARTICLES:
        return False
    later = words.at(here + 1)
    surname = bool(
        later and later.titled and not later.gap.strip() and (later.plain in lists.surnames or words.odd(later))
    )
    acts = words.follows(here, "person_verbs") or token.owns or bool(AGE.match(words.text, token.end))
    if not token.first or surname or acts:
        return True
    return not a_verb and (words.follows(here, "company") or words.apposed(here) or words.predicate(here))


def _a_pair(words: Words, here: int, step: int) -> bool:
    """Whether "and" joins it to another listed name with a capital ("Mark and May")."""
    link, other = words.at(here + step // 2), words.at(here + step)
    return bool(link and other and link.plain == "and" and other.shape == "title" and words.lists.is_name(other.plain))


def small(words: Words, here: int) -> bool:
    """A first name that is also a word, in small letters, where it does something or something is done to it."""
    token, lists = words.tokens[here], words.lists
    if token.plain not in lists.also_words or token.shape == "title":
        return False
    if lists.never(token.plain):  # "tell may that"
        return token.plain in lists.context["name_months"] and words.before(here) in ("tell", "told", "ask", "asked")
    one, two, later = words.before(here), words.before(here, 2), words.at(here + 1)
    a_verb = token.plain in lists.context["name_verbs"]
    if later and not later.gap.strip() and later.plain in lists.surnames - lists.surname_words:
        return True
    if one == "and" and two in ("me", "him", "her", "them"):
        return words.acts(here) or not a_verb or words.after(here) in ("were", "are", "both")
    if a_verb:
        return words.begins(here) and words.follows(here, "narrow_verbs")
    if words.after(here) in ("all", "both") and words.follows(here + 1, "person_verbs"):
        return True
    goes_on = words.ends(here) or words.follows(here, "person_verbs") or words.follows(here, "company")
    if token.owns or one in lists.context["done_to"]:
        return token.owns or one != "with" or token.plain not in lists.context["virtues"]
    if one in lists.context["next_to"] and goes_on:
        return not words.denied(here)
    if one == "is":  # "my sister is ruby", "is daisy safe"
        said = two in lists.context["relations"] and words.ends(here)
        return said or (two == "" and words.after(here) in lists.context["safe"])
    return words.begins(here) and words.follows(here, "person_verbs")


def strange(words: Words, here: int) -> bool:
    """A word that is not English, with a capital inside a sentence, or at its front before what people do."""
    token, lists = words.tokens[here], words.lists
    if token.shape == "upper":
        later = words.at(here + 1)
        shouted = bool(later and later.shape == "upper" and not later.gap.strip() and words.odd(later))
        return (
            words.unknown(token)
            and len(token.plain) > 4
            and (token.owns or shouted or words.follows(here, "person_verbs"))
        )
    if token.shape == "lower":
        return words.unknown(token) and len(token.plain) > 3 and words.follows(here, "speech_verbs")
    if token.shape != "title" or not lists.strange(token.plain) or (token.first and words.foreign):
        return False
    if not token.first or words.follows(here, "person_verbs") or token.owns:
        return True
    later = words.at(here + 1)
    if later and later.titled and not later.gap.strip() and (later.plain in lists.surnames or words.odd(later)):
        return True
    if words.apposed(here):
        return True
    # At the front of a sentence a typing error has a capital too.
    doing = words.follows(here, "company") or words.after(here).endswith("ed") or words.predicate(here)
    return doing and not token.plain.endswith(("ly", "ing", "ed")) and not lists.misspelt(token.plain)


def nicknamed(words: Words, here: int) -> bool:
    """An ordinary word with a capital inside a sentence that does what only people do ("then Biscuit touched me")."""
    token, lists = words.tokens[here], words.lists
    if not token.titled or lists.never(token.plain) or token.plain in lists.nobody | lists.context["helpers"]:
        return False
    begun = words.before(here) in lists.context["clause"] and words.follows(here, "person_verbs")
    return begun or words.before(here) in lists.context["people"] or words.follows(here, "speech_verbs")


def aged(words: Words, here: int) -> bool:
    """A name with an age in brackets or after a comma behind it."""
    token, lists = words.tokens[here], words.lists
    if (
        token.shape != "title"
        or lists.never(token.plain)
        or not AGE.match(words.text, token.end + (2 if token.owns else 0))
    ):
        return False
    return lists.is_name(token.plain) or lists.strange(token.plain)

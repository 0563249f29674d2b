"""Words round a name that give it away: relations, titles, "called", labels of a form, a sign-off."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.privacy import name_beside, name_frames, name_likely, name_plain, name_rules, name_slots, name_small
from bot.privacy.name_context import Words

AGE = re.compile(r",? (?:is |aged? )?\d{1,2}\b(?! ?(?:weeks|days|months|times|hours|[/:.]\d))")
TITLE_GAP = re.compile(r"\.?[ \t]*(?:\d{1,6}[ \t]+)?")

AFTER = frozenset(("and", "to", "in", "at", "for", "shes", "hes", "she's", "he's"))

Rule = Callable[[Words, int], bool]


def related(words: Words, here: int) -> bool:
    """The word after "my son", or the word whose mum it is, or the family of that name."""
    token, lists = words.tokens[here], words.lists
    relations = lists.context["relations"]
    later = words.at(here + 1)
    if token.owns and later and later.plain in relations:
        return lists.is_name(token.plain) or words.unknown(token) or (token.titled and not lists.never(token.plain))
    if words.before(here) == "the" and words.after(here) in ("family", "children", "kids", "boys", "girls"):
        return words.unknown(token) or token.plain in (
            lists.surnames if token.titled else lists.surnames - lists.surname_words
        )
    in_law = words.before(here) == "law" and words.before(here, 2) == "in"
    if (words.before(here) not in relations and not in_law) or token.plain in relations:
        return False
    if in_law and words.odd(token) and words.ends(here):
        return True
    if lists.never(token.plain):  # "my friend june is", "my niece paris told"
        return token.plain in lists.also_words and (
            words.follows(here, "person_verbs") or words.predicate(here) or _aged(words, here)
        )
    relation = words.tokens[here - 1]
    if relation.owns:
        return False
    if token.titled and not lists.is_name(token.plain) and not words.odd(token):
        return relation.shape != "title"  # "Child Protection" names nobody
    if token.titled:
        return True
    if token.plain in lists.also_words:
        does = words.acts(here) or (words.follows(here, "speech_verbs") and token.plain not in lists.context["modals"])
        return token.plain not in lists.context["name_verbs"] or does
    known = lists.context["person_verbs"] | AFTER | {"she", "he"}
    return words.unknown(token) and (words.ends(here) or token.owns or words.after(here) in known)


def _aged(words: Words, here: int) -> bool:
    """Whether an age stands straight behind a word that is no month ("my little bro ty 6 says")."""
    token = words.tokens[here]
    return token.plain not in words.lists.context["name_months"] and bool(AGE.match(words.text, token.end))


def labelled(words: Words, here: int) -> bool:
    """What stands after a label of a form ("Child: Grace", "Name - Kaelan")."""
    token, lists = words.tokens[here], words.lists
    if (
        not here
        or not (token.shape == "title" or (token.shape == "lower" and words.text[token.start].isupper()))
        or lists.never(token.plain)
        or token.gap.strip() not in (":", "-", "\u2013", "=")
    ):
        return False
    label = words.tokens[here - 1]
    return label.plain in lists.context["relations"] | lists.context["labels"] and (
        lists.is_name(token.plain) or words.odd(token)
    )


def initialled(words: Words, here: int) -> bool:
    """A word with a capital after an initial with its stop ("J. Marsh")."""
    token = words.tokens[here]
    if (
        not here
        or token.shape != "title"
        or not token.gap.startswith(".")
        or token.gap.strip(" .")
        or len(token.plain) < 2
    ):
        return False
    one = words.tokens[here - 1]
    return (
        len(one.plain) == 1
        and one.shape == "title"
        and one.plain not in ("i", "a")
        and not words.lists.never(token.plain)
    )


def titled(words: Words, here: int) -> bool:
    """The word after a title; after Mr, Mrs and Ms also a single letter and small letters."""
    token, lists = words.tokens[here], words.lists
    title = words.tokens[here - 1].plain if here and TITLE_GAP.fullmatch(token.gap) else ""
    strong = title in lists.context["strong_titles"]
    if not strong and title not in lists.context["titles"]:
        return False
    if (
        words.tokens[here - 1].owns
        or token.plain in lists.context["relations"]
        or token.plain in lists.context["never"]
    ):
        return False
    if strong:
        return token.shape == "title" or lists.is_name(token.plain) or token.plain not in lists.context["person_verbs"]
    if token.titled:
        return not lists.never(token.plain)
    a_verb = token.plain in lists.context["name_verbs"] and not words.acts(here)
    return (lists.is_name(token.plain) and not a_verb) or (words.unknown(token) and not token.first)


def called(words: Words, here: int) -> bool:
    """What a person is called, named or known as."""
    token, lists = words.tokens[here], words.lists
    one, two = words.before(here), words.before(here, 2)
    naming = (
        one in lists.context["called"]
        or one in lists.context["naming"]
        or (one == "name" and ":" in token.gap)
        or (one == "as" and two == "known")
    )
    naming = naming or (one in ("is", "was", "are") and two in ("name", "names", "surname", "nickname", "initials"))
    plain = lists.never(token.plain) and not (token.titled and token.plain in lists.also_words)  # "called Ty"
    plain = plain or (token.shape != "title" and token.plain in lists.context["calling"])  # "a man called round"
    if not naming or two in lists.context["things"] or plain:
        return False
    a_person = two in lists.context["relations"] | lists.context["a_person"] and not (
        one == "is" and token.plain in lists.english
    )
    return token.shape == "title" or a_person or lists.is_name(token.plain) or words.unknown(token)


def introduced(words: Words, here: int) -> bool:
    """Who the writer says to be: "im lily", "this is Grace"."""
    token, lists = words.tokens[here], words.lists
    one, two = words.before(here), words.before(here, 2)
    if not (one in lists.context["introduced"] or (two == "this" and one == "is") or (two == "i" and one == "am")):
        return False
    open_end = (
        words.ends(here) or words.after(here) in lists.context["introduced"] | {"and", "nd", "from", "i"} or two == "my"
    )
    month = token.plain in lists.context["name_months"] and one not in ("its", "it's")
    plain = month or not lists.never(token.plain)
    if one in ("im", "i'm", "am") and words.unknown(token) and words.ends(here):
        return len(token.plain) > 3 and not lists.slip(token.plain)
    return lists.is_name(token.plain) and (token.shape == "title" or open_end) and plain


def owning(words: Words, here: int) -> bool:
    """A first name with its possessive written without the apostrophe ("keiras dad")."""
    token, lists = words.tokens[here], words.lists
    if not token.plain.endswith("s") or not lists.is_name(token.plain[:-1]) or lists.never(token.plain):
        return False
    if words.after(here) in lists.context["relations"] | lists.context["owned"]:
        return True
    return token.plain[:-1] in lists.sure and lists.strange(token.plain) and not words.foreign


def signed(words: Words, here: int) -> bool:
    """One of the last two words, with a capital, after thanks or regards."""
    token, lists = words.tokens[here], words.lists
    if here < len(words.tokens) - 2 or token.shape != "title" or lists.never(token.plain) or not here:
        return False
    one = words.tokens[here - 1].plain
    parted = "\n" in token.gap or "," in token.gap
    return one in ("regards", "sincerely") or (parted and one in ("thanks", "cheers", "you", "wishes", "x", "xx"))


def beside(words: Words, here: int) -> bool:
    """A listed name that a relation explains ("Charity my niece", "May is my mother", "Bill next door")."""
    token, lists = words.tokens[here], words.lists
    if not lists.is_name(token.plain) or token.owns:
        return False
    one = words.after(here)
    two = words.after(here + 1) if one else ""
    three = words.after(here + 2) if two else ""
    own = ("my", "his", "her", "our", "their", "the")
    relations = lists.context["relations"]
    if one in own and (two in relations or (three in relations and two in lists.context["kinds_of_people"])):
        return token.plain not in lists.context["name_verbs"] or token.titled
    if token.shape != "title" and token.shape != "upper":
        return False
    explained = one in ("is", "was") and two in own and three in relations
    explained = explained or (one in ("is", "was") and two == "a" and words.after(here + 3) in relations)
    return explained or (one == "next" and two == "door") or (one == "from" and two in lists.context["from_where"])


def nicknaming(words: Words, here: int) -> bool:
    """What somebody is called by others ("my nan calls him Tricky", "they call her Shorty")."""
    token = words.tokens[here]
    if words.before(here, 3) in ("call", "calls", "called") and words.before(here, 2) in ("the", "this"):
        return words.before(here) in ("man", "guy", "bloke", "lad", "boy", "woman", "girl", "person")
    calls = words.before(here, 2) in ("call", "calls", "called", "calling", "nicknamed")
    whom = words.before(here) in ("him", "her", "them", "himself", "herself", "me", "myself")
    return calls and whom and token.titled and not words.lists.never(token.plain)


RULES: tuple[Rule, ...] = (
    name_rules.sure,
    name_rules.capital,
    name_rules.small,
    name_rules.strange,
    name_rules.nicknamed,
    name_rules.aged,
    related,
    labelled,
    initialled,
    titled,
    called,
    introduced,
    owning,
    signed,
    beside,
    nicknaming,
    name_frames.bracketed,
    name_frames.apposed,
    name_frames.placed,
    name_frames.explained,
    name_frames.doing,
    name_frames.done_to,
    name_frames.told,
    name_frames.fronted,
    name_frames.aged_front,
    name_frames.paired,
    name_small.paired,
    name_small.due,
    name_small.alone,
    name_likely.likely,
    *name_slots.RULES,
    *name_plain.RULES,
    *name_beside.RULES,
)

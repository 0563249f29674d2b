"""Any word in small letters that stands beside a relation, behind "called" or behind "me and", where a name is due.

What ordinarily stands there is on lists (``usual`` of the lexicon); whatever is left over is somebody's name.
"""

from __future__ import annotations

from bot.privacy.name_context import ARTICLES, Words

KINFOLK = frozenset((
    "mate", "friend", "cousin", "cuz", "uncle", "auntie", "aunt", "brother", "bro", "sister", "sis", "stepdad",
    "stepmum", "boyfriend", "bf", "girlfriend", "gf", "partner", "neighbour", "lodger", "nephew", "niece", "grandson",
    "granddaughter", "son", "daughter", "coach", "grandad", "grandma", "dad", "mum", "husband", "wife",
))
DEEDS = frozenset((
    "keeps", "came", "comes", "stays", "stayed", "takes", "took", "gives", "gave", "puts", "makes", "made",
    "watches", "picks",
))
TOLD = frozenset(("told", "tell", "ask", "asked", "with", "from", "by", "teacher", "called", "saw", "about"))
STAFF = frozenset((
    "visitor", "minder", "worker", "nurse", "carer", "mentor", "sitter", "midwife", "therapist", "counsellor", "tutor",
    "caretaker", "cleaner", "driver", "instructor", "assistant", "solicitor", "guardian", "keyworker", "childminder",
    "babysitter", "psychologist", "paramedic", "receptionist", "headteacher", "principal", "supervisor", "manager",
))
IS_WHO = frozenset(("is", "was", "called", "by", "from", "named", "its", "it's", "hes", "he's", "aka"))
OF_NAMES = frozenset((  # what is said of a name
    "known", "wrong", "mud", "private", "secret", "safe", "listed", "different", "real", "fake", "missing", "common",
    "short", "hidden", "clear", "confidential", "anonymous", "unknown", "foreign", "english", "unusual", "public",
))
OWNERS = frozenset(("my", "his", "her", "our", "their", "mum", "mums", "dad", "dads", "the"))


def called_twice(words: Words, here: int) -> bool:
    """A nickname of two plain words ("a bloke called fruity tone gives")."""
    for first in (here, here - 1):
        one, two = words.at(first), words.at(first + 1)
        if first < 3 or one is None or two is None or words.before(first) not in ("called", "named", "nicknamed"):
            continue
        people = words.lists.context["relations"] - {"child", "teacher"}
        said = [words.before(first, steps) for steps in (2, 3, 4, 5)]
        plain = any(words.lists.never(t.plain) or t.plain in words.lists.nobody for t in (one, two))
        plain = plain or bool(two.gap.strip()) or one.plain in words.lists.context["calling"]
        if plain or said[0] in words.lists.context["things"] or not any(word in people for word in said):
            continue
        return words.follows(first + 1, "person_verbs") or words.follows(first + 1, "speech_verbs")
    return False


def related_word(words: Words, here: int) -> bool:
    """Any word between somebody's mate and what the mate does ("dads mate scouse stays over")."""
    after = words.after(here)
    does = after in words.lists.context["speech_verbs"] or after in DEEDS
    owned = words.before(here, 2) in OWNERS or words.before(here, 3) in OWNERS
    folk = words.before(here) in KINFOLK and not words.tokens[here - 1].owns
    return folk and owned and does and _unusual(words, here)


def between_commas(words: Words, here: int) -> bool:
    """Any word between commas behind a relation ("the grandad, les, picks her up")."""
    later = words.at(here + 1)
    commas = words.tokens[here].gap.strip() == "," and later is not None and later.gap.strip() == ","
    return commas and words.before(here) in KINFOLK and _unusual(words, here)


def me_and(words: Words, here: int) -> bool:
    """Any word that "me and" joins to the writer ("me and tab went")."""
    joined = words.before(here) in ("and", "n", "&", "nd") and words.before(here, 2) == "me"
    does = words.ends(here) or words.after(here) in ("were", "are", "had", "went", "was", "both")
    return joined and (does or words.follows(here, "speech_verbs")) and _unusual(words, here)


def told_miss(words: Words, here: int) -> bool:
    """Any word after "told miss" that ends the clause ("he told miss bird")."""
    asked = words.before(here) == "miss" and words.before(here, 2) in TOLD
    return asked and words.ends(here) and _unusual(words, here)


def nicknaming(words: Words, here: int) -> bool:
    """What others call somebody, at the end of a clause ("his mates call him monkey, he is 30")."""
    calls = words.before(here, 2) in ("call", "calls", "called") and words.before(here) in ("him", "her")
    ended = words.ends(here) or words.after(here) in ("and", "but", "because", "cos")
    return calls and ended and _unusual(words, here)


def real_name(words: Words, here: int) -> bool:
    """Whose name is told, with no "is" too ("real name marc", "my name is baraka and")."""
    said = words.before(here) == "name" and words.before(here, 2) in ("real", "first", "full", "last", "actual")
    token = words.tokens[here]
    if words.before(here) == "is" and words.before(here, 2) == "name" and words.before(here, 3) in ("my", "his", "her"):
        goes_on = words.ends(here) or words.after(here) in ("and", "i", "im", "he", "she", "from")
        return goes_on and token.plain not in OF_NAMES and _unusual(words, here)
    return said and (_unusual(words, here) or (token.titled and not words.lists.never(token.plain)))


def somebody_called(words: Words, here: int) -> bool:
    """Any word that somebody is called ("a lad off the market called fruity")."""
    if words.before(here) not in ("called", "named", "nicknamed") or not _unusual(words, here):
        return False
    said = [words.before(here, steps) for steps in (2, 3, 4, 5)]
    people = words.lists.context["relations"] | words.lists.context["helpers"]
    thing = said[0] in words.lists.context["things"] or said[0] in ARTICLES  # "the named person"
    return not thing and any(word in people for word in said)


def helped(words: Words, here: int) -> bool:
    """A listed name between who helps and what they do ("our health visitor sue said", "my child minder carol has")."""
    token, lists = words.tokens[here], words.lists
    if words.before(here) not in STAFF or words.tokens[here - 1].owns or token.plain not in lists.also_words:
        return False
    context = lists.context
    if lists.never(token.plain) or token.plain in context["modals"] | context["virtues"] | lists.nobody:
        return False
    does = words.follows(here, "person_verbs") or words.follows(here, "speech_verbs")
    return does or (words.ends(here) and token.plain not in context["name_verbs"])


def with_initial(words: Words, here: int) -> bool:
    """A name that is a word too, at a front with an initial behind it ("Blessing O in 8B", "Grace M told")."""
    token, lists = words.tokens[here], words.lists
    later = words.at(here + 1)
    if later is None or token.shape != "title" or len(later.plain) != 1 or later.plain in "ai" or later.gap != " ":
        return False
    name = token.plain in lists.also_words or token.plain in lists.context["bright_names"]
    return name and later.shape == "title" and not lists.never(token.plain) and words.begins(here)


def big(words: Words, here: int) -> bool:
    """A listed name behind "big" or "old" that somebody is or is called ("her dad is big mick, hes known")."""
    token, lists = words.tokens[here], words.lists
    said = words.before(here) in ("big", "old", "little", "lil", "young") and words.before(here, 2) in IS_WHO
    return said and words.ends(here) and token.plain in lists.also_words and token.plain not in lists.usual


def _unusual(words: Words, here: int) -> bool:
    """Whether a word in small letters is none that ordinarily stands in such a place."""
    token, lists = words.tokens[here], words.lists
    if token.shape != "lower" or words.foreign or len(token.plain) < 3 or token.plain.endswith(("ly", "ing", "ed")):
        return False
    verbs = ("company", "person_verbs", "speech_verbs")
    return token.plain not in lists.usual and not any(token.plain in lists.context[name] for name in verbs)


RULES = (
    called_twice, related_word, between_commas, me_and, told_miss, nicknaming, real_name, somebody_called, helped, big,
    with_initial,
)

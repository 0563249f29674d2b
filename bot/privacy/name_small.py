"""Names in small letters that stand in no list: strange words in pairs, and strange words where a name is due."""

from __future__ import annotations

from bot.privacy.name_context import Words
from bot.privacy.tokens import Token

ENGLISH = 2   # words of English that a message must hold before strangeness shows anything
ALONE = 3     # words of a message that is nothing but a name
FEW = 12      # words of any length in such a message
SHARE = 0.5   # and their least share of its words
LEAST = 4   # letters; shorter strange words are text-speak more often than names
DUE = frozenset({"about", "with", "for", "called", "named", "me", "im", "i'm", "am", "is", "by", "from", "to", "and"})


def paired(words: Words, here: int) -> bool:
    """Two strange words side by side, as first name and surname stand ("zebedee quillfeather")."""
    if not _strange(words, here) or not _english(words):
        return False
    later = words.at(here + 1)
    before_it = _strange(words, here - 1) and not words.tokens[here].gap.strip()
    return before_it or bool(later and _strange(words, here + 1) and not later.gap.strip())


def due(words: Words, here: int) -> bool:
    """A strange word where a name is due, and after which the sentence ends or somebody does something."""
    if not _strange(words, here) or not _english(words):
        return False
    if words.begins(here) and words.after(here) in ("is", "was", "has", "keeps", "told", "said", "wont", "s"):
        return True  # "zebedee is my cousin"
    if words.before(here) not in DUE:
        return False
    return words.ends(here) or words.follows(here, "person_verbs") or words.tokens[here].owns


def alone(words: Words, here: int) -> bool:
    """A whole message of one to three strange words: a name given as an answer, and no slip of an ordinary word."""
    if len(words.tokens) > FEW:
        return False
    spoken = [place for place, token in enumerate(words.tokens) if len(token.plain) > 2]  # postcodes leave two letters
    if here not in spoken or len(spoken) > ALONE or not all(_strange(words, place) for place in spoken):
        return False
    token = words.tokens[here]
    return token.shape == "title" or (len(token.plain) > LEAST and not words.lists.slip(token.plain))


def _english(words: Words) -> bool:
    """Whether most of the other words are English: in another language every word is strange."""
    return words.english >= ENGLISH and words.english >= SHARE * len(words.tokens)


def _strange(words: Words, here: int) -> bool:
    """Neither an English word nor a slip of one."""
    token: Token | None = words.at(here)
    if token is None or token.shape not in ("lower", "title") or len(token.plain) < LEAST:
        return False
    lists = words.lists
    return lists.strange(token.plain) and not lists.misspelt(token.plain)

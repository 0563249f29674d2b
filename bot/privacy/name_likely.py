"""Words that the words around them show to be names, by the fitted odds; how sure these must be depends on the word."""

from __future__ import annotations

from bot.privacy.name_context import Words

ENGLISH = 3  # words of English that a message must hold before what stands around a word shows anything
# Least chance, chosen on our own messages with made-up names and without; words that are verbs and months need more.
UNKNOWN = 0.45
ALSO_WORD = 0.4
VERB = 0.6
MONTH = 0.8
WORK = 0.85  # "faith", "patience"
NICKNAME = 0.9


def likely(words: Words, here: int) -> bool:
    """Whether what stands around is sure enough for a word of this kind."""
    least = _least(words, here)
    return least < 1 and not words.foreign and words.english >= ENGLISH and words.chance(here) >= least


def _least(words: Words, here: int) -> float:
    """The least chance for this word; 1 where no chance is enough."""
    token, lists = words.tokens[here], words.lists
    plain = token.plain
    if here and (words.tokens[here - 1].owns or words.tokens[here - 1].plain == "s"):
        return 1.0  # "Mark's van", also when the name is a placeholder already
    if plain in lists.context["modals"] and token.shape == "lower" and words.before(here) in lists.context["relations"]:
        return 1.0  # "my mum may kick me out"
    if plain in lists.also_words and plain in lists.kept:
        season = not token.owns and words.follows(here, "after_season")  # "summer is coming", "may half term"
        return MONTH if plain in lists.context["name_months"] and not season else 1.0
    if lists.never(plain) or token.shape == "upper":
        return 1.0
    if plain in lists.also_words:
        if plain in lists.work or (plain in lists.context["virtues"] and token.shape == "lower"):
            return WORK
        return VERB if plain in lists.context["name_verbs"] else ALSO_WORD
    if len(plain) < 3 or plain in lists.work:
        return 1.0
    if words.unknown(token):
        return UNKNOWN
    return NICKNAME if token.titled and _plain(words, here) else 1.0


def _plain(words: Words, here: int) -> bool:
    """Whether an ordinary word with a capital stands alone and is none of work, offices or law."""
    beside = (words.at(here - 1), words.at(here + 1))
    return words.tokens[here].plain not in words.lists.nobody and not any(t and t.titled for t in beside)

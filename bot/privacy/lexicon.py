"""The lists that tell a name from a word: first names, surnames, words of English, and proper names that are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bot import yamlfile
from bot.paths import DATA
from bot.privacy.phrases import Phrases
from bot.privacy.tokens import Token, fold

FOLDER = DATA / "privacy"
LIST = {"type": "string", "pattern": r"^[^A-Z]*$"}
FILE = {
    "type": "object",
    "required": ["source", "checked"],
    "properties": {"source": {"type": "string"}, "checked": {"type": "string"}},
    "additionalProperties": LIST,
}
# fmt: off
ENDINGS = (
    ("'s", ("",)), ("s", ("",)), ("es", ("",)), ("ies", ("y",)), ("ed", ("", "e")), ("ied", ("y",)), ("ing", ("", "e")),
    ("in", ("", "e")), ("er", ("", "e")), ("est", ("", "e")), ("ier", ("y",)), ("iest", ("y",)), ("ly", ("", "le")),
    ("ily", ("y",)), ("ness", ("",)), ("ful", ("",)), ("less", ("",)), ("y", ("", "e")), ("n't", ("",)), ("nt", ("",)),
)
# fmt: on

# Lists of ``context.yml`` of words that name nothing where a name could stand.
USUAL = (
    "no_place_name", "general", "never", "relations", "no_street", "no_home", "no_single", "no_slot", "titles",
    "helpers", "times", "calling", "plain_verbs",
)
LONGEST = 24  # letters of a word that may be misspelt
LETTERS = "abcdefghijklmnopqrstuvwxyz'"


@dataclass(frozen=True, repr=False)
class Lexicon:
    """Sets of words, all folded, named like the lists in the data files.

    ``kept`` and ``kept_phrases`` are never names; ``work`` are words for people, places and services; ``nobody`` adds
    those of offices and statutes; ``english`` is a dictionary.
    """

    sure: frozenset[str]
    also_words: frozenset[str]
    surnames: frozenset[str]
    surname_words: frozenset[str]
    kept: frozenset[str]
    kept_phrases: tuple[str, ...]
    towns: frozenset[str]
    work: frozenset[str]
    nobody: frozenset[str]
    villages: dict[str, frozenset[str]]
    context: dict[str, frozenset[str]]
    english: frozenset[str]

    def phrases(self) -> Phrases:
        """What finds the kept phrases in a text."""
        return Phrases(self.kept_phrases)

    def is_name(self, word: str) -> bool:
        """Whether the word is on one of the lists of first names, whole or before a hyphen ("ellie-mae")."""
        return self._listed(word) or ("-" in word and self._listed(word.split("-")[0]))

    def _listed(self, word: str) -> bool:
        return word in self.sure or word in self.also_words

    def never(self, word: str) -> bool:
        """Whether the word is no name wherever it stands, short of being called one outright."""
        return word in self.kept or word in self.context["never"] or word in self.context["ranks"]

    def is_word(self, word: str) -> bool:
        """Whether the word is ordinary English, also with a common ending or as a compound of such words."""
        found = self.looked_up.get(word)
        if found is None:
            found = self._known(word) or ("-" in word and all(self._known(part) for part in word.split("-")))
            self.looked_up[word] = found
        return found

    @cached_property
    def looked_up(self) -> dict[str, bool]:
        """Words of the message at hand, for each is asked about many times; who scrubs forgets them with the turn."""
        return {}

    def _known(self, word: str) -> bool:
        if (
            word in self.english
            or self.never(word)
            or word in self.context["relations"]
            or word in self.context["general"]
        ):
            return True
        return any(stem in self.english for stem in stems(word))

    def strange(self, word: str) -> bool:
        """Whether a word is neither English nor kept: with a capital inside a sentence it is nearly always a name."""
        return len(word) > 2 and not self.is_word(word)

    def foreign(self, words: tuple[Token, ...]) -> bool:
        """Whether a message is in another language: there every word is strange, so strangeness shows nothing."""
        long = [t for t in words if len(t.plain) > 2 and t.shape != "title"]
        strange = sum(self.strange(t.plain) and t.plain not in self.sure for t in long)
        few = len(words) > 4 and strange == len(long) >= 3  # a short sentence in which every small word is strange
        return few or (len(long) >= 4 and strange > 0.4 * len(long)) or any(
            t.accented and self.strange(t.plain) and t.plain not in self.sure for t in long
        )

    def slip(self, word: str) -> bool:
        """Whether a strange word is one slip away from any English or kept word with the same first letter."""
        if len(word) > LONGEST:
            return False  # no word: trying every letter of it takes seconds
        return any(other in self.english or other in self.kept for other in one_away(word))

    def misspelt(self, word: str) -> bool:
        """Whether a strange word is one slip away from a word for people or what they do ("boyfrend")."""
        sizes = range(len(word) - 1, len(word) + 2) if len(word) > 4 else ()
        return any(one_slip(word, other) for size in sizes for other in self._near.get(size, ()))

    @cached_property
    def usual(self) -> frozenset[str]:
        """Words that ordinarily stand where a place or a person in small letters may: kept ones, work, times, rooms."""
        return self.nobody.union(self.kept, *(self.context[name] for name in USUAL))

    @cached_property
    def _near(self) -> dict[int, tuple[str, ...]]:
        """Words for people and what they do, of five letters and more, by their length."""
        words = self.context["relations"] | self.context["person_verbs"] | self.context["never"]
        sizes = {len(word) for word in words if len(word) > 4}
        return {size: tuple(sorted(word for word in words if len(word) == size)) for size in sizes}


def one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter left out, put in, changed, or two swapped."""
    if len(one) > len(other):
        one, other = other, one
    same = 0
    while same < len(one) and one[same] == other[same]:
        same += 1
    if len(one) == len(other):
        swapped = one[same : same + 2] == other[same : same + 2][::-1] and one[same + 2 :] == other[same + 2 :]
        return swapped or one[same + 1 :] == other[same + 1 :]
    return one[same:] == other[same + 1 :]


def one_away(word: str) -> Iterator[str]:
    """Every string that differs from a word by one letter, or by two that are swapped; the first letter stays."""
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def stems(word: str) -> list[str]:
    """Forms that an inflected word may come from, at least two letters long."""
    found = []
    for ending, replacements in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            base = word[: -len(ending)]
            found += [base + replacement for replacement in replacements]
            if len(base) > 3 and base[-1] == base[-2]:
                found.append(base[:-1])
    return found


def load(english: frozenset[str], folder: Path = FOLDER) -> Lexicon:
    """Read the lists. Raises ContentError when a file is missing or is not as its schema says."""
    first, last, kept, context, villages = (
        read(folder / f"{name}.yml") for name in ("first_names", "surnames", "kept", "context", "villages")
    )
    more, local = read(folder / "first_names_more.yml"), read(folder / "local_places.yml")
    villages = {name: listed | local.get(name, frozenset()) for name, listed in villages.items()}
    words = frozenset().union(*kept.values())
    singles = frozenset(word for word in words if " " not in word)
    singles |= {word[:-2] for word in singles if word.endswith("'s")}  # tokens carry no possessive
    work = context["relations"] | context["general"]
    work |= {word for kind in context["place_types"] for word in kind.split()}
    return Lexicon(
        sure=first["sure"].union(*(more[origin] for origin in more.keys() - {"also_words"})) - singles,
        also_words=first["also_words"] | more["also_words"],
        surnames=last["sure"] | last["also_words"],
        surname_words=last["also_words"],
        kept=singles,
        kept_phrases=tuple(sorted(words - singles, key=len, reverse=True)),
        towns=frozenset(kept["towns"] | kept["elsewhere"]),
        work=work,
        nobody=work | context["work_words"] | context["offices"],
        villages=villages,
        context=context,
        english=english,
    )


def read(path: Path) -> dict[str, frozenset[str]]:
    """One file of lists: words parted by blanks, or phrases parted by commas."""
    content: dict[str, Any] = yamlfile.check(path, yamlfile.read(path), FILE)
    lists = {}
    for name, listed in content.items():
        if name not in ("source", "checked"):
            items = listed.split(",") if "," in listed else listed.split()
            lists[name] = frozenset(fold(" ".join(item.split())) for item in items if item.strip())
    return lists

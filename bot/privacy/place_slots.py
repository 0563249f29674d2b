"""Places of plain words in small letters, in slots that hardly anything else fills ("does dance at step ahead")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import Span
from bot.privacy.tokens import tokens

WORD = r"[a-z][a-z'\u2019\-]+"
END = (
    r"(?=\W*$|[,.!?;:)]| (?:and|with|but|in|on|when|where|who|he|hes|she|shes|they|i|im|we|every|because|bc|cos|for|"
    r"which|that|thats|as|after|before|since|last|this|told|said|says|keeps|touches|touched|has|is|was|are|next|near|by|"
    r"opposite|so|if|while|all|both|most|tells|makes|got|gets|then|where|about|\d)\b)"
)
# What somebody does at a place that has a name.
DOING = (
    r"(?:(?:do|does|did|doing|goes|go|gym|class|classes|lessons?|club|dance|dancing|ballet|swims?|swimming|plays?|played|"
    r"playing|training|trains?|trained|football|cricket|rugby|netball|tennis|hockey|judo|karate|jitsu|boxing|gymnastics|"
    r"trampolining|cheer|rides?|riding|works?|worked|working|job|shifts?|chef|cook|waiter|barman|barmaid|manager|boss|"
    r"supervisor|staff|teacher|teaches|tutor|coach|coaches|instructor|worker|barber|hairdresser|cleaner|caretaker|driver|"
    r"receptionist|volunteers?|volunteering|helps?|helper|started|starts|apprentice|trainee|nurse|doctor|dentist|gp|"
    r"priest|vicar|pastor|imam|minister|elder|elders|leader|leaders|dj|lifeguard|lad|contact|room|bed|place)"
    r"(?: (?:on|part time|full time|over|up|down|there|now))? at)"
)
TWO = re.compile(
    rf"\b(?P<lead>at|attends?|attended|attending|goes to|works? (?:for|at)|joined|placed at|registered (?:at|with)) "
    rf"(?P<name>{WORD} (?:(?:and|n|&|of|on|in) )?{WORD}){END}"
)
ONE = re.compile(rf"\b(?P<lead>{DOING}|attends?|attended|goes to|works for|placed at) (?P<name>{WORD}){END}")
BESIDE = re.compile(
    rf"\b(?:outside|behind|near|opposite|(?:boys?|girls?|lads?|man|men|kids?|bloke|woman|mates?|friends?|someone|teacher) from|"
    rf"(?:flat|house|bungalow|shop|corner|barbers?|takeaway) (?:is )?on) (?P<name>{WORD}){END}"
)
DRINKS = re.compile(
    r"\b(?:drinks?|drinking|drank|landlord|landlady|barman|barmaid|regulars?|darts|karaoke|lock-?ins?) "
    rf"(?:\w+ )?(?:in|at|down|of|from) the (?P<name>{WORD}(?: {WORD})?){END}"
)
LOOKING = re.compile(
    r"\b(?:look|looks|looked|looking|stare|stares|stared|staring|shout\w*|yell\w*|scream\w*|laugh\w*|smil\w+|point\w*|"
    r"good|bad|great|angry|mad|cross|grab\w*|thr[eo]w\w*|aim\w*|swear\w*|swore|snap\w*|hint\w*|get|gets|getting|"
    r"glanc\w+|peek\w*|wav\w+|growl\w*|better|best|worst|rubbish|kick\w*|poke\w*|horrified|upset|peer\w*)(?: \w+)? $",
    re.IGNORECASE,
)
LEAST = 4  # letters of a word that is the whole name


class PlaceSlots:
    """Finds them with the lists at hand: no word may be one that ordinarily stands there (``no_slot``)."""

    def __init__(self, lists: Lexicon) -> None:
        self._lists = lists
        context = lists.context
        self._usual = lists.nobody | lists.kept
        for name in (
            "no_place_name", "general", "never", "relations", "no_street", "no_home", "no_single", "no_slot", "titles",
            "helpers", "times", "sports",
        ):
            self._usual |= context.get(name, frozenset())

    def find(self, text: str) -> Iterator[Span]:
        """Spans of such places; none in a message in another language."""
        if self._lists.foreign(tokens(text)):
            return
        for match in TWO.finditer(text):
            if not (match["lead"] == "at" and LOOKING.search(text, 0, match.start())) and self._names(match["name"]):
                yield Span(*match.span("name"), "PLACE", 0.5)
        for match in ONE.finditer(text):
            if len(match["name"]) >= LEAST and self._names(match["name"]) and not self._plural(match):
                yield Span(*match.span("name"), "PLACE", 0.5)
        for match in BESIDE.finditer(text):
            if len(match["name"]) > LEAST and self._names(match["name"]):
                yield Span(*match.span("name"), "PLACE", 0.5)
        for match in DRINKS.finditer(text):
            if self._names(match["name"]):
                yield Span(*match.span("name"), "PLACE", 0.5)

    def _names(self, name: str) -> bool:
        """Whether no word of it ordinarily stands in such a place, or tells what is done there."""
        words = name.replace("\u2019", "'").split()
        telling = [word for word in words if word not in ("and", "n", "&", "of", "on", "in")]
        if any(word in self._usual or word.removesuffix("'s") in self._usual for word in telling):
            return False
        if any(word.endswith(("ing", "ings", "time", "times", "ly", "ment", "ments", "tion", "tions")) for word in telling):
            return False
        return any(word.rstrip("s") not in self._usual for word in telling)

    def _plural(self, match: re.Match[str]) -> bool:
        """Whether one word means many things ("volunteers at events"), short of where somebody works."""
        return match["name"].endswith("s") and not match["lead"].startswith("work") and self._lists.is_word(match["name"])

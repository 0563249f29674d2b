"""Places of plain words in small letters, in slots that hardly anything else fills ("does dance at step ahead")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import Span
from bot.privacy.tokens import calm, tokens

WORD = r"[a-z][a-z'\u2019\-]+"
END = (
    r"(?=\W*$|[,.!?;:)]| (?:and|with|but|in|on|when|where|who|he|hes|she|shes|they|i|im|we|every|because|bc|cos|for|"
    r"which|that|thats|as|after|before|since|last|this|told|said|says|keeps|touches|touched|has|is|was|are|next|near|"
    r"by|opposite|n|nd|an|coz|out|till|until|from|so|if|while|all|both|most|tells|makes|got|gets|then|about|\d|"
    r"(?:wo|do|does|did|ca|is|was|are|were|have|has|would|could)n'?t|have|had|did|does|"
    r"just|always|never|now|again|yesterday|today|tonight|kissed|grabbed|took|takes|gave|gives|asked|asks|keep|kept|"
    r"let|lets|know|knows|want|wants|saw|sees|filming|watching)\b)"
)
TWO = re.compile(
    r"\b(?P<lead>(?:at|outside|behind)(?: the)?|attends?|attended|attending|goes to|(?:works?|delivers?|delivering|"
    r"drives) (?:for|at|in)(?: the)?|"
    rf"joined|registered with) (?P<name>{WORD} (?:(?:and|n|&|of) )?{WORD}){END}"
)
# Two words that hardly ever stand there, whatever follows ("above golden dragon he").
WIDE = re.compile(
    r"\b(?P<lead>(?:near|opposite|above|past|at|outside|behind)(?: the)?|(?:down|off|"
    rf"round) the) (?P<name>{WORD} {WORD})"
    r"(?!['\u2019]?\w)"
)
ONE = re.compile(
    rf"\b(?P<lead>(?:(?:works?|working|worked|job) )?at|attends?|attended|goes to|works for) (?P<name>{WORD}){END}"
)
LIVES = re.compile(
    r"\b(?:lives?|living|lived|moved|house|flat|shop|pub|school|church|mosque|club|weir|farm|caravan|"
    rf"sent|taken|transferred) (?:to|in) (?P<name>{WORD}){END}"
)
BESIDE = re.compile(
    r"\b(?:outside|behind|near|opposite|"
    r"(?:boys?|girls?|lads?|man|men|kids?|bloke|woman|mates?|friends?|someone|teacher) from|"
    rf"(?:flat|house|bungalow|shop|corner|barbers?|takeaway) (?:is )?on) (?P<name>{WORD}){END}"
)
# A place was found behind it in an earlier reading ("the back of kebab land on [ADDRESS_1]").
BEFORE = re.compile(
    rf"\b(?:in|of|from|to|by|near) (?P<name>{WORD} {WORD})(?= (?:in|on|at|near) (?:the )?\[(?:PLACE|ADDRESS)_\d)"
)
# The same with one word that places are called after ("at the vine in [PLACE_1]").
THE_BEFORE = re.compile(
    rf"\b(?:in|of|from|to|by|near|at|behind|outside) the (?P<name>{WORD})"
    r"(?= (?:in|on|at|near) (?:the )?\[(?:PLACE|ADDRESS)_\d)"
)
DRINKS = re.compile(
    r"\b(?:drinks?|drinking|drank|landlord|landlady|barman|barmaid|regulars?|darts|karaoke|lock-?ins?) "
    rf"(?:\w+ )?(?:in|at|down|of|from) the (?P<name>{WORD}(?: {WORD})?){END}"
)
# Two words before a kind that always has a name: only one of them may be an ordinary one ("at first steps daycare").
NAMED_KIND = re.compile(
    rf"\b(?:at|from|to|attends?|goes to) (?P<name>(?P<one>{WORD}) (?P<two>{WORD})) (?:church|chapel|temple|"
    r"mosque|gurdwara|campsite|day ?care|nursery|pre-?school|playgroup|academy|primary|infants|juniors|surgery|cinema|"
    r"soft play|trampoline park|livery|stables|garage|holiday park|caravan park|fc)(?!['\u2019]?\w)"
)
SPORT = re.compile(
    rf"\b(?:at|from|does|do|joined|for|with|of|(?:goes|go|went) to) (?P<name>{WORD}) "
    r"(?:gymnastics|judo|karate|dance|swim|swimming|boxing|ballet|"
    r"cheer|majorettes|trampolining|taekwondo|rugby|cricket|hockey|netball)(?!['\u2019]?\w)"
)
AT_THE = re.compile(
    r"\b(?:works?|worked|working|chef|cook|waiter|waitress|barman|barmaid|bouncer|doorman|bar|band|gigs?|darts|quiz|dj|"
    r"security|manager|(?:hang|hangs|hung|hanging) (?:out|about|around|round)|"
    r"(?:saw|seen|met|meet|meets) (?:him|her|them)|"
    r"karaoke|landlord|landlady|drinks?|drinking|lunch|dinner|meal|carvery|pints?) (?:\w+ )?(?:at|in) the "
    rf"(?P<name>{WORD}){END}"
)
LOOKING = re.compile(
    r"\b(?:look|looks|looked|looking|stare|stares|stared|staring|shout\w*|yell\w*|scream\w*|laugh\w*|smil\w+|point\w*|"
    r"good|bad|great|angry|mad|cross|grab\w*|thr[eo]w\w*|aim\w*|swear\w*|swore|snap\w*|hint\w*|get|gets|getting|"
    r"glanc\w+|peek\w*|wav\w+|growl\w*|better|best|worst|rubbish|kick\w*|poke\w*|horrified|upset|peer\w*)(?: \w+)? $",
    re.IGNORECASE,
)
# As the second of two words these make a direction, a height or any street of the kind ("in the high street").
AFTER = frozenset((
    "north", "south", "east", "west", "high", "low", "upper", "lower", "long", "top", "side", "street", "road", "lane",
    "tree", "park", "church", "farm", "station", "water", "works", "gate", "wood", "woods", "field", "fields",
))
JOINS = frozenset(("and", "n", "&", "of"))
# Endings of what is done, and of no place.
ENDINGS = ("ing", "ings", "time", "times", "ly", "ment", "ments", "tion", "tions", "ed")
LEAST = 4  # letters of a word that is the whole name


class PlaceSlots:
    """Finds them with the lists at hand: no word may be one that ordinarily stands there (``no_slot``)."""

    def __init__(self, lists: Lexicon) -> None:
        self._lists = lists
        self._usual = lists.usual
        self._called = lists.context["place_words"] | lists.context["pub_words"]
        self._made_of = lists.context["place_words"] | lists.context["place_words_joined"]

    def find(self, text: str) -> Iterator[Span]:
        """Spans of such places; none in a message in another language."""
        if self._lists.foreign(tokens(text)):
            return
        text = calm(text)
        for match in NAMED_KIND.finditer(text):
            if self._one_of_two(match["one"], match["two"]):
                yield Span(*match.span("name"), "PLACE", 0.5)
        yield from self._of_such_words(text)
        for pattern in (TWO, WIDE, ONE, LIVES, BESIDE, BEFORE, DRINKS, AT_THE, SPORT):
            for match in pattern.finditer(text):
                if self._names(match["name"]) and self._stands(text, match):
                    yield Span(*match.span("name"), "PLACE", 0.5)

    def _of_such_words(self, text: str) -> Iterator[Span]:
        """One word that places are called after, beside a place, or two of them in a slot ("at busy bees")."""
        for match in THE_BEFORE.finditer(text):
            if match["name"] in self._called:
                yield Span(*match.span("name"), "PLACE", 0.5)
        for match in TWO.finditer(text):
            words = match["name"].split()
            if all(word in self._made_of for word in words) and words[-1] not in AFTER:
                yield Span(*match.span("name"), "PLACE", 0.5)

    def _stands(self, text: str, match: re.Match[str]) -> bool:
        """Whether somebody is there and does not look at it, and a single word is no short one."""
        if match.re in (TWO, ONE, WIDE) and match["lead"].startswith("at") and LOOKING.search(text, 0, match.start()):
            return False
        least = LEAST if match.re in (ONE, AT_THE, DRINKS) else LEAST + 1
        return " " in match["name"] or len(match["name"]) >= least

    def _one_of_two(self, one: str, two: str) -> bool:
        """Whether at most one of two words is ordinary, and neither is a pronoun, a relation or kept."""
        lists = self._lists
        out = any(lists.never(w) or w in lists.context["relations"] or w in lists.context["titles"] for w in (one, two))
        return not out and sum(word in self._usual or word.endswith(ENDINGS) for word in (one, two)) < 2

    def _names(self, name: str) -> bool:
        """Whether no word of it ordinarily stands in such a place, or tells what is done there."""
        words = name.replace("\u2019", "'").split()
        telling = [word for word in words if word not in JOINS]
        if words[-1] in JOINS:
            return False  # "off at longthorpe and he"
        if any(word in self._usual or word.removesuffix("'s") in self._usual for word in telling):
            return False
        if any(word.endswith(ENDINGS) or (self._lists.strange(word) and self._lists.slip(word)) for word in telling):
            return False
        return any(word.rstrip("s") not in self._usual for word in telling)

"""Places in small letters: an ordinary word before a kind of place ("at harvest cafe", "plays for bluebell fc")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import Span
from bot.privacy.tokens import calm, tokens

# Kinds that stand with a name far more often than without one.
KINDS = (
    r"primary(?: school| academy)?|(?:infants?|juniors?)(?: school| academy)?|academy|(?:village |community )?college|"
    r"(?:pre-?school|pre school|playgroup|(?:day )?nursery)|(?:secondary |high |special )?school|surgery|"
    r"(?:medical|health|leisure|sports|community|children'?s|youth) centre|(?:baptist |methodist |parish )?church|"
    r"chapel|mosque|gurdwara|temple|pub|arms|inn|tavern|hotel|gym|stables|riding (?:school|stables)|"
    r"caravan (?:park|site)|care home|nursing home|dojo|vc|sixth form|youth centre|food ?bank|scout hut|chippy|"
    r"chip shop|hairdressers|farm shop|day ?care|holiday (?:park|village)|campsite|soft play|cinema|stadium|arena|"
    r"butchers|bakery|pharmacy|vets|livery|opticians|hostel|village college|children'?s home|childrens home|cafe|"
    r"barbers?|newsagents?|takeaway|kebabs?|studios?|bar|"
    r"(?:rugby|football|cricket|rowing|tennis|swimming|boxing|judo|karate|gymnastics|athletics|hockey|bowls|golf|"
    r"netball|social|youth|gym|working men'?s|dance) club|scouts?|brownies|cubs|beavers|guides|rainbows|cadets|"
    r"rec|park|country park|woods?|meadows?|lakes?|playing fields?|library|village hall|estate|flats|farm|"
    r"(?:high|baptist|methodist|evangelical)(?=\W*$|[,.!?]| and| but| who| when| where| with| he| she| hugged| told)"
)
# "at fusion trampoline park": the last word of a name may say what goes on there.
INSIDE = frozenset(
    ("trampoline", "riding", "dance", "swimming", "football", "youth", "village", "community", "leisure", "sports")
)
PLAYS_FOR = re.compile(
    r"\b(?:(?:play|train|swim|run|race|sail|row|box|coach|ref|volunteer)\w*(?: \w+)? for|"
    r"(?:football|netball|rugby|hockey|cricket|gymnastics|swimming|judo|karate|boxing|athletics|rowing|"
    r"cheer(?:leading)?|ballet|dance|basketball)"
    r"(?: \w+)? (?:for|with|at)|works? (?:for|at)|working (?:for|at)|worked (?:for|at)) (?:the )?"
    r"(?P<name>[A-Z][\w'\u2019\-]+(?: [A-Z][\w'\u2019\-]+){0,2})"
)
LABELLED = re.compile(
    r"\b(?i:school|nursery|setting|placement|college|surgery|church|club|estate|village|hostel|venue|location)"
    r"[ ]?[:=][ ]?(?P<name>[A-Z][\w'\u2019\-]+(?: [A-Z][\w'\u2019\-]+){0,3})"
)
LEAD = (
    r"(?:at|to|from|near|outside|behind|by|in|round|past|opposite|of|for|with|attends?|attended|on|through|over|above|"
    r"goes to|goes|go to|i go|runs|owns|manages|called|\d(?:st|nd|rd|th))"
)
NAMED = re.compile(rf"\b{LEAD}[ ](?:the )?(?P<name>(?:[a-z][a-z'\u2019\-]+[ ]){{1,3}}?)(?:{KINDS})(?!['\u2019\w])")
TEAM = re.compile(
    r"\b(?:plays?|played|playing|trains?|training|coach(?:es|ed|ing)?|refs?|manages?|managed|joined|signed)"
    r"(?: for| with| at)?[ ](?:the )?(?P<name>(?:[a-z][a-z'\u2019\-]+[ ]){1,2}?)"
    r"(?:f\.?c|rfc|cc|juniors|colts|rovers|wanderers|rangers|athletic|albion|tigers|lions|eagles|hawks|panthers|"
    r"under[ -]?\d+s|u\d+s)(?!\w)",
    re.IGNORECASE,
)
# Churches without a word for a church, and the names of pubs that are hardly ever seen outside of one.
BARE = re.compile(
    r"\b(?:at|to|from|near|outside|behind|of|in)[ ](?:the )?(?P<name>all saints|holy trinity|sacred heart|holy family|"
    r"holy cross|holy spirit|good shepherd|blessed sacrament|corpus christi|"
    r"our lady(?: of \w+)?|christ church|christ the king)(?!\w)"
    r"|\b(?:at|to|from|near|outside|behind|in|down|by)[ ]the (?P<pub>lion|fox|plough|swan|anchor|chequers|wheatsheaf|"
    r"greyhound|griffin|george|six bells|five bells|three horseshoes|railway tavern|rose and crown|dog and duck)"
    r"(?=\W*$|[,.!?]| and| when| with| on| in| every| last| at| pub| car park| he| she| they)",
    re.IGNORECASE,
)
# In small letters these name a street only where somebody lives there ("in a bad way").
HOME = re.compile(
    r"\b(?:lives?|living|lived|moved|staying|stays|house is|home is|address is|flat is|hes|he's|shes|she's|babysits?|"
    r"babysat|babysitting|neighbours?|family|lady|sleepover|party|flat|hostel)"
    r"(?: (?:in|at|on|to|down|off|over|up))+[ ](?P<name>(?:[a-z][a-z'\-]+[ ]){1,2}?"
    r"(?:close|way|drive|court|crescent|view|green|hill|rise|walk|park|row|square|place|bank|fen|end|house|mews|lodge|"
    r"hall|manor|grange|heights|gardens))(?!\w)"
)
# A street wherever it stands, by a word that is a name ("cavendish road kids").
STREET = re.compile(
    r"(?<![\w'\-])(?P<name>(?P<one>[a-z][a-z'\-]{3,}) (?:road|rd|avenue|ave|crescent|lane|street|terrace|close|drive))"
    r"(?!\w)"
)
SPORT = (
    r"judo|karate|swimming|football|rugby|cricket|gymnastics|gym|boxing|ballet|dance|hockey|netball|rowing|athletics|"
    r"taekwondo|cadets|scouts|brownies|cubs|beavers|guides|rainbows|band|choir|majorettes|regatta|trampolining|"
    r"college|academy|primary|infants|juniors|(?:high |nursery )?school|nursery|rugby club|fc|town fc|city fc|"
    r"town(?! (?:cent|hall|council|sq|bridge|end|park))|united|utd|rovers|rangers|harriers|colts|u\d+s|"
    r"under[ -]?\d+s|tennis|golf|bowls|snooker|squash|trampolin\w+|cheer(?:leading)?|swim \w+|"
    r"youth (?:club|centre|theatre|fc)|church|mosque|surgery|dentists?|(?:swimming )?pools?|leisure centre|rec|"
    r"skate ?park|library|lido|(?:ice )?(?:arena|rink)|stadium|athletics track|cinema|museum|bowl|"
    r"tigers|lions|sharks|eagles|hawks|panthers|falcons|wolves|bears|dragons|knights|warriors|crusaders|raiders|giants|"
    r"saints|flyers|striders|forest|woods|common|marina|showground|racecourse|docks|quayside|market(?! (?:place|sq))"
)
CITY = frozenset(("united", "city", "town", "rovers", "athletic"))  # with a town: a club with a city behind it
AREAS = {"peterborough_towns": "Peterborough", "cambridgeshire_towns": "Cambridgeshire", "elsewhere_towns": ""}


# "on peterhouse close": in small letters a street only where no word of it is an ordinary one.
ON = re.compile(
    r"\b(?:on|down|up|off)[ ](?P<name>[a-z][a-z'\-]{2,} (?:close|drive|way|walk|court|place|rise|croft|mews|row|square|"
    r"crescent|gardens|view|end))(?!['\u2019]?\w)"
)


class LowPlaces:
    """Finds such places with the lists at hand."""

    def __init__(self, lists: Lexicon) -> None:
        self._lists = lists
        context = lists.context
        self._usual = context["no_place_name"] | context["general"] | context["never"] | context["relations"]
        self._usual |= context["no_street"] | context["no_home"] | context["offices"] | lists.nobody
        near = lists.villages["peterborough"] | lists.villages["cambridgeshire"] | lists.villages["elsewhere"]
        self._after = context["place_words"] | (near - lists.villages["plain_words"])
        self._area = {town: area for kind, area in AREAS.items() for town in lists.villages[kind]}
        towns = "|".join(sorted((re.escape(town) for town in self._area), key=len, reverse=True))
        self._town = re.compile(
            r"(?:\b(?:at|to|from|for|with|does|do|did|goes|go|the|in|joined|attends?|near|outside|behind|by|of|plays|"
            r"coaches|runs|his|her|my|our)[ ]|(?:^|[.!?,] )(?!march |cambridge united|peterborough united))"
            rf"(?P<name>{towns})[ ](?:city[ ])?(?:{SPORT})(?!['\u2019\w])",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[Span]:
        """Spans of the names; none in a message in another language."""
        if self._lists.foreign(tokens(text)):
            return
        text = calm(text)
        for match in self._town.finditer(text):
            yield Span(*match.span("name"), "PLACE", 0.8, self._area[match["name"].lower()])
        for match in BARE.finditer(text):
            yield Span(*match.span("name" if match["name"] else "pub"), "PLACE", 0.6)
        yield from self._capitals(text)
        for match in (*_every(NAMED, text), *TEAM.finditer(text)):
            if self._names(match):
                yield _span(match)
        yield from self._streets(text)

    def _streets(self, text: str) -> Iterator[Span]:
        """Streets: behind a word of place, by a word that is a name, or as somebody's home."""
        for match in ON.finditer(text):
            one = match["name"].split()[0]
            if one not in self._lists.usual and self._names(match, [one]):
                yield Span(*match.span("name"), "ADDRESS", 0.6)
        for match in STREET.finditer(text):
            if self._named_after(match["one"]) and self._names(match, [match["one"]]):
                yield Span(*match.span("name"), "ADDRESS", 0.6)
        for match in HOME.finditer(text):
            if self._names(match, match["name"].split()[:-1]):
                yield Span(*match.span("name"), "ADDRESS", 0.6)

    def _capitals(self, text: str) -> Iterator[Span]:
        """A team that somebody plays for and what a form calls the school, if no word of it is work or kept."""
        for match in (*PLAYS_FOR.finditer(text), *LABELLED.finditer(text)):
            parts = [t.plain for t in tokens(match["name"])]
            towns = all(self._lists.never(part) or part in CITY for part in parts)
            no_name = self._lists.nobody | self._lists.context["no_letters"]
            if not towns and not any(part in no_name or self._kept(part) for part in parts):
                yield Span(*match.span("name"), "PLACE", 0.6)

    def _named_after(self, word: str) -> bool:
        """Whether the word is a family's, a village's or a name of streets, and no ordinary one."""
        lists = self._lists
        return (word in lists.surnames and word not in lists.surname_words) or word in self._after

    def _kept(self, part: str) -> bool:
        """Whether a word is kept and no town's ("Fenland Flyers" is a team)."""
        return self._lists.never(part) and part not in self._lists.towns

    def _names(self, match: re.Match[str], said: list[str] | None = None) -> bool:
        """Whether every word before the kind may be part of a name, and not only a town's."""
        words = match["name"].lower().replace("\u2019", "'").split() if said is None else said
        while said is None and len(words) > 1 and words[-1] in INSIDE:
            words = words[:-1]
        bare = [word.removesuffix("'s") for word in words]
        if any(word in self._usual for word in (*words, *bare)) or " ".join(words) in self._lists.kept_phrases:
            return False
        if any(word.endswith(("ing", "ed", "ly", "ic", "al", "ful", "ous", "ive")) for word in words):
            return False
        return not all(word in self._lists.kept for word in words)


def _every(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match, also one that begins inside another ("in the showers at gilwell park")."""
    match = pattern.search(text)
    while match:
        yield match
        match = pattern.search(text, match.start() + 1)


def _span(match: re.Match[str]) -> Span:
    """The name without the blank behind it."""
    start, end = match.span("name")
    return Span(start, end - 1, "PLACE", 0.6)

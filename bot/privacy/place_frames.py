"""Places that a sentence tells: behind an office ("DSL, Spring Common"), a thing ("the pub, Golden Wok"), a team."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.lexicon import Lexicon
from bot.privacy.place_capitals import ON, part_of_a_name
from bot.privacy.spans import Span
from bot.privacy.tokens import Token, tokens

CAPITAL = r"[A-Z][\w'\u2019\-]*[a-z]"
RUN = rf"(?P<name>{CAPITAL}(?:[ ](?:(?:of|{ON}|le|and|&|the)[ ])?{CAPITAL}){{0,3}})"
# Who writes for a place: what stands behind the office is where.
OFFICE = re.compile(
    r"\b(?i:senco|sendco|(?:deputy )?dsl|(?:deputy )?designated safeguarding lead|safeguarding (?:lead|officer)|"
    r"(?:deputy )?head ?teacher|(?:deputy )?head|teacher|ta|teaching assistant|(?:practice |nursery |home )?manager|"
    r"play ?worker|youth worker|school nurse|warden|vicar|curate|receptionist|welfare officer|nursery nurse|"
    r"practice nurse|key worker|(?:year|yr|y) ?\d{1,2})(?: here)?(?:,|:| -| \u2013)[ ](?:(?:the|The)[ ])?"
    rf"{RUN}(?=\W*$|[.,;:)]| and\b| here\b)"
)
# Who leads a place or belongs to it ("the pastor of Living Waters").
LEADS = re.compile(
    r"\b(?i:pastor|vicar|imam|priest|rector|minister|leader|manager|owner|warden|principal|head|governor|trustee|"
    r"member|"
    r"elder|organist|landlord|landlady|caretaker|chaplain) (?:of|at)[ ](?:(?:the|The)[ ])?"
    rf"(?P<name>{CAPITAL}(?:[ ](?:(?:of|on|le|and|&|the)[ ])?{CAPITAL}){{1,3}})(?!\w)"
)
# What a place is, with its name behind a comma.
THING = re.compile(
    r"\b(?i:takeaway|troupe|shop|cafe|salon|nursery|pre-?school|playgroup|school|club|group|team|pub|church|chapel|"
    r"mosque|"
    r"(?:care |children'?s )?home|barbers?|gym|studio|choir|band|company|firm|garage|surgery|practice|centre|academy|"
    r"college|hostel|estate|village|farm|stables|bar|restaurant|hotel)(?: (?:is|was|called))?(?:,| -| \u2013|:)[ ]"
    rf"(?:(?:the|The)[ ])?{RUN}(?=\W*$|[.,;])"
)
# The same in brackets ("our Sunday school (Christ the Redeemer)").
BRACKETED = re.compile(
    r"\b(?i:nursery|pre-?school|playgroup|school|club|group|team|pub|church|chapel|mosque|temple|gurdwara|home|gym|"
    r"surgery|"
    r"practice|centre|academy|college|hostel|estate|village|setting|provider|shop|salon|primary|farm|"
    rf"hall) ?\((?:(?:the|The)[ ])?{RUN}\)"
)
# A team or a class by what it does.
TEAM = re.compile(
    rf"(?<!\w)(?P<name>{CAPITAL}(?:[ ]{CAPITAL}){{0,2}})[ ]"
    r"(?:Gymnastics|Swim(?:ming)?|Judo|Karate|Boxing|Dance|Ballet|Athletics|Trampolin(?:e|ing)|Majorettes|Cheer|"
    r"Harriers|"
    r"Colts|Rovers|Rangers|Wanderers|Juniors|(?<!Cambridge )(?<!Peterborough )United|Utd|Hockey|Netball|Rugby|"
    r"Cricket|Tennis|Rowing|Cadets|Explorers|"
    r"Scouts|"
    r"Brownies|Cubs|Beavers|Starlets|Stars|Sharks|Tigers|Lions|Taekwondo|Theatre|Stagecoach|Panto|Taxis|Cabs|"
    r"Cars|Phantoms|Falcons|Crusaders|Raiders|Eagles|Hawks|Panthers|Wolves|Warriors|Knights|Giants|Saints|Flyers|"
    r"Photography|Minibuses|Coaches|Removals|Plumbing|Roofing|Scaffolding|Childcare|Daycare|Nannies|Tuition|Tutors|"
    r"Kebabs|Tandoori|Motors|Tyres|Autos|Nails|Barbers|Bakery|Butchers|Lettings|"
    r"Striders|Dragons|Bears|Swifts|Wildcats|Spartans|Dolphins|Kickers)(?!\w)"
)
# Homes and the like that are called after what grows or once stood there ("in care at the beeches", "the old mill").
GROWN = (
    r"beeches|willows|laurels|limes|firs|poplars|cedars|hawthorns|gables|chestnuts|hollies|larches|birches|sycamores|"
    r"maples|rowans|aspens|spinney|copse|maltings|grange|rookery|croft|paddocks|orchards|oaks|pines|acorns|brambles|"
    r"hollow|coppice|dell|warren|granary|vicarage|rectory|manse|crescent|legion|embankment|dome|plaza|meadows|"
    r"lawns|ridings|leys"
)
STOOD = r"school ?house|forge|mill|rectory|vicarage|bakery|post office|dairy|chapel|brewery|granary|maltings|creamery"
KIND = r"(?! (?-i:[A-Z])| (?:primary|school|nursery|infants?|juniors?|surgery|estate|pub)\b)"
CALLED = re.compile(
    rf"\b(?:at|to|from|near|outside|called|is|go|goes) (?P<name>the (?:{GROWN}))(?!['\u2019]?\w){KIND}"
    rf"|\b(?:at|to|from|near|outside|called|in|by|behind) the (?P<old>old (?:{STOOD}))(?!['\u2019]?\w)",
    re.IGNORECASE,
)
# A scout group by its number, and a class by its name ("2nd Over", "in Otters class").
GROUP = re.compile(
    r"\b\d(?:st|nd|rd|th) (?P<name>[A-Z][a-z]+)"
    r"(?= (?:and|one|on|has|where|is|was|are|were|had|hut|camp|who|he|she|they|"
    r"[Ss]couts?|[Bb]rownies|[Cc]ubs|[Bb]eavers|[Gg]uides|[Rr]ainbows|[Gg]roup)\b|"
    r"\W*$|[,.])"
)
# Kept by themselves, but behind another word what a club does ("Spring Gymnastics").
SPORTS = frozenset((
    "football", "rugby", "netball", "cricket", "gymnastics", "swimming", "karate", "judo", "taekwondo", "boxing",
    "dance", "ballet", "hockey", "tennis", "athletics",
))
# What a ward is for, which tells nobody which one it is.
WARDS = frozenset((
    "maternity", "labour", "paediatric", "pediatric", "surgical", "medical", "stroke", "cancer", "oncology", "acute",
    "isolation", "psychiatric", "elderly", "admissions", "assessment", "trauma", "cardiac", "renal", "locked", "secure",
    "open", "delivery", "postnatal", "antenatal", "neonatal", "dementia", "rehab", "recovery", "eating", "inpatient",
))
NO_GROUP = frozenset(
    # fmt: off
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "class", "floor", "party", "year", "time", "world", "key",
    ]
    # fmt: on
)
# A ward by its letter and number, or by its name ("on Ward C4", "in Amazon ward").
WARD = re.compile(
    r"\b(?:[Ww]ard (?P<number>[A-Z]?\d{1,2}[A-Z]?)|(?:on|in|from|to) (?:the )?(?P<name>[A-Z][a-z]+) [Ww]ard)(?!\w)"
)
CLASS = re.compile(r"\bin (?P<name>[A-Z][a-z]+s) class\b")
# One word of two that names a street or a quarter ("on Broadway", "in Marshland"); dictionaries know most of them.
JOINED = re.compile(
    r"\b(?:(?P<home>lives?|living|lived|moved|stay(?:s|ing)?|house|flat|home)\b(?: \w+)?? )?"
    r"(?:on|in|at|off|down|up|near|by|behind|along|past|to|opposite|outside|from)[ ](?P<name>[A-Za-z]{3,}"
    r"(?:way|gate|side|lands?|fields?|crofts?|mead|mere|brook|bridge|dale|leys|marsh|holme|thorpe|"
    r"hurst))(?!['\u2019]?\w)"
)


class PlaceFrames:
    """Finds such places with the lists at hand."""

    def __init__(self, lists: Lexicon) -> None:
        self._lists = lists
        context = lists.context
        self._no_place = context["offices"] | context["work_words"] | context["relations"] | lists.nobody
        self._titles = context["titles"] | context["strong_titles"] | context["ranks"]
        self._wide = frozenset(("cambridgeshire", "cambs", "england", "britain", "uk", "county", "district"))

    def find(self, text: str) -> Iterator[Span]:
        """Spans of the names; none in a message in another language."""
        words = tokens(text)
        if self._lists.foreign(words):
            return
        yield from self._named(text)
        yield from self._joined(text, words)
        if all(token.shape == "lower" for token in words):
            return
        for pattern in (OFFICE, LEADS, THING, BRACKETED):
            for match in pattern.finditer(text):
                if self._names(match["name"]):
                    yield Span(*match.span("name"), "PLACE", 0.5)
        for match in TEAM.finditer(text):
            if self._a_team(match["name"]):
                yield Span(*match.span("name"), "PLACE", 0.6)

    def _named(self, text: str) -> Iterator[Span]:
        """Homes by what grows there, a scout group by its number, and a class."""
        for match in CALLED.finditer(text):
            yield Span(*match.span(match.lastgroup or 0), "PLACE", 0.6)
        for match in GROUP.finditer(text):
            if match["name"].lower() not in NO_GROUP:
                yield Span(*match.span("name"), "PLACE", 0.6)
        for match in CLASS.finditer(text):
            if not self._lists.never(match["name"].lower()):
                yield Span(*match.span("name"), "PLACE", 0.6)
        for match in WARD.finditer(text):
            if match["number"] or match["name"].lower() not in WARDS | self._no_place:
                yield Span(*match.span(match.lastgroup or 0), "PLACE", 0.6)

    def _joined(self, text: str, words: tuple[Token, ...]) -> Iterator[Span]:
        """A street or quarter of one word: with a capital inside a sentence, or in small letters as somebody's home."""
        at = {token.start: token for token in words}
        for match in JOINED.finditer(text):
            token = at.get(match.start("name"))
            if token is None or self._lists.never(token.plain) or token.plain in self._lists.context["no_joined"]:
                continue
            if token.titled or (token.shape == "lower" and match["home"] and token.plain not in self._no_place):
                yield Span(*match.span("name"), "PLACE", 0.5)

    def _names(self, name: str) -> bool:
        """Whether a run of capitals may name a place: it begins with no title, and no word is an office's or kept."""
        said = [token.plain for token in tokens(name)]
        if not said or said[0] in self._titles or name.lower() in self._lists.kept_phrases:
            return False
        run, said = said, said[:1] + [word for word in said[1:] if word not in SPORTS]
        telling = [word for word in said if word not in self._lists.work]
        parts = [word for word in telling if not part_of_a_name(word, run)]
        usual = any(self._kept(word) or word in self._no_place for word in parts)
        return bool(telling) and not usual and (said != run or not all(map(self._lists.never, said)))

    def _a_team(self, name: str) -> bool:
        """Whether the words before a sport tell which team, and are not the county's or an agency's."""
        said = [token.plain for token in tokens(name)]
        told = [word for word in said if word not in self._wide]
        return bool(told) and not any(self._kept(word) or word in self._no_place for word in told)

    def _kept(self, word: str) -> bool:
        """Whether a word is kept and no town's."""
        return self._lists.never(word) and word not in self._lists.towns

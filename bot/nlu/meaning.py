"""What an intent means from this person: a child, somebody grown up, a survivor, somebody worried about themselves."""

from __future__ import annotations

import re

from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.guidance.known import NEVER
from bot.language.asking import asks
from bot.language.groups import FALLBACK, group
from bot.nlu.featurizer import vector_of
from bot.nlu.not_ours import OUT, off_subject, spoken_of
from bot.safety.voice import Voice
from bot.terms import ASKED_KINDS, WORRY_KINDS, Role
from bot.triage import reading
from bot.triage.patterns import fold
from bot.triage.questions import order

KEPT = ("immediate_risk", "safety_answer_no", "misuse_request")
ORDER = order()
OWN_PAST = "survivor_support"
YOUNG = ("young_person_telling", "young_person_friend", "young_person_did_something")
FOR_CHILDREN = ("ask_how_children_seek_help", "ask_childline_info")  # "is there somebody to talk to"
# What a question means from this person: an adult asks about telling the parents, a child "do I have to tell my mum";
# "whom can I talk to" and "is it my fault" are about their own past where a survivor asks.
INSTEAD = {
    Role.YOUNG_PERSON: {"ask_parental_consent": "ask_how_children_seek_help"},
    Role.WORRIED_ABOUT_SELF: {"ask_police_or_999": "ask_self_concern_info"},  # what Stop It Now passes on
    Role.ADULT_SURVIVOR: {"ask_self_concern_info": "ask_support_after", "ask_parents_what_to_expect": OWN_PAST},
}
# what is told to those who look after children or work with them; a child who asks for themselves wants other help
FOR_ADULTS = ("ask_disclosure_response", "ask_parents_what_to_expect", "ask_agency_education", "ask_parents_films")
# whose thoughts somebody at work speaks of
OWN_THOUGHTS = "self_concern"
TOLD_BY_ANOTHER = re.compile(
    r"\b(?:dad|father|client|patient|man|partner|resident|tenant|mum|mother|parent|he|she|offender|lodger)\b.{0,40}"
    r"\b(?:told|said|says|disclosed|gets?|has|had|admitted|fe(?:els|lt)|worr(?:y|ies|ied))\b",
    re.IGNORECASE,
)
OWN_JOB = re.compile(
    r"\b(?:i|we|me|us)\b.{0,20}\b(?:sack\w*|fired|lose (?:my|our) jobs?|disciplin\w*|struck off|dismiss\w*)\b|"
    r"\b(?:sack|fire|dismiss|discipline) (?:me|us)\b",
    re.IGNORECASE,
)
FOR_FAMILIES = ("ask_parents_what_to_expect", "ask_parents_films")
TELLS_HOME = re.compile(
    r"\b(?:tell|inform|speak to|talk to|ring|call|warn|ask|contact|say (?:anything|something) to)\b.{0,25}"
    r"\b(?:parents?|mum|mam|dad|mother|father|famil\w+|home)\b",
    re.IGNORECASE,
)
ME = re.compile(r"\b(?:i|im|i'?m|i'?ve|me|my|mine|we|us|our)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:i|im|i'?m|me|my|he|she|they|him|her)\b", re.IGNORECASE)
# which worry a danger belongs to, where nothing else was understood
WORRY_OF = {
    "fgm_imminent": "concern_fgm_risk", "sextortion": "concern_images", "livestream": "concern_images",
    "meeting_online": "concern_online", "with_exploiter": "concern_exploitation",
    "trafficking_now": "concern_exploitation",
}
# what somebody tells who writes of themselves
TOLD_BY = {
    Role.YOUNG_PERSON: "young_person_telling", Role.WORRIED_ABOUT_SELF: "self_concern", Role.ADULT_SURVIVOR: OWN_PAST,
}
VAGUE = ("concern_general", "concern_signs", "concern_other_harm", "concern_early_help", "concern_elsewhere")
# chance of a child's voice below which somebody who said that they are an adult, or who has not said who they are, is
# not given a child's answer
ADULTS = {Role.PARENT: 0.5, Role.PROFESSIONAL: 0.6, Role.UNKNOWN: 0.15}
GROWN_UP = (Role.PARENT, Role.PROFESSIONAL)
NO_CHILD = 1.1  # no chance is as great
# what "the trial collapsed" is taken for
NOT_HEARD = (FALLBACK, "decline_case_records", "decline_legal_advice", "concern_known_offender", "out_of_scope")
LONG_AGO = "concern_non_recent"
SOME = 0.1  # chance of what is meant beside the likeliest
BETWEEN_ADULTS, MEDICAL = "decline_adult_violence", "decline_medical"
ASKED_ABOUT = "check"  # the grade
DESPAIR = "suicidal_writer"
SURE_CHILD = 0.9  # the same for somebody worried about their own thoughts, and beside words that only grown-ups use


class Meaning:
    """Reads intents with the writer in mind."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def of(self, message: Message, role: Role) -> str | None:
        """The intent that is meant, where it is another than was understood."""
        found, chance = _understood(message)
        begun = (message.get("metadata") or {}).get("kind") in WORRY_KINDS
        at_large = not begun and role in (Role.UNKNOWN, Role.PARENT)
        figure = at_large and spoken_of(found, chance, message.get("risk") or {})
        goes_on = (message.get("metadata") or {}).get("kind") in ASKED_KINDS  # "and who signed up to it"
        other = OUT if figure or not goes_on and off_subject(found, message.get(TEXT) or "") else None
        name = other or _danger_told(found, message, role) or found
        return self._for_role(name, message, role) or (name if name != found else None)

    def _for_role(self, name: str, message: Message, role: Role) -> str | None:
        """What an intent means to this person; None where it stays as it is."""
        past = _of_the_past(name, message, role)
        if past:
            return past
        text = message.get(TEXT) or ""
        grown_up = name in YOUNG and role in ADULTS
        if grown_up and (self._grown_up(text) or self._child(message) < self._least(message, role)):
            return _next_concern(message)
        if name == OWN_PAST and (role is Role.PROFESSIONAL or role in ADULTS and _of_another(message)):
            return _next_concern(message)  # they speak of somebody else
        if name in YOUNG and role is Role.WORRIED_ABOUT_SELF and not self._young_indeed(message):
            return "self_concern"
        other = _asked_by(name, text, role)
        if other:
            return other
        if name in KEPT or name in YOUNG or group(name) != "concern":
            return None
        if role is Role.WORRIED_ABOUT_SELF:
            return "self_concern"
        if role is Role.YOUNG_PERSON:
            return "self_concern" if name == "self_concern" else "young_person_telling"
        return None

    def _child(self, message: Message) -> float:
        """How likely a child writes, 0 to 1."""
        return self._voice.child(vector_of(message))

    def _least(self, message: Message, role: Role) -> float:
        """The chance from which a child writes; where a grown-up has begun, a sound alone ("sorry, 12") is none."""
        told = message.get("metadata") or {}
        worry = told.get("asked") in ORDER or told.get("kind") in WORRY_KINDS
        begun = worry or told.get("kind") in ASKED_KINDS and role is Role.PROFESSIONAL
        text = message.get(TEXT) or ""
        supposed = told.get("kind") in ASKED_KINDS and asks(text) and not ME.search(text)  # "and if it was his nephew?"
        if begun and role is not Role.UNKNOWN or supposed:
            return NO_CHILD
        going_on = told.get("kind") is not None and role is not Role.UNKNOWN  # somebody grown up was answered already
        return max(ADULTS[role], SURE_CHILD if going_on or self._voice.says_grown_up(text) else 0.0)

    def _young_indeed(self, message: Message) -> bool:
        """Whether a child writes of their own thoughts: they say so, or nothing grown-up is said and it sounds so."""
        text = message.get(TEXT) or ""
        if self._voice.says_child(text):
            return True
        begun = (message.get("metadata") or {}).get("kind") is not None
        return not begun and not self._voice.says_grown_up(text) and self._child(message) >= SURE_CHILD

    def _grown_up(self, text: str) -> bool:
        """Whether somebody names a child of their own, or their job, and does not speak as a child."""
        return reading.role_of(fold(text)) in GROWN_UP and not self._voice.says_child(text)


def _understood(message: Message) -> tuple[str, float]:
    """The intent so far, and its chance."""
    intent = message.get(INTENT) or {}
    return intent.get("name") or "", float(intent.get("confidence") or 0.0)


def _asked_by(name: str, text: str, role: Role) -> str | None:
    """What a question means from this person; None where it means the same from anybody."""
    if role is Role.YOUNG_PERSON and name in FOR_ADULTS and _OWN.search(text):
        return "ask_how_children_seek_help"
    if role is Role.PROFESSIONAL and name == OWN_THOUGHTS and TOLD_BY_ANOTHER.search(text):
        return "concern_adult_behaviour"
    if role is Role.PROFESSIONAL and group(name) == "outside" and OWN_JOB.search(text):
        return "ask_disagreement"  # it holds the line for those who fear for their job
    if role is Role.PROFESSIONAL and name in FOR_FAMILIES and TELLS_HOME.search(text):
        return "ask_parental_consent"
    return INSTEAD.get(role, {}).get(name)


def _of_the_past(name: str, message: Message, role: Role) -> str | None:
    """What an intent means where somebody speaks of what was done to them long ago; None where it stays as it is."""
    survivor = role is Role.ADULT_SURVIVOR
    told = survivor and name not in KEPT and group(name) != "ask"
    text = message.get(TEXT) or ""
    if (told or name == OWN_PAST) and _children_there(text):
        return LONG_AGO  # support is not enough where the person is around children now
    if survivor and name in NOT_HEARD and reading.let_down(text) and not asks(text):
        return OWN_PAST
    if survivor and name in (BETWEEN_ADULTS, MEDICAL) and reading.own_past(text):  # "my nightmares are back"
        return OWN_PAST
    if role in (Role.PARENT, Role.UNKNOWN) and name == LONG_AGO and _of_loved_one(message):
        return "family_support"
    if survivor and name in VAGUE:
        return LONG_AGO  # where the person is now, how they are, who else is there
    despair = name == "self_concern" and DESPAIR in _reasons(message)  # and no worry about what they might do
    no_child = name == "family_support" and reading.role_of(fold(text)) != Role.PARENT
    return OWN_PAST if survivor and (despair or no_child or name in (*YOUNG, *FOR_CHILDREN)) else None


def _of_loved_one(message: Message) -> bool:
    """Whether somebody asks how to be there for a grown-up who was abused, and no child is spoken of."""
    text = message.get(TEXT) or ""
    near = next((r["confidence"] for r in message.get(INTENT_RANKING_KEY) or () if r["name"] == "family_support"), 0.0)
    apart = not _children_there(text) and not reading.child_near(text)
    return near >= SOME and apart and reading.of_grown_survivor(text)


def _children_there(text: str) -> bool:
    """Whether a child is around the person who did harm."""
    return reading.sees_children(text) or reading.with_their_child(text)


def _danger_told(name: str, message: Message, role: Role) -> str | None:
    """The worry in what would be declined: its words name a danger that is asked about, or are of the writer's own."""
    risk, told = message.get("risk") or {}, message.get("metadata") or {}
    if risk.get("grade") != ASKED_ABOUT or group(name) != "outside" or name in NEVER or asks(message.get(TEXT) or ""):
        return None
    if role in TOLD_BY:
        return TOLD_BY[role]
    named = [danger for danger in risk.get("dangers") or () if danger in _reasons(message)]
    guessed = [d for d in risk.get("dangers") or () if d in WORRY_OF and told.get("kind") in ASKED_KINDS]
    if not named and not guessed:
        return None
    return next((WORRY_OF[d] for d in (*named, *guessed) if d in WORRY_OF), _next_concern(message))


def _of_another(message: Message) -> bool:
    """Whether a worry about a child goes on, and nothing is said of the writer's own past ("I am no busybody")."""
    begun = (message.get("metadata") or {}).get("asked") in ORDER
    return begun and not reading.own_past(message.get(TEXT) or "")


def _next_concern(message: Message) -> str:
    """The likeliest worry of an adult."""
    ranking = [r["name"] for r in message.get(INTENT_RANKING_KEY) or ()]
    return next((n for n in ranking if n.startswith("concern_")), "concern_general")


def _reasons(message: Message) -> list[str]:
    """The codes of the words of danger in it."""
    return list((message.get("risk") or {}).get("reasons") or ())

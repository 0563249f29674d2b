"""The words of the field and of the contract with clients; every closed list stands here once."""

from __future__ import annotations

from enum import Enum
from functools import cache


class Word(str, Enum):
    """A string that can only be one of a closed list; ``str(word)`` is the plain word."""

    def __str__(self) -> str:
        return str.__str__(self)

    @classmethod
    def words(cls) -> frozenset[str]:
        """The plain words of the list."""
        return _words(cls)


@cache
def _words(kind: type[Word]) -> frozenset[str]:
    return frozenset(str(word) for word in kind)


class Role(Word):
    """Who is writing."""

    PROFESSIONAL = "professional"
    PARENT = "parent"
    YOUNG_PERSON = "young_person"
    ADULT_SURVIVOR = "adult_survivor"
    WORRIED_ABOUT_SELF = "worried_about_self"
    UNKNOWN = "unknown"


class Route(Word):
    """Which agency is the right next step."""

    EMERGENCY = "emergency"
    CHILDRENS_SOCIAL_CARE = "childrens_social_care"
    EARLY_HELP = "early_help"
    POLICE = "police"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    SEXUAL_BEHAVIOUR_SERVICE = "sexual_behaviour_service"
    HEALTH = "health"
    LADO = "lado"
    SUPPORT_SERVICE = "support_service"
    INFORMATION = "information"
    OUT_OF_SCOPE = "out_of_scope"


class Urgency(Word):
    """How soon; ``check`` means: perhaps now, so the answer asks first."""

    IMMEDIATE = "immediate"
    CHECK = "check"
    SAME_DAY = "same_day"
    PLANNED = "planned"
    NONE = "none"


class Kind(Word):
    """What sort of reply a guidance card is."""

    CONCERN = "concern"
    ANSWER = "answer"
    QUESTION = "question"
    ESCALATION = "escalation"
    SAFETY_CHECK = "safety_check"
    DECLINE = "decline"
    SMALLTALK = "smalltalk"
    ERROR = "error"


WORRY_KINDS = frozenset((str(Kind.CONCERN), str(Kind.QUESTION), str(Kind.ESCALATION)))  # answers to a worry
ASKED_KINDS = frozenset((str(Kind.ANSWER), str(Kind.DECLINE)))  # answers to a question, from which another may go on


class RiskGrade(Word):
    """Risk of harm now, as read from the words and the conversation."""

    IMMEDIATE = "immediate"
    CHECK = "check"
    NONE = "none"


class Column(Word):
    """The five columns of the strategy's table of signs."""

    EMOTIONAL = "emotional"
    BEHAVIOURAL = "behavioural"
    PHYSICAL = "physical"
    ABUSIVE_BEHAVIOUR = "abusive_behaviour"
    FAMILY_VULNERABILITIES = "family_vulnerabilities"


class Area(Word):
    """Where the child lives (for the LADO: where the adult works)."""

    CAMBRIDGESHIRE = "cambridgeshire"
    PETERBOROUGH = "peterborough"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


class Agency(Word):
    """The agencies whose responsibilities the strategy names one by one."""

    HEALTH = "health"
    CHILDRENS_SERVICES = "childrens_services"
    ADULT_SERVICES = "adult_services"
    POLICE = "police"
    EDUCATION = "education"
    HOUSING = "housing"
    PROBATION = "probation"
    YOUTH_OFFENDING = "youth_offending"
    VOLUNTARY_SECTOR = "voluntary_sector"


class Source(Word):
    """What a citation rests on."""

    STRATEGY = "strategy"
    LAW = "law"
    PROCEDURE = "procedure"
    PRACTICE = "practice"


TOPICS = (
    "csa_definition", "cse", "online_abuse", "fgm", "harmful_sexual_behaviour", "historical_abuse",
    "signs_and_indicators", "why_hard_to_identify", "disclosure", "why_children_dont_tell",
    "what_young_people_want", "how_children_seek_help", "parents_seeking_help", "prevention",
    "early_help_assessment", "consent", "information_sharing", "referral", "agency_responsibilities",
    "principles", "statistics", "assessment_tool", "strategy_aims", "governance", "quality_assurance",
    "allegation_against_professional", "self_concern", "other",
)

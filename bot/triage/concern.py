"""The facts of one concern. ``None`` means: not asked and not said. Nothing here is about the details of abuse."""

from __future__ import annotations

from dataclasses import dataclass, fields

from bot.terms import Area, Role, Word


class Nature(Word):
    """What sort of worry it is, as read from the first message (and changed only by a new one)."""

    DISCLOSURE = "disclosure"                      # a child has said, hinted or shown something
    SIGNS = "signs"                                # signs or unease, no words from the child
    STRONG_SIGNS = "strong_signs"                  # injury, infection, pregnancy and the like
    ADULT_BEHAVIOUR = "adult_behaviour"            # how an adult or older teenager behaves around a child
    STRANGER_PUBLIC = "stranger_public"            # somebody filming, following, approaching in public
    KNOWN_OFFENDER = "known_offender"              # a person with known history has contact or moves in
    PROFESSIONAL = "professional"                  # somebody who works or volunteers with children
    CHILD_SEXUAL_BEHAVIOUR = "child_sexual_behaviour"  # a child's own behaviour, nobody clearly harmed
    CHILD_ON_CHILD = "child_on_child"              # another child or a sibling has done harm
    EXPLOITATION = "exploitation"
    ONLINE = "online"
    IMAGES = "images"
    FGM_RISK = "fgm_risk"
    FGM_KNOWN = "fgm_known"
    HEALTH = "health"                              # medical care, examination, therapy after abuse
    EARLY_HELP = "early_help"                      # a family needs help and nothing points to abuse
    DECLINED_HELP = "declined_help"                # a family said no to help
    SEEK_LEAD = "seek_lead"                        # a professional asks for their own next step
    NON_RECENT = "non_recent"
    SOCIAL_CARE_OPEN = "social_care_open"          # already with social care
    ELSEWHERE = "elsewhere"                        # the child lives in another area
    OTHER_HARM = "other_harm"                      # harm that is not sexual
    CUSTODY = "custody"
    GENERAL = "general"                            # not said yet


class About(Word):
    """Whom the worry is about."""

    AT_HOME = "at_home"
    FAMILY = "family"
    WORKS_WITH_CHILDREN = "works_with_children"
    OTHER_CHILD = "other_child"
    ONLINE = "online"
    SOMEONE_ELSE = "someone_else"
    NOT_SURE = "not_sure"


class NextContact(Word):
    """When the child will next be with that person."""

    TODAY = "today"
    DAYS = "days"
    NONE_PLANNED = "none_planned"
    NOT_SURE = "not_sure"


class Answer(Word):
    """Yes, no, or not sure; not sure counts as the more worrying of the two."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class AgeBand(Word):
    """The child's age in years."""

    UNDER_5 = "under_5"
    FROM_5_TO_9 = "5_to_9"
    FROM_10_TO_12 = "10_to_12"
    FROM_13_TO_15 = "13_to_15"
    FROM_16_TO_17 = "16_to_17"
    ADULT_NOW = "adult_now"
    NOT_SURE = "not_sure"


class Recency(Word):
    """Whether it is recent or long ago."""

    RECENT = "recent"
    LONG_AGO = "long_ago"
    NOT_SURE = "not_sure"


class SocialCare(Word):
    """Whether social care knows the child."""

    OPEN = "open"
    CLOSED = "closed"
    NO = "no"
    NOT_SURE = "not_sure"


class Communication(Word):
    """What the child needs so as to be understood; changes wording only."""

    NO_EXTRA_NEED = "no_extra_need"
    DISABILITY = "disability"
    LANGUAGE = "language"
    NOT_SURE = "not_sure"


class Marker(Word):
    """What makes a worry at least a matter for social care the same day, whatever else is known."""

    SEXUAL_ACTIVITY = "sexual_activity"
    PREGNANCY_OR_INFECTION = "pregnancy_or_infection"
    FORCE_OR_GAP = "force_or_gap"          # child on child with force, a wide age gap or a shared home
    INJURY = "injury"


@dataclass(frozen=True)
class Concern:
    """Everything that triage may look at. ``area``, ``communication`` and ``agency`` change contacts and words only."""

    role: Role = Role.UNKNOWN
    nature: Nature = Nature.GENERAL
    about: About | None = None
    contact: NextContact | None = None
    told: Answer | None = None
    other_children: Answer | None = None
    age_band: AgeBand | None = None
    recency: Recency | None = None
    social_care: SocialCare | None = None
    known_history: Answer | None = None
    pressure: Answer | None = None         # could telling the family reach the person or press the child
    marker: Marker | None = None
    area: Area = Area.UNKNOWN
    communication: Communication | None = None
    agency: str | None = None


KINDS: dict[str, type[Word]] = {
    "role": Role, "nature": Nature, "about": About, "contact": NextContact, "told": Answer, "other_children": Answer,
    "age_band": AgeBand, "recency": Recency, "social_care": SocialCare, "known_history": Answer, "pressure": Answer,
    "marker": Marker, "area": Area, "communication": Communication,
}


def from_facts(facts: dict[str, str]) -> Concern:
    """Build a concern from plain words; a word that is not of its list is left out (as if it had not been said)."""
    known = {f.name for f in fields(Concern)}
    given: dict[str, object] = {}
    for name, value in facts.items():
        kind = KINDS.get(name)
        if name not in known or value is None:
            continue
        if kind is None:
            given[name] = value
        elif value in kind.words():
            given[name] = kind(value)
    return Concern(**given)  # type: ignore[arg-type]

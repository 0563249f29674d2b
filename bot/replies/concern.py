"""The reply to a worry: a provisional decision first, then one question that sharpens it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.contacts.directory import Contact
from bot.contacts.service import choose
from bot.guidance.articles import citation
from bot.guidance.shelf import shared_library
from bot.replies.emergency import directory, escalation
from bot.replies.reply import Option, Question, Reply, contact_line
from bot.replies.words import danger_line, for_role, headings, not_a_report, words
from bot.terms import Area, Kind, Role, Route, Urgency
from bot.triage.concern import Answer, Concern, Nature, NextContact
from bot.triage.decide import Decision, decide
from bot.triage.questions import question as question_words

Signs = tuple[dict[str, str], ...]
EMERGENCY = "999"
STANDING = 3  # numbers in the line that stands beside every question
RINGING = 2  # steps of the decision that an emergency says already: whom to ring, and to keep the child apart


def question(slot: str, role: Role, nature: str = "") -> Question:
    """The words and choices of one question, always with a way past it."""
    text, options = question_words(slot, role, nature)
    return Question(slot, text, tuple(Option(title, title) for title, _ in options))


def full(
    decision: Decision, role: Role, area: Area, now: datetime, signs: Signs = (), asked: Question | None = None,
    first: bool = True, opening: str | None = None,
) -> Reply:
    """The whole answer. A decision for 999 has the numbers and the question of an emergency, beside its own words."""
    if decision.route is Route.EMERGENCY or decision.urgency is Urgency.IMMEDIATE:
        return _urgent(decision, role, area, now, signs)
    return Reply(
        kind=Kind.CONCERN, topic=decision.topic, route=decision.route, urgency=decision.urgency,
        opening=opening or decision.opening, reason=decision.reason, signs=signs, steps=decision.steps,
        avoid=decision.avoid, record=decision.record if role is Role.PROFESSIONAL else (),
        contacts=choose(directory(), decision.contacts, area, now, role), citations=_cited(decision),
        question=asked, closing=(danger_line(role), not_a_report(role)) if first else (danger_line(role),),
        headings=headings(),
    )


def _urgent(decision: Decision, role: Role, area: Area, now: datetime, signs: Signs) -> Reply:
    """999 and the other numbers first, then what this decision says; a child hears the words meant for a child."""
    base = replace(escalation(("returning_tonight",), role, area, now, signs=signs), topic=decision.topic)
    if role is Role.YOUNG_PERSON:
        return base
    more = choose(directory(), decision.contacts, area, now, role)
    return replace(
        base, opening=decision.opening, reason=decision.reason, steps=decision.steps, avoid=decision.avoid,
        record=decision.record if role is Role.PROFESSIONAL else (), citations=_cited(decision),
        contacts=(*base.contacts, *(c for c in more if c not in base.contacts)), headings=headings(),
    )


def _cited(decision: Decision) -> tuple[dict[str, Any], ...]:
    """The decision's citations as the contract wants them."""
    return tuple(citation(dict(c), shared_library().edition) for c in decision.citations)


def before_they_go(reply: Reply) -> Reply:
    """An emergency of a child who is about to go back, with what staff do besides ringing 999, and must not do."""
    told = decide(Concern(role=Role.PROFESSIONAL, nature=Nature.DISCLOSURE, told=Answer.YES, contact=NextContact.TODAY))
    return replace(
        reply, steps=(*reply.steps, *told.steps[RINGING:]), avoid=told.avoid, record=told.record,
        citations=_cited(told), headings={**headings(), **reply.headings},
    )


def ask(
    decision: Decision, role: Role, area: Area, now: datetime, asked: Question, turn: int, opening: str | None = None,
    signs: Signs = (), numbers: bool = False,
) -> Reply:
    """A question, when the answer before it still stands; it carries the current route, and whom to ring in one line.

    ``numbers``: where the child lives has just been learnt, so all the numbers are given again, the right one first.
    """
    lines = for_role(words("concern")["ack"], role)
    opening = opening or lines[turn % len(lines)]
    # ``check`` belongs to an answer that opens with the question about danger; that has been asked by now.
    urgency = Urgency.SAME_DAY if decision.urgency is Urgency.CHECK else decision.urgency
    contacts = choose(directory(), decision.contacts, area, now, role)
    return Reply(
        kind=Kind.QUESTION, topic=decision.topic, route=decision.route, urgency=urgency, opening=opening,
        signs=signs, question=asked, headings=headings(), contacts=contacts if numbers else (),
        closing=(danger_line(role),) if numbers else (_standing(decision.route, contacts),),
    )


def _standing(route: Route, contacts: tuple[Contact, ...]) -> str:
    """The next step and whom to ring, in one line: a client that shows the last answer alone still helps."""
    say = words("concern")["standing"]
    numbers = "; ".join([contact_line(c) for c in contacts if c.phone and c.phone != EMERGENCY][:STANDING])
    step = words("page")["card"]["routes"].get(str(route), "")
    parts = (say["step"].format(step=step) if step else "", say["ring"].format(numbers=numbers) if numbers else "")
    return " ".join(part for part in (*parts, say["danger"]) if part)


def in_place_of_thanks(name: str) -> str:
    """What is said to somebody who does not know, has told it before, or gives no names."""
    return str(words("concern")[name])


def learnt(facts: dict[str, str]) -> str | None:
    """What was understood from the last line, in words; None where it has none."""
    shown = facts_shown(facts)
    return str(words("concern")["learnt"]).format(facts=", ".join(shown.values())) if shown else None


def noted(changed: bool) -> str:
    """What is said to a detail that was not asked for."""
    return str(words("concern")["changed" if changed else "again"])


def summary(
    decision: Decision, role: Role, area: Area, now: datetime, facts: dict[str, str], signs: Signs,
) -> Reply:
    """The outcome: what was understood, each part removable, and the decision with everything that goes with it."""
    whole = full(decision, role, area, now, signs)
    if whole.kind is Kind.ESCALATION:
        return whole
    say = words("concern")
    helped = words("common")["helped"]
    opening = say["summary"]["opening"] if facts or signs else say["summary"]["none"]
    points = (f"{say['summary']['facts']} {', '.join(facts.values())}.",) if facts else ()
    removable = (f"{say['remove']} {label}" for label in (*(s["label"] for s in signs), *facts.values()))
    extra = tuple(Option(title, title) for title in removable)
    extra += tuple(Option(o, o) for o in (*say["offers"], *helped["options"]))
    return replace(
        whole, opening=opening, reason=decision.reason or decision.opening, points=points, extra=extra,
        facts=tuple({"slot": slot, "label": label} for slot, label in facts.items()),
    )


def removed(decision: Decision, role: Role, area: Area, now: datetime, signs: Signs) -> Reply:
    """A fact or sign was taken back: it goes from the list, but route and urgency never fall for it."""
    return full(decision, role, area, now, signs, first=False, opening=words("concern")["removed"])


def facts_shown(facts: dict[str, str]) -> dict[str, str]:
    """What was understood: for each fact that may be taken back, its words, in the order of asking."""
    say: dict[str, dict[str, str]] = words("concern")["understood"]
    nature = facts.get("nature", "")
    shown: dict[str, str] = {}
    for slot, choices in say.items():
        own = choices.get(f"{nature}_{facts.get(slot)}") or choices.get(str(facts.get(slot)))
        if own:
            shown[slot] = own
    return shown

"""A poisoned change set is refused, and each thing in it for its own reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import overlap
from bot.changes.checks import Against, Pair, reasons
from bot.changes.make import Repository, additions
from bot.changes.mark import LEAD, Mark
from bot.errors import ScrubError
from bot.scrubbed import Scrubbed

pytestmark = pytest.mark.thorough

ONE, TWO = (("ann", "editor"),), (("ann", "editor"), ("ben", LEAD))
CALM = "which form does our brass band need before the summer trip"


def pairs(there: Repository, *marks: Mark) -> list[Pair]:
    return [(mark, additions(mark, there, lambda text, danger: "")) for mark in marks]


def risky(number: int, against: Against) -> list[str]:
    """Messages of danger that are not among the examples."""
    return [f"{text} now please and quickly" for text, danger in against.verdicts.items() if danger][:number]


def of(found: list[str], mark: int) -> str:
    """The reasons against one mark."""
    return "; ".join(line for line in found if line.startswith(f"mark {mark} "))


def test_a_poisoned_change_set_is_refused_with_each_reason(there: Repository, against: Against) -> None:
    measured = next(text for text in against.heard if len(overlap.plain(text).split()) >= overlap.SHORT)
    poison = [
        *(Mark(text, "relabel", "out_of_scope", ONE) for text in risky(50, against)),
        Mark(CALM, "article", "parental_consent", ONE, point={"say": "Ring our desk on 01223 555 0199.", "asks": []}),
        Mark("Siobhan Gallagher told her teacher about it", "relabel", "concern_disclosure", ONE),
        Mark(measured, "relabel", "concern_general", ONE),
    ]
    found = reasons(pairs(there, *poison), against)
    lowered = [number for number in range(1, 51) if "two different people" in of(found, number)
               or "nearly the same stands as danger" in of(found, number) or "another label" in of(found, number)]
    assert lowered == list(range(1, 51))
    assert any("lowers the risk of" in line and "at most 10" in line for line in found)
    assert "telephone number that is not in the directory" in of(found, 51)
    assert "personal data" in of(found, 52)
    assert "the service is measured on this message" in of(found, 53)
    assert not any("Siobhan" in line or measured in line for line in found), "a reason quotes nobody"


def test_a_harmless_correction_passes(there: Repository, against: Against) -> None:
    assert reasons(pairs(there, Mark(CALM, "relabel", "out_of_scope", ONE)), against) == []


@pytest.mark.parametrize(("signers", "passes"), [
    (ONE, False), ((("ann", "editor"), ("ben", "editor")), False), ((("ann", LEAD),), False),
    ((("ann", "editor"), ("ann", LEAD)), False), (TWO, True), ((("ann", LEAD), ("ben", LEAD)), True),
])
def test_lowering_risk_takes_two_people_one_of_them_a_safety_lead(
    signers: tuple[tuple[str, str], ...], passes: bool, there: Repository, against: Against
) -> None:
    found = reasons(pairs(there, Mark(CALM, "risk_down", "news_fiction", signers)), against)
    assert (found == []) is passes
    assert passes or "two different people" in found[0]


def test_two_people_are_not_enough_to_call_a_known_danger_harmless(there: Repository, against: Against) -> None:
    known = next(text for text, danger in against.verdicts.items() if danger and len(text.split()) > 8)
    found = reasons(pairs(there, Mark(known, "risk_down", "news_fiction", TWO)), against)
    assert "another label (danger=immediate)" in of(found, 1)
    nearly = f"{known} sorry"
    assert "nearly the same stands as danger" in of(
        reasons(pairs(there, Mark(nearly, "risk_down", "news_fiction", TWO)), against), 1
    )


def test_more_than_ten_messages_are_not_called_harmless_at_once(there: Repository, against: Against) -> None:
    many = [Mark(f"{CALM} number {word}", "risk_down", "news_fiction", TWO) for word in "abcdefghijk"]
    assert [line for line in reasons(pairs(there, *many), against) if "at once" in line] != []
    assert [line for line in reasons(pairs(there, *many[:10]), against) if "at once" in line] == []


def test_the_same_text_twice_or_under_two_labels_is_refused(there: Repository, against: Against) -> None:
    two = pairs(there, Mark(CALM, "relabel", "out_of_scope", ONE), Mark(CALM, "relabel", "concern_general", ONE))
    assert "two labels in this change set" in of(reasons(two, against), 2)
    stands = "do I need the parents' permission to refer"
    marks = (Mark(stands, "relabel", intent, ONE) for intent in ("ask_parental_consent", "out_of_scope"))
    found = reasons(pairs(there, *marks), against)
    assert "stands there already" in of(found, 1)
    assert "another label (intent=ask_parental_consent)" in of(found, 2)


@pytest.mark.parametrize(("text", "why"), [
    ("write to her at jo.bloggs@example.org about the trip", "personal data"),
    ("we live at 14 Mill Lane and he walks past our house", "personal data"),
    ("[PERSON_1] told me that [PERSON_2] is kind to the band", ""),
])
def test_what_could_name_somebody_is_kept_out(text: str, why: str, there: Repository, against: Against) -> None:
    found = of(reasons(pairs(there, Mark(text, "relabel", "concern_general", ONE)), against), 1)
    assert why in found
    assert why or not found


def test_a_second_detector_has_its_say_and_a_scrubber_that_fails_keeps_out(there: Repository, against: Against) -> None:
    def fails(text: str) -> Scrubbed:
        raise ScrubError("no")

    held = pairs(there, Mark("ask for Philippa Longbottom at the desk", "relabel", "concern_general", ONE))
    deaf = replace(against, scrub=Scrubbed)
    assert "a second detector finds personal data (person)" in of(reasons(held, deaf), 1)
    assert "could not be searched" in of(reasons(held, replace(against, scrub=fails)), 1)


def test_a_mark_that_nobody_signed_and_a_promise_of_secrecy_are_refused(there: Repository, against: Against) -> None:
    point = {"say": "We promise this stays secret between us.", "asks": ["is it secret"]}
    found = reasons(pairs(there, Mark(CALM, "article", "parental_consent", point=point)), against)
    assert "nobody signed it" in of(found, 1)
    assert "never said (promise_of_secrecy)" in of(found, 1)

"""The log is told which rule of triage chose a route, and nothing where none did."""

from __future__ import annotations

import pytest

from bot.engine.why import LONGEST, why
from bot.records.log import WORD

CARD = {"kind": "concern", "route": "childrens_social_care"}
SLOTS = {"nature": "disclosure", "role": "parent", "told": "not_asked", "situations": None}


def test_a_route_of_triage_has_its_rule() -> None:
    assert why(CARD, SLOTS) == "disclosure"
    assert why({**CARD, "kind": "question"}, SLOTS) == "disclosure"


def test_the_situations_that_it_read_stand_beside_it_as_far_as_the_column_goes() -> None:
    assert why(CARD, {**SLOTS, "situations": ["no_such_situation"]}) == "disclosure+no_such_situation"
    long = why(CARD, {**SLOTS, "situations": ["no_such_situation"] * 9}) or ""
    assert 60 < len(long) <= LONGEST
    assert WORD.fullmatch(long)


@pytest.mark.parametrize(("card", "slots"), [
    ({**CARD, "kind": "answer"}, SLOTS), (CARD, {**SLOTS, "role": "young_person"}), (CARD, {}), ({}, SLOTS),
    ({**CARD, "route": "police"}, SLOTS), ({**CARD, "kind": "escalation", "route": "emergency"}, SLOTS),
], ids=["a question answered", "a child", "no worry told", "no answer", "held up by what was said", "the signals"])
def test_where_no_rule_chose_the_route_there_is_none(card: dict[str, object], slots: dict[str, object]) -> None:
    assert why(card, slots) is None

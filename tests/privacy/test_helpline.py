"""What goes and what stays in messages as a helpline gets them; a bar below what was reached, never lowered."""

from pathlib import Path

import pytest

from bot.evaluation import personal

pytestmark = pytest.mark.thorough

LINES = [
    line for line in Path(__file__).with_name("helpline.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
MESSAGES = [personal.read(f"row {n}", line.removeprefix("= ")) for n, line in enumerate(LINES)]
PATTERNED = ("phone", "email", "postcode", "nhs_number", "ni_number", "bank", "ip", "vehicle", "url", "case_number")


def test_personal_data_goes_from_helpline_messages_and_the_rest_stays(scrubber):
    found = personal.measure(MESSAGES[::3], lambda text: scrubber.scrub(text).text)  # a third: the bench takes all
    assert found["removed"] >= 0.97
    assert found["removed_person"] >= 0.96
    assert found["kept"] >= 0.985
    assert found["touched"] <= 0.02
    assert [kind for kind in PATTERNED if found.get(f"removed_{kind}", 1.0) < 0.98] == []

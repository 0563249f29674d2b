"""Names, telephone numbers and postcodes are sent by every way in; afterwards no file and no output holds them."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import marks
from tests.server.service import Shared, card, until

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]
EVERYONE = marks.everyone()
FILLER = "we had tea and then the rain came and nobody said very much at all "


@pytest.fixture(params=EVERYONE)
def people(request: pytest.FixtureRequest) -> list[marks.Person]:
    return EVERYONE[request.param]


@pytest.fixture
def swept(running: Shared) -> Iterator[Shared]:
    """The service; after the test every file and all output is looked through for what was not there before it."""
    before = marks.leaks(written(running))
    yield running
    files = written(running)
    assert {path.name for path in files} >= {"safeguard.db", "safeguard.db-wal", "safeguard.db-shm", "secret"}
    new = [where for leak, where in marks.leaks(files).items() if leak not in before]
    if new:
        pytest.fail("\n".join([f"{len(new)} leaks:", *new[:40]]), pytrace=False)


def written(service: Shared) -> list[Path]:
    """Every file of the service: data, temporary files, and what its processes have printed."""
    folders = (service.data, service.data.with_name("tmp"))
    return [service.output, *(path for folder in folders for path in folder.rglob("*") if path.is_file())]


def tell(service: Shared, text: str, sender: str, role: str = "unknown") -> str:
    answer = service.say(text, sender, role=role)
    assert answer["text"].strip()
    return str(card(answer)["kind"])


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    for number, text in enumerate(("x ZEBEDEE y", "call 07700900461", "call 07700-900 461", "at pe293zq.", "CB7 4YX")):
        path = tmp_path / str(number)
        path.write_text(text)
        assert len(marks.leaks([path])) == 1, text
    (tmp_path / "clean").write_text("[PERSON_1] rang 999 and 0800 1111 from PE1")
    assert marks.leaks([tmp_path / "clean"]) == {}


def test_worries_and_questions(swept: Shared, people: list[marks.Person]) -> None:
    for person in people:
        for number, text in enumerate(marks.CALM):
            tell(swept, marks.filled(text, person), f"calm {number} {person}", "parent")
    until(lambda: "turn status=answered" in swept.output.read_text(), "the log to be at DEBUG", 10)
    texts = [str(row[0]) for row in swept.rows("SELECT text FROM turn_log WHERE text IS NOT NULL")]
    assert any("[PERSON_1]" in text for text in texts), "the text is kept with its names hidden, not thrown away"
    assert any("[PHONE_1]" in text for text in texts)
    assert any("[POSTCODE_1]" in text for text in texts)


def test_danger(swept: Shared, people: list[marks.Person]) -> None:
    for person in people:
        for number, text in enumerate(marks.DANGER):
            assert tell(swept, marks.filled(text, person), f"danger {number} {person}") == "escalation"


def test_answers_to_the_questions_of_a_form(swept: Shared, people: list[marks.Person]) -> None:
    for person in people:
        sender = f"form {person}"
        tell(swept, "my boy is frightened of somebody at the pool", sender, "parent")
        for text in ("it is {n}, he is on {p}", "{n}", "we live at {c}", "{f}", "call me {n} on {p} thanks"):
            tell(swept, marks.filled(text, person), sender, "parent")


def test_messages_that_are_too_long(swept: Shared, people: list[marks.Person]) -> None:
    for person in people:
        marked = marks.filled("{n} of {c} on {p} ", person)
        for place, text in enumerate((marked + FILLER * 60, FILLER * 60 + marked, marked + "a " * 900)):
            tell(swept, text, f"long {place} {person}")
        tell(swept, f"{marked} help he is hurting her now {FILLER * 60}", f"long danger {person}")


def test_who_says_they_are_somebody(swept: Shared, people: list[marks.Person]) -> None:
    for name, phone, postcode in people:
        for sender in (name, phone, f"{name} {postcode}"):
            swept.say("hello", sender, role=name, area=postcode, message_id=f"{name} {phone}", name=name)
            tell(swept, "delete my conversation", sender)


def test_requests_that_are_refused(swept: Shared, people: list[marks.Person]) -> None:
    for person in people:
        words = marks.filled("{n} {p} {c}", person)
        bodies = [
            f'{{"sender": "a", "message": "{words}', words, f'{{"sender": "{words}", "message": 5}}',
            json.dumps({"sender": "a", "message": [words]}), json.dumps({words: words}),
            json.dumps({"sender": words * 100, "message": words}), json.dumps({"sender": "a", "message": words * 4000}),
            json.dumps({"sender": "a", "message": words, "metadata": words}),
            json.dumps({"sender": "a", "message": words, "metadata": {"role": [words]}}),
        ]
        for body in (*bodies, words.encode("utf-16").decode("latin-1")):
            status, said = swept.post(body.encode(), {"X-Name": words, "User-Agent": words, "Referer": words})
            assert 400 <= status < 500
            assert person[0].lower() not in json.dumps(said).lower()
    path = "/" + marks.filled("{n}?who={n}&ring={p}", people[0]).replace(" ", "%20")
    assert swept.get(path)[0] == 404
    assert swept.post({"sender": "a"}, path=path)[0] == 404


def test_with_the_engine_down_and_coming_back(swept: Shared, people: list[marks.Person]) -> None:
    os.kill(swept.engine(), signal.SIGKILL)
    for person in people:
        assert tell(swept, marks.filled(marks.CALM[0], person), f"down {person}") in ("error", "concern", "escalation")
        assert tell(swept, marks.filled(marks.DANGER[0], person), f"down danger {person}") == "escalation"
    swept.wait()
    for person in people:
        tell(swept, marks.filled(marks.CALM[1], person), f"down {person}")


def test_with_the_edge_killed_and_only_starting(swept: Shared, people: list[marks.Person]) -> None:
    """The first seconds have no scrubber yet; what the dead edge had begun to write is in the write-ahead file."""
    for number, person in enumerate(people[:2]):
        tell(swept, marks.filled(marks.CALM[2], person), f"starting {person}")
        os.kill(swept.edge(), signal.SIGKILL)
        for text in (marks.CALM[0], marks.DANGER[number], marks.CALM[4]):
            tell(swept, marks.filled(text, person), f"starting {person}")
        swept.wait()

"""Fifty pieces of personal data by every way in and through every failure: none is written, printed or mapped."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.server import written
from tests.server.items import Item, items
from tests.server.service import WEBHOOK, WORRY, Service, card, until

pytestmark = [pytest.mark.server, pytest.mark.timeout(900)]
ITEMS = items()
FILLER = "we had tea and then the rain came and nobody said very much at all "
FAULTS = Path(__file__).with_name("faults")


class Faulty(Service):
    """A service some of whose parts can be made to fail."""

    def __init__(self, folder: Path) -> None:
        self.faults = folder / "faults"
        self.faults.mkdir(parents=True)
        path = os.pathsep.join((str(FAULTS), os.environ.get("PYTHONPATH", "")))
        super().__init__(folder, {"PYTHONPATH": path, "TEST_FAULTS": str(self.faults)})

    @contextmanager
    def fault(self, name: str) -> Iterator[None]:
        (self.faults / name).touch()
        try:
            yield
        finally:  # else every situation after a failing one fails with it
            (self.faults / name).unlink()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faulty]:
    made = Faulty(tmp_path_factory.mktemp("faulty") / "service")
    made.wait()
    yield made
    made.stop()


def as_it_is(item: Item) -> str:
    return item.text


def tell(service: Service, how: str, text: Callable[[Item], str] = as_it_is, most: int = 100) -> list[str]:
    """Send a message for each item, each from a sender of its own; the kinds of the answers."""
    kinds = []
    for number, item in enumerate(ITEMS[:most]):
        answer = service.say(text(item), f"{how} {number}", role="parent")
        assert answer["text"].strip()
        kinds.append(card(answer)["kind"])
    return kinds


def answered(service: Faulty) -> None:
    tell(service, "answered")
    texts = [str(row[0]) for row in service.rows("SELECT text FROM turn_log WHERE text IS NOT NULL")]
    assert len(texts) >= len(ITEMS) - 5
    assert sum("[" in text for text in texts) >= len(ITEMS) - 5, "kept with placeholders, not thrown away"


def danger(service: Faulty) -> None:
    kinds = tell(service, "danger", lambda item: f"help us he is hurting her right now! {item.text}")
    assert set(kinds) == {"escalation"}, "no personal detail takes the edge off a plain cry for help"


def form(service: Faulty) -> None:
    for number, item in enumerate(ITEMS):
        service.say(WORRY, f"form {number}", role="parent")
        service.say(item.text, f"form {number}", role="parent")
        service.say("delete my conversation", f"form {number}", role="parent")


def too_long(service: Faulty) -> None:
    tell(service, "long", lambda item: f"{item.text} {FILLER * 40}")
    tell(service, "long end", lambda item: f"{FILLER * 40} {item.text}", 10)


def too_big(service: Faulty) -> None:
    for item in ITEMS:
        assert service.post({"sender": item.value, "message": item.text * 6000})[0] == 413


def malformed(service: Faulty) -> None:
    for item in ITEMS:
        words = json.dumps(item.text)
        for body in (
            item.text, f'{{"sender": "a", "message": {words}', f"[{words}]", f'{{{words}: {words}}}', words,
            f'{{"sender": [{words}], "message": 5}}', f'{{"sender": "a", "message": {words}, "metadata": {words}}}',
            f'{{"sender": "a", "message": {words}, "metadata": {{"role": [{words}]}}}}', "\ufeff" + item.text,
        ):
            status, said = service.post(body.encode())
            assert 400 <= status < 500
            assert item.marks[0] not in json.dumps(said).lower()
        assert service.post(item.text.encode("utf-16"))[0] == 400


def paths_and_queries(service: Faulty) -> None:
    for item in ITEMS:
        words = urllib.parse.quote(item.text, safe="")
        assert service.get(f"/{words}")[0] == 404
        assert service.get(f"/?who={words}&ring={words}")[0] == 200
        assert service.get(f"/static/{words}")[0] == 404
        assert service.post({"sender": item.text, "message": item.text}, path=f"/{words}?x={words}")[0] == 404
        assert service.get(f"{WEBHOOK}?message={words}")[0] == 405


def headers(service: Faulty) -> None:
    for item in ITEMS:
        words = item.text.encode().decode("latin-1")
        given = dict.fromkeys(("User-Agent", "Referer", "Cookie", "Authorization", "X-Name", "Origin"), words)
        for kind in ("application/json", words):
            status, _ = service.post(item.text.encode(), {**given, "Content-Type": kind, "X-Forwarded-For": words})
            assert 400 <= status < 500


def odd_connections(service: Faulty) -> None:
    """An upgrade to a websocket, no HTTP at all, a header without end, a body that breaks off."""
    for item in ITEMS:
        words, line = item.text.encode(), urllib.parse.quote(item.text).encode()
        for sent in (
            b"GET /ws?" + line + b" HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\x81\x05" + words,
            words + b"\r\n\r\n",
            b"GET /" + words + b" HTTP/1.1\r\nHost: x\r\n\r\n",
            b"POST " + WEBHOOK.encode() + b" HTTP/1.1\r\nHost: x\r\nX: " + words * 400 + b"\r\n\r\n",
            b"POST " + WEBHOOK.encode() + b" HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n" + words,
            b"POST " + WEBHOOK.encode() + b" HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + words,
        ):
            with socket.create_connection(("127.0.0.1", service.port), timeout=5) as connection:
                connection.sendall(sent)
                connection.settimeout(0.02)
                try:
                    connection.recv(65536)
                except (TimeoutError, ConnectionError):
                    continue


def who_they_are(service: Faulty) -> None:
    for item in ITEMS:
        service.say("hello", item.value, role=item.value, area=item.value, message_id=item.value, name=item.text)


def engine_killed(service: Faulty) -> None:
    os.kill(service.engine(), signal.SIGKILL)
    assert "error" in tell(service, "killed")
    service.wait()


def engine_hangs(service: Faulty) -> None:
    engine = service.engine()
    os.kill(engine, signal.SIGSTOP)
    try:
        assert "error" in tell(service, "hangs")
    finally:
        os.kill(engine, signal.SIGCONT)
    until(service.ready, "the engine to be back", 60)


def edge_killed(service: Faulty) -> None:
    """Each time the first seconds have no scrubber yet."""
    for number in (0, 1):
        os.kill(service.edge(), signal.SIGKILL)
        tell(service, f"edge {number}")
        service.wait()


def failing(name: str) -> Callable[[Faulty], None]:
    """The situation in which one part raises an error that quotes what it was given."""
    def situation(service: Faulty) -> None:
        with service.fault(name):
            tell(service, f"failing {name}")

    return situation


def channel_raises(service: Faulty) -> None:
    """The channel has not read who writes, so that the fixed answer names no recipient."""
    with service.fault("channel"):
        for number, item in enumerate(ITEMS):
            status, messages = service.post({"sender": f"channel {number}", "message": item.text})
            assert (status, len(messages)) == (200, 1)
            assert "999" in messages[0]["text"]


def store_locked(service: Faulty) -> None:
    with closing(sqlite3.connect(service.data / "safeguard.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "error" in tell(service, "locked", most=6)
    until(lambda: service.say("hello", "after the lock")["custom"]["guidance"]["kind"] == "smalltalk", "the store", 60)


def flood(service: Faulty) -> None:
    statuses = [service.post({"sender": "flood", "message": item.text})[0] for item in ITEMS]
    assert statuses[-1] == 429


def twice(service: Faulty) -> None:
    for number, item in enumerate(ITEMS):
        bodies = [service.say(item.text, f"twice {number}", message_id=item.value) for _ in range(2)]
        assert bodies[0] == bodies[1]


SITUATIONS: dict[str, Callable[[Faulty], None]] = {
    "answered": answered, "danger": danger, "in a form, then deleted": form, "too long": too_long, "413": too_big,
    "malformed": malformed, "paths and queries": paths_and_queries, "headers": headers,
    "odd connections": odd_connections, "who they say they are": who_they_are, "engine killed": engine_killed,
    "engine hangs": engine_hangs, "action raises": failing("action"), "understanding raises": failing("understanding"),
    "scrubber raises": failing("scrub"), "judge raises": failing("judge"), "store raises": failing("store"),
    "channel raises": channel_raises, "store locked": store_locked, "edge killed": edge_killed, "429": flood,
    "the same message twice": twice,
}


def test_there_are_enough_of_both() -> None:
    assert len(ITEMS) >= 40
    assert len({item.kind for item in ITEMS}) >= 12
    assert len(SITUATIONS) >= 12


@pytest.mark.parametrize("name", SITUATIONS)
def test_nothing_of_it_is_anywhere(service: Faulty, name: str) -> None:
    SITUATIONS[name](service)
    found = written.leaks(service)
    if found:
        pytest.fail("\n".join([f"{len(found)} leaks:", *found[:30]]), pytrace=False)


def test_the_search_sees_output_open_files_and_shared_memory(service: Faulty) -> None:
    """Last, for it leaks on purpose."""
    with service.fault("leak"):
        service.say("my son is sad, controlmark", "control", role="parent")
    places = {name: b"controlmark" in content for name, content in written.everything(service)}
    assert places[str(service.output)]
    names = " ".join(places)
    for part in ("safeguard.db ", "safeguard.db-wal", "maps", "safeguard.db-shm", "secret"):
        assert part in f"{names} "
    assert "DEBUG" in service.output.read_text() or "turn status=" in service.output.read_text()

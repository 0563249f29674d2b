"""People who write on and on while the service is killed: each message again under its id until it is answered."""

from __future__ import annotations

import itertools
import json
import sqlite3
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.records.keys import conversation_key
from bot.replies.words import words
from tests.server.service import WEBHOOK

WORDS = ("sad", "quiet", "cross", "tired")  # nothing that could be taken for a name
PATIENCE = 10.0
NOT_KEPT = (words("emergency")["not_kept"], words("edge")["starting"]["opening"])  # the same message again is no other


def texts() -> Iterator[str]:
    """Messages that differ."""
    for length in itertools.count(4):
        for row in itertools.product(WORDS, repeat=length):
            yield f"my son is {' and '.join(row)}"


@dataclass
class Writer:
    """One person. ``acknowledged`` are the messages whose answer arrived and did not say that nothing was kept."""

    url: str
    name: str
    pause: float = 0.0
    acknowledged: list[str] = field(default_factory=list)
    failed: int = 0
    tries: int = 0
    _ended: threading.Event = field(default_factory=threading.Event)

    def start(self) -> Writer:
        self._thread = threading.Thread(target=self._write, name=self.name)
        self._thread.start()
        return self

    def end(self) -> None:
        self._ended.set()
        self._thread.join(2 * PATIENCE)
        assert not self._thread.is_alive()

    def _write(self) -> None:
        for number, text in enumerate(texts()):
            if self._ended.wait(self.pause):
                return
            while True:
                answer = self._post(text, f"{self.name} {number} {self.failed}")
                if answer is not None and answer["custom"]["guidance"]["kind"] != "error":
                    self.acknowledged.append(text)
                    break
                if answer is not None and not any(line in answer["text"] for line in NOT_KEPT):
                    self.failed += 1  # kept as failed: that message has had its answer, and is written anew
                if self._ended.wait(0.02):
                    return

    def _post(self, text: str, message_id: str) -> dict[str, Any] | None:
        self.tries += 1
        body = json.dumps({"sender": self.name, "message": text, "metadata": {"message_id": message_id}}).encode()
        request = urllib.request.Request(f"{self.url}{WEBHOOK}", body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                answer: dict[str, Any] = json.load(response)[0]
                return answer
        except (OSError, ValueError):
            return None


def lost_or_doubled(writers: list[Writer], data: Path) -> list[str]:
    """What is wrong with the store: an acknowledged message that is not in it once, a gap, or damage."""
    found: list[str] = []
    secret = (data / "secret").read_bytes()
    query = ("SELECT position, status, text FROM turn_log WHERE log_id = "
             "(SELECT log_id FROM live_conversations WHERE key = ?) ORDER BY position")
    with closing(sqlite3.connect(f"file:{data / 'safeguard.db'}?mode=ro", uri=True)) as database:
        for writer in writers:
            rows = database.execute(query, (conversation_key(secret, "rest", writer.name, writer.name),)).fetchall()
            kept = [text for _, status, text in rows if status == "answered"]
            lost = [text for text in writer.acknowledged if text not in kept]
            doubled = [text for text in kept if kept.count(text) > 1]
            unordered = [text for text in kept if text in writer.acknowledged] != writer.acknowledged
            gaps = [row[0] for row in rows] != list(range(1, len(rows) + 1))
            faults = {"lost": lost, "doubled": doubled, "out of order": unordered, "gaps": gaps}
            found += [f"{writer.name}: {name} {what}" for name, what in faults.items() if what]
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            found.append("the store is damaged")
    return found


def lost_in_the_engine(writers: list[Writer], data: Path) -> list[str]:
    """What is wrong with the engine's own table: an acknowledged message that it does not have, a turn twice."""
    found: list[str] = []
    secret = (data / "secret").read_bytes()
    query = "SELECT data FROM events WHERE sender_id = ? AND type_name = 'user' ORDER BY id"
    with closing(sqlite3.connect(f"file:{data / 'safeguard.db'}?mode=ro", uri=True)) as database:
        for writer in writers:
            rows = database.execute(query, (conversation_key(secret, "rest", writer.name, writer.name),))
            said = [json.loads(event) for (event,) in rows]
            texts, turns = {one["text"] for one in said}, [one["metadata"]["turn"] for one in said]
            lost = [text for text in writer.acknowledged if text not in texts]
            doubled = len(turns) - len(set(turns))
            faults = {"lost by the engine": lost, "doubled by the engine": doubled}
            found += [f"{writer.name}: {name} {what}" for name, what in faults.items() if what]
    return found

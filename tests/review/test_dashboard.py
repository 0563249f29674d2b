"""Charts, shares and likeness: what is hidden in a table is hidden in its chart too."""

from __future__ import annotations

import re
from datetime import date, timedelta

import numpy as np
import pytest

from bot import cli
from bot.records.review_desk import ReviewDesk
from bot.review import dashboard, svg
from bot.review.dashboard import _share
from bot.review.likeness import LEAST, Likeness
from bot.settings import Settings
from tests.review.log import TODAY

WORDS = ("door", "locked", "school", "consent", "bus")


class Encoder:
    """Stands in for the encoder: a vector of which known words stand in a text."""

    version = "words"

    def encode(self, texts):
        rows = np.array([[float(word in text) for word in WORDS] for text in texts]).reshape(len(texts), len(WORDS))
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


class Reader:
    """Stands in for the log."""

    def __init__(self, *texts: tuple[str, date, str]) -> None:
        self._texts = list(texts)

    def texts(self, since=None):
        return [one for one in self._texts if since is None or one[1] >= since]


EXAMPLES = [("the door is locked", "immediate_risk"), ("what is consent", "ask_parental_consent")]


def test_a_hidden_number_has_no_bar_and_markup_in_a_name_is_text():
    chart = svg.bars([("<b>web</b>", 10, "10"), ("teams", None, "under 5")], "Channels")
    assert re.findall(r'width="([\d.]+)" height="22"', chart) == ["408.0", "0.0"]
    assert "&lt;b&gt;web" in chart
    assert "style" not in chart


def test_a_gap_breaks_the_line():
    chart = svg.lines([("turns", [1, None, 2, 4])], ["a", "b"], "Turns")
    assert len(re.findall("M", re.search(r' d="([^"]*)"', chart).group(1))) == 2


def test_an_empty_chart_is_still_a_chart():
    assert "svg" in svg.lines([("turns", [])], [], "Turns")
    assert "svg" in svg.bars([], "Channels")


@pytest.mark.parametrize(("part", "whole", "share"), [
    (10, 100, 10.0), (0, 100, 0.0), (3, 100, None), (98, 100, None), (0, 0, None), (100, 100, 100.0), (0, 4, None),
])
def test_a_share_does_not_tell_a_small_number(part, whole, share):
    assert _share(part, whole) == share


def test_near_messages_are_found_by_the_encoder_and_not_the_message_itself():
    reader = Reader(("r1", TODAY, "door locked"), ("r2", TODAY, "the door, locked"), ("r3", TODAY, "the bus"))
    near = Likeness(Encoder(), reader, EXAMPLES).near("r1", "door locked")
    assert [(one.row, round(one.cosine, 2)) for one in near] == [("r2", 1.0)]
    assert "locked" not in repr(near)


def test_an_empty_log_has_nothing_near():
    assert Likeness(Encoder(), Reader(), EXAMPLES).near("r1", "door") == []


def test_the_likeliest_intent_comes_first():
    assert Likeness(Encoder(), Reader(), EXAMPLES).suggest("locked door")[0] == "immediate_risk"


def test_drift_is_far_for_other_talk_and_a_small_week_is_left_out():
    last = TODAY - timedelta(days=7)
    talk = [(f"a{n}", TODAY, "the bus to school") for n in range(LEAST)]
    talk += [(f"b{n}", last, "the door is locked and consent") for n in range(LEAST)]
    talk += [(f"c{n}", last - timedelta(days=7), "bus") for n in range(LEAST - 1)]
    found = Likeness(Encoder(), Reader(*talk), EXAMPLES).drift(TODAY)
    assert [(monday.weekday(), number) for monday, _, number in found] == [(0, LEAST), (0, LEAST)]
    assert found[0][1] < 0.1
    assert found[1][1] == 1.0


def test_the_terminal_prints_a_link_that_signs_in(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("SAFEGUARD_DATA_DIR", str(tmp_path))
    assert cli.main(["review", "--link", "--who", "A Lead", "--role", "safety_lead"]) == 0
    link = capsys.readouterr().out.splitlines()[-1]
    assert link.startswith("http://127.0.0.1:5007/sign-in?token=")
    from bot import clock

    desk = ReviewDesk(Settings(data_dir=tmp_path).database)
    assert desk.take(clock.now(), link.split("token=")[1]) == ("A Lead", "safety_lead")
    desk.close()


def test_a_name_that_is_a_sentence_gets_no_link(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("SAFEGUARD_DATA_DIR", str(tmp_path))
    assert cli.main(["review", "--link", "--who", "me; and <you>"]) == 2
    assert "short" in capsys.readouterr().err


def test_the_trained_models_are_named_by_the_hashes_of_their_data(tmp_path, monkeypatch):
    (tmp_path / "trained.json").write_text('{"rasa": "bed40a884d23", "light": "9ae109069889", "files": {"a": "b"}}')
    monkeypatch.setattr(dashboard, "MODELS", tmp_path)
    assert dashboard._model() == "light:9ae1090698 rasa:bed40a884d"

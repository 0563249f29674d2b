from datetime import date, timedelta

import pytest

from bot.errors import StoreError
from bot.records.shown import LINES, TEXTS, Shown


@pytest.fixture
def shown(tmp_path):
    return Shown(tmp_path / "content")


def test_the_same_texts_are_noted_once_and_kept_once(shown, tmp_path, now):
    assert shown.note({"a": "one"}, "v1", now)
    assert not shown.note({"a": "one"}, "v1", now + timedelta(days=1))
    assert shown.note({"a": "two"}, "v2", now + timedelta(days=2))
    assert shown.note({"a": "one"}, "v1", now + timedelta(days=3)), "back again is another moment"
    assert len(list((tmp_path / "content" / TEXTS).iterdir())) == 2


def test_a_day_has_what_stood_at_its_beginning_and_what_came_in_it(shown, now):
    for days, text in ((0, "one"), (2, "two")):
        shown.note({"a": text}, text, now + timedelta(days=days))
    days = [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26), date(2027, 1, 1)]
    assert [[one.version for one in shown.on(day)] for day in days] == [[], ["one"], ["one"], ["one", "two"], ["two"]]
    assert shown.texts(shown.on(days[1])[0].digest) == {"a": "one"}


def test_a_line_that_a_crash_cut_off_loses_no_other(shown, tmp_path, now):
    shown.note({"a": "one"}, "v1", now)
    with (tmp_path / "content" / LINES).open("a", encoding="utf-8") as lines:
        lines.write('{"at": 1')
    assert [one.version for one in shown.all()] == ["v1"]


def test_texts_that_are_missing_or_were_altered_are_refused(shown, tmp_path, now):
    shown.note({"a": "one"}, "v1", now)
    shown.note({"a": "two"}, "v2", now)
    first, second = shown.all()
    folder = tmp_path / "content" / TEXTS
    (folder / f"{first.digest}.json.gz").write_bytes((folder / f"{second.digest}.json.gz").read_bytes())
    with pytest.raises(StoreError, match="altered"):
        shown.texts(first.digest)
    (folder / f"{second.digest}.json.gz").unlink()
    with pytest.raises(StoreError, match="missing"):
        shown.texts(second.digest)


def test_a_folder_that_cannot_be_written_is_said(tmp_path, now):
    (tmp_path / "content").write_text("", encoding="utf-8")
    with pytest.raises(StoreError):
        Shown(tmp_path / "content").note({}, "v1", now)

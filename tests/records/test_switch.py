import errno
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.records import switch_file
from bot.records.retention import retain
from bot.records.switch import Switch
from bot.records.switch_file import Mark


@pytest.fixture
def switch(either):
    made = Switch(either)
    yield made
    made.close()


def test_a_switch_that_nobody_touched_is_off_and_it_can_be_turned_again_and_again(switch, now):
    assert switch.paused() is False
    for paused in (True, True, False, True):
        switch.turn(paused, now)
        assert switch.paused() is paused


def test_a_switch_that_is_on_is_never_deleted(switch, either, now):
    switch.turn(True, now - timedelta(days=5 * 366))
    assert retain(either, now)["switches"] == 0
    assert switch.paused()
    switch.turn(False, now - timedelta(days=5 * 366))
    assert retain(either, now)["switches"] == 1


def test_a_store_that_is_not_there_is_said(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError):
        Switch(f"sqlite:///{tmp_path / 'file' / 'safeguard.db'}")


def test_the_mark_is_for_its_owner_alone_and_comes_back_as_it_was(tmp_path):
    mark = Mark(1.5, "A Lead", "the lines are down", here=True)
    switch_file.write(tmp_path / "var", mark)
    assert switch_file.read(tmp_path / "var") == mark
    assert (tmp_path / "var" / switch_file.FILE).stat().st_mode & 0o777 == 0o600
    switch_file.clear(tmp_path / "var")
    switch_file.clear(tmp_path / "var")
    assert switch_file.read(tmp_path / "var") is None


@pytest.mark.parametrize("there", [False, True])
def test_without_a_number_left_for_a_file_only_a_mark_that_is_there_pauses(tmp_path, monkeypatch, there):
    if there:
        switch_file.write(tmp_path, Mark(1.0, "sam"))

    def refuse(*_, **__):
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(Path, "read_text", refuse)
    assert (switch_file.read(tmp_path) is not None) is there

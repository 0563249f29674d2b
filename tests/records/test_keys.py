import multiprocessing
import stat

import pytest

from bot.errors import StoreError
from bot.records.keys import conversation_key, load_secret

SECRET = b"s" * 32


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path):
    folder = tmp_path / "var"
    secret = load_secret(folder)
    assert len(secret) == 32
    assert load_secret(folder) == secret
    assert stat.S_IMODE((folder / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["secret"]


def test_a_secret_that_others_could_read_is_closed(tmp_path):
    load_secret(tmp_path)
    (tmp_path / "secret").chmod(0o644)
    load_secret(tmp_path)
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_damaged_secret_is_refused_and_not_shown(tmp_path):
    (tmp_path / "secret").write_bytes(b"zebra")
    with pytest.raises(StoreError) as caught:
        load_secret(tmp_path)
    assert "zebra" not in repr(caught.value)


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        load_secret(tmp_path / "file" / "var")


def test_processes_that_start_together_get_one_secret(tmp_path):
    with multiprocessing.get_context("fork").Pool(4) as pool:
        secrets = pool.map(load_secret, [tmp_path / "var"] * 8)
    assert len(set(secrets)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("rest", "c", "p"), ("web", "c", "p")),
        (("rest", "c", "p"), ("rest", "d", "p")),
        (("rest", "c", "p"), ("rest", "c", "q")),
        (("rest", "cp", ""), ("rest", "c", "p")),
        (("rest", "c\x00p", ""), ("rest", "c", "\x00p")),
    ],
    ids=["endpoint", "conversation", "person", "the border between the parts", "a border forged by a zero byte"],
)
def test_another_endpoint_conversation_or_person_is_another_key(one, other):
    assert conversation_key(SECRET, *one) != conversation_key(SECRET, *other)


def test_a_key_is_64_hexadecimal_digits_that_hold_nothing_of_the_person():
    key = conversation_key(SECRET, "teams", "19:meeting", "sarah.whitcombe")
    assert len(key) == 64
    assert int(key, 16)
    assert key == conversation_key(SECRET, "teams", "19:meeting", "sarah.whitcombe")
    assert key != conversation_key(b"t" * 32, "teams", "19:meeting", "sarah.whitcombe")


def test_half_a_character_is_no_error():
    assert conversation_key(SECRET, "rest", "\ud83d", "p")

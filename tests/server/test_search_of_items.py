"""The search for marked items finds each of them in a file, however it is written."""

from __future__ import annotations

from pathlib import Path

from tests.server.items import found_in_files, items

ITEMS = items()


def test_the_search_finds_every_item_in_a_file(tmp_path: Path) -> None:
    for number, item in enumerate(ITEMS):
        path = tmp_path / str(number)
        path.write_text(f"x{item.text.upper()}x")
        assert {line.split(": ")[1] for line in found_in_files([path])} >= set(item.marks)
    key = "0065db76dcafc8eddb7fe50be9c3b8f89f3a0bd85483068b9e88213dd3e5c818"
    (tmp_path / "clean").write_text(f"[PERSON_1] rang 999 and 0800 1111 from [POSTCODE_1] {key}")
    assert found_in_files([tmp_path / "clean"]) == []
    (tmp_path / "beside").write_text(f"{key} crime 88213")
    assert found_in_files([tmp_path / "beside"]) != []

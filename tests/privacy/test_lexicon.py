from collections import Counter

import pytest

from bot import yamlfile
from bot.errors import ContentError
from bot.privacy import lexicon


@pytest.mark.parametrize(
    "name", ["first_names.yml", "first_names_more.yml", "surnames.yml", "kept.yml", "context.yml", "local_places.yml"]
)
def test_no_list_names_a_word_twice(name):
    content = yamlfile.read(lexicon.FOLDER / name)
    for key, listed in content.items():
        if key in ("source", "checked"):
            continue
        items = [i.strip() for i in (listed.split(",") if "," in listed else listed.split())]
        assert [word for word, count in Counter(items).items() if count > 1] == [], key


def test_a_sure_name_is_not_a_word_too():
    lists = lexicon.load(frozenset())
    assert lists.sure & lists.also_words == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [
        ("boyfrend", "boyfriend", True),
        ("freind", "friend", True),
        ("sisster", "sister", True),
        ("sistar", "sister", True),
        ("kaelum", "uncle", False),
        ("mother", "brother", False),
    ],
)
def test_one_slip_of_the_pen(one, other, want):
    assert lexicon.one_slip(one, other) is want


def test_a_capital_in_a_list_is_told(tmp_path):
    (tmp_path / "kept.yml").write_text("source: x\nchecked: '2026-11-23'\ntowns: Ely\n")
    with pytest.raises(ContentError):
        lexicon.read(tmp_path / "kept.yml")


def test_a_run_of_letters_is_no_slip_and_costs_nothing():
    lists = lexicon.load(frozenset(("a" * 1999,)))
    assert lists.slip("a" * 2000) is False


def test_no_place_stands_in_both_files_of_places():
    villages, local = (lexicon.read(lexicon.FOLDER / f"{name}.yml") for name in ("villages", "local_places"))
    assert {name: listed & villages[name] for name, listed in local.items() if listed & villages[name]} == {}


def test_no_name_stands_in_both_files_of_first_names():
    first, more = (lexicon.read(lexicon.FOLDER / f"{name}.yml") for name in ("first_names", "first_names_more"))
    known = first["sure"] | first["also_words"]
    assert {word: origin for origin, words in more.items() for word in words & known} == {}

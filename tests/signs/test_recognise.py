"""Signs are named only by words that the person used; a column without such words is shown as itself."""

from __future__ import annotations

import numpy as np
import pytest

from bot.language.linear import Linear
from bot.language.ngrams import PLACES, ManyNGrams
from bot.signs.catalogue import ANY, COLUMNS, LEARNT, absent, examples, load, others
from bot.signs.recognise import MOST, Recogniser, parts, present, stems


class Still:
    """An encoder whose vectors say nothing; the columns' bias decides alone."""

    def one(self, text: str) -> np.ndarray:
        return np.zeros(4, dtype=np.float32)


def recogniser(*noticed: str, some: bool = True) -> Recogniser:
    bias = np.array([5.0 if c in noticed or (c == ANY and some) else -5.0 for c in LEARNT], dtype=np.float32)
    columns = Linear(LEARNT, np.zeros((6, 4), dtype=np.float32), bias, many=True)
    nothing = np.zeros((6, PLACES), dtype=np.float32)
    silent = ManyNGrams(LEARNT, nothing[0], nothing, np.zeros(6, dtype=np.float32))
    return Recogniser(Still(), columns, silent, load())  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "column", "id_"), [
    ("she has gone into her shell", "emotional", "withdrawn"),
])
def test_a_sign_is_named_by_its_own_words(text: str, column: str, id_: str) -> None:
    assert id_ in [s.id for s in recogniser(column).find(text)]


def test_a_sign_that_nobody_spoke_of_is_never_named() -> None:
    found = recogniser("physical").find("something is wrong and I cannot say what")
    assert [s.id for s in found] == ["physical_other"]


def test_nothing_is_shown_where_no_column_is_noticed() -> None:
    assert recogniser().find("she has gone into her shell") == ()
    assert recogniser("emotional").find("   ") == ()


def test_a_column_counts_only_where_the_message_tells_of_any_sign_at_all() -> None:
    calm = recogniser(*COLUMNS, some=False)
    assert calm.find("he lost a tooth and cried") == ()
    assert not calm.tells("he lost a tooth and cried", home=True)


def test_no_more_than_a_few_are_shown() -> None:
    everything = " ".join(phrase for sign in load() for phrase in sign.said)
    assert len(recogniser(*COLUMNS).find(everything)) <= MOST


def test_every_column_has_signs_examples_and_a_name_of_its_own() -> None:
    assert {s.column for s in load()} == set(others()) == set(COLUMNS)
    assert {c for _, columns in examples() for c in columns} == set(COLUMNS)
    assert any(not columns for _, columns in examples())


@pytest.mark.parametrize(("text", "left"), [
    ("No bruises or marks, but she is low", ", but she is low"),
    ("Nothing sore, he likes his bath", ", he likes his bath"),
    ("there is no change in her mood", "there is"),
    ("he's not withdrawn", ""),
    ("She isn't upset or angry", "She"),
    ("she has never run away or missed school", "she"),
    ("he's not eating and won't sleep", "he's not eating and won't sleep"),
    ("she's not herself, not believed and not safe", "she's not herself, not believed and not safe"),
    ("he doesn't want to go home", "he doesn't want to go home"),
    ("no sleep, no food, no friends", "no sleep, no food, no friends"),
])
def test_what_is_said_not_to_be_there_is_not_read(text: str, left: str) -> None:
    assert absent().sub("", text).strip() == left


def test_strain_at_home_alone_is_a_worry_only_where_it_may_be() -> None:
    at_home = recogniser("family_vulnerabilities")
    assert (at_home.tells("mum drinks", home=True), at_home.tells("mum drinks", home=False)) == (True, False)
    assert recogniser("emotional").tells("tearful", home=False)
    assert not recogniser().tells("tearful", home=True)


def test_a_message_that_only_denies_has_no_sign() -> None:
    assert recogniser(*COLUMNS).find("No marks.") == ()


class Plain(Still):
    """An encoder that sees one column's sign only in a text of one sentence; long texts are a blur to it."""

    def one(self, text: str) -> np.ndarray:
        return np.array([float("screams" in text and "." not in text), 0, 0, 0], dtype=np.float32)


def test_a_sign_in_one_sentence_is_seen_however_calm_the_others_are() -> None:
    seen = recogniser()
    seen._encoder = Plain()  # type: ignore[assignment]
    seen._columns.weights[COLUMNS.index("emotional"), 0] = 10.0
    assert [s.column for s in seen.find("She likes art. At bedtime she screams")] == ["emotional"]
    assert seen.find("She likes art. She likes maths") == ()


@pytest.mark.parametrize(("text", "read"), [
    ("she is sad", ()),
    ("she is sad. Why?", ()),
    ("He is quiet; he hides food. Mum drinks!", ("He is quiet", "he hides food", "Mum drinks!")),
    ("sore again\nwont sleep - up all night", ("sore again", "wont sleep", "up all night")),
    ("a b. c d. e f. g h. i j. k l. m n", ("a b. c d", "e f. g h", "i j. k l", "m n")),
])
def test_each_sentence_is_read_by_itself_and_long_messages_in_longer_parts(text: str, read: tuple[str, ...]) -> None:
    assert parts(text) == read


def test_words_are_compared_by_their_beginnings() -> None:
    assert stems("He touches her") == stems("touched")


def test_where_nothing_is_said_to_be_absent_the_text_is_the_one_whose_vector_is_known():
    assert present("He wets the bed again.") == "He wets the bed again."
    assert present("No bruises. He wets the bed.") == "He wets the bed"
    assert present(" ., ") == ""

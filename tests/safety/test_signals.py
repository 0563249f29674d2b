"""What the danger signals find, what they leave alone, and what they cost."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot import yamlfile
from bot.safety import examples, signals
from bot.safety.signals import FOLDER, SCHEMA, Row, Signals

ROWS = signals.loaded().rows
BY_NAME = [pytest.param(row, id=f"{row.name}-{row.code}-{row.weight}") for row in ROWS]
LANGUAGES = ("polish", "lithuanian", "romanian", "portuguese", "urdu", "russian")
EXAMPLES = examples.load()
USUAL = [e for e in EXAMPLES if not e.picked]  # what was picked for being hard measures who picked it
KINDS = {e.kind for e in EXAMPLES if e.danger}


def fired(text: str) -> set[str]:
    return {m.row.name for m in signals.loaded().matches(text)}


def found(text: str) -> set[tuple[str, str]]:
    return {(s.code, s.weight) for s in signals.find(text)}


@pytest.mark.parametrize("row", BY_NAME)
def test_each_row_finds_its_hits(row: Row) -> None:
    assert [text for text in row.hits if row.name not in fired(text)] == []


@pytest.mark.parametrize("row", BY_NAME)
def test_each_row_leaves_its_near_misses_alone(row: Row) -> None:
    assert [text for text in row.near_misses if row.name in fired(text)] == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("[a-z]*.yml")), ids=lambda p: p.stem)
def test_the_data_fit_their_schema(path: Path) -> None:
    yamlfile.check(path, yamlfile.read(path), SCHEMA)


def test_every_danger_kind_has_rows_and_every_row_a_known_code() -> None:
    others = {"call_for_help", "despair_said", "feels_unsafe", "abuse_still", "abuse_told", "suicidal_said",
              "suicidal_said_of_child", signals.ENDED, signals.NOW, "past_no_access", "training",
              "news_fiction", "procedure", "figure_of_speech", "negated", *(f"plea_{x}" for x in (*LANGUAGES, "now"))}
    codes = {row.code for row in ROWS}
    assert KINDS - codes == set()
    assert codes - KINDS - others == set()


FOLDED = [
    ("im gonna kms 2nite", "i am going to kill myself tonight"),
    ("hes got a nife", "He's got a knife."),
    ("HE’S GOT A KNIFE", "he has got a knife"),
    ("plzzz help me", "please help me"),
    ("heeelp meee", "help me"),
    ("hlep", "help"),
    ("S.O.S", "sos"),
    ("cant breath, hes chocking me", "cannot breathe"),
    ("shes bleedin and wont stop", "she is bleeding and won't stop"),
    ("he is starngling her", "he is strangling her"),
    ("he is hiting me", "he is hitting me"),
    ("mi-e frica", "mi-e frică"),
    ("nie chce zyc", "nie chcę żyć"),
    ("\u0301 help me", "help me"),
]


@pytest.mark.parametrize(("typed", "meant"), FOLDED)
def test_text_speak_typos_capitals_and_accents_change_nothing(typed: str, meant: str) -> None:
    immediate = {code for code, weight in found(meant) if weight == "immediate"}
    assert immediate
    assert immediate & {code for code, weight in found(typed) if weight == "immediate"}


ENDS = [
    "police are here", "she is back safe", "he's been arrested", "it was a mistake, nobody is in danger",
    "ambulance has her", "she's with me and safe now", "Police are here now", "false alarm", "help is here",
    "paramedics are with him", "everyone is safe", "hes got a knife but the police have arrested him",
]
GOES_ON = [
    "I've rung them", "help is coming", "ok thanks", "she says she's fine", "he's gone to the shop", "ok", "",
    "police are on their way", "he says it was just a joke", "police came last time and did nothing",
    "the police aren't here yet", "when will police be here", "are the police here", "i'm not safe now",
    "she is home now with him", "he is back home", "they let him go", "he's out on bail", "he's asleep now",
    "police were here yesterday and hes back", "police are here but he has a knife", "is she safe now",
    "she's safe at school until 3 then goes home to him", "they have taken him", "dad took her home",
]


@pytest.mark.parametrize("text", ENDS)
def test_an_emergency_ends_by_the_persons_own_words(text: str) -> None:
    assert signals.deescalates(text)


@pytest.mark.parametrize("text", GOES_ON)
def test_an_emergency_does_not_end_by_anything_less(text: str) -> None:
    assert not signals.deescalates(text)


@pytest.mark.parametrize("text", [
    "help", "help me pls", "999", "sos", "🆘", "emergency", "please hurry", "pls come get me", "HELP", "Help!!!",
    "hes here", "get me out", "ratunku",
])
def test_a_bare_call_is_a_call_for_help_and_immediate(text: str) -> None:
    assert signals.calls_for_help(text)
    assert any(weight == "immediate" for _, weight in found(text))


@pytest.mark.parametrize("text", [
    "can you help with my homework", "thanks for your help", "what is 999", "nits again. help",
    "help, wrong chat sorry", "ok", "", "   ", "👍", "need help with a referral", "who do i ring",
])
def test_a_request_for_ordinary_help_is_not_a_call(text: str) -> None:
    assert not signals.calls_for_help(text)


def test_the_past_is_calm_unless_the_message_also_speaks_of_now() -> None:
    assert ("past_no_access", "calm") in found("my ex took an overdose two years ago")
    assert ("past_no_access", "calm") not in found("I was abused years ago and I want to die tonight")


def test_a_signal_points_at_its_words_in_the_raw_text() -> None:
    text = "Hello.  I'm   WORRIED: he's  got a KNIFE now"
    (signal,) = [s for s in signals.find(text) if s.code == "weapon" and s.weight == "immediate"]
    assert text[signal.start : signal.end] == "he's  got a KNIFE"


@pytest.mark.parametrize("text", [
    "", " ", "\x00", "\ud800", "'''", "...", "(", "\n\n", "a" * 9000, "🆘" * 500, "é" * 300, "2" * 500, "' '", "s.o.s.",
])
def test_odd_input_is_read_without_error(text: str) -> None:
    assert all(0 <= s.start <= s.end <= len(text) for s in signals.find(text))


@cache
def weights_of(text: str) -> frozenset[str]:
    """What one example says by its signals: each is read once for all the shares below."""
    return frozenset(s.weight for s in signals.find(text))


def shares(rows: list[examples.Example]) -> tuple[float, float]:
    """Share with an immediate signal, and with any that is immediate or check."""
    weights = [weights_of(e.text) for e in rows]
    return sum("immediate" in w for w in weights) / len(rows), sum(bool(w - {"calm"}) for w in weights) / len(rows)


def uncalmed(rows: list[examples.Example]) -> tuple[float, float]:
    weights = [w for e in rows if "calm" not in (w := weights_of(e.text))]
    return sum("immediate" in w for w in weights) / len(rows), sum(bool(w) for w in weights) / len(rows)


def held_out(e: examples.Example) -> bool:
    """The random fifth that was not read while the rows were written."""
    return hashlib.sha256(e.text.encode()).digest()[0] % 5 == 0


@pytest.mark.thorough
@pytest.mark.parametrize(("immediate", "either", "only_held_out"), [(0.68, 0.80, False), (0.50, 0.70, True)])
def test_signals_alone_catch_most_danger_texts(immediate: float, either: float, only_held_out: bool) -> None:
    rows = [e for e in USUAL if e.danger and (held_out(e) or not only_held_out)]
    at_once, any_signal = shares(rows)
    assert at_once >= immediate
    assert any_signal >= either


@pytest.mark.thorough
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_danger_is_forgotten(kind: str) -> None:
    assert shares([e for e in EXAMPLES if e.kind == kind])[1] >= 0.5


@pytest.mark.thorough
@pytest.mark.parametrize("only_held_out", [False, True])
def test_signals_alone_seldom_disturb_harmless_texts(only_held_out: bool) -> None:
    rows = [e for e in USUAL if not e.danger and (held_out(e) or not only_held_out)]
    at_once, any_signal = uncalmed(rows)
    assert at_once <= (0.075 if only_held_out else 0.05)
    assert any_signal <= 0.15


def mixed_words() -> Iterator[str]:
    for e in EXAMPLES:
        yield from e.text.split()


@pytest.mark.thorough
def test_work_grows_no_faster_than_the_text() -> None:
    words = list(mixed_words())[:4000]
    cost = []
    for size in (1000, 2000, 4000):
        fresh = Signals.load()
        fresh.matches(" ".join(words[:size]))
        cost.append(fresh.automaton.steps / size)
    assert max(cost) <= 200  # looks at what may follow, per word
    assert cost[2] <= cost[0] * 1.5


@pytest.mark.thorough
@pytest.mark.parametrize("text", ["help ", "he is ", "please please he ", "i can not ", "a", "my mum is going to "])
def test_the_same_words_over_and_over_cost_almost_nothing(text: str) -> None:
    fresh = Signals.load()
    fresh.matches(text * (20_000 // len(text)))
    assert fresh.automaton.steps <= 20_000


def test_words_that_no_pattern_knows_are_not_kept() -> None:
    held = signals.loaded()
    held.matches("Zebedeeova lives at Quixotestrasse")
    assert "ebedee" not in repr(vars(held.reader)).lower()


def test_it_stands_alone_without_models_or_numpy() -> None:
    code = (
        "import sys; from bot.safety import signals; "
        "print(*sorted({'numpy', 'yaml', 'ruamel.yaml', 'jsonschema', 'rasa'} & set(sys.modules))); "
        "assert signals.calls_for_help('help'); assert 'numpy' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "")


@pytest.mark.parametrize("text", [
    "i feel suicidal and i cant go home", "im suicidal, we moved last month", "feel like killing myself after my shift",
])
def test_what_excuses_indirect_words_excuses_no_plain_ones(text: str) -> None:
    assert ("suicidal_said", "immediate") in found(text)

"""Whether a change set may enter the repository; every reason against it, mark by mark, without quoting anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bot import overlap, training_texts
from bot.changes.mark import Mark
from bot.changes.place import Addition
from bot.contacts.directory import Directory
from bot.errors import ScrubError
from bot.overlap import NEAR, SHORT, Near, plain
from bot.safety import output_check
from bot.safety.numbers import all_known
from bot.scrubbed import Scrubbed
from bot.terms import RiskGrade

MOST_LOWERED = 10   # messages whose risk one change set may lower: more at once is looked at in smaller pieces
LIKE = 0.5          # share of common words with an example of danger from which nobody alone calls a text harmless
Pair = tuple[Mark, list[Addition]]
Detector = Callable[[str, str], Iterable[Any]]


@dataclass(frozen=True)
class Against:
    """What a change set is held against. ``grade``: the risk of a text; ``detectors``: the second opinion on leaks."""

    scrub: Callable[[str], Scrubbed]
    detectors: Sequence[Detector]
    grade: Callable[[str], RiskGrade]
    digits: frozenset[str] = field(default_factory=lambda: Directory.load().digits())
    learnt: dict[str, set[str]] = field(default_factory=overlap.learnt)
    verdicts: dict[str, bool] = field(default_factory=overlap.verdicts)
    heard: tuple[str, ...] = field(default_factory=overlap.heard)

    @cached_property
    def near(self) -> dict[bool, Near]:
        """What is nearest among the examples of danger (True) and of none (False)."""
        return {danger: Near(t for t, v in self.verdicts.items() if v is danger) for danger in (True, False)}

    @cached_property
    def near_measured(self) -> Near:
        """What is nearest among the messages that the service is measured on."""
        return Near(self.heard)

    def risky(self, text: str) -> bool:
        """Whether a text is judged to be dangerous, perhaps, or is like an example of danger."""
        return self.grade(text) is not RiskGrade.NONE or self.near[True].nearest(text)[0] >= LIKE


def reasons(pairs: Sequence[Pair], against: Against) -> list[str]:
    """Everything that speaks against these marks and their lines; empty when nothing does."""
    less = [lowers(mark, against.risky) for mark, _ in pairs]
    found = [
        reason for number, (pair, lower) in enumerate(zip(pairs, less, strict=True), start=1)
        for reason in _of_mark(number, pair, against, lower)
    ]
    found += _leaks(pairs, against)
    found += _measured(pairs, against)
    found += _labels(pairs, against)
    if sum(less) > MOST_LOWERED:
        found.append(f"it lowers the risk of {sum(less)} messages at once; at most {MOST_LOWERED} in one change set")
    return list(dict.fromkeys(found))


def lowers(mark: Mark, risky: Callable[[str], bool]) -> bool:
    """Whether a mark teaches that something is less dangerous than it is judged to be."""
    if mark.kind == "risk_down" or (mark.kind == "test" and mark.value == "calm"):
        return True
    teaches = {"relabel": mark.value, "question": f"ask_{mark.value.removeprefix('ask_')}"}.get(mark.kind)
    return teaches is not None and training_texts.calm(teaches) and risky(mark.text)


def _of_mark(number: int, pair: Pair, against: Against, lower: bool) -> Iterator[str]:
    mark, added = pair
    where = f"mark {number} ({mark.kind})"
    if not mark.signers:
        yield f"{where}: nobody signed it"
    if lower and not mark.two_with_a_lead:
        yield f"{where}: it lowers risk, which takes two different people, one of them a safety lead"
    for one in added:
        texts = [str(one.content["say"]), *one.content.get("asks", ())] if one.what == "point" else []
        for text in texts:
            if not all_known(text, against.digits):
                yield f"{where}: a telephone number that is not in the directory"
            for pattern in output_check.patterns():
                if pattern.found_in(text):
                    yield f"{where}: it says what is never said ({pattern.code})"


def texts_of(added: Iterable[Addition]) -> Iterator[str]:
    """What the lines say, whatever their kind."""
    for one in added:
        if isinstance(one.content, str):
            yield one.content
        elif isinstance(one.content, dict):
            yield from (str(one.content[key]) for key in ("text", "say") if key in one.content)
            yield from map(str, one.content.get("asks") or ())


def _leaks(pairs: Sequence[Pair], against: Against) -> Iterator[str]:
    """No personal data enters the repository: the scrubber must leave a text alone, and so must a second detector."""
    for number, (mark, added) in enumerate(pairs, start=1):
        where = f"mark {number} ({mark.kind})"
        for text in dict.fromkeys(texts_of(added)):
            try:
                kinds = against.scrub(text).kinds
            except ScrubError:
                yield f"{where}: it could not be searched for personal data"
                continue
            if kinds:
                yield f"{where}: it holds personal data ({', '.join(kinds)})"
                continue
            row = str(number)
            second = overlap_free(text, [one for detect in against.detectors for one in detect(row, text)])
            if second:
                yield f"{where}: a second detector finds personal data ({', '.join(sorted(second))})"


def overlap_free(text: str, found: Sequence[Any]) -> set[str]:
    """The kinds of what was found outside the scrubber's own placeholders."""
    from bot.intruder.finding import outside_placeholders

    return {str(one.kind) for one in outside_placeholders(text, found)}


def _measured(pairs: Sequence[Pair], against: Against) -> Iterator[str]:
    """What is measured may not be learnt, nor nearly."""
    exact = {plain(text) for text in against.heard}
    for number, (mark, added) in enumerate(pairs, start=1):
        for text in dict.fromkeys(texts_of(added)):
            long = len(plain(text).split()) >= SHORT
            if long and (plain(text) in exact or against.near_measured.nearest(text)[0] >= NEAR):
                yield f"mark {number} ({mark.kind}): the service is measured on this message, or nearly this one"


def _labels(pairs: Sequence[Pair], against: Against) -> Iterator[str]:
    """No text twice, and no text under two labels: in the data, in this set, or nearly in the examples of danger."""
    own: dict[tuple[str, str], set[str]] = defaultdict(set)
    for number, (mark, added) in enumerate(pairs, start=1):
        where = f"mark {number} ({mark.kind})"
        for task, label, text in _taught(mark, added):
            stands = {name for name in against.learnt.get(plain(text), ()) if name.startswith(f"{task}=")}
            if f"{task}={label}" in stands and task in ("intent", "danger"):
                if (task, label) == own_task(mark, label):
                    yield f"{where}: it stands there already"
            elif stands:
                yield f"{where}: it stands already under another label ({', '.join(sorted(stands))})"
            elif task == "danger" and against.near[label != "immediate"].nearest(text)[0] >= NEAR:
                yield f"{where}: nearly the same stands as {'harmless' if label == 'immediate' else 'danger'}"
            own[task, plain(text)].add(label)
            if len(own[task, plain(text)]) > 1:
                yield f"{where}: the same text is given two labels in this change set"


def own_task(mark: Mark, label: str) -> tuple[str, str]:
    """The task that a mark is about, and not only teaches beside it."""
    return ("danger" if mark.kind.startswith("risk") else "intent", label)


def _taught(mark: Mark, added: Sequence[Addition]) -> Iterator[tuple[str, str, str]]:
    """(task, label, text) of what the lines teach; an intent's example also teaches that nothing dangers anybody."""
    for one in added:
        if one.what == "intent":
            yield "intent", one.key, str(one.content)
            if training_texts.calm(one.key):
                yield "danger", "none", str(one.content)
        elif one.what == "danger":
            yield "danger", "immediate" if mark.kind == "risk_up" else "none", str(one.content)

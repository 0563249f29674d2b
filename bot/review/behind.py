"""What goes on behind the pages: heavy parts load, and the queue follows the log."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial

from bot.review.desk import Desk

log = logging.getLogger("safeguard.review")
SWEEP_SECONDS = 30.0
AGAIN_SECONDS = 5.0
DRIFT_SWEEPS = 120  # sweeps between two looks at the drift: an hour


def load_sweep(desk: Desk) -> None:
    """The second detector, and what scores the log by it."""
    from bot.review.suspects import Detector
    from bot.review.sweep import Sweep, plain
    from bot.training_texts import intents

    trained = frozenset(plain(text) for text, _ in intents())
    desk.sweep = Sweep(desk.stores.log, desk.stores.items, Detector.load(), trained)


def load_scrubber(desk: Desk) -> None:
    """What takes personal data out of notes."""
    from bot.privacy.scrub import Scrubber

    desk.scrub = Scrubber.load(desk.directory.digits()).scrub


def load_likeness(desk: Desk) -> None:
    """The encoder, and the training data by it."""
    from bot.language.encoder import Encoder
    from bot.review.likeness import Likeness
    from bot.safety.voice import Voice

    desk.likeness = Likeness(Encoder.load(), desk.stores.log, voice=Voice.load())


LOADERS: dict[str, Callable[[Desk], None]] = {
    "sweep": load_sweep, "scrubber": load_scrubber, "likeness": load_likeness,
}


def start(desk: Desk) -> threading.Thread:
    """Begin, in a thread that ends with ``desk.ended``."""
    thread = threading.Thread(target=_go, args=(desk,), name="behind", daemon=True)
    thread.start()
    return thread


def _go(desk: Desk) -> None:
    waiting = dict(LOADERS)
    _tried("figures", lambda: desk.stores.figures.read(desk.now().date()))  # a year of turns takes some seconds once
    sweeps = 0
    while not desk.ended.is_set():
        for name in tuple(waiting):
            if _tried(name, partial(waiting[name], desk)):
                del waiting[name]
            _sweep(desk)  # the queue first: suspected missed risks wait for nothing
        _sweep(desk)
        if desk.likeness and sweeps % DRIFT_SWEEPS == 0:
            _tried("drift", lambda: _drift(desk))
        sweeps += 1
        desk.ended.wait(AGAIN_SECONDS if waiting else SWEEP_SECONDS)


def _sweep(desk: Desk) -> None:
    sweep = desk.sweep
    if sweep is not None:
        _tried("sweep", lambda: sweep.run(desk.now().date(), lambda: not desk.ended.is_set()))


def _drift(desk: Desk) -> None:
    if desk.likeness:
        desk.drift = desk.likeness.drift(desk.now().date())


def _tried(name: str, work: Callable[[], object]) -> bool:
    """Whether it worked; whatever failed is tried again at the next round, and the pages go on."""
    try:
        work()
    except Exception as error:
        log.error("%s failed: %s", name, type(error).__name__)
        return False
    return True

"""Loads the heavy parts behind the running server, one after another, and tries again what failed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from bot.edge.parts import Parts
from bot.errors import ModelError
from bot.hashes import must_be_ours

log = logging.getLogger("safeguard.loading")
AGAIN_SECONDS = 5.0


def load_store(parts: Parts) -> None:
    """The off switch, the live conversations and the log."""
    from bot.records.checks import look
    from bot.records.live import LiveStore
    from bot.records.log import TurnLog
    from bot.records.switch import Switch

    for line in look(parts.settings.database):
        log.error("%s", line)
        parts.fault("store check")
    switch = Switch(parts.settings.database)
    log_, live = TurnLog(parts.settings.database), LiveStore(parts.settings.database)
    parts.paused = parts.paused or switch.paused()  # before a text can be kept
    parts.switch, parts.log, parts.live = switch, log_, live


def load_mailbox(parts: Parts) -> None:
    """What channels that acknowledge first have taken in and have still to send; not there without such a channel."""
    if parts.posts:
        from bot.records.mailbox import Mailbox

        parts.mailbox = Mailbox(parts.settings.database, parts.secret)


def load_encoder(parts: Parts) -> None:
    """The sentence encoder, and with it the judge that has a classifier beside the signals."""
    from bot.language.encoder import Encoder
    from bot.safety.assess import Judge
    from bot.safety.judgement import Context

    must_be_ours(".npz")
    encoder = Encoder.load()
    judge = Judge.load(encoder)
    judge.assess("hello", Context())
    parts.encoder, parts.judge = encoder, judge


def load_scrubber(parts: Parts) -> None:
    """What replaces personal data."""
    from bot.privacy.scrub import Scrubber

    scrubber = Scrubber.load(parts.digits)
    scrubber.scrub("hello")
    parts.scrubber = scrubber


def load_calendar(_: Parts) -> None:
    """Bank holidays, which a weekend asks for none of: read now, and not in Monday's first emergency."""
    from bot.contacts.hours import bank_holidays

    bank_holidays()


# The scrubber last: from then on text is kept, so everything else must be there.
LOADERS: dict[str, Callable[[Parts], None]] = {
    "store": load_store, "mailbox": load_mailbox, "encoder": load_encoder, "calendar": load_calendar,
    "scrubber": load_scrubber,
}


def load(parts: Parts, stop: threading.Event, loaders: dict[str, Callable[[Parts], None]] = LOADERS) -> None:
    """Load every part, again and again until each is there or ``stop`` is set; runs in a thread of its own."""
    waiting = dict(loaders)
    while waiting and not stop.is_set():
        for name in tuple(waiting):
            if stop.is_set():
                return
            try:
                waiting[name](parts)
            except Exception as error:  # whatever it is, the other parts and the emergency answer must go on
                why = f" ({error})" if isinstance(error, ModelError) else ""  # ours, and says what to do
                log.error("%s did not load: %s%s", name, type(error).__name__, why)
                parts.broken.add(name)
                parts.fault(f"loading {name}")
            else:
                parts.broken.discard(name)
                del waiting[name]
        if waiting:
            stop.wait(AGAIN_SECONDS)

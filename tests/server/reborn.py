"""``python -m tests.server.reborn FD``: the real edge, forked anew each time it is killed, so that a life costs little.

The heavy parts are loaded once, before the first fork; each life opens its own stores, connections and threads.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from functools import partial

from bot.edge import __main__ as edge
from bot.edge.loading import load_store
from bot.edge.logs import set_up
from bot.edge.parts import Parts
from bot.privacy.scrub import Scrubber
from bot.records import live, log  # noqa: F401 - imported before the fork
from bot.replies.emergency import directory
from bot.safety.assess import Judge
from bot.settings import load


def give_scrubber(scrubber: Scrubber, parts: Parts) -> None:
    parts.scrubber = scrubber


def main() -> None:
    """Fork, serve in the child, wait for its death, and again."""
    listening, settings = socket.socket(fileno=int(sys.argv[1])), load()
    set_up("ERROR")
    scrubber = Scrubber.load(directory().digits())
    scrubber.scrub("hello")
    Judge.load(None)
    edge.LOADERS = {"store": load_store, "scrubber": partial(give_scrubber, scrubber)}  # type: ignore[misc]
    while True:
        child = os.fork()
        if child == 0:
            asyncio.run(edge.serve(listening, settings))
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()

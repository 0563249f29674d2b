"""Logging that cannot hold a person's words: no tracebacks, no values of libraries, only our own short lines."""

from __future__ import annotations

import logging

from bot.trace import Traced

QUIET = (
    "aiohttp", "asyncio", "sqlalchemy", "presidio-analyzer", "presidio-anonymizer", "spacy",
    "httpx", "httpcore", "telegram",  # a request to Telegram has the bot's token in its address
)


class NoTracebacks(logging.Formatter):
    """A traceback ends in an error's message, which may hold what was being read: only its kind is shown."""

    def formatException(self, ei: object) -> str:
        """The kind of error."""
        kind = ei[0] if isinstance(ei, tuple) else None
        return kind.__name__ if isinstance(kind, type) else "error"

    def formatStack(self, stack_info: str) -> str:
        """Nothing."""
        return ""


def set_up(level: str) -> None:
    """Our own lines at ``level`` (a name of logging's; anything else is WARNING); libraries only shout."""
    handler = logging.StreamHandler()
    handler.setFormatter(NoTracebacks("%(asctime)s %(levelname)s %(name)s trace=%(trace)s %(message)s"))
    handler.addFilter(Traced())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    chosen = logging.getLevelName(level.upper())
    logging.getLogger("safeguard").setLevel(chosen if isinstance(chosen, int) else logging.WARNING)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)

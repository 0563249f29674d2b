"""Errors of the project, drawn as a tree.

SafeguardError
├── ContentError        a data file is wrong; carries every problem as ``path: problem``
├── SettingsError       a setting is missing or cannot be read
├── ModelError          a model file is missing, or its hash is not the one written down
├── StoreError          the live store or the log refused or failed
│   └── UnscrubbedText  somebody tried to store text that is not marked as scrubbed
├── ReleaseError        a release cannot be made, trusted or put into service
├── ChangeRefused       a change set is not fit for the repository; carries every reason
├── ScrubError          personal data could not be removed, so the text is withheld
├── EngineError         the engine is down, slow, or gave an empty answer
├── RedisGone           Redis cannot be reached; what it shares between edges is done by each edge alone
├── SendError           an answer did not go out to a channel
│   ├── RetryLater      not now; ``seconds`` is what the other side asked for, None when it did not say
│   └── Undeliverable   never: the person has blocked the bot, or the chat is gone
├── PublishingError     what was asked of the publishing cannot be done, said for whoever asked
└── BadRequest          a client sent something that is not a message; ``status`` is the HTTP code
"""

from __future__ import annotations


class SafeguardError(Exception):
    """Root of every error raised on purpose."""


class ContentError(SafeguardError):
    """A data file is wrong."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class SettingsError(SafeguardError):
    """A setting is missing or cannot be read."""


class ModelError(SafeguardError):
    """A model file is missing, or is not the one whose hash is written down."""


class StoreError(SafeguardError):
    """The live store or the log refused or failed."""


class UnscrubbedText(StoreError):
    """Text that is not marked as scrubbed was handed to a store."""


class ReleaseError(SafeguardError):
    """A release cannot be made, trusted or put into service."""


class ChangeRefused(SafeguardError):
    """A change set is not fit for the repository."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


class ScrubError(SafeguardError):
    """Personal data could not be removed, so the text must be withheld."""


class EngineError(SafeguardError):
    """The engine is down, slow, or gave an empty answer."""


class RedisGone(SafeguardError):
    """Redis cannot be reached."""


class SendError(SafeguardError):
    """An answer did not go out to a channel."""


class RetryLater(SendError):
    """It may go out later; ``seconds`` is what the other side asked for, None when it did not say."""

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = seconds
        super().__init__("later")


class Undeliverable(SendError):
    """It can never go out: the person has blocked the bot, or the chat is gone."""


class PublishingError(SafeguardError):
    """What was asked of the publishing cannot be done; the message says why, for the person at the terminal."""


class BadRequest(SafeguardError):
    """A client sent something that is not a message."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)

"""Which articles this process answers from: one library for a whole turn, even when a newer one is put on the shelf."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property

from bot.guidance.articles import Library, load
from bot.guidance.search import Index
from bot.language.encoder import shared


class Shelf:
    """One library with its index, which is made when it is first needed."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @cached_property
    def index(self) -> Index:
        """Vectors and words of every fact; needs the encoder."""
        return Index(self.library, shared())


_standing: list[Shelf] = []
_held: ContextVar[Shelf | None] = ContextVar("shelf", default=None)


def put(shelf: Shelf) -> None:
    """Let every turn that begins from now on answer from this one."""
    _standing[:] = [shelf]


def current() -> Shelf:
    """The shelf of this turn, else the one that stands; at first the project's own articles."""
    held = _held.get()
    if held is not None:
        return held
    if not _standing:
        put(Shelf(load()))
    return _standing[0]


@contextmanager
def one_for_this_turn() -> Iterator[None]:
    """Facts and their index belong together: within this block, and what it awaits, the shelf stays the same."""
    token = _held.set(current())
    try:
        yield
    finally:
        _held.reset(token)


def shared_library() -> Library:
    """The articles to answer from."""
    return current().library


def shared_index() -> Index:
    """The index over them."""
    return current().index

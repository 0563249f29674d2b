"""Turns who writes where into a key that names nobody: an HMAC under a secret of this installation."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from bot.errors import StoreError

SECRET_BYTES = 32


def load_secret(data_dir: Path, name: str = "secret") -> bytes:
    """Return the 32 bytes in ``<data_dir>/secret`` (or another name), made with mode 0600 at first use.

    Two processes that start together get the same secret: the file is written under another name and then linked, which
    only one of them can do. Raises StoreError when the file cannot be made or is not 32 bytes.
    """
    path = data_dir / name
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        secret = path.read_bytes()
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as error:
        raise StoreError(f"the secret cannot be read: {error.strerror}") from None
    if len(secret) != SECRET_BYTES:
        raise StoreError(f"the {name} is damaged: delete it, and a new one is made (live conversations start afresh)")
    return secret


def _make(path: Path) -> None:
    """Write a new secret whole or not at all; leave one that another process has just made."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()


def conversation_key(secret: bytes, endpoint: str, conversation: str, person: str) -> str:
    """The key of one person in one conversation of one endpoint: 64 hexadecimal digits.

    Each part is preceded by its length, so that no two different triples give the same bytes.
    """
    message = b"".join(
        len(part).to_bytes(4, "big") + part
        for part in (value.encode("utf-8", "surrogatepass") for value in (endpoint, conversation, person))
    )
    return hmac.new(secret, message, hashlib.sha256).hexdigest()

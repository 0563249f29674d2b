"""Seals reply addresses: only this installation, while it has its secret, can read where an answer is to go."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import StoreError

PURPOSE = b"safeguarding guidance: reply addresses, 1"  # another purpose of the same secret gives another key


class Seal:
    """Encrypts and authenticates addresses under a key derived from the 32 bytes of the installation's secret."""

    def __init__(self, secret: bytes, purpose: bytes = PURPOSE) -> None:
        key = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose).derive(secret)
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def close(self, address: Mapping[str, Any]) -> str:
        """The address as a token that says nothing."""
        return self._fernet.encrypt(json.dumps(dict(address)).encode()).decode()

    def open(self, token: str) -> dict[str, Any]:
        """The address; raises StoreError when the token is damaged or was made under another secret."""
        try:
            address: dict[str, Any] = json.loads(self._fernet.decrypt(token.encode()))
        except InvalidToken:
            raise StoreError("an address cannot be read: the secret is another one") from None
        return address

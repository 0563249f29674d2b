"""The card on the screen, sealed so that the page to print can be drawn from it alone and nobody can forge one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import zlib
from typing import Any

MOST = 64 * 1024    # bytes of an opened card; a card is a few thousand


class Seal:
    """Seals with a key of this process; what was sealed before a restart does not open."""

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key or secrets.token_bytes(32)

    def close(self, conversation: str, content: dict[str, Any]) -> str:
        """Text for a hidden field, tied to one conversation."""
        packed = zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 9)
        return base64.urlsafe_b64encode(self._mark(conversation, packed) + packed).decode()

    def open(self, conversation: str, sealed: str) -> dict[str, Any] | None:
        """What was sealed for this conversation, or None for anything else."""
        try:
            raw = base64.urlsafe_b64decode(sealed.encode("ascii"))
        except ValueError:
            return None
        mark, packed = raw[:32], raw[32:]
        if not hmac.compare_digest(mark, self._mark(conversation, packed)):
            return None
        content: dict[str, Any] = json.loads(zlib.decompressobj().decompress(packed, MOST))
        return content

    def _mark(self, conversation: str, packed: bytes) -> bytes:
        return hmac.new(self._key, conversation.encode() + b"\0" + packed, hashlib.sha256).digest()

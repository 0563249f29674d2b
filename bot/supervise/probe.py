"""One small HTTP request, to ask a child whether it is well; no library, so that the supervisor stays light.

``python -m bot.supervise.probe edge`` (or ``engine``) asks the one on this machine: 0 when it takes messages. For
whoever runs them as containers.
"""

from __future__ import annotations

import socket
import sys

from bot.settings import load


def status_of(host: str, port: int, path: str, token: str = "", seconds: float = 1.0) -> int | None:
    """The HTTP status of GET ``path``, or None when no answer came within ``seconds``."""
    authorise = f"Authorization: Bearer {token}\r\n" if token else ""
    request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{authorise}Connection: close\r\n\r\n"
    try:
        with socket.create_connection((host, port), timeout=seconds) as connection:
            connection.settimeout(seconds)
            connection.sendall(request.encode("ascii"))
            head = connection.recv(64)
    except OSError:
        return None
    words = head.split(b" ", 2)
    return int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP/") and words[1].isdigit() else None


def main(arguments: list[str]) -> int:
    """Ask one part; 0 when it answers 200."""
    settings = load()
    parts = {"edge": (settings.port, "/health/open"), "engine": (settings.engine_port, "/ready")}
    if arguments[:1] not in ([name] for name in parts):
        sys.stderr.write(f"python -m bot.supervise.probe {'|'.join(parts)}\n")
        return 2
    port, path = parts[arguments[0]]
    return int(status_of("127.0.0.1", port, path, settings.engine_token, seconds=2.0) != 200)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Requests that no client would make: written by hand, byte for byte."""

from __future__ import annotations

import gzip
import socket
from dataclasses import dataclass

from tests.security.front import MARK

WEBHOOK = b"/webhooks/rest/webhook"
GOOD = b'{"sender": "' + MARK.encode() + b'", "message": "hello ' + MARK.encode() + b'"}'
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What came back, the first answer alone."""

    status: int
    head: bytes
    body: bytes


def post(body: bytes, *headers: str, path: bytes = WEBHOOK, length: bool = True) -> bytes:
    """A POST of one body."""
    lines = [b"POST " + path + b" HTTP/1.1", b"Host: here", *(line.encode("latin-1") for line in headers)]
    lines += [b"Content-Length: %d" % len(body)] if length else []
    return b"\r\n".join([*lines, b"Connection: close", b"", body])


def form(body: bytes, *headers: str, kind: str = FORM, path: bytes = b"/chat") -> bytes:
    """A form of the page."""
    return post(body, f"Content-Type: {kind}", *headers, path=path)


def get(path: bytes, *headers: bytes) -> bytes:
    """A GET."""
    return b"\r\n".join([b"GET " + path + b" HTTP/1.1", b"Host: here", *headers, b"Connection: close", b"", b""])


def send(port: int, data: bytes, seconds: float = 15.0) -> Answer:
    """Send it and read to the end."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as line:
        line.sendall(data)
        found = b""
        while more := line.recv(65536):
            found += more
    head, _, body = found.partition(b"\r\n\r\n")
    return Answer(int(head.split(b" ", 2)[1]) if head else 0, head, body)


def part(*headers: str) -> bytes:
    """The one part of a multipart form."""
    lines = ["--a", 'Content-Disposition: form-data; name="message"', *headers, "", MARK, "--a--", ""]
    return "\r\n".join(lines).encode()


CHUNKED = "Transfer-Encoding: chunked"
MULTIPART = "multipart/form-data; boundary=a"
# (what, the bytes, the status)
ABUSE: list[tuple[str, bytes, int]] = [
    ("a bomb of 60 MB", post(gzip.compress(b"0" * 60_000_000), "Content-Encoding: gzip"), 415),
    ("a body that only says it is packed", post(GOOD, "Content-Encoding: gzip"), 415),
    ("packed by something that nobody has", post(GOOD, "Content-Encoding: br"), 415),
    ("packed twice", post(GOOD, "Content-Encoding: gzip, deflate"), 415),
    ("a packed form", form(b"message=x", "Content-Encoding: deflate"), 415),
    ("said to be big, and never sent", post(b"", "Content-Length: 99999999", length=False), 413),
    ("chunks without end", post(b"2000\r\n" + b"a" * 8192 + b"\r\n", CHUNKED, length=False)
     + (b"2000\r\n" + b"a" * 8192 + b"\r\n") * 9, 413),
    ("chunks that are none", post(b"zz\r\n" + GOOD, CHUNKED, length=False), 400),
    ("a file", form(part(), kind=MULTIPART), 415),
    ("a part in an unknown code", form(part("Content-Transfer-Encoding: rot13"), kind=MULTIPART), 415),
    ("a form without end", form(b"&".join(b"a%d=" % n for n in range(9000))), 400),
    ("51 fields", form(b"&".join(b"a%d=" % n for n in range(51))), 400),
    ("lone halves in a form", form(b"message=&key=\\ud800&role=\\ud800", kind=f"{FORM}; charset=unicode_escape"), 422),
    ("bytes that are no text in a form", form(b"message=%ff%fe&key=%80&form=\xff"), 303),
    ("turns in other digits", form("message=hello&turns=\u00b2".encode()), 303),
    ("a long head", get(b"/", b"X-Long: " + b"a" * 9000), 400),
    ("a long address", get(b"/" + b"a" * 9000), 400),
    ("5,000 headers", get(b"/", *[b"X-One: 1"] * 5000), 400),
    ("two lengths", post(GOOD, "Content-Length: 5"), 400),
    ("a length and chunks", post(GOOD, CHUNKED), 400),
    ("a length below nothing", post(b"", "Content-Length: -1", length=False), 400),
    ("a length past every number", post(b"", "Content-Length: " + "9" * 40, length=False), 400),
    ("a line end in a header", get(b"/", b"X-One: 1\r \nX-Two: 2"), 400),
    ("nothing of a header's name", get(b"/", b": 1"), 400),
    ("a zero in a cookie", get(b"/", b"Cookie: visit=\x00" + MARK.encode()), 400),
    ("an address that is none", get(b"http://[" + MARK.encode() + b"/"), 400),
    ("another protocol", b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400),
    ("the newer protocol", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    ("nobody's method", b"BREW / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n", 400),
    ("a tunnel", b"CONNECT elsewhere:443 HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n", 404),
    ("a key twice", post(b'{"sender": "a", "message": "calm", "message": "he is here"}'), 400),
    ("a number of 5,000 digits", post(b'{"sender": "a", "message": "x", "metadata": {"message_id": ' + b"9" * 5000
                                      + b"}}"), 400),
    ("not a number for an id", post(b'{"sender": "a", "message": "x", "metadata": {"message_id": NaN}}'), 400),
    ("no end for an id", post(b'{"sender": "a", "message": "x", "metadata": {"message_id": 1e400}}'), 400),
    ("nested in a field nobody reads", post(b'{"sender": "a", "message": "x", "metadata": {"x": ' + b"[" * 30_000
                                            + b"]" * 30_000 + b"}}"), 400),
    ("in another code", post(GOOD.decode().encode("utf-16")), 400),
]
ANSWERED: list[tuple[str, bytes]] = [
    ("a mark at its head, as some clients set it", post(b"\xef\xbb\xbf" + GOOD)),
    ("letter by letter", post(b"".join(b"1\r\n%c\r\n" % c for c in GOOD) + b"0\r\n\r\n", CHUNKED, length=False)),
    ("said not to be packed", post(GOOD, "Content-Encoding: identity")),
    ("lone halves everywhere", post(
        b'{"sender": "\\ud800", "message": "\\udc00 ' + MARK.encode()
        + b'", "metadata": {"message_id": "\\ud800", "role": "\\udfff", "area": "\\ud83d"}}')),
    ("a number of 4,000 digits", post(
        b'{"sender": "a", "message": "x", "metadata": {"message_id": ' + b"9" * 4000 + b"}}")),
    ("not a number where nobody looks", post(b'{"sender": "a", "message": "x", "metadata": {"x": NaN}}')),
    ("an address nobody has, forwarded", post(GOOD, "X-Forwarded-For: \xff, [::, ' OR 1=1")),
    ("another host", post(GOOD).replace(b"Host: here", b"Host: elsewhere.invalid")),
]

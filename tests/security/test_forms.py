"""Forms of another site: none of them reaches a conversation, ends one, or is written to the disk."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from tests.security.front import Front
from tests.security.wire import FORM


def conversation(front: Front) -> tuple[str, str]:
    """Cookie and key of one that has begun."""
    _, response, page = front.ask("GET", "/")
    cookie = response.headers["Set-Cookie"].split(";")[0]
    key = re.search(r'name="key" value="([^"]+)"', page.decode())
    assert key is not None
    status, _ = say(front, key[1], cookie)
    assert status == 303
    return cookie, key[1]


def say(front: Front, key: str, cookie: str = "", **headers: str) -> tuple[int, str]:
    """Status and place of one message."""
    body = urlencode({"key": key, "message": "hello there"}).encode()
    more = {"Cookie": cookie} if cookie else {}
    status, response, _ = front.ask("POST", "/chat", body, {"Content-Type": FORM, **more, **headers})
    return status, response.headers.get("Location", "")


def stands(front: Front, key: str, cookie: str) -> bool:
    """Whether the conversation still shows its answer to its own browser."""
    return front.ask("GET", f"/chat/{key}", headers={"Cookie": cookie})[2].count(b"<article") == 1


def test_the_cookie_is_no_other_sites_and_no_scripts(front: Front) -> None:
    given = front.ask("GET", "/")[1].headers["Set-Cookie"].lower()
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in given.split(";")}
    assert "domain" not in given
    assert "max-age" not in given
    assert "expires" not in given


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
@pytest.mark.parametrize("path", ["/chat", "/leave", "/summary"])
def test_a_form_that_says_it_is_another_sites_is_refused(front: Front, site: str, path: str) -> None:
    cookie, key = conversation(front)
    headers = {"Content-Type": FORM, "Sec-Fetch-Site": site, "Cookie": cookie}
    status, _, body = front.ask("POST", path, urlencode({"key": key, "message": "x"}).encode(), headers)
    assert status == 403
    assert b"999" in body
    assert stands(front, key, cookie)


def test_without_the_cookie_nobody_gets_at_a_conversation_even_with_its_key(front: Front) -> None:
    cookie, key = conversation(front)
    status, place = say(front, key)  # what another site's form does in an old browser, which keeps the cookie back
    assert status == 303
    assert place != f"/chat/{key}", "it began anew, under a key of its own"
    assert b"<article" not in front.ask("GET", f"/chat/{key}")[2]
    front.ask("POST", "/leave", urlencode({"key": key}).encode(), {"Content-Type": FORM})
    front.ask("GET", "/leave")
    assert stands(front, key, cookie)


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=a", "text/plain", "application/json", "image/png"])
def test_a_form_of_another_kind_is_not_read(front: Front, kind: str) -> None:
    body = b'--a\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nx\r\n--a--\r\n'
    assert front.ask("POST", "/chat", body, {"Content-Type": kind})[0] == 415


def test_a_link_from_elsewhere_opens_a_fresh_page(front: Front) -> None:
    _, key = conversation(front)
    page = front.ask("GET", f"/chat/{key}", headers={"Sec-Fetch-Site": "cross-site"})[2]
    assert b"<article" not in page


def test_nothing_of_the_page_may_be_framed_or_read_by_another_site(front: Front) -> None:
    for path in ("/", "/static/page.css", "/privacy", "/nothing", "/health/live", "/webhooks/rest/"):
        headers = front.ask("GET", path)[1].headers
        assert headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Server"] == "safeguard"

"""Who may not write: each row is a request that is refused, without one request of ours on the way."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.channels.post import Accepted
from tests.channels.teams.bench import Bench
from tests.channels.teams.far_end import APP, TENANT, FarEnd, private_key, public

OTHER = "99999999-2222-3333-4444-555555555555"
Made = tuple[str, Any]


def _b64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _unsigned(far: FarEnd) -> str:
    return jwt.encode(far.claims(), None, algorithm="none", headers={"kid": "good"})


def _confused(far: FarEnd) -> str:
    """Signed with the public key as if it were a password; the library will not make one, so it is made by hand."""
    import hashlib
    import hmac

    pem = private_key("good").public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = _b64(json.dumps({"alg": "HS256", "typ": "JWT", "kid": "good"}).encode())
    signed = f"{head}.{_b64(json.dumps(far.claims()).encode())}"
    return f"{signed}.{_b64(hmac.new(pem, signed.encode(), hashlib.sha256).digest())}"


def _own_key(far: FarEnd) -> str:
    """Brings its own key along in the header."""
    brought = {"kid": "good", "jwk": public("evil")}
    return jwt.encode(far.claims(), private_key("evil"), algorithm="RS256", headers=brought)


def _changed(far: FarEnd) -> str:
    head, _, signature = far.token().split(".")
    return f"{head}.{_b64(json.dumps(far.claims(aud=APP, extra=1)).encode())}.{signature}"


NOW = time.time
TOKENS: dict[str, tuple[Callable[[FarEnd], str], int]] = {
    "no token": (lambda far: "", 401),
    "not a token": (lambda far: "abc", 401),
    "a token far too long": (lambda far: "a." * 4_050, 401),
    "wrong signature": (lambda far: far.token("evil", "good"), 401),
    "changed after signing": (_changed, 401),
    "signature cut off": (lambda far: far.token().rsplit(".", 1)[0] + ".", 401),
    "a key of its own in the header": (_own_key, 401),
    "algorithm none": (_unsigned, 401),
    "public key as a password, HS256": (_confused, 401),
    "PS256": (lambda far: far.token(algorithm="PS256"), 401),
    "RS512": (lambda far: far.token(algorithm="RS512"), 401),
    "wrong issuer": (lambda far: far.token(iss="https://sts.windows.net/x/"), 401),
    "no issuer": (lambda far: far.token(iss=None), 401),
    "issuer with a slash more": (lambda far: far.token(iss="https://api.botframework.com/"), 401),
    "another bot's audience": (lambda far: far.token(aud=OTHER), 401),
    "no audience": (lambda far: far.token(aud=None), 401),
    "no end": (lambda far: far.token(exp=None), 401),
    "ended": (lambda far: far.token(exp=int(NOW()) - 301), 401),
    "an end that is no number": (lambda far: far.token(exp="tomorrow"), 401),
    "not begun": (lambda far: far.token(nbf=int(NOW()) + 400), 401),
    "no beginning": (lambda far: far.token(nbf=None), 401),
    "unknown key": (lambda far: far.token("evil"), 401),
    "no key named": (lambda far: far.token(kid=None), 401),
    "key not endorsed for Teams": (lambda far: far.token("other"), 401),
    "no service address": (lambda far: far.token(serviceurl=None), 401),
    "another service address": (lambda far: far.token(serviceurl="https://smba.trafficmanager.net/uk/"), 401),
}
EVIL = "https://evil.example/teams/"


def _elsewhere(far: FarEnd, service: str) -> Made:
    return far.token(serviceurl=service), far.activity(serviceUrl=service)


def _tenant(far: FarEnd, **more: Any) -> Made:
    return far.token(), far.activity(**more)


BODIES: dict[str, tuple[Callable[[FarEnd], Made], int]] = {
    "host not on the list": (lambda far: _elsewhere(far, EVIL), 403),
    "host hidden behind a listed name": (lambda far: _elsewhere(far, far.service.replace("//", "//x@", 1)), 403),
    "host that only begins like a listed one": (lambda far: _elsewhere(far, f"{far.base}.evil.example/"), 403),
    "another tenant": (lambda far: _tenant(
        far, channelData={"tenant": {"id": OTHER}}, conversation={"id": "a", "conversationType": "personal"}), 403),
    "two tenants": (lambda far: _tenant(far, channelData={"tenant": {"id": OTHER}}), 403),
    "no tenant": (lambda far: _tenant(
        far, channelData=None, conversation={"id": "a", "conversationType": "personal"}), 403),
    "another channel": (lambda far: (far.token(), far.activity(channelId="webchat")), 403),
    "the emulator": (lambda far: (far.token(), far.activity(channelId="emulator")), 403),
    "oversized": (lambda far: (far.token(), far.activity("x" * 70_000)), 400),
    "not JSON": (lambda far: (far.token(), b"hello"), 400),
    "a list": (lambda far: (far.token(), b"[]"), 400),
    "deep nonsense": (lambda far: (far.token(), b"[" * 60_000), 400),
    "no body": (lambda far: (far.token(), b""), 400),
    "half a character": (lambda far: (far.token(), b'{"type": "\xff"}'), 400),
    "no id": (lambda far: (far.token(), far.activity(id=None)), 400),
    "no sender": (lambda far: (far.token(), {k: v for k, v in far.activity().items() if k != "from"}), 400),
    "no conversation": (lambda far: (far.token(), far.activity(conversation=None)), 400),
    "half a character in a name of ours": (lambda far: (far.token(), json.dumps(far.activity(
        conversation={"id": "a\ud800", "conversationType": "personal", "tenantId": TENANT})).encode()), 400),
    "half a character in the sender": (
        lambda far: (far.token(), json.dumps({**far.activity(), "from": {"id": "29:\udc00"}}).encode()), 400),
    "a way up the path": (lambda far: (far.token(), far.activity(
        conversation={"id": "..", "conversationType": "personal", "tenantId": TENANT})), 400),
    "no recipient": (lambda far: (far.token(), far.activity(recipient=None)), 400),
    "no service in the body": (lambda far: (far.token(), far.activity(serviceUrl=None)), 400),
    "text that is a list": (lambda far: (far.token(), far.activity(text=["hello"])), 400),
    "a scope that nobody knows": (lambda far: (far.token(), far.activity(
        conversation={"id": "a", "conversationType": "stadium", "tenantId": TENANT})), 400),
}


def test_there_are_enough_of_them() -> None:
    assert len(TOKENS) + len(BODIES) >= 25


@pytest.mark.parametrize("name", TOKENS)
async def test_a_faulty_token_is_refused(bench: Bench, name: str) -> None:
    make, status = TOKENS[name]
    before = list(bench.far.asked)
    assert await bench.post(bench.far.activity("let me in"), make(bench.far)) == status
    assert (bench.desk.accepted, bench.desk.said, bench.far.sent) == ([], [], [])
    assert bench.far.asked == before


@pytest.mark.parametrize("name", BODIES)
async def test_a_faulty_activity_is_refused(bench: Bench, name: str) -> None:
    make, status = BODIES[name]
    token, body = make(bench.far)
    before = list(bench.far.asked)
    assert await bench.post(body, token) == status
    assert (bench.desk.accepted, bench.desk.said, bench.far.sent) == ([], [], [])
    assert bench.far.asked == before


async def test_another_kind_of_authorisation_is_refused(bench: Bench) -> None:
    assert await bench.post(bench.far.activity(), Authorization="Basic abc") == 401


@pytest.mark.parametrize(("age", "status"), [(60, 200), (700, 403)])
async def test_a_replayed_activity_is_refused_once_teams_itself_would_not_send_it_again(
    bench: Bench, age: int, status: int
) -> None:
    bench.desk.verdict = Accepted.DUPLICATE
    at = time.strftime("%Y-%m-%dT%H:%M:%S.7654321Z", time.gmtime(time.time() - age))
    assert await bench.post(bench.far.activity(timestamp=at)) == status
    assert bench.far.sent == []


async def test_a_clock_that_differs_by_four_minutes_is_no_fault(bench: Bench) -> None:
    assert await bench.post(bench.far.activity(), bench.far.token(exp=int(NOW()) - 240)) == 200
    assert await bench.post(bench.far.activity(), bench.far.token(nbf=int(NOW()) + 240)) == 200
    assert len(bench.desk.accepted) == 2


async def test_a_refusal_tells_nothing_in_the_log(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    token = bench.far.token("evil", "good")
    await bench.post(bench.far.activity("Marigold is in danger"), token)
    assert "refused" in caplog.text
    assert "Marigold" not in caplog.text
    assert token not in caplog.text
    assert APP not in caplog.text

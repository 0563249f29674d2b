"""The way out: our own token, what each status of Teams means, and answers that go out in order and once."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from bot.channels.teams_parts.connector import Connector, Unreadable, seconds
from bot.channels.teams_parts.sender import TeamsSender
from bot.channels.teams_parts.token import Token
from bot.errors import RetryLater, SettingsError, Undeliverable
from bot.replies.reply import Option, Question, Reply, message
from bot.replies.words import not_a_report, words
from bot.terms import Kind, Role
from tests.channels.teams.far_end import APP, BOT, TENANT, FarEnd, private_key
from tests.edge.edge_stand_ins import Ticks

HELLO = {"type": "message", "text": "hello"}
ASKING = message(Reply(Kind.CONCERN, "Good.", question=Question("age", "How old?", (Option("Under 5", "Under 5"),))))
FIRST = message(Reply(Kind.ANSWER, "Do not wait.", closing=(not_a_report(Role.PROFESSIONAL),)))


def body_of(sent: dict[str, Any]) -> list[str]:
    """The words that stand on a card, in their order."""
    def read(element: Any) -> list[str]:
        if isinstance(element, list):
            return [word for one in element for word in read(one)]
        own = [element["text"]] if element.get("type") == "TextBlock" else []
        return own + [word for name in ("body", "items", "columns") for word in read(element.get(name, []))]

    return read(sent["attachments"][0]["content"])


class Done:
    """How far an answer has come."""

    def __init__(self, done: int = 0) -> None:
        self.done = done

    async def sent(self) -> None:
        self.done += 1


@pytest.fixture
async def far() -> AsyncIterator[FarEnd]:
    made = FarEnd()
    async with made.server:
        yield made


def address(far: FarEnd, scope: str = "personal", conversation: str = "a:one") -> dict[str, str]:
    return {"service": far.service, "conversation": conversation, "scope": scope, "tenant": TENANT, "bot": BOT,
            "person": "29:person"}


@pytest.fixture
async def connector(far: FarEnd) -> AsyncIterator[Connector]:
    made = Connector(far.config(), Token(far.config()))
    await made.start()
    yield made
    await made.close()


async def test_an_activity_goes_to_its_conversation_with_our_token(far: FarEnd, connector: Connector) -> None:
    await connector.post(address(far, conversation="19:x@thread.tacv2;messageid=1"), HELLO)
    method, path, body = far.sent[0]
    assert (method, path) == ("POST", "/teams/v3/conversations/19%3Ax%40thread.tacv2%3Bmessageid%3D1/activities")
    assert body["authorization"] == "Bearer token 1"
    assert body["text"] == "hello"
    assert body["from"] == {"id": BOT}


async def test_many_answers_at_once_ask_for_one_token(far: FarEnd, connector: Connector) -> None:
    await asyncio.gather(*(connector.post(address(far), HELLO) for _ in range(8)))
    assert far.forms == [{
        "grant_type": "client_credentials", "client_id": APP, "client_secret": "the secret", "tenant": TENANT,
        "scope": "https://api.botframework.com/.default",
    }]


async def test_a_token_is_renewed_before_its_end(far: FarEnd) -> None:
    ticks = Ticks()
    connector = Connector(far.config(), Token(far.config(), ticks))
    await connector.start()
    for at, asked in ((0.0, 1), (3_000.0, 1), (3_301.0, 2)):
        ticks.at = at
        await connector.post(address(far), HELLO)
        assert len(far.forms) == asked
    await connector.close()


async def test_a_token_that_is_refused_is_asked_for_anew(far: FarEnd, connector: Connector) -> None:
    far.answers = [(401, {})]
    with pytest.raises(RetryLater):
        await connector.post(address(far), HELLO)
    await connector.post(address(far), HELLO)
    assert far.sent[0][2]["authorization"] == "Bearer token 2"


def pem(folder: Path, key: str = "certificate") -> Path:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a bot")])
    begin = dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc)
    made = x509.CertificateBuilder(name, name, private_key(key).public_key(), 7, begin, begin + dt.timedelta(days=900))
    signed = made.sign(private_key(key), hashes.SHA256()).public_bytes(Encoding.PEM)
    path = folder / "bot.pem"
    path.write_bytes(private_key(key).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + signed)
    return path


async def test_a_certificate_takes_the_place_of_the_password(far: FarEnd, tmp_path: Path) -> None:
    config = far.config(password="", certificate=pem(tmp_path))
    connector = Connector(config, Token(config))
    await connector.start()
    await connector.post(address(far), HELLO)
    await connector.close()
    form = far.forms[0]
    assert "client_secret" not in form
    url = f"{far.base}/{TENANT}/oauth2/v2.0/token"
    said = jwt.decode(form["client_assertion"], private_key("certificate").public_key(), ["PS256"], audience=url)
    assert (said["iss"], said["sub"]) == (APP, APP)
    assert "x5t#S256" in jwt.get_unverified_header(form["client_assertion"])


@pytest.mark.parametrize("content", [b"", b"nonsense"])
async def test_a_certificate_that_is_none_stops_the_start(far: FarEnd, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bot.pem").write_bytes(content)
    with pytest.raises(SettingsError, match="CERTIFICATE"):
        Token(far.config(password="", certificate=tmp_path / "bot.pem"))


@pytest.mark.parametrize(("status", "headers", "error", "wait"), [
    (429, {"Retry-After": "2"}, RetryLater, 2.0), (429, {}, RetryLater, None),
    (503, {"Retry-After": "7"}, RetryLater, 7.0),
    (500, {}, RetryLater, None), (412, {}, RetryLater, None), (408, {}, RetryLater, None),
    (400, {}, Unreadable, None), (413, {}, Unreadable, None),
    (403, {}, Undeliverable, None), (404, {}, Undeliverable, None), (302, {"Location": "/x"}, Undeliverable, None),
])
async def test_each_status_means_later_never_or_in_plainer_words(
    far: FarEnd, connector: Connector, status: int, headers: dict[str, str], error: type[Exception], wait: float | None
) -> None:
    far.answers = [(status, headers)]
    with pytest.raises(error) as raised:
        await connector.post(address(far), HELLO)
    assert getattr(raised.value, "seconds", None) == wait


def test_retry_after_may_be_a_date_and_nonsense_is_no_number() -> None:
    soon = dt.datetime.now(dt.timezone.utc) + dt.timedelta(seconds=30)
    assert 25 < (seconds(format_datetime(soon)) or 0) <= 30
    assert [seconds(header) for header in ("later", "nan", "-5", "1e9", None)] == [None, None, 0.0, 3600.0, None]


@pytest.mark.parametrize("service", ["https://evil.example/", "http://smba.trafficmanager.net/uk/"])
async def test_nothing_goes_to_a_host_that_is_not_on_the_list(
    far: FarEnd, connector: Connector, service: str
) -> None:
    with pytest.raises(Undeliverable):
        await connector.post({**address(far), "service": service}, HELLO)
    assert far.asked == []


async def test_without_a_connection_it_is_later(far: FarEnd, connector: Connector) -> None:
    there = address(far)
    await far.server.close()
    with pytest.raises(RetryLater):
        await connector.post(there, HELLO)


async def test_an_answer_goes_out_first_and_then_its_choices(far: FarEnd, connector: Connector) -> None:
    done = Done()
    await TeamsSender(connector).send(address(far), ASKING, False, done)
    assert [body_of(sent)[0] for sent in far.posted()] == ["Good.", "How old?"]
    assert done.done == 2


async def test_what_has_gone_out_is_not_sent_again(far: FarEnd, connector: Connector) -> None:
    sender, done = TeamsSender(connector), Done()
    far.answers = [(201, {}), (429, {"Retry-After": "2"})]
    with pytest.raises(RetryLater):
        await sender.send(address(far), ASKING, False, done)
    await sender.send(address(far), ASKING, False, done)
    assert [body_of(sent)[0] for sent in far.posted()] == ["Good.", "How old?"]


async def test_a_card_that_teams_can_not_read_goes_out_in_plain_words(far: FarEnd, connector: Connector) -> None:
    far.answers = [(400, {})]
    await TeamsSender(connector).send(address(far), FIRST, False, Done(0))
    assert far.posted()[0]["text"] == FIRST["text"]
    assert "attachments" not in far.posted()[0]


async def test_when_plain_words_are_refused_too_it_is_given_up(far: FarEnd, connector: Connector) -> None:
    far.answers = [(400, {}), (400, {})]
    with pytest.raises(Undeliverable):
        await TeamsSender(connector).send(address(far), FIRST, False, Done(0))


async def test_a_late_answer_is_only_the_neutral_line_and_silent(far: FarEnd, connector: Connector) -> None:
    await TeamsSender(connector).send(address(far), {}, True, Done())
    [sent] = far.posted()
    line = words("teams")["late"]["line"]
    assert sent["channelData"] == {"notification": {"alert": False}}
    assert sent["summary"] == line
    assert body_of(sent) == [line]


async def test_the_work_is_asked_for_once_and_only_in_private(far: FarEnd, connector: Connector) -> None:
    sender, ask = TeamsSender(connector), words("teams")["agency"]["text"]
    chats = (("groupChat", "19:g"), ("personal", "a:one"), ("personal", "a:one"), ("personal", "a:2"))
    for scope, conversation in chats:
        await sender.send(address(far, scope, conversation), FIRST, False, Done())
    assert [path.split("/")[4] for _, path, body in far.sent if ask in str(body)] == ["a%3Aone", "a%3A2"]


@pytest.mark.parametrize("reply", [
    Reply(Kind.ESCALATION, "Ring 999 now."), Reply(Kind.ANSWER, "A later answer."), Reply(Kind.SMALLTALK, "Hello."),
    Reply(Kind.ANSWER, "For a child.", closing=(not_a_report(Role.YOUNG_PERSON),)),
])
async def test_the_work_is_not_asked_for_in_danger_of_a_child_or_later(
    far: FarEnd, connector: Connector, reply: Reply
) -> None:
    await TeamsSender(connector).send(address(far), message(reply), False, Done())
    assert words("teams")["agency"]["text"] not in str(far.sent)


async def test_typing_is_shown(far: FarEnd, connector: Connector) -> None:
    await TeamsSender(connector).typing(address(far))
    assert far.sent[0][2]["type"] == "typing"


async def test_in_company_the_way_to_a_private_chat_is_shown(far: FarEnd, connector: Connector) -> None:
    sender = TeamsSender(connector)
    for scope in ("personal", "groupChat", "channel"):
        await sender.send(address(far, scope), ASKING, False, Done())
    offers = [f"/l/chat/0/0?users={BOT}" in str(sent["attachments"]) for sent in far.posted()]
    assert offers == [False, False, True, False, True, False]

"""Who comes in, from where, and what is written down about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.errors import SettingsError
from bot.review.desk import Desk
from bot.review.people import IDLE, listed
from tests.review.conftest import Office

CHANGES = (
    "/conversation/c1/state", "/conversation/c1/duty", "/conversation/c1/note", "/conversation/c1/tag", "/turn/r1/mark",
    "/marks/agree", "/marks/refuse",
)


async def test_nobody_sees_anything_without_signing_in(office: Office):
    client = await office.browser()
    for path in ("/", "/conversation/c1", "/marks", "/dashboard", "/acts", "/turn/r1/alike", "/nowhere"):
        answer = await client.get(path, allow_redirects=False)
        assert (answer.status, answer.headers.get("Location")) == (303, "/sign-in"), path
    for path in CHANGES:
        assert (await client.post(path, data={})).status == 403, path
    assert office.acts() == []


async def test_a_link_works_once_and_only_by_pressing_the_button(office: Office):
    client = await office.browser()
    token = office.desk.stores.desk.link(office.at, "ann", "editor")
    for _ in range(2):  # a preview of the link does not use it up
        assert token in await (await client.get(f"/sign-in?token={token}")).text()
    entered = await client.post("/sign-in", data={"token": token}, allow_redirects=False)
    cookie = entered.headers["Set-Cookie"]
    assert entered.status == 303
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert (await client.get("/")).status == 200
    assert (await client.post("/sign-in", data={"token": token})).status == 403
    assert token not in str(office.acts())


@pytest.mark.parametrize(("token", "later"), [("x" * 43, 0), ("", 0), (None, 11)], ids=["invented", "none", "too old"])
async def test_any_other_link_is_refused(office: Office, token, later):
    client = await office.browser()
    token = office.desk.stores.desk.link(office.at, "ann", "safety_lead") if token is None else token
    office.at += timedelta(minutes=later)
    assert (await client.post("/sign-in", data={"token": token})).status == 403
    assert (await client.get("/", allow_redirects=False)).status == 303


@pytest.mark.parametrize(("clicks", "apart"), [(1, IDLE + 1), (17, IDLE - 60)], ids=["idle", "a long day"])
async def test_a_session_ends_by_itself(office: Office, clicks, apart):
    ann = await office.signed_in()
    for _ in range(clicks):
        office.seconds += apart
        answer = await ann.client.get("/pause", allow_redirects=False)
    assert answer.status == 303


async def test_a_session_lasts_while_somebody_is_at_it(office: Office):
    ann = await office.signed_in()
    for _ in range(10):
        office.seconds += IDLE - 60
        assert (await ann.client.get("/pause", allow_redirects=False)).status == 200


async def test_signing_out_ends_it_here_too(office: Office):
    ann = await office.signed_in()
    kept = ann.client.session.cookie_jar.filter_cookies(ann.client.make_url("/"))["review"].value
    assert await ann.post("/sign-out") == 303
    answer = await ann.client.get("/", headers={"Cookie": f"review={kept}"}, allow_redirects=False)
    assert answer.status == 303


async def test_a_form_of_another_site_changes_nothing(office: Office, settings, record):
    record(settings.database, "c1", {})
    office.sweep()
    ann = await office.signed_in()
    good = await ann.csrf()
    for csrf, site in (("", "same-origin"), ("x" * 64, "same-origin"), (good, "cross-site")):
        answer = await ann.client.post(
            "/conversation/c1/tag", data={"csrf": csrf, "text": "hello"}, headers={"Sec-Fetch-Site": site})
        assert answer.status == 403
    assert office.desk.stores.desk.notes("c1") == []


async def test_a_name_that_points_here_from_elsewhere_is_refused(office: Office):
    client = await office.browser()
    assert (await client.get("/sign-in", headers={"Host": "evil.example"})).status == 403


async def test_every_view_and_change_leaves_a_row_before_it_happens(office: Office, settings, record):
    record(settings.database, "c1", {})
    office.sweep()
    ann = await office.signed_in()
    for path in ("/", "/conversation/c1", "/marks", "/dashboard"):
        await ann.get(path)
    await ann.post("/conversation/c1/tag", text="odd")
    told = [(did, about) for _, did, about in office.acts()]
    assert told == [
        ("signed_in", "-"), ("saw.queue", "-"), ("saw.queue", "-"), ("saw.conversation", "log_id:c1"),
        ("saw.marks", "-"), ("saw.dashboard", "-"), ("saw.marks", "-"), ("tag", "log_id:c1"),
    ]


async def test_what_cannot_be_written_down_is_not_shown(office: Office, settings, record):
    record(settings.database, "c1", {"text": "zebra"})
    office.sweep()
    ann = await office.signed_in()
    office.desk.stores.audit.close()
    office.desk.stores.audit._engine = Broken()
    status, page = await ann.get("/conversation/c1?words=shown")
    assert status == 503
    assert "zebra" not in page


class Broken:
    dialect = SimpleNamespace(name="postgresql")

    def begin(self):
        from sqlalchemy.exc import OperationalError

        raise OperationalError("x", {}, Exception())

    def dispose(self):
        pass


@pytest.mark.parametrize("path", CHANGES)
async def test_a_reader_changes_nothing(office: Office, settings, record, path):
    record(settings.database, "c1", {})
    office.sweep()
    row = office.desk.stores.log.conversations(["c1"])["c1"][0].row
    rea = await office.signed_in("rea", "reader")
    form = {"state": "later", "done": "told_lead", "text": "odd", "kind": "test", "row": "1"}
    assert await rea.post(path.replace("r1", row), **form) in (403, 404)
    assert office.desk.stores.desk.notes("c1") == []
    assert office.desk.stores.marks.of([row]) == []
    assert office.desk.stores.items.get("c1").state == "open"


async def test_only_a_safety_lead_reads_who_did_what(office: Office):
    ann, lee = await office.signed_in(), await office.signed_in("lee", "safety_lead")
    assert (await ann.get("/acts"))[0] == 403
    status, page = await lee.get("/acts")
    assert status == 200
    assert "signed_in" in page


async def test_a_break_hides_everything_until_it_is_over(office: Office):
    ann = await office.signed_in()
    csrf = await ann.csrf()
    await ann.client.post("/pause", data={"csrf": csrf})
    answer = await ann.client.get("/", allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (303, "/pause")
    await ann.client.post("/pause/end", data={"csrf": csrf})
    assert (await ann.get("/"))[0] == 200


PROXIED = {"review_header": "X-User", "review_people": "ann@org=reader,lee=safety_lead"}


@pytest.mark.parametrize(("proxy", "user", "status"), [
    ("127.0.0.1", "ann@org", 200), ("127.0.0.1", "lee", 200), ("127.0.0.1", "mallory", 403), ("127.0.0.1", None, 403),
    ("10.0.0.1", "lee", 403), ("", "lee", 403),
], ids=["a reader", "a lead", "nobody we know", "nobody named", "from elsewhere", "no proxy is trusted"])
async def test_a_proxy_signs_people_in_by_its_header(settings, proxy, user, status):
    office = Office(Desk.make(replace(settings, trusted_proxy=proxy, **PROXIED)))
    client = await office.browser()
    headers = {"Host": "review.example", **({"X-User": user} if user else {})} if proxy == "127.0.0.1" else {
        "X-User": str(user)}
    assert (await client.get("/", headers=headers)).status == status
    await client.close()


@pytest.mark.parametrize("people", ["ann", "ann=boss", "=reader", "a;b=reader"])
def test_a_list_of_people_that_cannot_be_read_stops_the_start(people):
    with pytest.raises(SettingsError, match="SAFEGUARD_REVIEW_PEOPLE"):
        listed(people)

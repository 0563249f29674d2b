"""What each kind of activity leads to: whose message it is, what is answered at once, and what is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.post import Accepted
from bot.channels.teams import PATH
from bot.replies.words import words
from bot.terms import Role
from tests.channels.teams.bench import Bench
from tests.channels.teams.far_end import BOT, TENANT
from tests.edge.edge_stand_ins import soon

GROUP = {"id": "19:group", "conversationType": "groupChat", "tenantId": TENANT, "isGroup": True}
CHANNEL = {"id": "19:team;messageid=7", "conversationType": "channel", "tenantId": TENANT, "isGroup": True}
AT = {"type": "mention", "text": "<at>Guidance</at>", "mentioned": {"id": BOT, "name": "Guidance"}}
OTHER = {"type": "mention", "text": "<at>Marigold</at>", "mentioned": {"id": "29:marigold", "name": "Marigold"}}


async def test_a_message_is_handed_in_and_acknowledged(bench: Bench) -> None:
    assert await bench.post(bench.far.activity("a pupil told me something", id="m1")) == 200
    incoming, address, calm = bench.desk.accepted[0]
    assert (incoming.text, incoming.message_id, incoming.person) == ("a pupil told me something", "m1", "29:person")
    assert (incoming.channel, incoming.role, calm) == ("teams", Role.UNKNOWN, None)
    assert incoming.sent is not None
    assert address == {
        "service": bench.far.service, "conversation": "a:one", "scope": "personal", "tenant": TENANT, "bot": BOT,
        "person": "29:person",
    }
    assert bench.far.sent == []


async def test_what_was_not_taken_is_sent_again_by_teams(bench: Bench) -> None:
    bench.desk.verdict = Accepted.REFUSED
    assert await bench.post(bench.far.activity()) == 503


@pytest.mark.parametrize(("scope", "conversation"), [("groupChat", GROUP), ("channel", CHANNEL)])
async def test_in_company_only_a_mention_is_answered_and_is_not_part_of_the_text(
    bench: Bench, scope: str, conversation: dict[str, Any]
) -> None:
    assert await bench.post(bench.far.activity("lunch?", conversation=conversation)) == 200
    assert bench.desk.accepted == []
    spoken = "<at>Guidance</at>&nbsp;is <at>Marigold</at> right &amp; do I refer?"
    await bench.post(bench.far.activity(spoken, conversation=conversation, entities=[AT, OTHER]))
    incoming, address, _ = bench.desk.accepted[0]
    assert incoming.text == "is Marigold right & do I refer?"
    assert (incoming.endpoint, address["scope"]) == (f"teams/{scope}/{TENANT}", scope)


async def test_no_two_scopes_share_a_conversation(bench: Bench) -> None:
    same = "19:same"
    for scope in ("personal", "groupChat", "channel"):
        await bench.post(bench.far.activity(
            "<at>Guidance</at> hello", entities=[AT],
            conversation={"id": same, "conversationType": scope, "tenantId": TENANT},
        ))
    assert len({(i.endpoint, i.conversation, i.person) for i, _, _ in bench.desk.accepted}) == 3


async def test_a_pressed_button_is_the_next_message_and_its_card_can_not_be_pressed_again(bench: Bench) -> None:
    data = {"say": "I can stop it", "title": "I can stop it", "ask": "When is she next due to see him?"}
    pressed = bench.far.activity(None, value=data, replyToId="card/1", id="press-1")
    assert await bench.post(pressed) == 200
    assert await bench.post({**pressed, "id": "press-2"}) == 200
    first, second = (incoming for incoming, _, _ in bench.desk.accepted)
    assert first.text == "I can stop it"
    assert first.message_id == second.message_id  # so the desk drops the second
    await soon(lambda: len(bench.far.sent) == 2)
    method, path, body = bench.far.sent[0]
    assert (method, path.endswith("/card%2F1")) == ("PUT", True)
    card = body["attachments"][0]["content"]
    assert "Action.Submit" not in str(card)
    assert "When is she next due to see him?" in str(card)
    assert "You chose: I can stop it" in str(card)


async def test_another_choice_of_the_same_card_is_another_message(bench: Bench) -> None:
    for say in ("No", "Yes"):
        await bench.post(bench.far.activity(None, value={"say": say, "title": say, "ask": "?"}, replyToId="card"))
    assert len({incoming.message_id for incoming, _, _ in bench.desk.accepted}) == 2


async def test_a_card_that_can_not_be_changed_holds_nothing_up(bench: Bench) -> None:
    bench.far.down = True
    data = {"say": "Yes", "title": "Yes", "ask": "Is a child in danger right now?"}
    assert await bench.post(bench.far.activity(None, value=data, replyToId="card")) == 200
    assert len(bench.desk.accepted) == 1


async def test_in_a_group_nobody_answers_for_somebody_else(bench: Bench) -> None:
    data = {"say": "No", "title": "No", "ask": "?", "who": "somebody else"}
    await bench.post(bench.far.activity(None, value=data, replyToId="card", conversation=GROUP))
    assert bench.desk.accepted == []
    assert bench.far.sent == []
    assert bench.desk.said[0][2]["text"].startswith(words("teams")["group"]["not_yours"])


@pytest.mark.parametrize("value", [{"say": ["x"]}, {"say": ""}, {"say": 3}, {}, None])
async def test_data_that_is_none_of_ours_is_an_ordinary_message(bench: Bench, value: Any) -> None:
    assert await bench.post(bench.far.activity("typed", value=value)) == 200
    assert bench.desk.accepted[0][0].text == "typed"


async def test_a_changed_message_is_read_for_danger_and_its_writer_is_told(bench: Bench) -> None:
    update = bench.far.activity("he is here now", type="messageUpdate", id="m", channelData={
        "tenant": {"id": TENANT}, "eventType": "editMessage"})
    assert await bench.post(update) == 200
    incoming, _, calm = bench.desk.accepted[0]
    assert (incoming.text, incoming.message_id == "m") == ("he is here now", False)
    assert calm is not None
    assert "999" in calm["text"]


@pytest.mark.parametrize(("kind", "event"), [
    ("messageDelete", "softDeleteMessage"), ("messageUpdate", "undeleteMessage"), ("messageReaction", None),
    ("conversationUpdate", "teamRenamed"), ("endOfConversation", None), ("event", None), ("typing", None),
])
async def test_what_asks_nothing_is_acknowledged_and_left(bench: Bench, kind: str, event: str | None) -> None:
    data = {"tenant": {"id": TENANT}, "eventType": event}
    assert await bench.post(bench.far.activity(type=kind, channelData=data)) == 200
    assert (bench.desk.accepted, bench.desk.said, bench.far.sent) == ([], [], [])


async def test_a_change_in_what_colleagues_say_to_each_other_is_left(bench: Bench) -> None:
    assert await bench.post(bench.far.activity("lunch at one", type="messageUpdate", conversation=GROUP)) == 200
    assert bench.desk.accepted == []


@pytest.mark.parametrize(("conversation", "kind"), [
    ({"id": "a:one", "conversationType": "personal", "tenantId": TENANT}, "personal"), (GROUP, "group"),
])
async def test_an_installation_is_welcomed_with_one_message(
    bench: Bench, conversation: dict[str, Any], kind: str
) -> None:
    added = bench.far.activity(None, type="conversationUpdate", membersAdded=[{"id": BOT}], conversation=conversation)
    installed = bench.far.activity(None, type="installationUpdate", action="add", conversation=conversation)
    assert [await bench.post(added), await bench.post(installed)] == [200, 200]
    assert len({(i.endpoint, i.conversation, i.message_id) for i, _, _ in bench.desk.said}) == 1  # the desk drops one
    text = bench.desk.said[0][2]["text"]
    assert words("teams")["welcome"][kind]["opening"] in text
    assert "999" in text
    assert "not a referral" in text


async def test_other_people_who_join_and_a_removal_are_no_installation(bench: Bench) -> None:
    await bench.post(bench.far.activity(None, type="conversationUpdate", membersAdded=[{"id": "29:someone"}]))
    await bench.post(bench.far.activity(None, type="installationUpdate", action="remove"))
    assert bench.desk.said == []


async def test_a_picture_alone_is_kindly_refused_and_one_beside_words_too(bench: Bench) -> None:
    picture = [{"contentType": "image/png", "contentUrl": "https://smba.trafficmanager.net/x"}]
    await bench.post(bench.far.activity("", attachments=picture))
    calm = bench.desk.accepted[0][2]
    assert calm is not None
    assert "cannot open files" in calm["text"]
    assert "Never send" in calm["text"]
    await bench.post(bench.far.activity("what about this", attachments=picture))
    assert bench.desk.accepted[1][2] is None
    assert "cannot open files" in bench.desk.said[0][2]["text"]
    assert bench.far.sent == []  # nothing was downloaded


async def test_formatted_text_is_no_file(bench: Bench) -> None:
    await bench.post(bench.far.activity("hello", attachments=[{"contentType": "text/html", "content": "<b>hello</b>"}]))
    assert bench.desk.accepted[0][2] is None
    assert bench.desk.said == []


@pytest.mark.parametrize(("name", "value", "status"), [
    ("adaptiveCard/action", {"action": {"type": "Action.Execute", "data": {"say": "Yes"}}}, 200),
    ("adaptiveCard/action", {"action": {"data": {}}}, 501), ("signin/verifyState", {}, 200),
    ("composeExtension/query", {"a": 1}, 501), (None, None, 501),
])
async def test_an_invoke_is_answered_at_once(bench: Bench, name: str | None, value: Any, status: int) -> None:
    invoke = bench.far.activity(None, type="invoke", name=name, value=value)
    headers = {"Authorization": f"Bearer {bench.far.token()}"}
    async with bench.client.post(PATH, json=invoke, headers=headers) as response:
        assert response.status == status
        body = await response.json()
    assert len(bench.desk.accepted) == ("data" in str(value) and status == 200)
    if bench.desk.accepted:
        assert bench.desk.accepted[0][0].text == "Yes"
        assert body["value"] == words("teams")["card"]["summary"]


@pytest.mark.parametrize("waits", [True, False])
async def test_the_neutral_line_opens_what_waits_or_says_that_nothing_does(bench: Bench, waits: bool) -> None:
    bench.desk.waits = waits
    assert await bench.post(bench.far.activity(None, value={"open": True}, replyToId="line")) == 200
    assert len(bench.desk.said) == (not waits)
    assert bench.desk.accepted == []
    await soon(lambda: len(bench.far.sent) == 1)
    assert "Action.Submit" not in str(bench.far.sent[0])


async def test_nobody_is_answered_before_the_keys_are_there(bench: Bench) -> None:
    bench.teams.keys._keys = {}
    assert await bench.post(bench.far.activity()) == 503
    assert bench.desk.accepted == []


async def test_nothing_that_was_written_shows_when_an_activity_is_printed(bench: Bench) -> None:
    from bot.channels.teams_parts.activity import read

    printed = repr(read(bench.far.activity("Marigold told me")))
    assert "Marigold" not in printed
    assert "29:person" not in printed

"""What comes in from Telegram: who is believed, and what is made of every kind of update."""

from __future__ import annotations

import json
from typing import Any

from telegram_office import Office, soon
from telegram_stand_in import (
    FILE,
    HEADER,
    NOW,
    PATH,
    PHOTO,
    SECRET,
    STICKER,
    VIDEO,
    VOICE,
    changed,
    pressed,
    sent_something,
    update,
    written,
)

from bot.channels.telegram_parts.wording import wording

SAY = wording()
GOOD = written("DANGER he is here")
BIG = json.dumps(written("x" * 70_000))

FORGED: dict[str, tuple[Any, dict[str, str], int]] = {
    "no secret": (GOOD, {"X-Other": "1"}, 403),
    "an empty secret": (GOOD, {HEADER: ""}, 403),
    "another secret": (GOOD, {HEADER: "b" + SECRET[1:]}, 403),
    "the beginning of the secret": (GOOD, {HEADER: SECRET[:-1]}, 403),
    "more than the secret": (GOOD, {HEADER: SECRET + "0"}, 403),
    "the secret in capitals": (GOOD, {HEADER: SECRET.upper()}, 403),
    "the secret as a bearer token": (GOOD, {"Authorization": f"Bearer {SECRET}"}, 403),
    "a secret that is no text": (GOOD, {HEADER: "ä" * 10}, 403),
    "the secret in the body": ({**GOOD, "secret_token": SECRET}, {"X-Other": "1"}, 403),
    "not JSON": ("{" + json.dumps(GOOD), {HEADER: SECRET}, 400),
    "a list": ([GOOD], {HEADER: SECRET}, 400),
    "no update number": ({"message": GOOD["message"]}, {HEADER: SECRET}, 400),
    "a message of another shape": (update(1, message="DANGER"), {HEADER: SECRET}, 400),
    "too big": (BIG, {HEADER: SECRET}, 413),
    "not JSON and no secret": ("DANGER", {"X-Other": "1"}, 403),
}


async def test_forged_and_faulty_requests_are_refused_and_go_nowhere(office: Office) -> None:
    office.api.calls.clear()
    got = {name: await office.post(body, **headers) for name, (body, headers, _) in FORGED.items()}
    assert got == {name: status for name, (_, _, status) in FORGED.items()}
    assert office.judge.texts == []
    assert office.engine.asked == []
    assert office.api.calls == []


async def test_the_secret_in_the_address_is_not_enough_and_get_is_not_allowed(office: Office) -> None:
    async with office.client.post(f"{PATH}?{HEADER}={SECRET}&secret_token={SECRET}", json=GOOD) as response:
        assert response.status == 403
    async with office.client.get(PATH, headers={HEADER: SECRET}) as response:
        assert response.status == 405


async def test_the_right_secret_is_believed(office: Office) -> None:
    assert await office.post(written("hello there")) == 200
    await soon(lambda: office.api.sent(7) != [])
    assert office.api.sent(7)[0].text.startswith("You wrote: hello there")


async def test_start_tells_children_first_that_the_chat_stays_on_the_phone(office: Office) -> None:
    await office.write("/start")
    text = office.api.sent(7)[0].text
    assert text.index("999") < text.index("stays on this phone") < text.index("Telegram keeps its own copy")
    assert "Delete chat" in text
    assert "0800 1111" in text
    assert office.engine.asked == []


async def test_help_gives_the_numbers(office: Office) -> None:
    await office.write("/help@our_bot")
    assert office.api.sent(7)[0].text.startswith(SAY.help[0])
    assert "01733 234724" in office.api.sent(7)[0].text


COMMANDS = {
    "/stop": "stop", "/delete": "delete my conversation", "/help he is hurting her": "he is hurting her",
    "/unheard_of": "unheard_of", "/stop it hurts": "it hurts",
}


async def test_a_command_says_what_it_stands_for(office: Office) -> None:
    for chat, typed in enumerate(COMMANDS, 7):
        await office.write(typed, chat)
    assert office.judge.texts == list(COMMANDS.values())
    assert [asked["text"] for asked in office.engine.asked] == list(COMMANDS.values())


async def test_after_deleting_the_person_is_told_how_to_clear_the_phone(office: Office) -> None:
    office.engine.intent = "delete_conversation"
    await office.write("/delete")
    assert office.api.sent(7)[0].text.endswith(SAY.deleted)


NO_TEXT: list[tuple[str, Any, str]] = [
    ("photo", PHOTO, SAY.picture), ("video", VIDEO, SAY.picture), ("animation", {**VIDEO}, SAY.picture),
    ("video_note", {**FILE, "length": 1, "duration": 1}, SAY.picture),
    ("document", {**FILE, "mime_type": "image/png"}, SAY.picture),
    ("document", {**FILE, "mime_type": "application/pdf"}, SAY.cannot_open), ("document", FILE, SAY.cannot_open),
    ("voice", VOICE, SAY.cannot_open), ("audio", VOICE, SAY.cannot_open), ("sticker", STICKER, SAY.cannot_open),
    ("contact", {"phone_number": "07700900461", "first_name": "x"}, SAY.cannot_open),
    ("location", {"latitude": 52.0, "longitude": 0.1}, SAY.cannot_open),
]


async def test_what_is_no_text_gets_a_kind_answer_and_is_not_downloaded(office: Office) -> None:
    for chat, (what, content, _) in enumerate(NO_TEXT, 7):
        assert await office.post(sent_something(what, content, chat)) == 200
    await soon(lambda: len(office.api.sent()) == len(NO_TEXT))
    await office.quiet()
    said = {chat: [call.text for call in office.api.sent(chat)] for chat in range(7, 7 + len(NO_TEXT))}
    assert said == {chat: [text] for chat, (_, _, text) in enumerate(NO_TEXT, 7)}
    assert office.api.of("getFile") == []
    assert office.engine.asked == []


async def test_words_under_a_picture_are_answered_first(office: Office) -> None:
    assert await office.post(sent_something("photo", PHOTO, caption="DANGER look what he does")) == 200
    await soon(lambda: len(office.api.sent(7)) == 2)
    assert "999" in office.api.sent(7)[0].text.split("\n")[0]
    assert office.api.sent(7)[1].text == SAY.picture


async def test_an_album_is_answered_once(office: Office) -> None:
    for number in range(1, 5):
        assert await office.post(sent_something("photo", PHOTO, number=number, media_group_id="album")) == 200
    await office.quiet()
    assert len(office.api.sent(7)) == 1


async def test_a_changed_message_starts_no_second_turn_unless_it_tells_of_danger(office: Office) -> None:
    await office.write("hello")
    assert await office.post(changed("hello you")) == 200
    await soon(lambda: len(office.api.sent(7)) == 2)
    assert office.api.sent(7)[1].text == SAY.edited
    assert len(office.engine.asked) == 1
    assert await office.post(changed("DANGER", at=NOW + 70)) == 200
    await soon(lambda: len(office.api.sent(7)) == 3)
    assert len(office.engine.asked) == 2


async def test_the_same_update_again_is_answered_once(office: Office) -> None:
    for _ in range(3):
        assert await office.post(written("hello")) == 200
    await office.quiet()
    assert len(office.api.sent(7)) == 1


async def test_a_pressed_button_says_its_words_and_shows_what_was_chosen(office: Office) -> None:
    await office.write("hello")
    card = office.api.sent(7)[0]
    press = pressed(card, "Under 5", number=50)
    assert await office.post(press) == 200
    assert await office.post(press) == 200
    await soon(lambda: len(office.api.sent(7)) == 2)
    await soon(lambda: office.api.of("editMessageReplyMarkup") != [])
    await office.quiet()
    assert len(office.api.of("answerCallbackQuery")) == 2, "the wait on the button ends each time"
    assert office.engine.asked[1]["text"] == "Under 5"
    assert len(office.engine.asked) == 2
    shown = office.api.of("editMessageReplyMarkup")[0]
    assert [button["text"] for button in shown.buttons] == ["You chose: Under 5"]
    assert await office.post(pressed(shown, "You chose: Under 5", number=51)) == 200
    assert all(len(button["callback_data"].encode()) <= 64 for button in card.buttons)


async def test_a_button_that_telegram_has_let_go_of_is_explained(office: Office) -> None:
    gone = {"message_id": 9, "date": 0, "chat": {"id": 7, "type": "private"}}
    query = {"id": "q", "from": {"id": 7, "is_bot": False, "first_name": "x"}, "chat_instance": "1", "data": "c0"}
    assert await office.post(update(1, callback_query={**query, "message": gone})) == 200
    await soon(lambda: office.api.of("answerCallbackQuery") != [])
    answer = office.api.of("answerCallbackQuery")[0]
    assert answer.text == SAY.old_button
    assert answer.data["show_alert"] == "true"


def in_a_group(number: int, text: str) -> dict[str, Any]:
    whole = written(text, 7, number)
    whole["message"]["chat"] = {"id": -50, "type": "supergroup", "title": "A class"}
    return whole


async def test_a_group_is_told_once_why_nobody_is_answered_there(office: Office) -> None:
    for number in range(1, 4):
        assert await office.post(in_a_group(number, "DANGER Marigold")) == 200
    await office.quiet()
    assert [call.text for call in office.api.sent(-50)] == [SAY.group]
    assert office.judge.texts == []


async def test_what_nobody_said_is_let_pass(office: Office) -> None:
    robot = written("hello")
    robot["message"]["from"]["is_bot"] = True
    channel = {"message_id": 1, "date": NOW, "chat": {"id": -9, "type": "channel", "title": "x"}, "text": "x"}
    pinned = sent_something("new_chat_title", "x")
    for one in (robot, update(3, channel_post=channel), pinned, update(4), update(5, unheard_of={})):
        assert await office.post(one) == 200
    assert office.api.sent() == []
    assert office.judge.texts == []

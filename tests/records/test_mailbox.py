"""The mailbox: a message becomes an answer in one step, and no file holds words or addresses of anybody."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.errors import StoreError, UnscrubbedText
from bot.records.keys import conversation_key
from bot.records.letters import Letter, Parcel
from bot.records.mailbox import Mailbox
from bot.records.retention import retain
from bot.records.sealing import Seal
from bot.scrubbed import Scrubbed

SECRET = b"s" * 32
HIM, HER = conversation_key(SECRET, "t", "1", "1"), conversation_key(SECRET, "t", "2", "2")


@pytest.fixture
def box(either):
    made = Mailbox(either, SECRET)
    yield made
    made._engine.dispose()


def letter(number, now, conversation=HIM, grade="none", **more):
    return Letter(
        message=f"{number:064}", conversation=conversation, channel="pigeon", text=Scrubbed("[PERSON_1]", ("PERSON",)),
        risk={"grade": grade, "reasons": []}, role="parent", area="unknown",
        address=Seal(SECRET).close({"chat": 5}), created=now.timestamp(), **more,
    )


def test_a_letter_is_kept_whole_and_in_order(box, now):
    for number in (3, 1, 2):
        box.put_letter(letter(number, now))
    box.put_letter(letter(9, now, HER))
    first = box.next_letter(HIM)
    assert (first.message, first.text, first.risk) == (f"{3:064}", letter(3, now).text, letter(3, now).risk)
    assert box.seal.open(first.address) == {"chat": 5}
    assert box.unanswered() == [HIM, HER]


def test_an_answer_takes_the_place_of_its_letter(box, now):
    box.put_letter(letter(1, now))
    box.answer(box.next_letter(HIM), {"text": "hello"})
    assert box.next_letter(HIM) is None
    found = box.out.next(HIM)
    assert (found.parcel.payload, found.parcel.done, found.holding) == ({"text": "hello"}, 0, False)
    box.out.delivered(found.parcel, now.timestamp())
    assert box.out.next(HIM) is None
    assert box.out.unsent() == []


def test_the_same_message_is_known_and_cannot_be_kept_twice(box, now):
    assert box.arrive(f"{1:064}", HIM, None).duplicate is False
    assert box.put_letter(letter(1, now)) is True
    assert box.arrive(f"{1:064}", HIM, None).duplicate is True
    assert box.put_letter(letter(1, now)) is False, "told to two edges at once, it is one message"
    assert box.unanswered() == [HIM]
    assert box.waits(HIM) is True
    assert box.waits(HER) is False


def test_an_answer_that_another_edge_has_given_is_not_given_again(box, now):
    box.put_letter(letter(1, now))
    taken = box.next_letter(HIM)
    for text in ("first", "second"):
        box.answer(taken, {"text": text})
    assert box.out.next(HIM).parcel.payload == {"text": "first"}
    box.out.delivered(box.out.next(HIM).parcel, now.timestamp())
    assert box.out.next(HIM) is None


def test_danger_that_waits_is_known_in_its_own_conversation(box, now):
    box.put_letter(letter(1, now, grade="immediate"))
    assert box.arrive(f"{2:064}", HIM, None).danger_waits is True
    assert box.arrive(f"{2:064}", HER, None).danger_waits is False


def test_what_is_held_waits_until_the_person_is_there(box, now):
    at = now.timestamp()
    for number in (1, 2):
        box.put_parcel(Parcel(f"{number:064}", HIM, "pigeon", {"text": str(number)}, "sealed", at - number))
    box.out.hold(HIM, at)
    assert box.out.next(HIM) is None
    assert box.arrive(f"{3:064}", HIM, None).duplicate is False
    assert box.out.next(HIM) is None, "an old message shows nobody there"
    box.arrive(f"{4:064}", HIM, at + 500)
    found = box.out.next(HIM)
    assert (found.parcel.payload, found.last_there) == ({"text": "1"}, at + 500)
    box.out.hold(HIM, at + 500)
    assert box.out.open(HIM, at + 600) is True
    assert box.out.open(HIM, at + 600) is False


def test_only_scrubbed_text_is_taken(box, now):
    with pytest.raises(UnscrubbedText):
        box.put_letter(Letter(**{**vars(letter(1, now)), "text": "my words"}))


def test_what_waits_goes_after_24_hours_and_marks_a_day_after_delivery(box, either, now):
    day = timedelta(hours=24)
    box.put_letter(letter(1, now - day))
    box.put_letter(letter(2, now - day / 2))
    box.put_parcel(Parcel(f"{3:064}", HER, "pigeon", {}, "sealed", (now - day * 2).timestamp()))
    box.out.delivered(box.out.next(HER).parcel, (now - day).timestamp())
    gone = retain(either, now)
    assert (gone["inbox"], gone["outbox"], gone["seen_messages"]) == (1, 0, 2)
    assert retain(either, now + day / 2)["seen_messages"] == 1


def test_no_file_holds_an_address(url, now, file_bytes):
    box = Mailbox(url, SECRET)
    box.put_letter(letter(1, now))
    assert b"PERSON_1" in file_bytes()
    assert b'"chat": 5' not in file_bytes()
    assert json.dumps({"chat": 5}).encode() not in file_bytes()


def test_an_address_can_be_read_with_the_same_secret_only():
    token = Seal(SECRET).close({"chat": 5})
    assert token != Seal(SECRET).close({"chat": 5}), "two seals of one address do not look alike"
    assert Seal(SECRET).open(token) == {"chat": 5}
    for other, damaged in ((b"t" * 32, token), (SECRET, token[:-4] + "AAA=")):
        with pytest.raises(StoreError) as caught:
            Seal(other).open(damaged)
        assert token not in str(caught.value)

"""The guided conversation about one worry: answer first, then ask, one thing at a time; nothing is lost on the way."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.model

SECRET = "My little boy is 6 and says his cousin's grandad gives him special cuddles that are a secret"
LESSONS = "Since September my niece makes up a tummy ache whenever it is time for her piano lesson"
SHOP = "The man from the corner shop gives one little girl sweets and asks her into the back room"
NOT_A_REPORT = ("not a report", "not a referral")
ANSWERS = {"role": "Parent, carer or family", "contact": "Later than that", "told": "No", "communication": "No"}


def answer_for(said: Any) -> str:
    """A calm answer to the question that was asked, as a button."""
    return ANSWERS.get(said.asked) or str(said.options[0])


def play_out(speak: Any, first: str) -> Any:
    """Answer every question until nothing more is asked; the last answer."""
    said = speak(first)
    for _ in range(12):
        if said.asked is None:
            return said
        said = speak(answer_for(said))
    raise AssertionError(f"it does not stop asking: {speak.asked}")


def test_the_first_answer_holds_a_route_its_reason_and_one_thing_to_do(talk: Any) -> None:
    said = talk("parent")(SECRET)
    assert (said.kind, said.route, said.urgency) == ("concern", "childrens_social_care", "same_day")
    assert said.card["reason"]
    assert said.card["steps"][0] in said.text
    assert said.card["citations"]
    assert said.holds(*NOT_A_REPORT)
    assert said.holds("told no one")
    assert said.holds("nobody is reading this live")
    assert said.holds("999")


def test_one_thing_is_asked_at_a_time_and_each_can_be_passed_over(talk: Any) -> None:
    speak = talk("parent")
    play_out(speak, LESSONS)
    asking = [said for said in speak.turns if said.asked]
    assert len(asking) >= 4
    for said in asking:
        assert said.text.rstrip().endswith(said.card["question"]["text"])
        assert {"Not sure", "Skip"} <= set(said.options)
        assert said.route


@pytest.mark.parametrize("role", ["parent", "professional", "unknown"])
def test_at_most_seven_things_are_asked_each_once_and_where_the_child_lives_among_them(talk: Any, role: str) -> None:
    speak = talk(role)
    last = play_out(speak, SHOP if role == "unknown" else LESSONS)
    assert len(speak.asked) <= 7
    assert len(speak.asked) == len(set(speak.asked))
    assert "area" in speak.asked
    assert ("role" in speak.asked) == (role == "unknown")
    assert last.form is None


@pytest.mark.parametrize("words", [("not sure", "skip"), ("Skip", "Skip"), ("i dont know", "rather not say")])
def test_after_two_things_passed_over_nothing_more_is_asked(talk: Any, words: tuple[str, str]) -> None:
    speak = talk("parent")
    speak(LESSONS)
    once, twice = (speak(word) for word in words)
    assert once.kind in ("question", "concern")  # the whole answer again, where not being sure changes it
    assert once.route == "childrens_social_care"
    assert once.asked
    assert (twice.asked, twice.form, twice.kind) == (None, None, "concern")


def test_not_being_sure_is_met_kindly(talk: Any) -> None:
    speak = talk("parent")
    speak(LESSONS)
    assert speak("not sure").holds("not being sure is a reason to ask")


def test_not_being_sure_when_a_child_who_told_sees_the_person_next_asks_about_danger(talk: Any) -> None:
    speak = talk("parent")
    assert speak("My daughter told me that her uncle touched her").asked == "contact"
    said = speak("Not sure")
    assert (said.kind, said.urgency, said.asked) == ("concern", "check", "safe_now")
    calm = speak("No")
    assert calm.asked not in (None, "safe_now", "contact")
    assert speak("No").asked != "safe_now"


def test_what_was_said_already_is_not_asked(talk: Any) -> None:
    speak = talk("parent")
    play_out(speak, "My daughter is 8, we live in Wisbech, and she has stopped wanting to go to her uncle's")
    assert not {"age_band", "area", "about", "role"} & set(speak.asked)


TYPED = {
    "contact": "not until after half term", "about": "her piano teacher", "told": "no she hasn't said a word",
    "other_children": "yes he teaches loads of kids", "age_band": "she is nine", "communication": "no she chats away",
    "area": "over in Huntingdon", "social_care": "no they don't know us", "recency": "it's this term",
}


def test_answers_may_be_typed(talk: Any) -> None:
    speak = talk("parent")
    said = speak(LESSONS)
    while said.asked:
        before = said.asked
        said = speak(TYPED[before])
        assert said.asked != before, f"{before}: {TYPED[before]} was not understood"
    assert len(speak.turns) > 4


def test_the_outcome_says_what_was_understood_what_to_do_and_that_no_one_was_told(talk: Any) -> None:
    last = play_out(talk("parent"), SECRET)
    assert last.holds("what I have understood")
    assert last.holds("5 to 9")
    assert last.holds(*NOT_A_REPORT)
    assert last.holds("told no one")
    assert last.card["steps"]
    assert last.card["contacts"]
    buttons = [b["title"] for b in last.message["buttons"]]
    assert {"Yes, this helped", "No, this did not help"} <= set(buttons)


def test_where_the_child_lives_puts_its_number_first(talk: Any) -> None:
    speak = talk("parent")
    ANSWERS_HERE = {**ANSWERS, "area": "Peterborough"}
    said = speak(SECRET)
    while said.asked:
        said = speak(ANSWERS_HERE.get(said.asked) or said.options[0])
    assert said.contacts.index("peterborough_social_care") < said.contacts.index("cambridgeshire_social_care")


def test_only_professionals_are_told_what_to_record(talk: Any) -> None:
    words = "A girl in my form has been falling asleep in lessons and will not change for PE any more"
    assert talk("professional")(words).card["record"]
    assert talk("parent")(SECRET).card["record"] == []


@pytest.mark.parametrize("question", [
    "what happens after I ring social care?", "what does consent mean", "what are the signs of sexual abuse",
])
def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(talk: Any, question: str) -> None:
    speak = talk("parent")
    speak(SECRET)
    before = speak("Later than that")
    aside = speak(question)
    assert aside.kind == "answer"
    assert aside.card["citations"]
    assert aside.holds("Back to where we were:")
    assert (aside.asked, aside.form) == (before.asked, "concern_form")
    after = speak(answer_for(before))
    assert after.asked != before.asked
    assert len(speak.asked) == len(set(speak.asked))


def test_small_talk_in_the_middle_leads_back_to_the_question(talk: Any) -> None:
    speak = talk("parent")
    asked = speak(SECRET).asked
    aside = speak("who sees this")
    assert aside.holds("Nobody is reading this live")
    assert aside.holds("Back to where we were:")
    assert aside.asked == asked


def test_a_sign_taken_out_is_gone_and_the_route_stays(talk: Any) -> None:
    speak = talk("parent")
    first = speak("My daughter has become withdrawn, she wets the bed again and she hides when her uncle visits")
    sign = first.card["signs"][0]
    removed = speak(f"Remove: {sign['label']}")
    assert (removed.route, removed.holds("stays as it was")) == (first.route, True)
    later = [removed, speak("Skip"), speak("Skip")]
    for said in later:
        assert sign["id"] not in [s["id"] for s in said.card["signs"]]
        assert said.route == first.route


def test_an_answer_shows_no_sign(talk: Any) -> None:
    speak = talk("parent")
    signs = speak(SECRET).card["signs"]
    for _ in range(3):
        said = speak(answer_for(speak.turns[-1]))
        assert said.card["signs"] == signs


def test_another_child_starts_a_new_worry(talk: Any) -> None:
    speak = talk("parent", "peterborough")
    old = speak(SECRET).card["signs"]
    speak("Later than that")
    fresh = speak("this is about a different child now")
    assert fresh.form is None
    said = speak("My neighbour's girl is 14 and an older man keeps buying her phones and clothes")
    assert said.kind == "concern"
    assert not {s["id"] for s in old} & {s["id"] for s in said.card["signs"]}
    assert said.asked in ("contact", "safe_now")


@pytest.mark.parametrize("more", ["Peterborough", "Peterborough. The child is 6"])
def test_where_the_child_lives_told_late_still_brings_the_right_numbers(talk: Any, more: str) -> None:
    speak = talk("professional")
    worry = speak(SECRET)
    speak("Skip")
    while speak.turns[-1].asked:
        speak("Skip")
    said = speak(more)
    assert (said.kind, said.route) == ("concern", worry.route)
    assert said.holds("01733 864180")


def test_a_correction_amid_a_worry_leaves_the_worry_and_its_reader_as_they_were(talk: Any) -> None:
    speak = talk("parent")
    first = speak("A man from the garage keeps giving my 15 year old lifts and phones, she skips school")
    for correction in ("sorry I meant she's 13 not 15", "actually we moved, it's Peterborough now"):
        said = speak(correction)
        assert (said.card["topic"], said.route) == (first.card["topic"], first.route)
    assert said.holds("01733 864180")


def test_somebody_at_work_who_writes_of_their_own_family_is_answered_as_family(talk: Any) -> None:
    speak = talk("professional")
    assert speak("What is the duty on teachers to report FGM?").kind == "answer"
    said = speak("This next thing isn't work. My own nephew is 5 and he put his mouth on his sister")
    assert not said.holds("safeguarding lead")
    assert not speak("they live in Soham").holds("your safeguarding lead")


def test_what_nobody_can_say_is_said_beside_a_worry(talk: Any) -> None:
    said = talk("parent")("My daughter is 9 and says her uncle touched her in May. Does she have PTSD?")
    assert said.kind == "concern"
    assert said.holds("I cannot tell you that")


def test_not_knowing_who_somebody_is_answers_no_question_about_danger(talk: Any) -> None:
    speak = talk("parent")
    speak("My girl is 15 and all her new friends are men with cars")
    said = speak("I don't know who they are")
    assert said.kind != "escalation"

"""Short answers to our own questions, and what is said while an emergency is open, read by lists of words."""

from __future__ import annotations

import pytest

from bot.safety import replies_read as read


@pytest.mark.parametrize(("said", "off"), [
    ("in a fortnight", True), ("not until Easter", True), ("he's coming on Thursday", True),
    ("no contact planned", True), ("Saturdays, but I have cancelled", True), ("a week on Sunday", True),
    ("tonight", False), ("on Thursday, and tonight", False), ("every weekend, he has her now", False),
    ("tomorrow morning", False), ("he is on his way", False),
])
def test_a_day_well_off_is_told_from_one_that_is_near(said: str, off: bool) -> None:
    assert read.far_off(said) is off


@pytest.mark.parametrize(("said", "unsure"), [
    ("i dont know when she sees him", True), ("no idea", True), ("couldn't say", True),
    ("I don't know, tonight maybe", False), ("he knows", False),
])
def test_not_knowing_when_is_no_danger_by_itself(said: str, unsure: bool) -> None:
    assert read.unsure_when(said) is unsure


@pytest.mark.parametrize(("said", "goes_on"), [
    ("police told, she is still missing", True), ("what do i tell them", True), ("what do I do now", True),
    ("do i open the door", True), ("how long will they be", True), ("I am on hold", True),
    ("what do I tell the school about consent", False), ("what should I write down", False), ("she is home", False),
])
def test_what_shows_that_danger_goes_on(said: str, goes_on: bool) -> None:
    assert read.not_over(said) is goes_on


@pytest.mark.parametrize(("said", "none"), [
    ("its not an emergency sorry", True), ("there is no emergency", True), ("it isn't really an emergency", True),
    ("this is an emergency", False), ("I am not sure it is an emergency", False), ("what if it is an emergency", False),
])
def test_who_says_that_it_is_no_emergency(said: str, none: bool) -> None:
    assert read.no_emergency(said) is none


@pytest.mark.parametrize(("said", "again"), [
    ("start again", True), ("can we start over please", True), ("Restart", True),
    ("he will start again tonight", False), ("start again and he hits me", False),
])
def test_a_fresh_start_is_asked_for_by_itself(said: str, again: bool) -> None:
    assert read.begins_again(said) is again


@pytest.mark.parametrize("asked_if_safe", [True, False])
@pytest.mark.parametrize(("said", "danger"), [
    ("no one is in danger, I have told her I cannot babysit", "no"), ("nobody's in danger", "no"),
    ("nobody is in danger yet, but he is coming", None),
])
def test_nobody_in_danger_means_so_whichever_way_was_asked(said: str, danger: str | None, asked_if_safe: bool) -> None:
    assert read.danger(said, asked_if_safe) == danger


@pytest.mark.parametrize(("said", "asked_if_safe", "danger"), [
    ("we are all safe", False, "no"), ("she is not safe", True, "yes"), ("yes", True, "no"), ("yes", False, "yes"),
    ("no", True, "yes"), ("not sure", True, "not_sure"), ("i dont know who they are", False, None),
    ("i dont know if hes there", False, "not_sure"),
    ("no idea who he is", False, None), ("no idea", False, "not_sure"), ("the hedge wants cutting", True, None),
    ("im ok, not going to do anything", False, "no"), ("school is not going to do anything", False, None),
    ("im fine thanks", True, "no"), ("im fine", False, None), ("im ok but he is here", True, None),
    ("he is 11", False, None), ("she is nine", True, None), ("yes he is 11", False, "yes"), ("no, he's 9", False, "no"),
    ("he is 11 and he is here now", False, None), ("he is at work", False, None), ("she is in danger", False, "yes"),
    ("she is at his house", False, "yes"),
    ("probably not", False, "no"), ("i dont think so", False, "no"), ("not yet", False, "not_sure"),
    ("not now but tonight yes", False, "not_sure"), ("no, only when she goes there later", False, "not_sure"),
    ("not really", True, "yes"), ("not really", False, None), ("kinda", True, "not_sure"),
    ("i guess", True, "not_sure"),
    ("no clothes on", True, None), ("no clothes on", False, None), ("no one knows", True, None),
    ("no one", True, "yes"),
    ("nobody saw it", False, None), ("nobody", False, "no"), ("no not safe", True, "yes"), ("no im not", True, "yes"),
    ("no im ok hes in america", True, "no"), ("im ok hes at work", True, "no"),
    ("im fine, it was only online", True, "no"),
    ("im ok hes in my room", True, None), ("im ok hes in the house", True, None), ("no hes in america", True, "yes"),
    ("he is downstairs", True, None), ("i am", True, None), ("she is", False, "yes"),
])
def test_words_of_safety_count_whichever_way_round_was_asked(said: str, asked_if_safe: bool, danger: str) -> None:
    assert read.danger(said, asked_if_safe) == danger


@pytest.mark.parametrize(("said", "parted"), [
    ("not with them now", True), ("no, she isn't with him at the moment", True), ("hes not near her now", True),
    ("shes not near him", True), ("not with him now but tonight she is", False), ("not seeing him", True),
    ("is she not with him", False), ("not safe with him", False), ("not alone with him", False),
    ("he's not here, he's with her", False),
])
def test_not_being_together_now_is_told_from_being_together_soon(said: str, parted: bool) -> None:
    assert read.parted(said) is parted
    if parted:
        assert read.far_off(said)
        assert read.danger(said, asked_if_safe=False) == "no"


@pytest.mark.parametrize(("said", "age"), [
    ("theyre 6 and 9", True), ("theyre 6 and he is here", False),
    ("he's 10", True), ("hes 14 she is 6", True), ("no, he is 9 not 6", True), ("she's 7 and he's fifteen", True),
    ("im 12", True), ("10", False), ("about 6", False), ("he's 10 and screaming", False), ("she is 6, help", False),
    ("he's at 10", False), ("hes in 5 mins", False),
])
def test_an_age_alone_is_told_from_a_time_and_from_what_else_is_said(said: str, age: bool) -> None:
    assert read.age_alone(said) is age


@pytest.mark.parametrize(("said", "age"), [
    ("10", True), ("about 6", True), ("six, nearly seven", True), ("around 9 I think", True), ("7 or 8", True),
    ("8 and a half", True), ("14 years old", True), ("at 6", False), ("about 6 tonight", False), ("6pm", False),
    ("6 and he is here", False), ("ten minutes", False), ("5 or he will hurt her", False),
])
def test_a_bare_number_is_an_age_where_that_was_asked(said: str, age: bool) -> None:
    assert read.age_alone(said, asked=True) is age


@pytest.mark.parametrize(("said", "when"), [
    ("I already told you, on the tablet", False), ("I've already said, it was in May", False), ("he's 10", False),
    ("I already told you, tonight", True), ("he is already there", True), ("at 6", True),
])
def test_what_was_told_already_speaks_of_no_time(said: str, when: bool) -> None:
    assert read.says_when(said) is when


@pytest.mark.parametrize(("said", "apart"), [
    ("we left at once and she won't be seeing him", True), ("I told him he can't come round", True),
    ("they are sending someone tomorrow", True), ("we came straight home", True),
    ("I've told mum they're not going now", True), ("she told me he's not going to stop", False),
    ("he took her out of the club", False), ("I left her there", False), ("we left but he followed us", False),
    ("I told him he can't come and he is at the door", False), ("we left it", False),
    ("I left my daughter with my brother", False), ("we left the kids there", False),
    ("i left home and he has her", False), ("i left and he is still there with the kids", False),
    ("we left but my sister is still in there", False), ("I told him he can't come near her but he has her", False),
    ("sending a social worker tomorrow but he is here", False),
])
def test_who_came_away_or_keeps_somebody_away_is_apart(said: str, apart: bool) -> None:
    assert read.apart(said) is apart


@pytest.mark.parametrize(("said", "leaves"), [
    ("I'll leave it there for tonight. Night night", True), ("right, I'm off to bed now, thanks", True),
    ("ok bye for now", True), ("is it gone?", True), ("is he gone?", False), ("night night forever", False),
    ("tonight", False), ("tomorrow morning", False), ("in my bed tonight", False),
    ("going to sleep forever", False), ("goodnight mum", False), ("bye, he is here", False),
])
def test_taking_leave_for_the_day_is_told_from_a_time_and_from_a_last_goodbye(said: str, leaves: bool) -> None:
    assert read.takes_leave(said) is leaves


@pytest.mark.parametrize(("said", "calm"), [
    ("could someone ring me this evening after eight, it's about my son and his old coach", True),
    ("ring me tonight, he is due at eight and she says he hurts her", False),
    ("my niece is coming to stay with us tomorrow, what do I say to her", True),
    ("my niece is coming to stay with us tomorrow but her stepdad is coming to fetch her", False),
    ("my niece is coming to stay and he is bringing her tonight", False),
    ("call me before 6, he picks her up at 6", False),
    ("I'm in the bathroom so the kids can't hear, it's about her cousin", True),
    ("I'm in the bathroom so he can't hear", False),
    ("I'm in the bathroom so the kids can't hear, he's downstairs with a knife", False),
    ("a registered offender lives round the corner from the school", True),
    ("the registered offender from round the corner has got my boy in his shed", False),
    ("he won't let me near him since those visits, and he wets the bed", True),
    ("wont let me wash her, she goes stiff", True),
    ("he won't let me near her", False),
    ("she won't let anyone touch her, she is bleeding", False),
    ("he won't let his mum near him, the man is outside", False),
])
def test_what_is_only_asked_about_is_told_from_what_cannot_wait(said: str, calm: bool) -> None:
    assert read.unhurried(said) is calm


@pytest.mark.parametrize(("said", "away"), [
    ("hes not here now", True), ("no he isn't here", True), ("he's out", True), ("she is at work right now", True),
    ("he's not home till 6", False), ("he's not here yet", False), ("he is here", False),
    ("hes out but back soon", False), ("she is at his house", False),
])
def test_who_is_not_there_is_told_from_who_is_or_soon_will_be(said: str, away: bool) -> None:
    assert read.away(said) is away


@pytest.mark.parametrize(("said", "asked", "follow"), [
    ("yes", True, "rung"), ("yes", False, None), ("yeah just now", True, "rung"), ("yes he is here", True, None),
    ("i cant he will hear", True, "cannot_ring"), ("my phone died", True, "cannot_ring"), ("ringing now", True, "rung"),
    ("i can't believe it", True, None), ("i cant find her", True, None), ("no i cant", True, "cannot_ring"),
])
def test_whether_they_have_rung_is_read_from_how_people_say_it(said: str, asked: bool, follow: str | None) -> None:
    assert read.follow(said, asked) == follow


@pytest.mark.parametrize(("said", "other"), [
    ("yes she told me herself", True), ("yes, I'm her class teacher", True), ("yes we live in Ely", True),
    ("yes he's nine", True), ("I don't know, every second weekend", True),
    ("nah doesnt matter. not saying who", True), ("nah she's fine she just goes on", True), ("no, it's nothing", True),
    ("yes", False), ("not sure", False), ("yes she told me he is in there now", False), ("no im not", False),
    ("yes I'm her mum and he's here", False),
    ("I don't know, tonight maybe", False), ("yes he said he will", False),
])
def test_what_answers_another_question_is_no_yes_to_danger(said: str, other: bool) -> None:
    assert read.of_something_else(said) is other


@pytest.mark.parametrize(("said", "passing"), [
    ("and round here?", True), ("ok and for boys", True), ("what about Peterborough?", True),
    ("and my sister?", False), ("what about tonight", False), ("and he is here", False),
])
def test_a_few_words_carry_the_last_question_on(said: str, passing: bool) -> None:
    assert read.in_passing(said) is passing


@pytest.mark.parametrize(("said", "knocks"), [
    ("hello?? are you still there", True), ("u there?", True), ("is this thing on", True),
    ("are you there he's coming up", False), ("is anyone there, help", False),
])
def test_who_only_asks_whether_somebody_answers_is_in_no_danger_by_that(said: str, knocks: bool) -> None:
    assert read.knocks(said) is knocks


@pytest.mark.parametrize(("said", "yes"), [("yes", True), ("yeah ok", True), ("yes im safe now", False), ("no", False)])
def test_a_bare_yes_says_no_more_than_yes(said: str, yes: bool) -> None:
    assert read.bare_yes(said) is yes


@pytest.mark.parametrize(("said", "goes_on"), [
    ("should i let her go", True), ("what can i do from here", True), ("do i send him home", True),
    ("should i tell the school", False), ("what do i write down", False),
])
def test_a_question_about_the_danger_itself_does_not_end_it(said: str, goes_on: bool) -> None:
    assert read.not_over(said) is goes_on


@pytest.mark.parametrize(("said", "soon"), [
    ("we're home now", False), ("the child is now an adult", False), ("he's home now", True),
    ("she's at his house now", True), ("im home now with him", True), ("she now cry every night", False),
    ("she is with him now", True), ("he's here now", True), ("yes now", True),
])
def test_now_is_a_time_only_where_it_says_when_they_are_together(said: str, soon: bool) -> None:
    assert read.says_when(said) is soon


def test_who_is_safe_beside_a_sleeping_man_is_not_safe() -> None:
    assert read.danger("yes im safe hes asleep next to me", asked_if_safe=True) == "yes"

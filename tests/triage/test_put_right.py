"""What a line puts right: who did it, whose home it is, who told, and who writes."""

from __future__ import annotations

import pytest

from bot.terms import Role, Route, Urgency
from bot.triage.concern import Nature, from_facts
from bot.triage.decide import decide
from bot.triage.homes import of_another
from bot.triage.patterns import fold, put_right
from bot.triage.reading import answer, area_of, facts_from, role_of
from bot.triage.situations import apply, find

PARENT, PRO = Role.PARENT, Role.PROFESSIONAL
NATURES = {str(nature) for nature in Nature}


def right(nature: str, line: str) -> str | None:
    return next((row.value for natures, row in put_right() if nature in natures and row.fits(fold(line))), None)


def test_every_sort_that_is_put_right_is_one() -> None:
    assert all(natures <= NATURES and row.value in NATURES - natures for natures, row in put_right())
    assert len(put_right()) == 4


@pytest.mark.parametrize("line", [
    "no, he's a lad from another school, not a teacher", "not a teacher, a boy in year 9", "two girls, not the tutor",
    "it isn't a member of staff, its a pupil", "not staff, he is 15", "lads, not a coach", "boys and not an employee",
    "about the other children, not the coach", "another child, it's not an adult", "students, not a professional",
    "he isnt actually a worker, a teenager", "teens, not even about the staff",
    "year 10 and NOT a teacher", "not a teacher, a pupil",
])
def test_who_is_no_member_of_staff_but_a_child_is_one(line: str) -> None:
    assert right("professional", line) == "child_on_child"


@pytest.mark.parametrize("nature", ["child_on_child", "child_sexual_behaviour"])
@pytest.mark.parametrize("line", [
    "its a member of staff not a boy", "not the child, the teacher", "staff, not about the children",
    "a coach, not a kid",
    "a colleague not pupils", "our worker, not girls", "an assistant, not a lad", "not kids, an assistant",
    "not a pupil, a worker", "not about the boys, a coach", "not a girl, staff", "not the lad but a colleague",
])
def test_who_is_no_child_but_works_there_is_staff(line: str, nature: str) -> None:
    assert right(nature, line) == "professional"


@pytest.mark.parametrize("line", [
    "he is a grown up not a child", "not a kid, a man", "hes 34, not a child", "hes 19 not a boy",
    "an adult not a pupil",
    "a man, not another girl", "her dad, not a kid", "her uncle, not the child", "grown-ups, not a child",
    "not a child but an adult", "not another kid, her dad", "not a child, he is grown",
])
def test_who_is_no_child_but_grown_up_is_one(line: str) -> None:
    assert right("child_on_child", line) == "adult_behaviour"


@pytest.mark.parametrize("line", [
    "not a stranger, a boy from her class", "not a man, her friends", "it's not someone old, a pupil",
    "not adult but lads", "not somebody else, students", "not a stranger, two girls",
])
def test_who_is_no_stranger_but_a_friend_sent_pictures(line: str) -> None:
    assert right("online", line) == "images"


@pytest.mark.parametrize(("nature", "line"), [
    ("professional", "he's not a teacher"), ("professional", "he is a boy"), ("professional",
    "a boy, and a teacher saw it"),
    ("professional", "she is not a pupil, she is a teacher"), ("professional", "not a teacher, an uncle"),
    ("child_on_child", "hes 17 not a child"), ("child_on_child", "not a boy"), ("child_on_child", "a teacher told me"),
    ("child_sexual_behaviour", "not a kid, a man"), ("online", "a boy not a stranger"), ("online", "not a stranger"),
    ("images", "not a stranger, a boy"), ("signs", "not a teacher, a boy"), ("disclosure", "not a child, a man"),
    ("", "not a teacher, a boy"),
])
def test_half_of_it_or_of_another_worry_puts_nothing_right(nature: str, line: str) -> None:
    assert right(nature, line) is None


@pytest.mark.parametrize("line", [
    "mum disclosed to me", "her mother made a disclosure", "dad disclosed abuse", "the father disclosed",
    "parent disclosed",
    "partner disclosed it", "the patient disclosed", "client disclosed", "his wife disclosed", "husband disclosed",
])
def test_what_somebody_grown_up_disclosed_no_child_told(line: str) -> None:
    assert facts_from("concern_signs", line, PRO).get("told") is None


@pytest.mark.parametrize("line", [
    "a child disclosed", "she disclosed it", "pupil disclosed", "there was a disclosure from him", "disclosed today",
    "a pupil has made a disclosure",
])
def test_what_anybody_else_disclosed_a_child_did(line: str) -> None:
    assert facts_from("concern_signs", line, PRO)["told"] == "yes"


@pytest.mark.parametrize(("line", "contact"), [
    ("lives with her mum now", "today"), ("lives with her mum and sister", None), ("lives with her mum, he is dead",
    "today"),
    ("lives with her mum who has a boyfriend elsewhere", None), ("lives with her mum's fella", "today"),
    ("lives with her mum's", "today"), ("lives with her mum & partner", "today"), ("lives with her mum + him", "today"),
    ("lives with her nan with her uncle", "today"), ("lives with her mum, and the lodger", "today"),
    ("lives with us, my brother", "today"), ("lives with her mum, stepdad too", "today"),
    ("lives with her nan, grandad", "today"),
    ("lives with her mum and fella", "today"), ("lives with me and her boyfriend", "today"), ("lives with me tonight",
    "today"),
])
def test_with_whom_she_lives_says_when_they_meet(line: str, contact: str | None) -> None:
    assert answer("contact", line, "about_home") == contact


@pytest.mark.parametrize(("line", "about"), [
    ("a man is looking at pictures", "someone_else"), ("bloke watching it", "someone_else"),
    ("a customer was viewing images", "someone_else"), ("visitor downloading", "someone_else"),
    ("a guy who is browsing", "someone_else"), ("the user viewing", "someone_else"), ("adult looking", "someone_else"),
    ("a fella who was watching", "someone_else"), ("somebody looking", "someone_else"), ("someone viewing",
    "someone_else"),
    ("a man looked", None), ("he is watching", None),
])
def test_who_looks_at_pictures_is_somebody_else(line: str, about: str | None) -> None:
    assert facts_from("concern_images", line, PRO).get("about") == about


@pytest.mark.parametrize(("line", "role"), [
    ("my sister's little girl", PARENT), ("my brothers kid", PARENT), ("my friend's daughter", PARENT),
    ("my mates lad", PARENT),
    ("my neighbour's children", PARENT), ("my cousins boy", PARENT), ("my sister's youngest child", PARENT),
    ("my husband says", PARENT), ("my wife", PARENT), ("my fiance", PARENT), ("my fianc\u00e9e", PARENT),
    ("my mother in law", PARENT), ("my sister-in-law", PARENT), ("my son in law", PARENT),
    ("my friend's eldest son", PARENT),
    ("my brother's little one", PARENT), ("my sister", None), ("my friend's brother", None),
    ("my sister's boyfriend", None),
    ("my mother", None), ("my wild lad", None),
])
def test_who_has_a_wife_or_tells_of_a_friends_child_is_grown_up(line: str, role: Role | None) -> None:
    assert role_of(fold(line)) == role


@pytest.mark.parametrize(("line", "another"), [
    ("he lives in Leeds now", True), ("they now live in London now", True), ("they've moved to Spain now", True),
    ("he's living in Kent now", True), ("he moved down to Leeds now", True), ("he moved to Leeds", False),
    ("she lives in Leeds now", False), ("my partner and i live in Kent", False),
    ("her uncle and my mum lived in Kent", False),
])
def test_where_he_lives_now_is_no_area_of_the_child(line: str, another: bool) -> None:
    assert of_another(line) is another
    assert area_of(fold(line)) == (None if another else "elsewhere")


NO_FIT = "injury_not_explained"


@pytest.mark.parametrize("line", [
    "a genital injury", "anal tears", "vaginal bleeding", "rectal trauma", "hymenal lacerations", "anal bruising",
    "the story doesn't fit", "her account does not add up", "the explanation didnt match",
    "the history doesn't make sense",
    "what mum says does not fit", "stories differ, the story they gave don't match", "torn frenulum",
])
def test_an_injury_that_nobody_can_explain_goes_to_social_care_first(line: str) -> None:
    assert NO_FIT in find(line, PRO)
    assert NO_FIT not in find(line, PARENT)
    made = apply(decide(from_facts({"nature": "early_help", "role": "professional"})), (NO_FIT,), PRO)
    assert (made.route, made.urgency) == (Route.CHILDRENS_SOCIAL_CARE, Urgency.SAME_DAY)
    assert "does not leave" in made.steps[0]


@pytest.mark.parametrize("line", ["a head injury", "the story fits", "the shoes do not fit", "his story doesn't end"])
def test_what_is_explained_or_of_another_sort_is_none(line: str) -> None:
    assert NO_FIT not in find(line, PRO)

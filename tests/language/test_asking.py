import pytest

from bot.language.asking import asks, of_somebody, parts, tells, told

QUESTIONS = [
    ("what makes something CSE", "begins with a question word"),
    ("before I go on, remind me what consent means", "a request after a few words"),
    ("and if the parents object can I still pass it on", "the question in the middle"),
    ("ok will he be arrested", "an answer word before it"),
    ("wot happens 2 me now", "text-speak"),
    ("I need to know who holds the meeting", "said as a wish"),
    ("she is 12. is that old enough", "a detail first"),
    ("not sure who I ring", "an indirect question"),
    ("she told her nan, do i tell school", "after a comma"),
    ("they're seeing him on Friday, is that a problem", "after a comma"),
]
STATEMENTS = [
    ("he works at a school now", "where somebody is"),
    ("i said lad but he's one of the adult leaders, 19", "a correction"),
    ("she's home with me and she's not going back", "where the child is"),
    ("her brother does stuff to her. she made me promise", "more of the worry"),
    ("his stall is at the market now, kids come round it", "where somebody is"),
    ("it was before half term, my daughter told her nan", "when, and who knows"),
    ("the teacher said she has a second phone", "a sign"),
]


@pytest.mark.parametrize(("text", "reason"), QUESTIONS)
def test_a_question_is_seen_however_it_is_put(text: str, reason: str) -> None:
    assert asks(text), reason
    assert not tells(text)


@pytest.mark.parametrize(("text", "reason"), STATEMENTS)
def test_a_statement_about_somebody_asks_nothing(text: str, reason: str) -> None:
    assert tells(text), reason


@pytest.mark.parametrize("text", ["Hackett continuum", "CSE", "information sharing"])
def test_the_bare_name_of_a_topic_tells_of_nobody(text: str) -> None:
    assert not tells(text)


def test_a_figure_is_asked_for_without_speaking_of_anybody() -> None:
    assert not of_somebody("share of recorded offences with a victim under 18")
    assert of_somebody("girl in year 9, bruises and crying")


SEVERAL = [
    ("what is CSE and who do I tell about it", ("what is CSE", "who do I tell about it")),
    ("do parents need to agree? also who writes the plan", ("do parents need to agree", "also who writes the plan")),
    ("GP here. what should I record, and when is consent not needed",
     ("what should I record", "and when is consent not needed")),
]
ONE = [
    ("what share of boys and girls are abused", "two nouns are no two questions"),
    ("she is 12 and she told me, what do I do", "a detail and one question"),
    ("why and when", "too little to be understood by itself"),
    ("the lad said so and his mum knows", "asks nothing"),
]


@pytest.mark.parametrize(("text", "found"), SEVERAL)
def test_several_questions_of_one_message_are_told_apart(text: str, found: tuple[str, ...]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize(("text", "reason"), ONE)
def test_one_question_is_left_whole(text: str, reason: str) -> None:
    assert parts(text) == (), reason


@pytest.mark.parametrize(("text", "said"), [
    ("a girl in my Brownies said her dad films her, do I tell someone", "a girl in my Brownies said her dad films her"),
    ("he has a pic of me and says he will send it wot do i do", "he has a pic of me and says he will send it"),
    ("A boy told the TA about his cousin. Should we report it?", "A boy told the TA about his cousin"),
    ("she cries before every visit and so who should I ring", "she cries before every visit"),
])
def test_whom_to_tell_is_parted_from_what_is_told(text: str, said: str) -> None:
    assert told(text) == said


@pytest.mark.parametrize(("text", "reason"), [
    ("If a child tells me about abuse, who do I tell?", "supposed, and a question as a whole"),
    ("what do I do if a pupil says her brother gets in her bed", "the question comes first"),
    ("he hits her, what do i do", "too little is left"),
    ("my son told me something and I am not sure, what happens when I ring?", "asks for a fact"),
    ("he was arrested in May and she has a new tablet, should I let her play", "asks about something else"),
])
def test_other_questions_stay_with_what_is_told(text: str, reason: str) -> None:
    assert told(text) == text, reason

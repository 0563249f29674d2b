import pytest

from bot.privacy.tokens import tokens


@pytest.fixture(scope="module")
def find(scrubber):
    def names(text):
        return scrubber.scrub(text).text

    return names


HITS = [
    ("Sarah Whitcombe rang", "[PERSON_1] rang"),
    ("keira told me", "[PERSON_1] told me"),
    ("my nephew kaelum is scared", "my nephew [PERSON_1] is scared"),
    ("mrs brown and Mr K", "mrs [PERSON_1] and Mr [PERSON_2]"),
    ("a boy called zeb", "a boy called [PERSON_1]"),
    ("his name is craig benthall", "his name is [PERSON_1]"),
    ("Grace flinches when he comes in", "[PERSON_1] flinches when he comes in"),
    ("Mark and May are twins", "[PERSON_1] and [PERSON_2] are twins"),
    ("is daisy safe", "is [PERSON_1] safe"),
    ("keiras dad", "[PERSON_1]s dad"),
    ("Keira's dad", "[PERSON_1]'s dad"),
    ("MY DAUGHTER KEIRA IS HURT", "MY DAUGHTER [PERSON_1] IS HURT"),
    ("J. T. Marsh is a coach", "[PERSON_1] is a coach"),
    ("the smith family", "the [PERSON_1] family"),
    ("Child: Kaelan Marsh", "Child: [PERSON_1]"),
    ("PC 4521 Hargreaves came", "PC 4521 [PERSON_1] came"),
    ("my friend june is scared", "my friend [PERSON_1] is scared"),
    ("Ma\u0142gorzata i jej c\u00f3rka Zosia", "[PERSON_1] i jej c\u00f3rka [PERSON_2]"),
]
KEPT = [
    ("he will go home in may", "verbs and months"),
    ("I hope she is safe, mark my words", "verbs"),
    ("daisy chains and a rose bush", "flowers"),
    ("my son will not talk", "a verb after a relation"),
    ("my mum boyfrend is horrible", "a word that is misspelt"),
    ("Clare's Law and Sarah's Law", "laws"),
    ("Childline, the NSPCC and Barnardo's", "agencies"),
    ("in Wisbech, Ely and St Neots in March", "towns and a month"),
    ("Child Protection and the Designated Safeguarding Lead", "work in capitals"),
    ("messages on Snapchat and TikTok", "apps"),
    ("a Victoria sponge and a Stanley knife", "things"),
    ("mum dad nan and grandad", "relations"),
    ("Mam dotyka mnie wujek i boje sie", "another language in small letters"),
    ("Use the Bill as it stands", "a law in the making"),
]


@pytest.mark.parametrize(("text", "want"), HITS)
def test_a_name_goes_and_all_else_stays(find, text, want):
    assert find(text) == want


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_what_only_looks_like_a_name_stays(find, text, why):
    assert find(text) == text, why


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("Keira left", ["title", "lower"]),
        ("McKay and O'Brien", ["title", "lower", "title"]),
        ("PLEASE HELP ME NOW", ["lower"] * 4),
        ("My Son Told Me About It", ["lower"] * 6),
        ("the LADO rang", ["lower", "upper", "lower"]),
    ],
)
def test_capitals_count_only_where_they_mean_something(text, shapes):
    assert [t.shape for t in tokens(text)] == shapes


def test_the_model_forgets_the_words_it_has_read(scrubber):
    scrubber.scrub("a boy called Zqwxmarked came home")
    names = next(
        find.__self__ for find in scrubber.recognisers if type(getattr(find, "__self__", None)).__name__ == "Names"
    )
    assert "Zqwxmarked" not in names._model.vocab.strings
    assert "Zqwxmarked".lower() not in names._model.vocab.strings


@pytest.mark.parametrize(
    ("text", "asked"),
    [("He came home late. My son is sad", 0), ("Sarah rang me", 0), ("It came out in an Asset session", 1)],
    ids=["nobody it could name", "all found by the lists", "a capital that no rule takes for a name"],
)
def test_the_language_model_is_asked_only_where_its_word_would_count(scrubber, monkeypatch, text, asked):
    owner = scrubber.recognisers[-1].__self__
    read = []
    monkeypatch.setattr(owner, "_people", lambda text: read.append(text) or [])
    scrubber.scrub(text)
    assert len(read) == asked

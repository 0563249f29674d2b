import pytest

from bot.privacy import web_address

HITS = [
    ("see https://www.snapchat.com/add/kez_11 now", "https://www.snapchat.com/add/kez_11"),
    ("www.bens-page.com/u/77", "www.bens-page.com/u/77"),
    ("bens-page.co.uk", "bens-page.co.uk"),
    ("t.me/rocco99", "t.me/rocco99"),
    ("its on teenchat dot net slash rooms", "teenchat dot net slash rooms"),
    ("go on oddvid dot co dot uk", "oddvid dot co dot uk"),
    ("https://www.gov.uk/find?postcode=PE158NJ", "https://www.gov.uk/find?postcode=PE158NJ"),
]
NEAR_MISSES = [
    ("https://www.nspcc.org.uk/keeping-children-safe", "a public page"),
    ("www.gov.uk", "a public page"),
    ("look at nspcc dot org dot uk", "a public page, spoken"),
    ("a dot to dot book", "no page"),
    ("childline.org.uk", "a public page"),
    ("he hit me.then he left", "a missing blank"),
    ("e.g. this", "an abbreviation"),
]


def found(text):
    return [text[s.start : s.end].strip() for s in web_address.find(text)]


@pytest.mark.parametrize(("text", "value"), HITS)
def test_a_link_is_found(text, value):
    assert value in found(text)


@pytest.mark.parametrize(("text", "why"), NEAR_MISSES)
def test_what_only_looks_like_a_link_stays(text, why):
    assert found(text) == [], why

"""What an intent can mean at all: rings, deletions, cutting and clients are told from what sounds like them."""

from __future__ import annotations

import pytest

from bot.nlu.fits import fits


@pytest.mark.parametrize(("name", "text", "meant"), [
    ("delete_conversation", "delete this", True), ("delete_conversation", "actually forget it", False),
    ("delete_conversation", "Deleted it all. Downloaded it again.", False),
    ("delete_conversation", "ive deleted the pictures", False),
    ("delete_conversation", "do I delete it?", False), ("delete_conversation", "can you delete this chat", True),
    ("have_rung", "I've rung them", True), ("have_rung", "ok I'll tell them I'm busy", False),
    ("have_rung", "they are coming, they will be here", True),
    ("concern_fgm_risk", "she has been cutting since the spring", False),
    ("concern_fgm_risk", "her nan says she will be cut in the summer", True),
    ("concern_fgm_risk", "she self harms, and they want to have her circumcised", True),
    ("concern_professional", "my patient says his partner undresses with her lad", False),
    ("concern_professional", "my client says the teacher kissed her daughter", True),
    ("concern_professional", "our patient told us that the night nurse hurt her", True),
    ("concern_professional", "my DSL says leave it, the child hates how grandad kisses her", False),
    ("concern_professional", "the head told me not to report the coach", True),
    ("concern_professional", "the head told her to keep it a secret", True),
    ("concern_signs", "actually forget it", True),
    ("misuse_request", "how do I get them taken down", False), ("misuse_request", "take my pics down pls", False),
    ("misuse_request", "how do I get her to calm down and come with me", True),
    ("concern_images", "he drew a picture of a man with no clothes on", False),
    ("concern_images", "he drew on the photos he was sent", True),
    ("concern_images", "pictures of her are going round", True),
    ("decline_vigilante", "and should I take his phone", False),
    ("decline_legal_advice", "do i take the xbox off him", False),
    ("decline_vigilante", "should I post his picture", True),
    ("decline_adult_violence", "is it abuse if a dad showers with his 8 year old", False),
    ("decline_adult_violence", "he hits me and we have a 3 year old", True),
    ("concern_child_sexual_behaviour", "she drew something sexual in art", False),
    ("concern_child_sexual_behaviour", "he drew it and then touched another boy", True),
    ("concern_images", "the caretaker took selfies with her", False),
    ("concern_images", "he has topless selfies with her", True),
    ("cannot_ring", "my english is no good for ringing", False), ("cannot_ring", "I can't ring, he is here", True),
    ("contact_none", "she doesn't want the police", False), ("contact_none", "I don’t want to go to court", False),
    ("stop", "didnt click any more no", False), ("stop", "no I didn't see any more", False),
    ("stop", "no more questions", True), ("stop", "i didnt want this, stop", True),
    ("self_concern", "a folder of children on my husband’s laptop. I feel sick", False),
    ("self_concern", "I have pictures on my own laptop and I feel sick", True),
    ("exercise", "they made up by afternoon break", False), ("exercise", "no no its a play, he only acts", True),
    ("exercise", "I wrote it in my English coursework but gave the girl another name", False),
    ("exercise", "My pupil wrote a story about a girl whose father came in every night", False),
    ("exercise", "a made-up case for our INSET day", True),
    ("concern_non_recent", "My father abused me until I was 13. He is dead. How do I go on", False),
    ("concern_non_recent", "my uncle abused me as a boy and has children of his own now", True),
    ("concern_non_recent", "the priest is dead but others who hurt us are not", True),
    ("contact_none", "she doesn't want to see him again", True), ("contact_none", "no, not any more", True),
])
def test_what_the_words_rule_out_is_not_meant(name: str, text: str, meant: bool) -> None:
    assert fits(name, text, {}) is meant


@pytest.mark.parametrize(("risk", "meant"), [({"ended": True}, True), ({"reasons": ["ended"]}, True), ({}, False)])
def test_safe_again_is_meant_only_after_danger(risk: dict[str, object], meant: bool) -> None:
    assert fits("all_safe_now", "we are fine", risk) is meant

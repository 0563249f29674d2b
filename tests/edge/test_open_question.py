"""A question stays open, with its choices, when an answer of the edge's own had to come in between."""

from __future__ import annotations

from aiohttp import web
from edge_stand_ins import Edge, said


async def gone(body: dict[str, object]) -> web.Response:
    return web.Response(status=500)


async def test_after_a_failed_turn_the_choices_are_still_known_as_choices(edge: Edge) -> None:
    await edge.say("a worry")
    before = edge.judge.contexts[-1]
    edge.engine.behave = gone
    for _ in range(2):
        failed = await edge.say("Under 5", message_id="again")
        assert failed["custom"]["guidance"]["question"] is None
        assert set(failed) == {"recipient_id", "text", "buttons", "custom"}
    edge.engine.behave = None
    await edge.say("Under 5")
    after = edge.judge.contexts[-1]
    assert before.asked is None
    assert (after.asked, after.asked_text, after.options) == ("age_band", "How old is the child?", ("Under 5",))


async def test_a_failed_turn_given_again_from_the_store_has_the_contracts_fields_only(edge: Edge) -> None:
    await edge.say("a worry")
    edge.engine.behave = gone
    first = await edge.say("Under 5", message_id="again")
    edge.parts.recent.forget(next(iter(edge.store.kept)))  # as after a new start of the edge
    assert await edge.say("Under 5", message_id="again") == first


async def test_an_answer_of_the_engine_that_asks_nothing_closes_the_question(edge: Edge) -> None:
    async def asks_nothing(body: dict[str, object]) -> web.Response:
        return edge.engine.answer(said("That is all."))

    await edge.say("a worry")
    edge.engine.behave = asks_nothing
    await edge.say("Under 5")
    await edge.say("thanks")
    assert (edge.judge.contexts[-1].asked, edge.judge.contexts[-1].options) == (None, ())


async def test_whether_a_young_person_is_safe_stays_asked_over_one_more_detail(edge: Edge) -> None:
    """ "Are you safe?" - "a boy in year 10" - "no": that "no" is about being safe."""
    def answering(question: dict[str, object] | None) -> None:
        async def behave(body: dict[str, object]) -> web.Response:
            whole = said("Here.")
            whole["custom"]["guidance"]["question"] = question  # type: ignore[index]
            return edge.engine.answer(whole)
        edge.engine.behave = behave

    answering({"slot": "are_safe", "text": "Are you safe right now?", "options": []})
    await edge.say("someone keeps grabbing me")
    answering(None)
    heard = []
    for line in ("a boy in year 10", "no", "thanks"):
        await edge.say(line)
        heard.append(edge.judge.contexts[-1].asked)
    assert heard == ["are_safe", "are_safe", None]


async def test_only_what_comes_right_after_a_bare_call_may_explain_it(edge: Edge) -> None:
    for line in ("CALLS", "CALLS", "hello"):
        await edge.say(line)
    assert [context.called for context in edge.judge.contexts] == [False, True, False]
    await edge.say("DANGER")
    await edge.say("hello")
    assert edge.judge.contexts[-1].called is False


async def test_an_emergency_of_being_together_is_known_as_one_until_another_danger_is_named(edge: Edge) -> None:
    for line in ("DANGER", "DANGER again", "hello"):
        await edge.say(line)
    assert [context.together for context in edge.judge.contexts] == [False, True, True]
    await edge.say("DANGER")
    edge.judge.named = ("overdose",)
    for line in ("DANGER", "hello"):
        await edge.say(line)
    assert [context.together for context in edge.judge.contexts][-2:] == [True, False]


async def test_an_emergency_stays_a_guess_until_danger_is_told_again(edge: Edge) -> None:
    for line in ("GUESS", "WAITS", "GUESS again", "hello"):
        await edge.say(line)
    assert [context.guessed for context in edge.judge.contexts] == [False, True, True, False]

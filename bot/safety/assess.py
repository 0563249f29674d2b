"""How dangerous the moment is, from the words, the classifier, and the conversation so far; pure once loaded.

A miss costs far more than a question too many, so what is unclear becomes ``check``; thresholds are in
``bot/data/safety/thresholds.yml`` with how they were chosen. Every decision carries the codes of its reasons.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.errors import ModelError
from bot.language.asking import of_somebody
from bot.language.encoder import Encoder
from bot.paths import MODELS
from bot.safety import replies_read as read
from bot.safety import signals, still_open
from bot.safety.classifier import LONGEST_ANSWER, DangerClassifier, Score
from bot.safety.judgement import TAKEN, Assessment, Context
from bot.safety.still_open import ENDING, SURELY, TELLING_AGAIN
from bot.safety.thresholds import Thresholds
from bot.terms import RiskGrade

STILL = "abuse_still"
GONE = ("missing",)  # a person who has gone is read as a child who has
TOLD = "abuse_told"  # the same in another language, of which the classifier knows less: it must be surer
CALLS = ("call_for_help",)  # what anybody says who writes in haste; by itself it names no danger
SAID = ("suicidal_said", "suicidal_said_of_child")  # that a life is to end, in so many words
DESPAIR = "despair_said"
PAST = {"past_no_access"}  # what is over between two people soothes nobody who wants to die
# told in so many words: asked about whatever the classifier says
STATED = ("abuse_ongoing", "feels_unsafe", STILL, TOLD, DESPAIR, *SAID)
JOURNEY = "journey_near"
PLAIN = ("bare_call", "plea_", *SAID)  # what needs no second opinion
SEVERAL = 3     # different dangers named in one message need no second opinion
LIFE = ("suicidal_writer", "suicidal_child")
UNSAFE = "not safe"  # a button with these words is a call for help
TELLING = ("contact",)  # questions whose short answers ("yes, tonight") say something about danger only with them
HOW_OLD = "age_band"  # the question to which a bare number is an age
QUIET = ("safe_now", "are_safe", "rung")  # questions whose choices say something about danger by themselves


class Judge:
    """Judges messages; without a classifier (the first seconds after start) the signals judge alone."""

    def __init__(self, classifier: DangerClassifier | None, thresholds: Thresholds) -> None:
        self._classifier, self._at = classifier, thresholds

    @classmethod
    def load(cls, encoder: Encoder | None, models: Path = MODELS) -> Judge:
        """With an encoder: signals and classifier; without: signals only."""
        try:
            classifier = DangerClassifier.load(encoder, models) if encoder else None
        except ModelError:
            classifier = None  # not trained yet: the signals still stand guard
        return cls(classifier, Thresholds.load())

    def assess(self, text: str, context: Context) -> Assessment:
        """Grade one raw message; never raises on odd input, never keeps the text."""
        if not context.emergency_open and _only_chosen(text, context):
            return Assessment(RiskGrade.NONE, ("chosen",))  # one of our own choices; triage weighs what it means
        found = signals.find(text)
        when = context.asked in TELLING
        asked = context.asked_text if when and read.says_when(text) else None
        legible = any(c.isalnum() for c in text)  # of signs and emoji alone the classifier knows nothing
        score = self._classifier.score(text, asked) if self._classifier and legible else None
        words = self._words(found, score)
        if words.grade is RiskGrade.IMMEDIATE and self._told_nowhere(found, score):
            words = replace(words, grade=RiskGrade.CHECK)
        short = score is not None and score.words <= LONGEST_ANSWER and not _alarming(found)
        begun = context.asked is not None or context.worries > 0
        if short and (context.asked and read.far_off(text) or when and read.unsure_when(text)):
            words = replace(words, grade=RiskGrade.NONE)  # triage weighs a day well off, and one that is not known
        if begun and read.age_alone(text, context.asked == HOW_OLD) and not _alarming(found):
            words = replace(words, grade=RiskGrade.NONE)  # an age says nothing of danger, and triage weighs it
        if not context.emergency_open and not _alarming(found, CALLS):
            if read.takes_leave(text) and words.grade is not RiskGrade.NONE:
                words = replace(words, grade=RiskGrade.CHECK if context.check_open else RiskGrade.NONE)
            elif words.grade is RiskGrade.IMMEDIATE and read.unhurried(text):
                words = replace(words, grade=RiskGrade.CHECK)  # asked about, however it sounds
        # what is no answer to a question about time is one more line of the worry
        told = None if asked else self._amid(text, _short(text, context, words), context, found, score)
        words = told or _a_time(text, words, found)
        return self._conversation(text, context, _of_a_journey(text, context, words), score)

    def _words(self, found: tuple[signals.Signal, ...], score: Score | None) -> Assessment:
        """What the words alone say."""
        weights = {s.weight for s in found}
        codes = tuple(dict.fromkeys(s.code for s in found))
        calm = _soothed(found, codes) and STILL not in codes
        chance = score.danger if score else None
        # What the words name stands before what the classifier guesses; a call for help names nothing.
        alarming = (s.code for s in found if s.weight == "immediate")
        named = (c for c in alarming if c in SAID or not c.startswith((*PLAIN, "call_for_help")))
        heard = chance is None or chance >= self._at.heard or any(code in STATED for code in codes)
        guessed = score.kinds[:1] if score and (heard or score.window >= self._at.heard) else ()  # of nothing: no kind
        dangers = tuple(dict.fromkeys(named)) or guessed
        at_immediate = self._at.calm_immediate if calm else self._at.told if TOLD in codes else self._at.immediate
        known = "immediate" in weights or any(code in STATED for code in codes)
        at_immediate = at_immediate if known else max(at_immediate, self._at.alone)
        at_check = self._at.calm_check if calm else self._at.check
        grade = RiskGrade.NONE
        plain = heard and any(s.code.startswith(PLAIN) for s in found if s.weight == "immediate")
        several = len({s.code for s in found if s.weight == "immediate"}) >= SEVERAL
        backed = plain or several or _of_life(found) or self._backed(score)
        window = self._window(score)
        if (
            ("immediate" in weights and not calm and backed)
            or (chance is not None and chance >= at_immediate)
            or window is RiskGrade.IMMEDIATE and not calm
        ):
            grade = RiskGrade.IMMEDIATE
        elif (
            "immediate" in weights
            or ("check" in weights and not calm and heard)
            or (chance is not None and chance >= at_check)
            or window is not RiskGrade.NONE and not calm
        ):
            grade = RiskGrade.CHECK
        if grade is RiskGrade.CHECK and calm and chance is not None and chance < self._at.check:
            grade = RiskGrade.NONE  # signal and classifier both call it calm
        guess = grade is RiskGrade.IMMEDIATE and not known
        return Assessment(grade, codes, dangers, chance, guessed=guess, vector=score.vector if score else None)

    def _backed(self, score: Score | None) -> bool:
        """Whether the classifier bears a signal out, in the whole text or in its worst part.

        The worst part counts: a cry for help is not less of one because calm sentences follow it.
        """
        return score is None or score.danger >= self._at.backed or score.window >= self._at.window_backed

    def _told_nowhere(self, found: tuple[signals.Signal, ...], score: Score | None) -> bool:
        """Whether a long text sounds alarming as a whole, and no two sentences of it tell of danger by themselves."""
        if score is None or score.words < self._at.long_words or score.window >= self._at.long_window:
            return False
        alarming = {s.code for s in found if s.weight == "immediate"}
        return len(alarming) < SEVERAL and not _of_life(found) and not any(c.startswith(PLAIN) for c in alarming)

    def _amid(
        self, text: str, words: Assessment, context: Context, found: tuple[signals.Signal, ...], score: Score | None
    ) -> Assessment:
        """In the middle of a worry, most lines are details: danger must be surer, else it is asked about."""
        begun = context.worries > 0 or context.asked is not None or context.answered
        if score is None or not begun or context.emergency_open:
            return words
        if words.grade is RiskGrade.IMMEDIATE and not _alarming(found, GONE) and read.apart(text):
            return replace(words, grade=RiskGrade.CHECK)  # they are not together: asked about, however it sounds
        if score.words >= self._at.window_words or any(s.code.startswith(PLAIN) for s in found) or _of_life(found):
            return words
        least = self._at.unnamed if not found else self._at.amid_backed if _alarming(found) else self._at.amid
        unsure = words.grade is RiskGrade.IMMEDIATE and score.danger < least
        return replace(words, grade=RiskGrade.CHECK) if unsure else words

    def _window(self, score: Score | None) -> RiskGrade:
        """What the worst pair of sentences says; in a short text it is at most asked about."""
        if score is None or score.window < self._at.window_check:
            return RiskGrade.NONE
        long = score.words >= self._at.window_words and score.window >= self._at.window_immediate
        return RiskGrade.IMMEDIATE if long else RiskGrade.CHECK

    def _conversation(self, text: str, context: Context, words: Assessment, score: Score | None) -> Assessment:
        """What was asked before, and what is still open, change the grade."""
        if context.emergency_open:
            over = self._classifier.over(text, score) if self._classifier and score else None
            return still_open.judge(text, context, words, over, self._at)
        if context.asked == "are_safe" and read.away(text):
            return words.turned(RiskGrade.NONE, "answered_no", answer="no")
        if context.asked == "are_safe" and context.child and read.with_me(text):
            return words.turned(RiskGrade.IMMEDIATE, "answered_yes")
        if context.asked == "are_safe" and context.unsafe and read.bare_yes(text):
            return words.turned(RiskGrade.CHECK, "still_asked")  # "i dont feel safe", and then "yes": yes to what?
        if context.asked in ("safe_now", "are_safe") and words.grade is not RiskGrade.IMMEDIATE:
            danger = read.danger(text, asked_if_safe=context.asked == "are_safe")
            if danger in ("yes", "not_sure"):
                # "no im at home with mum", "yes she told me herself": asked again
                unclear = words.grade is RiskGrade.NONE and (read.apart(text) or read.of_something_else(text))
                grade = RiskGrade.CHECK if unclear else RiskGrade.IMMEDIATE
                return replace(words.turned(grade, f"answered_{danger}"), guessed=danger == "not_sure" and not unclear)
            if danger == "no":
                return words.turned(RiskGrade.NONE, "answered_no", answer="no")
            if context.asked == "are_safe" and read.age_alone(text):
                return words.turned(RiskGrade.CHECK, "still_asked")  # "im 14": no form asks later, so it is asked again
        if words.grade is RiskGrade.CHECK and self._past(text, words, score):
            return words.turned(RiskGrade.NONE, "over")
        told = len(text.split()) >= TELLING_AGAIN and not ENDING.intersection(words.reasons)
        again = told and context.worries >= 2 and (words.score or 0.0) >= self._at.repeated
        return words.turned(RiskGrade.CHECK, "repeated_worry") if words.grade is RiskGrade.NONE and again else words

    def _past(self, text: str, words: Assessment, score: Score | None) -> bool:
        """Whether what was already left behind is told to be over: an answer to a question in between came first."""
        if self._classifier is None or score is None or not ENDING.intersection(words.reasons):
            return False
        chance, other = self._classifier.over(text, score)
        return chance >= SURELY and not other and not read.not_over(text)


def _short(text: str, context: Context, words: Assessment) -> Assessment:
    """A word or two that no signal knows is too little for the classifier alone: one grade lower."""
    if words.reasons or context.asked is not None and not read.knocks(text):
        return words
    if read.in_passing(text) or read.knocks(text):
        return replace(words, grade=RiskGrade.NONE)
    if len(text.split()) > 2:
        return words
    lower = {RiskGrade.IMMEDIATE: RiskGrade.CHECK, RiskGrade.CHECK: RiskGrade.NONE}
    return replace(words, grade=lower.get(words.grade, words.grade))


def _a_time(text: str, words: Assessment, found: tuple[signals.Signal, ...]) -> Assessment:
    """What an answer to "when next?" weighs that only names a time: triage knows whether a child has told."""
    only_time = not words.reasons or not _alarming(found) and not of_somebody(text)
    only_time = only_time and words.grade is RiskGrade.IMMEDIATE
    return replace(words, grade=RiskGrade.CHECK) if only_time else words


def _of_a_journey(text: str, context: Context, words: Assessment) -> Assessment:
    """Where somebody is feared to be taken abroad, nothing more is needed than that a journey is near."""
    near = context.journey and read.travels(text) and not TAKEN.isdisjoint(words.reasons)
    return words.turned(RiskGrade.IMMEDIATE, JOURNEY) if near else words


def _soothed(found: tuple[signals.Signal, ...], codes: tuple[str, ...]) -> bool:
    """Whether words speak against danger now; "im suicidal, we moved last month" has none that do."""
    soothing = {signal.code for signal in found if signal.weight == "calm"}
    return bool(soothing - PAST if any(code in (DESPAIR, *SAID) for code in codes) else soothing)


def _of_life(found: tuple[signals.Signal, ...]) -> bool:
    """Whether two signals speak of ending one's life: too much to wait for the classifier."""
    return {s.code for s in found if s.weight == "immediate"}.issuperset(LIFE)


def _alarming(found: tuple[signals.Signal, ...], but: tuple[str, ...] = ()) -> bool:
    return any(signal.weight == "immediate" and signal.code not in but for signal in found)


def _only_chosen(text: str, context: Context) -> bool:
    """Whether the words are those of a choice that we offered, and not one that calls for help by itself."""
    words = read.folded(text)
    choices = (*(context.options if context.asked not in QUIET else ()), *context.offers)
    chosen = words in read.our_choices() or words in {read.folded(choice) for choice in choices}
    return chosen and UNSAFE not in words

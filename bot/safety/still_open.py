"""What a message does to an emergency that is open: only the person's own words end it; silence and thanks do not."""

from __future__ import annotations

from bot.safety import replies_read as read
from bot.safety import signals
from bot.safety.judgement import Assessment, Context
from bot.safety.thresholds import Thresholds
from bot.terms import RiskGrade

ENDING = frozenset({"ended"})
OTHER_MATTER, STILL_OPEN, GOES_ON = "other_matter", "still_open", "goes_on"
BEYOND_DOUBT = 0.99  # chance that an emergency is over, whatever else a word in the same message may mean
CERTAIN, CALM = 0.95, 0.05  # chances: that an emergency is over, and of danger below which a line tells of none
TELLING_AGAIN = 6  # words: what is shorter answers a question, and tells no worry again
RUNG = "rung"      # the slot of "have you been able to ring?"
SURELY = 0.8   # chance that an emergency is over from which a word of danger in the same message does not count


def judge(
    text: str, context: Context, words: Assessment, over: tuple[float, bool] | None, at: Thresholds
) -> Assessment:
    """``words``: what the message says by itself; ``over``: how likely it ends the emergency, and for another matter.

    ``over`` is None where no classifier could be asked: then only a signal ends it.
    """
    if context.called and _told_calmly(text, words):  # the call is explained: the worry is judged by itself
        return words.turned(RiskGrade.NONE, OTHER_MATTER, ended=True)
    if context.together and _told_apart(text, words):  # that they are together was the danger
        return words.turned(RiskGrade.CHECK, OTHER_MATTER, ended=True)
    follow = read.follow(text, context.asked == RUNG)
    if read.not_over(text) or context.child and read.with_me(text):
        return words.turned(RiskGrade.IMMEDIATE, GOES_ON, follow=follow or STILL_OPEN)
    if _other_matter(text, words, over, follow, context.child, at):
        return words.turned(RiskGrade.NONE, OTHER_MATTER, ended=True)
    if _ended(text, words, over, follow, at):
        return words.turned(RiskGrade.NONE, "ended", ended=True)
    # No word of danger was ever said, or only that they are not sure.
    if context.guessed and (_told_calmly(text, words) and _quiet(text, words) or _gone(text, words)):
        return words.turned(RiskGrade.CHECK, OTHER_MATTER, ended=True)
    follow = follow or (None if words.grade is RiskGrade.IMMEDIATE else STILL_OPEN)
    return words.turned(RiskGrade.IMMEDIATE, STILL_OPEN, follow=follow)


def _other_matter(
    text: str, words: Assessment, over: tuple[float, bool] | None, follow: str | None, child: bool, at: Thresholds
) -> bool:
    """Whether the person has turned to another matter, and says nothing of the danger.

    A child's questions ("do i have to tell my mum") are about this very danger, however calm they sound.
    """
    chance, other = (0.0, False) if child else over or (0.0, False)
    able = follow in (None, "rung")  # who cannot ring, or is not sure, is answered about that
    calm_words = words.grade is not RiskGrade.IMMEDIATE
    turned = calm_words and able and (chance >= _sure(words, follow, at) and other or _named(text, words, follow, at))
    return turned and not ENDING.intersection(words.reasons)


def _ended(text: str, words: Assessment, over: tuple[float, bool] | None, follow: str | None, at: Thresholds) -> bool:
    """Whether help is there, the child is safe, or it was a mistake."""
    chance, other = over or (0.0, False)
    said = signals.deescalates(text) or (follow is None and read.no_emergency(text))
    calm_words = words.grade is not RiskGrade.IMMEDIATE
    if said and (calm_words or over is None or chance >= at.ended):
        return True
    certain = chance >= CERTAIN  # more than a loose word of danger after "the police are here"
    sure = chance >= _sure(words, follow, at)
    # Help is coming, and the child is out of harm's way already; "they had no signal" is no "I cannot ring".
    able = follow is None or follow == "rung" and certain or follow == "cannot_ring" and chance >= BEYOND_DOUBT
    return sure and not other and able and (certain or not ENDING.intersection(words.reasons))


def _sure(words: Assessment, follow: str | None, at: Thresholds) -> float:
    return SURELY if words.reasons or follow else at.ended


def _named(text: str, words: Assessment, follow: str | None, at: Thresholds) -> bool:
    """Whether plain words name another matter, or ask to begin afresh, and nothing speaks of danger."""
    if read.begins_again(text):
        return True
    return follow is None and read.other_matter(text) and (words.score or 0.0) < at.check


def _told_calmly(text: str, words: Assessment) -> bool:
    """Whether a message tells something, and neither signal nor classifier hears danger in it."""
    heard = words.score is not None and words.grade is RiskGrade.NONE
    return heard and len(text.split()) >= TELLING_AGAIN and not words.reasons


def _told_apart(text: str, words: Assessment) -> bool:
    """Whether a calm line says that child and person are apart, and no more than that of the danger."""
    if _gone(text, words):
        return True
    calm = words.grade is RiskGrade.NONE and (words.score is None or words.score < CALM)
    return calm and read.apart(text) and _quiet(text, words)


def _gone(text: str, words: Assessment) -> bool:
    """Whether the whole line says that the person is not there."""
    return words.grade is not RiskGrade.IMMEDIATE and read.away(text)


def _quiet(text: str, words: Assessment) -> bool:
    """Whether a line answers nothing that was asked about the emergency, and does not say that it goes on."""
    return (words.score or 0.0) < CALM and read.follow(text) is None and not read.not_over(text)

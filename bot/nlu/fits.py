"""Whether an intent can be meant at all: what the words alone rule out, however likely it sounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.nlu.deleting import DELETE, deletes
from bot.nlu.fits_who import ON_CHILD, RUNG, by_a_child, has_rung, hints_at_fgm, keeps_safe
from bot.nlu.own_thoughts import DID, OWN_THOUGHTS, did_it, of_oneself
from bot.triage.ages import numbers
from bot.triage.homes import of_another
from bot.triage.patterns import fold

GROWN = 18
ELSEWHERE = "concern_elsewhere"
SAFE = "all_safe_now"
ENDED = "ended"  # as bot.safety.still_open says it
# cutting oneself is no cutting of another
_SELF_HARM = re.compile(
    r"\bcutting (herself|himself|themselves|(her|his|their) (arm|leg|wrist|thigh)s?)\b|\bself ?-?harm\w*|"
    r"\b(been|started|keeps|stopped|she's|he's) cutting\b(?! (the |my |our )?(girl|daughter|bab|them))|"
    r"\bcut(s| marks) (on|up|down) (her|his|their)\b",
    re.IGNORECASE,
)
_FGM = re.compile(r"\b(fgm|circumcis\w*|mutilat\w*|ceremony|sunna\w*|cutter|genital\w*)\b", re.IGNORECASE)
# who wants pictures gone seeks none; a drawing is no picture of anybody
MISUSE, IMAGES = "misuse_request", "concern_images"
_GONE = re.compile(
    r"\b(taken|(take|get)( taken)? "
    r"(it|them|these|those|((my|the|that|this) )?(pic|picture|photo|nude|video|image|post)s?)( taken| took)?) down\b",
    re.IGNORECASE,
)
# ... nor does who waits for the police to give back what they took
_WAITING = re.compile(
    r"\b(?:how long|when)\b.{0,30}\b(?:they|police|officers?|it|he|she|be|get)\b.{0,30}\b"
    r"(?:finish\w*|keep\w*|look\w*|back|done|bail|charged|ring|know)\b",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"\b(dr[ae]w\w*|painted|painting|crayons?|doodle\w*)\b", re.IGNORECASE)
_TAKEN = re.compile(
    r"\b(phone|laptop|computer|tablet|ipad|online|photos?|videos?|sent|send|nudes?|screen\w*|whatsapp|snap\w*)\b",
    re.IGNORECASE,
)
# who has too little English to ring needs an interpreter
_LANGUAGE = re.compile(r"\b(?:english|language|interpret\w*|translat\w*)\b", re.IGNORECASE)
_SELFIE = re.compile(r"\bselfies? (?:\w+ )?with\b", re.IGNORECASE)
_BARE = re.compile(
    r"\b(?:nud\w*|naked|topless|undress\w*|underwear|knickers|bra|indecent|sexual\w*|explicit|rude|bath|shower)\b",
    re.IGNORECASE,
)
# "she doesn't want the police" says nothing of when child and person meet
NO_MEETING = "contact_none"
_UNWILLING = re.compile(
    r"(?:\bnot|n'?t) (?:really )?(?:want|wanna|like|wish|go(?:ing)?)\b.{0,40}\b(?:police|court|"
    r"social (?:services|care|workers?)|referral|report\w*|statement|doctor|gp|nurse|examined|involved|told|know)\b",
    re.IGNORECASE,
)
# ... nor does what somebody has never done; and an answer that they do not meet says "no" in some way
_NEVER_DID = re.compile(
    r"\bnever (?:\w+ )?"
    r"(?:done|did|hurt|touched|harmed|laid|been (?:in trouble|accused|charged|violent)|said|told|had)\b",
    re.IGNORECASE,
)
_NOT_NEAR = re.compile(
    r"\b(?:no|none|not|never|nope|nah|nil|neither|without|stop\w*|block\w*|away|abroad|dead|died|prison|jail|custody|"
    r"remand|bail|left|moved|cut|out of|last|over|ended|apart|separat\w*|supervis\w*|cancel\w*|suspend\w*|gone|"
    r"live[sd]?|"
    r"keep\w*|kept|banned|barred|order|safe|arrest\w*|locked up|"
    r"(?:do|does|did|is|are|was|wo|ca|would|has|have)n'?t)\b",
    re.IGNORECASE,
)
# an adult's own patient or client speaks of home: the worry is about nobody who works with children
PROFESSIONAL = "concern_professional"
_OWN_CLIENT = re.compile(
    r"\b(patient|client|service user|tenant|offender)s?\b.{0,60}\b(attracted|(his|her|their) (new |own )?"
    r"(partner|boyfriend|girlfriend|husband|wife|brother|fella|bloke|man|kids|children|daughter|son|"
    r"step ?-?(son|daughter|kid|child)\w*))\b",
    re.IGNORECASE | re.DOTALL,
)
_WORKS = re.compile(
    r"\b(teacher|coach|tutor|worker|carer|nurse|assistant|staff|leader|driver|volunteer)\b", re.IGNORECASE
)
# one's own lead or manager who says to leave it is not whom the worry is about
_TOLD_TO_LEAVE_IT = re.compile(
    r"\b(?:(?:my|our|the) )?(?:dsl|ddsl|(?:line )?manager|boss|supervisor|head(?: ?teacher)?|deputy(?: head)?|"
    r"(?:safeguarding )?lead) (?:just |has |have |had |is |only )*(?:says?|said|(?:told|telling|wants?) (?:me|us)|"
    r"thinks?|thought|wont|won't|refus\w+|reckons?|isn't|isnt|doesn't|doesnt|keeps? saying)\b.{0,40}?"
    r"\b(?:leave|leaving|wait|waiting|nothing|not|don't|dont|no need|refer|report|threshold|enough|monitor|drop|"
    r"overreact\w*|act|listen|bother|taking|doing|think)\b",
    re.IGNORECASE,
)
# "should I take his phone" is about one's own child, and asks neither for a court nor for leave to catch somebody
DECLINED = "decline_"
_DEVICE = re.compile(
    r"\b(?:take|taking|lock|ban|check|look at|look through|go through|switch off|turn off|keep)\b(?:(?! and ).){0,20}"
    r"\b(?:phone|mobile|xbox|playstation|ps[45]|switch|tablet|ipad|laptop|games?|wi-?fi|internet)\b",
    re.IGNORECASE,
)
# what is done to a child is no violence between adults; whoever is hurt themselves is answered about that
ADULTS = "decline_adult_violence"
_ME = re.compile(
    r"\b(?:me|my (?:wife|husband|mum|mother|nan|gran|sister|friend|mate)|elder\w*|adults?)\b", re.IGNORECASE
)
# a drawing is something seen or heard, and nothing that the child does to anybody
BEHAVIOUR = "concern_child_sexual_behaviour"
_DOES = re.compile(
    r"\b(?:touch\w*|rub\w*|hump\w*|kiss\w*|masturbat\w*|lick\w*|undress\w*|strip\w*|"
    r"show(?:s|ed|n|ing) (?:his|her|their|me|us|him)|"
    r"pull\w*|play\w*|ask\w* (?:me|other|the|him|her)|act(?:s|ed|ing) out|copy\w*|copies|language|words|talk\w*)\b",
    re.IGNORECASE,
)
# an exercise is named as one; a story or coursework may be how a child tells
EXERCISE = "exercise"
_NOT_REAL = re.compile(
    r"\b(?:exercise|training|inset|scenarios?|role ?-?play\w*|table ?-?top|quiz|e-?learning|worksheet|case stud\w+|"
    r"vignette|mock|drill|made-up|(?:a|an|is|are|it'?s|its|was|all) (?:all )?made up|invented|not real|isn'?t real|"
    r"fiction\w*|none of (?:this|it) is real|pretend\w*|rehears\w*|script|drama|panto|audition|monologue|lyrics|song|"
    r"testing|test message|(?:my|his|her|our|the) lines|act(?:ing|ed)? (?:it |this )?out|model answer|debate|"
    r"(?:a|our|the|my|school|its a) (?:play|film|novel|soap|series))\b",
    re.IGNORECASE,
)
# where who hurt the writer long ago is dead, help for the writer comes before the police
LONG_AGO = "concern_non_recent"
_DEAD = re.compile(
    r"\b(?:he|she|they|both|abuser|man|father|dad|stepdad|mother|mum|uncle|brother|grandad|grandfather|priest|teacher)"
    r"(?:'s|s| is| are|'re| was)? (?:now |long |since |already )*(?:dead|died|passed away|in his grave)\b",
    re.IGNORECASE,
)
_OWN_PAST = re.compile(
    r"\b(?:abused|raped|hurt|touched|molested|used|groomed|did (?:it|this|that|things) to) me\b|"
    r"\bi was (?:\w+ )?(?:abused|raped|molested|groomed)\b|\b(?:happened|done) to me\b|"
    r"\b(?:i(?:'ve|ve| have)?|have) never (?:\w+ )?(?:said|told|spoken|talked|breathed)\b",
    re.IGNORECASE,
)
# ... and so it does where the writer of their own past wants no police
_NO_POLICE = re.compile(
    r"\b(?:don'?t|do not|not|never|no) (?:really )?(?:want|wanting|need|after|here for|looking for)\b.{0,25}\b"
    r"(?:police|court|report\w*|statement)\b",
    re.IGNORECASE,
)
# what somebody did not do is no request to leave off
STOP = "stop"
_DID_NOT = re.compile(
    r"^(?:no[ ,]+)?(?:i |we |he |she |they )?(?:did|have|has|had|was)(?:n'?t| not)\b(?!.*\b(?:stop|enough)\b)",
    re.IGNORECASE,
)
# ... nor is what somebody wants to stop doing, or to have stopped; what has more words names what it leaves off
_STOP_IT = re.compile(
    r"\b(?:do|should|can|must) we\b|"
    r"\bhow (?:do|can|could|to|would)\b|\b(?:him|her|them|it|he|she|they|myself) (?:to |from )?stop\b|"
    r"\bdo (?:it|that|this) again\b|\bmake \w+ stop\b|\bwon'?t be (?:here|around)\b",
    re.IGNORECASE,
)
_LEAVES_OFF = re.compile(
    r"\b(?:stop\w*|end|quit|exit|cancel|enough|questions?|chat|conversation|carry(?:ing)? on|go(?:ing)? on|any ?more|"
    r"now|forget|done|mind|bother|leave|finish|too much|talk|answer\w*|do(?:ing)? this)\b",
    re.IGNORECASE,
)
LONG_STOP = 6  # words
# "there was a disclosure" is the opposite of "no disclosure"
NOTHING_TOLD = "told_no"
_DISCLOSED = re.compile(
    r"(?<!no )(?<!not )\b(?:there (?:was|is|has been)|made|had|given|a) (?:(?:a|an|clear|full|direct|partial) )*"
    r"disclosure\b(?!.{0,20}\b(?:not|no|never)\b)",
    re.IGNORECASE,
)


def _of_a_worker(text: str) -> bool:
    """Whether the worry can be about somebody who works with children: no client, nor a lead who says "leave it"."""
    client, rest = _OWN_CLIENT.search(text), _TOLD_TO_LEAVE_IT.sub("", text)
    worker = client is None or bool(_WORKS.search(text[client.start() :]))
    return worker and (rest == text or bool(_WORKS.search(rest)))


def _cut(text: str) -> bool:
    """Whether cutting can be what is done to a girl."""
    return not _SELF_HARM.search(text) or bool(_FGM.search(text))


def _between_adults(text: str) -> bool:
    """Whether violence can be between adults: no child's age in it, or the writer is hurt."""
    return not any(age < GROWN for age in numbers(fold(text))) or bool(_ME.search(text))


def _pictured(text: str) -> bool:
    """Whether pictures can be sexual ones: no drawing, and no selfie that somebody took with a child."""
    drawn = _DRAWN.search(text) and not _TAKEN.search(text)
    return not drawn and (not _SELFIE.search(text) or bool(_BARE.search(text)))


def _not_near(text: str) -> bool:
    """Whether the words can say that child and person do not meet."""
    text = text.replace("\u2019", "'")
    return bool(_NOT_NEAR.search(text)) and not _UNWILLING.search(text) and not _NEVER_DID.search(text)


def _leaves_off(text: str) -> bool:
    """Whether somebody can mean to leave off this talk."""
    text = text.replace("\u2019", "'")
    short = len(text.split()) < LONG_STOP or _LEAVES_OFF.search(text)
    return bool(short) and not _DID_NOT.search(text) and not _STOP_IT.search(text)


def _for_the_police(text: str) -> bool:
    """Whether what was done long ago comes before the police first: not where it is the writer's, and they cannot."""
    text = text.replace("\u2019", "'")
    return not (_OWN_PAST.search(text) and (_DEAD.search(text) or _NO_POLICE.search(text)))


# for each intent that words can rule out, whether they leave it
_FITS: dict[str, Callable[[str], bool]] = {
    "concern_fgm_risk": lambda text: _cut(text) and hints_at_fgm(text),
    "concern_fgm_known": _cut,
    MISUSE: lambda text: not _GONE.search(text) and not _WAITING.search(text) and not keeps_safe(text),
    DID: did_it,
    IMAGES: _pictured,
    "cannot_ring": lambda text: not _LANGUAGE.search(text),
    RUNG: has_rung,
    ON_CHILD: by_a_child,
    ELSEWHERE: lambda text: not of_another(text),
    NO_MEETING: _not_near,
    PROFESSIONAL: _of_a_worker,
    ADULTS: _between_adults,
    BEHAVIOUR: lambda text: not _DRAWN.search(text) or bool(_DOES.search(text)),
    DELETE: deletes,
    EXERCISE: lambda text: bool(_NOT_REAL.search(text)),
    LONG_AGO: _for_the_police,
    STOP: _leaves_off,
    NOTHING_TOLD: lambda text: not _DISCLOSED.search(text),
    OWN_THOUGHTS: of_oneself,
}


def fits(name: str, text: str, risk: dict[str, Any]) -> bool:
    """Whether an intent can be meant: safe again only after danger, and nothing is deleted unasked."""
    if name == SAFE:
        return bool(risk.get("ended")) or ENDED in risk.get("reasons", ())
    if name == STOP and risk.get("grade") == "check":
        return False  # "cant do this anymore" may be no leave-taking
    if name.startswith(DECLINED) and _DEVICE.search(text):
        return False
    return name not in _FITS or _FITS[name](text)

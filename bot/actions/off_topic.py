"""Articles about one thing alone (FGM, pictures, online contact): asked for only where words or worry speak of it."""

from __future__ import annotations

import re

from bot.actions.turn import Turn
from bot.terms import WORRY_KINDS, Role

OWN_STORY = "own"  # what a child, a survivor or somebody worried about themselves told, who get no form
NO_FORM = (Role.YOUNG_PERSON, Role.ADULT_SURVIVOR, Role.WORRIED_ABOUT_SELF)
FOR_THEM = {"self_concern_info": Role.WORRIED_ABOUT_SELF}  # an article that one reader may ask for in any words
SHORT = 12  # words: what is longer says what it is about
_ONLINE = (
    r"online|internet|web\w*|app|apps|games?|gaming|phone|ipad|tablet|laptop|computer|device|account|block\w*|messag\w*|"
    r"snap\w*|insta\w*|tik ?tok|discord|roblox|whats ?app|chat\w*|screen\w*|"
)
_PICTURES = _ONLINE + (
    r"pics?|pictures?|photos?|images?|nudes?|video\w*|film\w*|selfies?|sent|send(?:ing)? (?:it|that|a)|post\w*|shar\w*|"
    r"pay\w*|money"
)
# worries in which "keep your child away from the person" is about somebody else than a child of the writer's own
_ANOTHER = (
    "disclosure signs strong_signs general adult_behaviour known_offender professional online images exploitation "
    "health non_recent stranger_public elsewhere social_care_open custody other_harm fgm_risk fgm_known"
)
# beginning of an article's id: the natures of a worry in which it may be asked for, and words that speak of it
_OF_ITS_OWN: dict[str, tuple[frozenset[str], re.Pattern[str]]] = {
    start: (frozenset(natures.split()), re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for start, natures, words in (
        ("fgm", "fgm_risk fgm_known", r"fgm|cut\w*|circumcis\w*|mutilat\w*|genital\w*|ceremon\w*"),
        ("nude_images", "images online", _PICTURES),
        ("report_images_online", "images online", _PICTURES),
        ("sextortion", "images online exploitation", _PICTURES),
        ("online_abuse", "images online exploitation", _ONLINE.rstrip("|")),
        ("hsb_", "child_on_child child_sexual_behaviour", r"behaviou?rs?|hackett|harmful|hsb|normal|play\w*|touch\w*"),
        ("pants", "", r"pants|underwear|private\w*|knickers|rules?|toilet|wash\w*|bath\w*"),
        ("statistics", "", r"many|number|percent|per cent|common|figures?|how often|statistic\w*|share|rate"),
        ("early_help", "early_help declined_help", r"early help|eha|assessment|plan|agree\w*|consent\w*|sign(?:s|ed)?"),
        ("parents_what_to_expect", _ANOTHER, r"police|court|interview\w*|examin\w*|expect|happens?|next|statement"),
        ("self_concern_info", "", r"thoughts?|attract\w*|urges?|(?:him|her|my)self|stop it now|offend\w*|watch\w*"),
        ("governance", "", r"board|partnership|govern\w*|chair\w*|group|committee|strateg\w*|monitor\w*"),
    )
}


def off_topic(turn: Turn, article: str) -> bool:
    """Whether a few words in the middle of a worry only sound like an article about something else."""
    own = OWN_STORY if turn.role in NO_FORM and turn.slots.get("told_decision") else None
    nature = turn.slots.get("nature") or own
    if not nature or len(turn.text.split()) > SHORT or turn.role is FOR_THEM.get(article):
        return False
    # what was asked last may have been about it
    said = turn.text if turn.before in WORRY_KINDS else f"{turn.slots.get('question') or ''} {turn.text}"
    found = next((row for start, row in _OF_ITS_OWN.items() if article.startswith(start)), None)
    return found is not None and nature not in found[0] and not found[1].search(said)

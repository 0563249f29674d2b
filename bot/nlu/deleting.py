"""Whether "delete" is about this talk: pictures, chats and phones are what most people mean by it."""

from __future__ import annotations

import re

DELETE = "delete_conversation"
# "do I delete it?" asks about pictures or messages; only what names this talk, or orders it, deletes it
_ASKS_ABOUT = re.compile(r"\b(should|shud|do|does|shall|must|can|could|would) (i|we|he|she|they)\b", re.IGNORECASE)
# "actually forget it" leaves off, and deletes nothing
_DELETES = re.compile(
    r"\b(d+e*l+e*t\w*|dele|dlt|del|eras\w*|wip\w+|remov\w*|clear\w*|rid of|unsend|take back|bin|scrub|rub|destroy\w*|"
    r"keep|kept|sav(e|ed|ing)|away|gone|data|gdpr|record\w*|history|trash|shred|undo|unsay|disappear|vanish|purge|"
    r"forgotten|forget (everything|what|all|that i|me|this)|usu\w+|sterge\w*|apag\w+|istrin\w+)\b",
    re.IGNORECASE,
)
_DID_DELETE = re.compile(
    r"^(?:(?:i|he|she|they|we)(?:'?ve|'s)? )?(?:have |has |had |just |already )*"
    r"(?:deleted|wiped|erased|cleared|removed)\b"
    r"|^(?:(?:ok|so|and|but|well|yes|no)[ ,]+)*(?:i|he|she|they|we|my \w+)(?:'ll|'m| will| can| am| is)? "
    r"(?:just |now |going to |gonna )*(?:deletes?|wipes?|erases?|deleting|wiping)\b"
    r"|\bfrom (?:my|his|her|their|our|the|every\w*|all (?:the|their)) (?:\w+ )?"
    r"(?:phones?|mobiles?|ipad|laptop|computer)\b"
    r"|^\W*(?:delete|wipe|erase|remove|get rid of) (?:the|her|his|their|those|these|all the) "
    r"(?:chats?|messages?|texts?|pics?|pictures?|photos?|videos?|account|apps?|images?)\b[^.!]*\?$",
    re.IGNORECASE,
)
_OUR_TALK = re.compile(r"\b(?:this (?:chat|conversation|talk)|you|u|my (?:data|messages to you))\b", re.IGNORECASE)
_THIS_TALK = re.compile(
    r"\b(chat|conversation|talk|this|everything|what (i|we)('ve|ve| have)? (said|wrote|written|typed|told))\b",
    re.IGNORECASE,
)


def deletes(text: str) -> bool:
    """Whether "delete" can be about this talk, and is no telling of what somebody deleted."""
    if _DID_DELETE.search(text.replace("\u2019", "'")) and not _OUR_TALK.search(text):
        return False
    meant = not _ASKS_ABOUT.search(text) or _THIS_TALK.search(text)
    return bool(meant and _DELETES.search(text))

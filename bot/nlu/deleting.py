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
_DELETE = r"(?:delet(?:e|es|ed|ing)|wip(?:e|es|ed|ing)|eras(?:e|es|ed|ing)|cleared|clearing|removed|removing)"
_DID_DELETE = re.compile(
    r"^\W*(?:(?:ok|so|and|but|well|yes|no)[ ,]+)*"
    r"(?:(?:i|he|she|they|we|my \w+|our \w+|the \w+|mum|dad)"
    r"(?:'?ve|'?s|'?re|'?m|'ll| have| has| had| will| can| am| is| are)? )"
    rf"(?:just |now |already |all |been |going to |gonna )*{_DELETE}\b"
    r"|^\W*(?:have |has |had |just |already )*(?:deleted|wiped|erased|cleared|removed)\b"
    rf"|\bif (?:i|we|he|she|they) {_DELETE}\b"
    r"|\bfrom (?:my|his|her|their|our|the|every\w*|all (?:the|their)) (?:\w+ )?"
    r"(?:phones?|mobiles?|ipad|laptop|computer)\b"
    rf"|^\W*(?:{_DELETE}|get rid of) (?:the|her|his|their|those|these|all the) (?:chats?|messages?|texts?|pics?|"
    r"pictures?|photos?|videos?|account|apps?|images?|snaps?|laptop|phone|computer|ipad|tablet)\b[^.!]*\?$",
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

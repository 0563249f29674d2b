"""Letters without sense ("asdkjh"): nothing can be understood of them, whatever a vector says they are near."""

from __future__ import annotations

import re

LEAST = 4  # letters of a word that can be told from noise; "hmm", "pls" and the like are no noise
_RUN = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")  # English has four consonants in a row ("worldwide"), "lengths" beside
_KEYS = re.compile(r"qwert|werty|asdf|sdfg|dfgh|fghj|ghjk|hjkl|zxcv|xcvb|cvbn|vbnm|poiuy|lkjh|^(.)\1{3,}$")
_SHORT_KEYS = re.compile(r"^(?:qwe|wer|ert|rty|asd|sdf|dfg|fgh|ghj|hjk|jkl|zxc|xcv|cvb|vbn|bnm|uio|iop)$")
_HIDDEN = re.compile(r"(?:\[PERSON_\d+\]\s*)+")  # what is left of a bare name, or of noise that was taken for one
_WORD = re.compile(r"[a-z]+")
_KNOWN = (
    "cpscpb", "cpscb",  # what the board is called
    "lengths", "strengths", "depths", "nightshift", "twelfths", "matchstick", "catchphrase", "witchcraft",
)


def noise(text: str) -> bool:
    """Whether each word is noise, or a hidden name, and there is one; other alphabets and signs are not judged here."""
    if not text.isascii():
        return False
    if _HIDDEN.fullmatch(text.strip()):
        return True
    words = _WORD.findall(text.lower())
    return bool(words) and all(_senseless(word) for word in words)


def _senseless(word: str) -> bool:
    if len(word) < LEAST or word in _KNOWN:
        return bool(_SHORT_KEYS.match(word))
    return bool(_RUN.search(word) or _KEYS.search(word)) or not re.search(r"[aeiouy]", word) and len(word) > LEAST

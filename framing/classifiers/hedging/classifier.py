"""The hedging classifier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from framing.classifiers.hedging.rules import judge, threshold
from framing.classifiers.sentences import SentenceClassifier
from framing.classifiers.weighing import Judgement
from framing.records import Quotation

__all__ = ["HedgingClassifier"]


class HedgingClassifier(SentenceClassifier):
    """Finds hedge cues, and says whether a sentence is ``hedged`` or ``flat``.

    An annotation's span is the cue, its label the kind of uncertainty, its score the probability
    that the word is a cue here; property ``voice`` is ``quoted`` inside quotation marks, else
    ``author``. The probability of ``flat`` is how certain the sentence sounds as a whole.
    """

    task: ClassVar[str] = "hedging"
    labels: ClassVar[tuple[str, ...]] = ("epistemic", "doxastic", "investigation", "condition")
    classes_: ClassVar[tuple[str, ...]] = ("flat", "hedged")
    heads: ClassVar[tuple[str, str]] = ("hedge", "hedged")
    positive: ClassVar[str] = "hedged"

    @staticmethod
    def judge_by_rules(text: str, quotations: Sequence[Quotation]) -> Judgement:
        """What the rules say of one sentence, with every candidate, sure and unsure."""
        return judge(text)

    @staticmethod
    def threshold_of_rules() -> float:
        """From which probability on the rules take a candidate for a cue."""
        return threshold()

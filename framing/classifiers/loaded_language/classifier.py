"""The classifier of loaded language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from framing.classifiers.loaded_language.rules import judge, threshold
from framing.classifiers.sentences import SentenceClassifier
from framing.classifiers.weighing import Finding, Judgement
from framing.records import Quotation

__all__ = ["LoadedLanguageClassifier"]


class LoadedLanguageClassifier(SentenceClassifier):
    """Finds loaded words, and says whether a sentence is ``loaded`` or ``neutral``.

    An annotation's span is the word or phrase, its score the probability that experts would mark
    it here; property ``why`` is the group of the lexicon it belongs to, empty when it is in none;
    ``voice`` is ``quoted`` inside quotation marks, else ``author``. Words that others are quoted
    with count less toward the sentence than the author's own.
    """

    task: ClassVar[str] = "loaded_language"
    labels: ClassVar[tuple[str, ...]] = ("loaded",)
    classes_: ClassVar[tuple[str, ...]] = ("loaded", "neutral")
    heads: ClassVar[tuple[str, str]] = ("loaded", "loaded")
    positive: ClassVar[str] = "loaded"

    @staticmethod
    def judge_by_rules(text: str, quotations: Sequence[Quotation]) -> Judgement:
        """What the rules say of one sentence, with every candidate, sure and unsure."""
        return judge(text, quotations)

    @staticmethod
    def threshold_of_rules() -> float:
        """From which probability on the rules take a word for loaded."""
        return threshold()

    def _properties(self, finding: Finding) -> dict[str, str]:
        return {"why": finding.why}

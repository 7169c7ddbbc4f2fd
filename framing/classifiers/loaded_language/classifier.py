"""The classifier of loaded language."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from framing.classifiers.loaded_language.rules import judge, threshold
from framing.classifiers.sentences import SentenceClassifier
from framing.classifiers.weighing import Finding, Judgement
from framing.records import Quotation

__all__ = ["LoadedLanguageClassifier"]

_JOINED = re.compile(r"\w+(?:[-\u2010\u2011]\w+)+")


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
    def tidy(text: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings, none of which is half of a hyphenated word: "thin-skinned", not "skinned".

        Findings in one such word become one, as sure as the surest.
        """
        joined = [hit.span() for hit in _JOINED.finditer(text)]
        made: list[Finding] = []
        for found in findings:
            first = bisect_right(joined, found.start, key=lambda place: place[1])
            last = bisect_left(joined, found.end, key=lambda place: place[0])
            edges = [edge for place in joined[first:last] for edge in place]
            whole = replace(found, start=min([found.start, *edges]), end=max([found.end, *edges]))
            if made and whole.start < made[-1].end:
                before = made.pop()
                surest = max(before, whole, key=lambda each: each.score)
                end = max(before.end, whole.end)
                whole = replace(surest, start=min(before.start, whole.start), end=end)
            made.append(whole)
        return tuple(made)

    @staticmethod
    def threshold_of_rules() -> float:
        """From which probability on the rules take a word for loaded."""
        return threshold()

    def _properties(self, finding: Finding) -> dict[str, str]:
        return {"why": finding.why}

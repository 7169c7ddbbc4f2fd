"""Hedge cues that were missed and found falsely, by type and word; sentences called wrongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from framing.corpora import UncertaintySentence
from framing.evaluation.failures.cases import Case, band
from framing.evaluation.words import words
from framing.records import Span

__all__ = ["Training", "cue_cases", "sentence_cases", "type_cases"]

LENGTHS = (10, 20, 30)
FEW = 3
MOSTLY = "more often than not"

Cues = Mapping[Span, str]
"""The cues of a sentence: where each stands, and its type."""


class Training:
    """How often words and phrases are cues in the sentences that systems were fitted on."""

    def __init__(self, sentences: Sequence[UncertaintySentence]) -> None:
        self._cues = Counter(
            _phrase(each.text, cue.span) for each in sentences for cue in each.cues
        )
        self._words = Counter(word for each in sentences for word, _ in words(each.text))

    def describe(self, phrase: str) -> str:
        """How often it is a cue there, in plain words."""
        cues = self._cues[phrase]
        if not cues:
            return "never"
        if cues < FEW:
            return "once or twice"
        # Of several words only how often they are a cue is known, not how often they stand there.
        often = 2 * cues > self._words[phrase]
        return MOSTLY if often else "in less than half of its places"


def cue_cases(
    sentences: Sequence[UncertaintySentence],
    judged: Sequence[Cues],
    others: Sequence[Cues],
    training: Training,
    alone: str,
) -> list[Case]:
    """The cues of one side; those that the other side has not, to the letter, failed.

    Args:
        sentences: the sentences.
        judged: the cues to judge, a sentence: the gold ones for what was missed, those that a
            system found for what was found falsely.
        others: the other side's.
        training: what systems were fitted on.
        alone: what to call the fault of a cue that shares no letter with one of the other side.
    """
    cases = []
    for sentence, cues, beside in zip(sentences, judged, others, strict=True):
        for span, label in sorted(cues.items()):
            phrase = _phrase(sentence.text, span)
            size = len(words(phrase))
            kinds = {
                "type": label,
                "cue": phrase if size == 1 else "several words",
                "words in the cue": band(size, (1, 2), "word"),
                "a cue in the training part": training.describe(phrase),
                "sentence": _sentence(sentence),
            }
            cases.append(Case(kinds, _fault(span, beside, alone)))
    return cases


def type_cases(gold: Sequence[Cues], found: Sequence[Cues]) -> list[Case]:
    """The cues that were found to the letter; those given another type failed."""
    return [
        Case(
            {"type": wanted[span]},
            "" if label == wanted[span] else f"{wanted[span]}, called {label}",
        )
        for wanted, made in zip(gold, found, strict=True)
        for span, label in sorted(made.items())
        if span in wanted
    ]


def sentence_cases(
    sentences: Sequence[UncertaintySentence], hedged: Sequence[bool], training: Training
) -> list[Case]:
    """The sentences with what a system called them; those with another label failed."""
    cases = []
    for sentence, made in zip(sentences, hedged, strict=True):
        phrases = [_phrase(sentence.text, cue.span) for cue in sentence.cues]
        kinds = {
            "gold": _sentence(sentence),
            "gold types": _types(sentence),
            "gold cues in the training part": "mostly cues there"
            if any(training.describe(phrase) == MOSTLY for phrase in phrases)
            else "seldom or never cues there"
            if phrases
            else "no gold cue",
            "sentence length": band(len(words(sentence.text)), LENGTHS, "word"),
        }
        fault = ""
        if made != bool(phrases):
            fault = "hedged, called flat" if phrases else "flat, called hedged"
        cases.append(Case(kinds, fault))
    return cases


def _phrase(text: str, span: Span) -> str:
    return " ".join(span.of(text).lower().split())


def _sentence(sentence: UncertaintySentence) -> str:
    return ("flat", "one cue", "several cues")[min(len(sentence.cues), 2)]


def _types(sentence: UncertaintySentence) -> str:
    types = sorted({cue.label for cue in sentence.cues})
    return "several" if len(types) > 1 else next(iter(types), "none")


def _fault(span: Span, beside: Cues, alone: str) -> str:
    if span in beside:
        return ""
    near = [each for each in beside if each.overlaps(span)]
    if not near:
        return alone
    if any(each.contains(span) for each in near):
        return "a longer one on the other side"
    return "a shorter one on the other side"

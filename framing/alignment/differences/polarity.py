"""Affirmed in one telling, negated or denied in the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from framing.alignment.differences.telling import Side, Telling, contrast, core
from framing.alignment.differences.words import Word, common, mirror
from framing.alignment.figures import word_set
from framing.records import Difference

__all__ = ["polarity_differences"]

NEGATORS = word_set("not never cannot none nobody nothing neither nor without")
DENIALS = word_set("denied denies deny denying")
# "Not only", "no doubt", "not yet": these negate nothing that the other side could affirm.
HARMLESS = word_set("only just yet necessarily doubt longer matter least more less immediately")
UNDONE = word_set("fail failed fails refuse refused refuses decline declined unable unlikely lack")
# A condition or a question says neither yes nor no.
OPENING = word_set("if unless whether until should")
AUXILIARIES = word_set(
    "is are was were be been has have had do does did will would can could may might must shall"
)
SCOPE = 4
DENIAL_SCOPE = 8
REACH = 8
SHARED_WORDS = 3
CLAUSE_BREAK = re.compile(r"[,;:()—–.!?“”\"]")


@dataclass(frozen=True, slots=True)
class _Negation:
    """A negator with the content word it negates."""

    negator: Word
    negated: Word
    denial: bool


def polarity_differences(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """A statement that the one negates or denies and the other affirms.

    The negated word must stand in the other sentence, which must hold no negation at all, and the
    words around the two must be alike: antonyms and implied denials are not found.
    """
    for negative, positive in ((left, right), (right, left)):
        if _negative(positive):
            continue
        found = _negation(negative, positive)
        if found is None:
            continue
        said = negative.text(found.negator.start, found.negated.end)
        how = "denies it" if found.denial else "says it is not so"
        start, end = core(positive, negative.stems)
        no = Side(negative, found.negator.start, found.negated.end, f"{how} (“{said}”)")
        yes = Side(positive, start, end, "says it is so")
        sides = (no, yes) if negative is left else (yes, no)
        return (contrast("polarity", *sides, conflict=not found.denial),)
    return ()


def _is_negator(word: Word) -> bool:
    return word.lower in NEGATORS or word.lower in DENIALS or word.lower.endswith("n't")


def _negative(telling: Telling) -> bool:
    return any(
        _is_negator(word) or word.lower == "no" or word.lower in UNDONE for word in telling.words
    )


def _negation(negative: Telling, positive: Telling) -> _Negation | None:
    words = negative.words
    for index, word in enumerate(words):
        if not _is_negator(word):
            continue
        denial = word.lower in DENIALS
        scope = words[index + 1 : index + 1 + (DENIAL_SCOPE if denial else SCOPE)]
        if not scope or scope[0].lower in HARMLESS:
            continue
        negated = _first_content(negative, word, scope)
        other = mirror(negated, positive.words) if negated else None
        if negated is None or other is None:
            continue
        before = {each.lower for each in words[max(0, index - 4) : index]}
        if not denial and (before & OPENING or not _finite(words, index)):
            continue
        if len(common(words, negated, positive.words, other, REACH)) >= SHARED_WORDS:
            return _Negation(word, negated, denial)
    return None


def _finite(words: tuple[Word, ...], index: int) -> bool:
    """Whether the negator at ``index`` follows or is an auxiliary: "has not", "didn't"."""
    return words[index].lower not in ("not", "never") or words[index - 1].lower in AUXILIARIES


def _first_content(telling: Telling, negator: Word, scope: tuple[Word, ...]) -> Word | None:
    """The first content word of the scope, before the clause ends."""
    edge = negator.end
    for word in scope:
        if CLAUSE_BREAK.search(telling.article.text, edge, word.start):
            return None
        if word.stem:
            return word
        edge = word.end
    return None

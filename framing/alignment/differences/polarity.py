"""Affirmed in one telling, negated or denied in the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from framing.alignment.differences.opposites import alike, contradictions
from framing.alignment.differences.telling import Side, Telling, contrast, core
from framing.alignment.differences.words import Word, beside
from framing.alignment.figures import word_set
from framing.records import Difference

__all__ = ["polarity_differences"]

NEGATORS = word_set("no not never cannot none without")
# "Failed to agree", "refused to sign".
REFUSALS = word_set("fail failed fails failing refuse refused refuses refusing declined declines")
DENIALS = word_set("denied denies deny denying")
# Other words that say no: with one of these in it a sentence does not simply affirm.
OTHER_NEGATIVES = word_set("nobody nothing neither nor decline unable unlikely lack stopped")
# "Has not only", "is not yet": these negate nothing that the other side could affirm.
HARMLESS = word_set("only just yet necessarily least immediately merely simply")
# A condition or a question says neither yes nor no.
OPENING = word_set("if unless whether until should")
AUXILIARIES = word_set(
    "is are was were be been has have had do does did will would can could may might must shall"
)
# Verbs that say too little to count as content, yet can be what is negated.
SPEECH = word_set("told said say")
SCOPE = 4
# "No Tarvonian soldiers have": the auxiliary within so many words.
SUBJECT = 5
CLAUSE_BREAK = re.compile(r"[,;:()—–.!?“”\"]")


@dataclass(frozen=True, slots=True)
class _Negation:
    """A negator, the word it negates and the same word in the other telling."""

    negator: Word
    negated: Word
    affirmed: Word
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
        before, _ = beside(positive.words, found.affirmed.start, found.affirmed.end, 2)
        first = before[0] if before else found.affirmed
        told = positive.text(first.start, found.affirmed.end)
        how = "denies it" if found.denial else "says it is not so"
        start, end = core(positive, negative.stems)
        sides = (
            Side(negative, found.negator.start, found.negated.end, f"{how} (“{said}”)"),
            Side(positive, start, end, f"says it is so (“{told}”)"),
        )
        sides = sides if negative is left else sides[::-1]
        return (contrast("polarity", *sides, conflict=not found.denial),)
    if _negative(left) or _negative(right):
        return ()
    return contradictions(left, right)


def _is_negator(word: Word) -> bool:
    said_no = word.lower in NEGATORS or word.lower in DENIALS or word.lower in REFUSALS
    return said_no or word.lower.endswith("n't")


def _negative(telling: Telling) -> bool:
    return any(_is_negator(word) or word.lower in OTHER_NEGATIVES for word in telling.words)


def _negation(negative: Telling, positive: Telling) -> _Negation | None:
    words = negative.words
    speech = {each.lower: each for each in reversed(positive.words) if each.lower in SPEECH}
    for index, word in enumerate(words):
        before = {each.lower for each in words[max(0, index - 4) : index]}
        if not _is_negator(word) or before & OPENING:
            continue
        denial = word.lower in DENIALS
        scope = words[index + 1 : index + 1 + SCOPE]
        if word.lower in REFUSALS:
            scope = scope[1:] if scope and scope[0].lower == "to" else ()
        elif not denial:
            scope = _finite_scope(words, index)
        negated = _first_verb(negative, word, scope)
        other = _affirmed(negated, positive, speech) if negated else None
        if negated is None or other is None:
            continue
        if alike(negative, negated, positive, other):
            return _Negation(word, negated, other, denial)
    return None


def _finite_scope(words: tuple[Word, ...], index: int) -> tuple[Word, ...]:
    """The words after the auxiliary that is negated: "has not", "didn't", "no ship has".

    None where nothing finite is negated ("not only", "not to run") or the negation is harmless.
    """
    start = index + 1
    if words[index].lower in ("none", "without"):
        return words[start : start + SCOPE]
    if words[index].lower == "no":
        ahead = words[start : start + SUBJECT]
        found = [at for at, word in enumerate(ahead, start) if word.lower in AUXILIARIES]
        if not found or not words[start].stem:
            return ()
        start = found[0] + 1
    elif words[index].lower in ("not", "never") and not (
        index and words[index - 1].lower in AUXILIARIES
    ):
        return ()
    scope = words[start : start + SCOPE]
    return () if scope and scope[0].lower in HARMLESS else scope


def _affirmed(negated: Word, positive: Telling, speech: Mapping[str, Word]) -> Word | None:
    """The same verb in the other sentence, unless "only" follows it: that narrows, not affirms."""
    other = positive.mirror(negated) or speech.get(negated.lower)
    if other is None:
        return None
    _, after = beside(positive.words, other.start, other.end, SCOPE)
    return None if any(each.lower == "only" for each in after) else other


def _first_verb(telling: Telling, negator: Word, scope: tuple[Word, ...]) -> Word | None:
    """The first word of the scope that can be the negated verb, before the clause ends."""
    edge = negator.end
    for word in scope:
        if CLAUSE_BREAK.search(telling.article.text, edge, word.start):
            return None
        if word.stem or word.lower in SPEECH:
            return word
        edge = word.end
    return None

"""The words of one sentence, stemmed lightly, and what two sentences share."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Set
from dataclasses import dataclass

from framing.alignment.figures import word_set
from framing.alignment.words import stem

__all__ = [
    "STOP_WORDS",
    "Word",
    "around",
    "beside",
    "common",
    "shared_span",
    "words_of",
]

WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
STOP_WORDS = word_set(
    "a about above across after again against all also although am among an and another any are "
    "as at be became because been before being below between both but by can could did do does "
    "doing done down during each either else even ever every few for from further had has have "
    "having he her here hers herself him himself his how however i if in into is it its itself "
    "just last least less many may me might more most much must my near nearly neither no nor not "
    "now of off on once one only onto or other others our out over own per quite rather said same "
    "say saying says shall she should since so some still such than that the their theirs them "
    "themselves then there these they this those though through thus to too toward towards told "
    "under until up upon us very was we were what when where whether which while who whom whose "
    "why will with within without would yes yet you your ours i'm it's he's she's they're we're "
    "don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't mr mrs ms dr "
    "sen rep gov gen st today yesterday tomorrow monday tuesday wednesday thursday friday saturday "
    "sunday week month year day morning afternoon evening night ago new two three four five six "
    "seven eight nine ten"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        start: offset of its first character in the text.
        end: offset after its last character.
        lower: the word in lower case.
        stem: its stem, or ``""`` for a function word, a calendar word or a number.
        capital: whether it starts with a capital letter.
    """

    start: int
    end: int
    lower: str
    stem: str
    capital: bool


def words_of(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of ``text[start:end]``, with offsets into ``text``."""
    found = []
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        shape = match.group()
        lower = shape.lower().replace("’", "'")
        bare = lower in STOP_WORDS or shape[0].isdigit()
        found.append(
            Word(
                match.start(),
                match.end(),
                lower,
                "" if bare else stem(lower.removesuffix("'s")),
                shape[0].isupper(),
            )
        )
    return tuple(found)


def shared_span(words: Iterable[Word], stems: Set[str]) -> tuple[int, int] | None:
    """Offsets from the first to the last word whose stem is in ``stems``; ``None`` if none is."""
    hits = [word for word in words if word.stem and word.stem in stems]
    return (hits[0].start, hits[-1].end) if hits else None


def beside(
    words: tuple[Word, ...], start: int, end: int, reach: int
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The ``reach`` words before ``start`` and the ``reach`` words after ``end``."""
    first = bisect_left(words, start + 1, key=lambda word: word.end)
    after = bisect_left(words, end, key=lambda word: word.start)
    return words[max(0, first - reach) : first], words[after : after + reach]


def around(words: tuple[Word, ...], start: int, end: int, reach: int) -> tuple[Word, ...]:
    """The words within ``reach`` words of ``[start, end)``, those inside it left out."""
    before, after = beside(words, start, end, reach)
    return before + after


def common(
    here: tuple[Word, ...], one: Word, there: tuple[Word, ...], other: Word, reach: int
) -> frozenset[str]:
    """The stems that stand within ``reach`` words of ``one`` and of ``other``."""
    near = {word.stem for word in around(here, one.start, one.end, reach)}
    far = {word.stem for word in around(there, other.start, other.end, reach)}
    return frozenset(near & far) - {"", one.stem}

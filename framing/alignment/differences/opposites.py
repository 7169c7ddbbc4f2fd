"""Words that cannot both be true of one thing: opposites, and two names for one place."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from framing.alignment.differences.telling import Side, Telling, contrast
from framing.alignment.differences.words import Word, around, beside, common
from framing.alignment.figures import word_set
from framing.records import Difference, Span

__all__ = ["alike", "contradictions"]

REACH = 8
# The words around two words must share so many, or nearly all there are in a short sentence.
SHARED_WORDS = 3
SHORT_SHARED = 2
NEARLY_ALL = 0.75
SUBJECT_REACH = 3

# What one subject cannot both do or be.
VERBS = tuple(
    (word_set(one), word_set(other))
    for one, other in (
        ("approved approves approve passed backed adopted accepted accepts",
         "rejected rejects reject defeated refused turned dismissed"),
        ("won wins win winning", "lost loses lose losing"),
        ("rose rises rise increased increases climbed grew",
         "fell falls fall decreased declined dropped shrank"),
        ("supports support supported backs endorses endorsed",
         "opposes oppose opposed rejects condemns"),
        ("open opened reopened", "closed shut"),
        ("guilty convicted", "innocent acquitted cleared"),
        ("alive survived", "dead died killed"),
        ("succeeded succeeds", "failed fails"),
        ("confirmed confirms", "denied denies"),
    )
)  # fmt: skip
# What one noun right after them cannot both be.
ADJECTIVES = (
    ("older", "younger"), ("elder", "younger"), ("northern", "southern"), ("eastern", "western"),
    ("upper", "lower"),
)  # fmt: skip
# Two names are taken for two places in one slot if they begin alike, are as long and are alike on
# the whole, but are no two forms of one name ("Texas", "Texan").
BEGIN_ALIKE = 3
NAMES_ALIKE = 0.7


def alike(left: Telling, one: Word, right: Telling, other: Word) -> bool:
    """Whether the words around two words tell of one thing."""
    shared = len(common(left.words, one, right.words, other, REACH))
    shorter = min(
        len({word.stem for word in around(telling.words, word.start, word.end, REACH)} - {""})
        for telling, word in ((left, one), (right, other))
    )
    return shared >= SHARED_WORDS or (shared >= SHORT_SHARED and shared >= NEARLY_ALL * shorter)


def contradictions(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """The first two words that cannot both be true, where neither sentence holds a negation."""
    for one, other in (*_opposites(left, right), *_names(left, right)):
        sides = (
            Side(telling, word.start, word.end, f"says “{telling.text(word.start, word.end)}”")
            for telling, word in ((left, one), (right, other))
        )
        return (contrast("polarity", *sides, conflict=True),)
    return ()


def _opposites(left: Telling, right: Telling) -> Iterator[tuple[Word, Word]]:
    for words, others in ((a, b) for pair in VERBS for a, b in (pair, pair[::-1])):
        one, other = _only(left, words, others), _only(right, others, words)
        if one and other and _one_subject(left, one, right, other):
            yield one, other
    for word, opposite in ((a, b) for pair in ADJECTIVES for a, b in (pair, pair[::-1])):
        one, other = _first(left, {word}), _first(right, {opposite})
        if one and other and _noun(left, one) == _noun(right, other) != "":
            yield one, other


def _only(telling: Telling, words: frozenset[str], others: frozenset[str]) -> Word | None:
    """The first of the words, unless one of the others stands there as well."""
    return None if _first(telling, others) else _first(telling, words)


def _first(telling: Telling, words: frozenset[str] | set[str]) -> Word | None:
    return next((word for word in telling.words if word.lower in words), None)


def _one_subject(left: Telling, one: Word, right: Telling, other: Word) -> bool:
    """Whether the same content word stands right before both, and the words around are alike."""
    subjects = [
        [word.stem for word in beside(telling.words, word.start, word.end, SUBJECT_REACH)[0]]
        for telling, word in ((left, one), (right, other))
    ]
    mine, theirs = ({stem for stem in found if stem} for found in subjects)
    return bool(mine & theirs) and alike(left, one, right, other)


def _noun(telling: Telling, word: Word) -> str:
    _, after = beside(telling.words, word.start, word.end, 1)
    return after[0].stem if after else ""


def _names(left: Telling, right: Telling) -> Iterator[tuple[Word, Word]]:
    """Two names in one slot that are so alike that one is a slip: "Norwick" and "Norfeld"."""
    for one in _places(left, right):
        for other in _places(right, left):
            if _two_places(one.lower, other.lower) and _one_slot(left, one, right, other):
                yield one, other


def _places(telling: Telling, other: Telling) -> list[Word]:
    """The names that only this telling has, persons left out."""
    persons = [each.span for each in telling.of("entity") if each.label == "person"]
    return [
        word
        for word in telling.words
        if word.capital
        and word.stem
        and word.stem not in other.stems
        and not any(span.overlaps(Span(word.start, word.end)) for span in persons)
    ]


def _two_places(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    begin = next((at for at, letter in enumerate(one) if letter != other[at]), len(one))
    if not BEGIN_ALIKE <= begin <= len(one) / 2:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= NAMES_ALIKE


def _one_slot(left: Telling, one: Word, right: Telling, other: Word) -> bool:
    """Whether a number, such as the year, stands around both names."""
    near, far = (
        {each.lower for each in around(telling.words, word.start, word.end, REACH)}
        for telling, word in ((left, one), (right, other))
    )
    numbers = {word for word in near & far if word.isdecimal()}
    return bool(numbers) and bool((near & far) - numbers)

"""Different figures for the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from framing.alignment.differences.telling import Side, Telling, contrast
from framing.alignment.differences.words import Word, around, beside
from framing.alignment.figures import word_set
from framing.alignment.quantities import Quantity, find_quantities
from framing.alignment.words import stem
from framing.records import Difference

__all__ = ["agree", "number_differences"]

# A sentence with more figures than this is a table; which figure answers which is anyone's guess.
MOST_FIGURES = 40
CONTEXT_WORDS = 8
CLAUSE_WORDS = 5
# Figures further apart than this factor hardly answer the same question.
FAR = 10
# Days between two publications within which figures are of one time.
SAME_TIME = 1
# "People" alone says little: the words around must agree more.
SHARED_FOR_PEOPLE = 2
FATES = MappingProxyType(
    {
        word: fate
        for fate, words in (
            (
                "killed",
                "killed kills killing kill dead died dies deaths fatalities slain bodies toll",
            ),
            ("injured", "injured injuring injures wounded wounding hurt injuries"),
            ("arrested", "arrested arresting arrests detained detaining detentions custody"),
            ("missing", "missing unaccounted"),
            ("evacuated", "evacuated evacuating evacuees"),
            ("displaced", "displaced homeless displacing"),
            ("rescued", "rescued rescuing rescues"),
            ("charged", "charged indicted charges"),
        )
        for word in sorted(word_set(words))
    }
)
# Nouns that name the same thing when counted.
SAME_THING = tuple(
    word_set(words)
    for words in (
        "people person persons victims individuals casualties",
        "troops soldiers servicemen personnel",
        "protesters demonstrators marchers activists",
        "lawmakers members representatives legislators",
        "steps actions measures orders",
        "bills measures",
        "workers employees staff jobs",
        "homes houses",
        "votes ballots",
        "police officers",
    )
)
PEOPLE = SAME_THING[0] | {""}
# Counting who said it is a matter of attribution.
SOURCES = word_set("officials sources witnesses aides experts analysts")
CLAUSE_BREAK = re.compile(r"[,;:()—–]")


@dataclass(frozen=True, slots=True)
class _Figures:
    """The quantities of one telling: all, those without a match in the other, units that match."""

    telling: Telling
    all: tuple[Quantity, ...]
    open: tuple[Quantity, ...]
    agreed: frozenset[str]


def number_differences(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """Quantities of the same kind of thing with different values.

    Two figures are compared only if they have the same unit, count the same noun or the same fate
    of people (killed, injured, arrested), share words around them, and neither could answer
    another figure of the other sentence. Figures that agree, up to rounding, are left out first.
    """
    mine = find_quantities(left.article.text, left.sentence.start, left.sentence.end)
    theirs = find_quantities(right.article.text, right.sentence.start, right.sentence.end)
    if max(len(mine), len(theirs)) > MOST_FIGURES:
        return ()
    one_side, other_side = _open(left, mine, theirs), _open(right, theirs, mine)
    pairs = [
        (one, other)
        for one in one_side.open
        for other in other_side.open
        if _same_thing(one_side, one, other_side, other)
    ]
    return tuple(
        contrast(
            "number",
            _side(left, one),
            _side(right, other),
            conflict=_conflict(one_side, one, other_side, other),
        )
        for one, other in pairs
        if sum(one is first or other is second for first, second in pairs) == 1
    )


def _open(
    telling: Telling, quantities: tuple[Quantity, ...], others: tuple[Quantity, ...]
) -> _Figures:
    open_ones = []
    agreed = set()
    for quantity in quantities:
        if any(quantity.unit == other.unit and agree(quantity, other) for other in others):
            agreed.add(quantity.unit)
        else:
            open_ones.append(quantity)
    return _Figures(telling, quantities, tuple(open_ones), frozenset(agreed))


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities of one unit say the same, up to rounding.

    "Some 16" agrees with 16, 43 million with 43,885,310, "more than 250" with 250; 12,000 does not
    agree with 10,000, nor "dozens" with 36.
    """
    if "vague" in (one.bound, other.bound):
        return one.bound == other.bound and one.low == other.low
    if one.unit == "votes":
        return (one.low, one.high) == (other.low, other.high)
    if "range" in (one.bound, other.bound):
        inside = one.low <= other.value <= one.high or other.low <= one.value <= other.high
        return (
            inside if one.bound != other.bound else (one.low, one.high) == (other.low, other.high)
        )
    gap, larger = abs(one.value - other.value), max(one.value, other.value)
    if gap <= 1e-9 * larger:
        return {one.bound, other.bound} != {"upper", "lower"}
    tolerance = 0.1 if "about" in (one.bound, other.bound) else 0.05
    rounds = one.step != other.step and gap < max(one.step, other.step)
    bare = one.bound == other.bound == "exact" and larger < 100
    converted = one.unit in ("length", "mass", "area", "speed") and gap <= 0.05 * larger
    return (rounds and not bare and gap <= tolerance * larger) or converted


def _conflict(left: _Figures, one: Quantity, right: _Figures, other: Quantity) -> bool:
    """Whether both wordings cannot be true of one thing at one time.

    Figures of different days change, and people who are merely "people" may be other people.
    """
    days = (left.telling.published, right.telling.published)
    if days[0] and days[1] and abs((days[0] - days[1]).days) > SAME_TIME:
        return False
    if one.unit == "count" and stem(one.head) != stem(other.head):
        return False
    if one.unit == "count" and one.head in PEOPLE and not _fate(left, one):
        return False
    if one.unit == "votes":
        return True
    if "vague" in (one.bound, other.bound):  # a vague plural is only read as a floor
        vague, figure = (one, other) if one.bound == "vague" else (other, one)
        return figure.high < vague.low
    return one.high < other.low or other.high < one.low


def _same_thing(left: _Figures, one: Quantity, right: _Figures, other: Quantity) -> bool:
    """Whether two figures answer the same question, as far as the words around them tell."""
    if one.unit != other.unit:
        return False
    if one.names and other.names and not set(one.names) & set(other.names):
        return False
    near_one = around(left.telling.words, one.start, one.end, CONTEXT_WORDS)
    near_other = around(right.telling.words, other.start, other.end, CONTEXT_WORDS)
    shared = _stems(near_one) & _stems(near_other)
    if one.unit == "count":
        return _same_count(left, one, right, other, shared)
    if one.unit == "age":
        named = any(word.capital and word.stem in shared for word in near_one)
        return named or (one.head == other.head != "" and len(shared) >= SHARED_FOR_PEOPLE)
    vague = "vague" in (one.bound, other.bound)
    if not vague and max(one.value, other.value) > FAR * min(one.value, other.value):
        return False
    if one.unit == "percent" and round(one.value + other.value) == 100:
        return False  # two shares of one whole
    if one.unit.startswith("money"):
        heads = {stem(each.head) for each in (one, other) if each.head}
        if not heads <= left.telling.stems & right.telling.stems:
            return False
    elif one.head and other.head and not _same_head(one, other):
        return False
    if vague:
        return one.bound != other.bound and bool(shared)
    # What still differs after figures that agree is more often another figure than a dispute.
    return len(shared) >= (2 if one.unit in left.agreed or one.unit == "time" else 1)


def _same_count(
    left: _Figures, one: Quantity, right: _Figures, other: Quantity, shared: frozenset[str]
) -> bool:
    if {one.head, other.head} & SOURCES:
        return False
    fate = _fate(left, one)
    if fate != _fate(right, other):
        return False
    if all(each.head in PEOPLE or each.head in FATES for each in (one, other)):
        return bool(fate) or len(shared) >= SHARED_FOR_PEOPLE
    return _same_head(one, other) and bool(
        shared | ({stem(noun) for noun in one.nouns} & {stem(noun) for noun in other.nouns})
    )


def _same_head(one: Quantity, other: Quantity) -> bool:
    if stem(one.head) == stem(other.head):
        return True
    return any(one.head in group and other.head in group for group in SAME_THING)


def _stems(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in words if word.stem)


def _fate(side: _Figures, quantity: Quantity) -> str:
    """What befell those counted ("killed"), from the words of the same clause, or ``""``."""
    for noun in quantity.nouns:
        if noun in FATES:
            return FATES[noun]
    others = [each for each in side.all if each is not quantity]
    words, text = side.telling.words, side.telling.article.text
    before, after = beside(words, quantity.start, quantity.end, CLAUSE_WORDS)
    for nearby, edge, forward in (
        (after, quantity.end, True),
        (before[::-1], quantity.start, False),
    ):
        for word in nearby:
            low, high = (edge, word.start) if forward else (word.end, edge)
            broken = CLAUSE_BREAK.search(text, low, high)
            if broken or word.lower == "and" or any(e.start <= word.start < e.end for e in others):
                break
            if word.lower in FATES:
                return FATES[word.lower]
            edge = word.end if forward else word.start
    return ""


def _side(telling: Telling, quantity: Quantity) -> Side:
    said = telling.text(quantity.start, quantity.end)
    return Side(telling, quantity.start, quantity.end, f"says “{said}”")

"""Different figures for the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType

from framing.alignment.differences.telling import Side, Telling, contrast, dates_by
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
# Figures further apart than this factor hardly answer the same question ...
FAR = 4
# ... and figures closer than this probably do, if the sentences share so many content words.
CLOSE = 1.5
SHARED_WIDE = 3
# A vague plural from here on is rare enough to tell what is counted.
LARGE = 1000
# Counts up to this are common, so that two alike say little.
SMALL_COUNT = 10
# "Some" and "several" are no plurals of a number word.
LEAST_PLURAL = 20
OWNER_REACH = 3
NAME_REACH = 3
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
        "people person persons victims individuals casualties others",
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
    of people (killed, injured, arrested), share words around them, and answer each other better
    than any other figure of the two sentences. Figures that agree, up to rounding, are left out
    first.
    """
    mine = find_quantities(left.article.text, left.sentence.start, left.sentence.end)
    theirs = find_quantities(right.article.text, right.sentence.start, right.sentence.end)
    if max(len(mine), len(theirs)) > MOST_FIGURES:
        return ()
    one_side, other_side = _open(left, mine, theirs), _open(right, theirs, mine)
    pairs = [
        (found, one, other)
        for one in one_side.open
        for other in other_side.open
        if (found := _evidence(one_side, one, other_side, other))
    ]
    return tuple(
        contrast(
            "number",
            _side(left, one),
            _side(right, other),
            conflict=_conflict(one_side, one, other_side, other),
        )
        for found, one, other in pairs
        if all(
            found > rival + (_same_head(one, first) and _same_head(other, second))
            or (one, other) == (first, second)
            for rival, first, second in pairs
            if one is first or other is second
        )
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
    if one.bound == other.bound == "vague":
        return one.low <= other.high and other.low <= one.high
    if "vague" in (one.bound, other.bound):
        return False
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
    loose = {"about", "lower", "upper"} & {one.bound, other.bound}
    tolerance = 0.1 if loose and one.low <= other.high and other.low <= one.high else 0.05
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
    if one.bound == other.bound == "vague":
        return False
    if "vague" in (one.bound, other.bound):  # a vague plural is only read as a floor
        vague, figure = (one, other) if one.bound == "vague" else (other, one)
        return figure.high < vague.low
    return one.high < other.low or other.high < one.low


def _evidence(left: _Figures, one: Quantity, right: _Figures, other: Quantity) -> int:
    """How much speaks for it that two figures answer the same question; 0 for too little."""
    if one.unit != other.unit or _apart(left, one, right, other):
        return 0
    shared = _stems(_near(left, one)) & _stems(_near(right, other))
    wide = len(left.telling.stems & right.telling.stems)
    found = 0
    if one.unit == "count":
        found = _same_count(left, one, right, other, shared)
        # Hundreds of thousands of one thing are seldom hundreds of thousands of another.
        if _inside(one, other) and min(one.low, other.low) >= LARGE:
            found = found or len(shared)
    elif one.unit == "age":
        found = _same_person(left, one, right, other, shared)
    elif _comparable(one, other):
        # What differs after figures that agree is more often another figure than a dispute.
        found = len(shared) if len(shared) >= (2 if one.unit in left.agreed else 1) else 0
        if one.unit == "time":  # a name says nothing of how long
            names = {word.stem for word in left.telling.words if word.capital}
            found = found if shared - names else 0
        elif (
            _close(one, other)
            and _alone(left, one)
            and _alone(right, other)
            and wide >= SHARED_WIDE
        ):
            found = found or 1
    return found


def _apart(left: _Figures, one: Quantity, right: _Figures, other: Quantity) -> bool:
    """Whether the figures, or the words around them, are of different things or times."""
    if one.unit == "count" and "vague" not in (one.bound, other.bound) and _far(one, other):
        return True  # 35 people shot in one night, 4,230 in the year
    if one.names and other.names and not set(one.names) & set(other.names):
        return True
    if "vague" in (one.bound, other.bound) and not _inside(one, other):
        vague = min((one, other), key=lambda each: each.bound != "vague")
        if vague.unit == "time" or vague.low < LEAST_PLURAL:
            return True  # "some" and "weeks" say too little to contradict a figure
    names, others = _owners(left, one), _owners(right, other)
    if names and others and not (names & right.telling.stems or others & left.telling.stems):
        return True
    return any(
        mine.agrees_with(theirs) is False
        for mine in dates_by(left.telling, one.start, one.end)
        for theirs in dates_by(right.telling, other.start, other.end)
        if mine.grain == theirs.grain and mine.grain != "day"
    )


def _owners(side: _Figures, quantity: Quantity) -> frozenset[str]:
    """The names right before a figure: "Kessaria keeps 28,500 soldiers"."""
    before, _ = beside(side.telling.words, quantity.start, quantity.end, OWNER_REACH)
    names, edge = set(), quantity.start
    for word in reversed(before):
        if CLAUSE_BREAK.search(side.telling.article.text, word.end, edge):
            break
        if word.capital and word.stem:
            names.add(word.stem)
        edge = word.start
    return frozenset(names)


def _inside(one: Quantity, other: Quantity) -> bool:
    """Whether one of the two is vague and the other a figure that it may mean."""
    if (one.bound == "vague") == (other.bound == "vague"):
        return False
    vague, figure = (one, other) if one.bound == "vague" else (other, one)
    return vague.low <= figure.value <= vague.high


def _comparable(one: Quantity, other: Quantity) -> bool:
    vague = "vague" in (one.bound, other.bound)
    if not vague and _far(one, other):
        return False
    if one.unit == "percent" and not vague and round(one.value + other.value) == 100:
        return False  # two shares of one whole
    if one.unit.startswith("money") or not one.head or not other.head:
        return True
    return _same_head(one, other)


def _far(one: Quantity, other: Quantity) -> bool:
    return max(one.value, other.value) > FAR * min(one.value, other.value)


def _close(one: Quantity, other: Quantity) -> bool:
    return max(one.value, other.value) <= CLOSE * min(one.value, other.value)


def _alone(side: _Figures, quantity: Quantity) -> bool:
    return sum(each.unit == quantity.unit for each in side.all) == 1


def _near(side: _Figures, quantity: Quantity) -> tuple[Word, ...]:
    return around(side.telling.words, quantity.start, quantity.end, CONTEXT_WORDS)


def _same_person(
    left: _Figures, one: Quantity, right: _Figures, other: Quantity, shared: frozenset[str]
) -> int:
    """Whether two ages are of one person: the name beside both, or what both are said to be."""
    name, other_name = _name_by(left.telling, one), _name_by(right.telling, other)
    if name and other_name:
        return int(
            name[-2:] == other_name[-2:]
            or ({len(name), len(other_name)} == {1, 2} and name[-1] == other_name[-1])
        )
    return len(shared) if one.head == other.head != "" and len(shared) >= SHARED_FOR_PEOPLE else 0


def _name_by(telling: Telling, age: Quantity) -> tuple[str, ...]:
    """The name that stands beside an age: "Ida Brandt, 47", "the 47-year-old Brandt"."""
    before, after = beside(telling.words, age.start, age.end, NAME_REACH)
    backwards = tuple(takewhile(_is_name, reversed(before)))
    return tuple(word.stem for word in backwards[::-1] or takewhile(_is_name, after))


def _is_name(word: Word) -> bool:
    return word.capital and bool(word.stem)


def _same_count(
    left: _Figures, one: Quantity, right: _Figures, other: Quantity, shared: frozenset[str]
) -> int:
    if {one.head, other.head} & SOURCES:
        return 0
    fate = _fate(left, one)
    if fate != _fate(right, other):
        return 0
    if all(each.head in PEOPLE or each.head in FATES for each in (one, other)):
        return max(len(shared), 1) if fate or len(shared) >= SHARED_FOR_PEOPLE else 0
    if not _same_head(one, other):
        return 0
    nouns = {stem(noun) for noun in one.nouns} & {stem(noun) for noun in other.nouns}
    if shared or nouns:
        return max(len(shared), 1)
    wide = len(left.telling.stems & right.telling.stems) >= SHARED_WIDE
    return int(wide or (_close(one, other) and min(one.value, other.value) > SMALL_COUNT))


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

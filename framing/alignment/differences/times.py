"""Different dates for the same event."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from framing.alignment.dates import DateMention
from framing.alignment.differences.telling import Side, Telling, contrast, dates_of
from framing.alignment.differences.words import around, beside
from framing.alignment.figures import word_set
from framing.records import Difference

__all__ = ["date_differences"]

# A sentence with more dates than this is a chronicle.
MOST_DATES = 20
# A date dates the verb or noun before it, which the two must share (a name is not enough): one of
# so many content words within so many words.
VERB_REACH = 6
DATED_WORDS = 3
# Words for one act: where only these are shared, more of the words around must be.
ACT_REACH = 5
SAME_ACT = tuple(
    word_set(words)
    for words in (
        "said told tweeted wrote spoke interview statement announced added declared reported",
        "leave leaving left retire retiring retired resign resigned resigning quit depart departs",
        "passed passing voted voting vote approved approving adopted cleared",
        "sent posted published released issued",
        "held holds takes place",
        "arrested detained held seized",
        "began begins started starts opened opens",
    )
)
SHARED_FOR_ACT = 3
AHEAD = word_set("will to would")
AHEAD_REACH = 5
# Days between two dates from which they are of two events, by the coarser of their grains.
APART = MappingProxyType({"day": 10, "week": 45, "month": 100, "year": 5000})


def date_differences(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """The one date on which two tellings of an event differ.

    Dates that agree are left out first; a difference is reported only if two of the others date
    the same word, and no other two do.
    """
    mine, theirs = dates_of(left), dates_of(right)
    if max(len(mine), len(theirs)) > MOST_DATES:
        return ()
    pairs = [
        (one, other)
        for one in mine
        for other in theirs
        if one.agrees_with(other) is False
        and not any(_says(one, each) for each in theirs)
        and not any(_says(other, each) for each in mine)
        and _alike(one, other)
        and _same_event(left, one, right, other)
    ]
    if len(pairs) != 1:
        return ()
    one, other = pairs[0]
    return (contrast("date", _side(left, one), _side(right, other)),)


def _says(one: DateMention, other: DateMention) -> bool:
    """Whether one date says what the other does: "this week" does not say "Friday"."""
    return one.grain == other.grain and one.agrees_with(other) is True


def _alike(one: DateMention, other: DateMention) -> bool:
    """Whether the two can be times of one event: neither too far apart nor of unlike grain."""
    grains = {one.grain, other.grain}
    if grains == {"day", "week"} or ("year" in grains and len(grains) > 1):
        return False
    if not one.periods or not other.periods:
        return True
    gap = min(
        max((second.first - first.last).days, (first.first - second.last).days)
        for first in one.periods
        for second in other.periods
    )
    return gap <= max(APART[one.grain], APART[other.grain])


def _same_event(left: Telling, one: DateMention, right: Telling, other: DateMention) -> bool:
    for here, this, there, that in ((left, one, right, other), (right, other, left, one)):
        # What is still to come, or came later, is not what had happened by then.
        if not _ahead(there, that) and (
            _later(this, that, there.published) or (_ahead(here, this) and _past(there, that))
        ):
            return False
    dated, others = _dated(left, one), _dated(right, other)
    if dated & others:
        return True
    verbs, other_verbs = _verbs(left, one), _verbs(right, other)
    if not any(verbs & act and other_verbs & act for act in SAME_ACT):
        return False
    return len(left.stems & right.stems) >= SHARED_FOR_ACT


def _later(one: DateMention, other: DateMention, published: date | None) -> bool:
    """Whether the one date lies after the day on which the other was reported as past.

    What had happened by then cannot be what happened later.
    """
    if published is None or not one.periods or not other.periods:
        return False
    return one.periods[0].first > published >= other.periods[0].last


def _dated(telling: Telling, mention: DateMention) -> set[str]:
    """The words that the date can belong to: those right before it, or after an opening one."""
    before, after = beside(telling.words, mention.start, mention.end, VERB_REACH)
    named = [word for word in before if word.stem] or [word for word in after if word.stem]
    following = [word for word in after[:1] if word.stem]
    return {word.stem for word in named[-DATED_WORDS:] + following if not word.capital}


def _ahead(telling: Telling, mention: DateMention) -> bool:
    """Whether the words around the date speak of what is still to come."""
    near = around(telling.words, mention.start, mention.end, AHEAD_REACH)
    return any(word.lower in AHEAD for word in near)


def _past(telling: Telling, mention: DateMention) -> bool:
    """Whether the date most likely lies before the article."""
    day = telling.published
    return day is not None and bool(mention.periods) and mention.periods[0].last <= day


def _verbs(telling: Telling, mention: DateMention) -> set[str]:
    near = around(telling.words, mention.start, mention.end, ACT_REACH)
    return {word.lower for word in near}


def _side(telling: Telling, mention: DateMention) -> Side:
    said = telling.text(mention.start, mention.end)
    return Side(telling, mention.start, mention.end, f"says “{said}”")

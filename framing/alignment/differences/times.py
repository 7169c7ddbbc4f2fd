"""Different dates for the same event."""

from __future__ import annotations

from datetime import date

from framing.alignment.dates import DateMention, find_dates
from framing.alignment.differences.telling import Side, Telling, contrast
from framing.alignment.differences.words import around, beside
from framing.records import Difference

__all__ = ["date_differences"]

# "The previous day" counts from a date up to this many sentences back.
SENTENCES_BACK = 2
# A sentence with more dates than this is a chronicle.
MOST_DATES = 20
# A date dates the verb or noun before it, which the two must share (a name is not enough) within
# so many content words, ...
VERB_REACH = 3
# ... and so many content words on both sides of it.
CONTEXT_REACH = 6
CONTEXT_SHARED = 2


def date_differences(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """The one date on which two tellings of an event differ.

    Dates that agree are left out first; a difference is reported only if the words around two of
    the others are alike, and around no other two.
    """
    mine, theirs = _dates(left), _dates(right)
    if max(len(mine), len(theirs)) > MOST_DATES:
        return ()
    pairs = [
        (one, other)
        for one in mine
        for other in theirs
        if not any(one.agrees_with(each) for each in theirs)
        and not any(other.agrees_with(each) for each in mine)
        and one.agrees_with(other) is False
        and (one.grain == "year") == (other.grain == "year")
        and _same_event(left, one, right, other)
    ]
    if len(pairs) != 1:
        return ()
    one, other = pairs[0]
    return (contrast("date", _side(left, one), _side(right, other)),)


def _same_event(left: Telling, one: DateMention, right: Telling, other: DateMention) -> bool:
    if not _dated(left, one) & _dated(right, other):
        return False
    if _later(one, other, right.published) or _later(other, one, left.published):
        return False
    near, far = (
        {word.stem for word in around(telling.content, mention.start, mention.end, CONTEXT_REACH)}
        for telling, mention in ((left, one), (right, other))
    )
    return len(near & far) >= CONTEXT_SHARED


def _later(one: DateMention, other: DateMention, published: date | None) -> bool:
    """Whether the one date lies after the day on which the other was reported as past.

    What had happened by then cannot be what happened later.
    """
    if published is None or not one.periods or not other.periods:
        return False
    if one.grain != "day" or other.grain != "day":
        return False
    return one.periods[0].first > published >= other.periods[0].last


def _dated(telling: Telling, mention: DateMention) -> set[str]:
    """The words that the date can belong to: those right before it, or after an opening one."""
    before, after = beside(telling.content, mention.start, mention.end, VERB_REACH)
    return {word.stem for word in before or after if not word.capital}


def _dates(telling: Telling) -> tuple[DateMention, ...]:
    first = telling.article.sentences[max(0, telling.sentence.index - SENTENCES_BACK)]
    found = find_dates(telling.article.text, telling.published, first.start, telling.sentence.end)
    return tuple(mention for mention in found if mention.start >= telling.sentence.start)


def _side(telling: Telling, mention: DateMention) -> Side:
    said = telling.text(mention.start, mention.end)
    return Side(telling, mention.start, mention.end, f"says “{said}”")

"""Different dates for the same event."""

from __future__ import annotations

from framing.alignment.dates import DateMention, find_dates
from framing.alignment.differences.telling import Side, Telling, contrast
from framing.alignment.differences.words import around
from framing.records import Difference

__all__ = ["date_differences"]

# "The previous day" counts from a date up to this many sentences back.
SENTENCES_BACK = 2
# A date dates the verb beside it: the two must share a word, not just a name, this close by ...
VERB_REACH = 3
# ... and as many content words a little further around.
CONTEXT_REACH = 7
CONTEXT_SHARED = 2


def date_differences(left: Telling, right: Telling) -> tuple[Difference, ...]:
    """The one date on which two tellings of an event differ.

    Dates that agree are left out first; a difference is reported only if exactly one date is left
    on each side and the words around the two are alike.
    """
    mine, theirs = _dates(left), _dates(right)
    open_left = [one for one in mine if not any(one.agrees_with(other) for other in theirs)]
    open_right = [other for other in theirs if not any(one.agrees_with(other) for one in mine)]
    if len(open_left) != 1 or len(open_right) != 1:
        return ()
    one, other = open_left[0], open_right[0]
    if one.agrees_with(other) is not False or (one.grain == "year") != (other.grain == "year"):
        return ()
    if not _shared(left, one, right, other, VERB_REACH, names=False):
        return ()
    if len(_shared(left, one, right, other, CONTEXT_REACH)) < CONTEXT_SHARED:
        return ()
    return (contrast("date", _side(left, one), _side(right, other)),)


def _shared(
    left: Telling,
    one: DateMention,
    right: Telling,
    other: DateMention,
    reach: int,
    *,
    names: bool = True,
) -> set[str]:
    """The stems that stand within ``reach`` words of both dates."""
    near, far = (
        {
            word.stem
            for word in around(telling.words, mention.start, mention.end, reach)
            if word.stem and (names or not word.capital)
        }
        for telling, mention in ((left, one), (right, other))
    )
    return near & far


def _dates(telling: Telling) -> tuple[DateMention, ...]:
    first = telling.article.sentences[max(0, telling.sentence.index - SENTENCES_BACK)]
    found = find_dates(telling.article.text, telling.published, first.start, telling.sentence.end)
    return tuple(mention for mention in found if mention.start >= telling.sentence.start)


def _side(telling: Telling, mention: DateMention) -> Side:
    said = telling.text(mention.start, mention.end)
    return Side(telling, mention.start, mention.end, f"says “{said}”")

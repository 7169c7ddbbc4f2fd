"""Dates in news prose, read against the day the article was published.

English expressions only, by rules: no date library is asked, because most of them guess (a bare
"May" or "second" becomes a date), and a guess would become a false difference.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from framing.alignment.figures import SMALL

__all__ = ["DateMention", "Period", "find_dates", "published_day"]

Grain = Literal["day", "week", "month", "year"]

MONTHS = MappingProxyType(
    {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
    | {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
WEEKDAYS = MappingProxyType({name.lower(): number for number, name in enumerate(calendar.day_name)})
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept\.|Sep\.|Oct\.|Nov\.|Dec\.)"
)
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
# In the order in which they are tried at one place; each is a form that news writers use.
FORMS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"\b(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)\b"),
        ("day", rf"\b{_MONTH} {_DAY}\b(?!,?\d)(?:,? {_YEAR}\b)?"),
        ("day", rf"\b{_DAY} {_MONTH}(?! \d\d?\b)(?:,? {_YEAR}\b)?"),
        ("month", rf"\b(?:(?P<part>early|mid|late)[ -])?{_MONTH},? {_YEAR}\b"),
        (
            "month",
            rf"\b(?P<lead>[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Nn]ext|[Tt]his|[Dd]uring|of)"
            rf" (?:(?P<part>early|mid|late)[ -])?{_MONTH}(?! \d)",
        ),
        ("weekday", rf"\b(?:(?P<lead>[Ll]ast|[Nn]ext) )?{_WEEKDAY}\b"),
        ("year", rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Dd]uring|of) {_YEAR}\b(?![-,]\d)"),
        (
            "relative",
            r"\b(?P<phrase>today|tonight|yesterday|tomorrow|"
            r"(?:earlier |later )?(?:last|this|next) (?:week|weekend|month|year)"
            r"|over the weekend)\b",
        ),
        (
            "ago",
            r"\b(?P<count>a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) "
            r"(?P<unit>day|week|month|year)s? ago\b",
        ),
        (
            "chained",
            r"\b(?:the (?P<step>previous|following|next) day|a day (?P<later>earlier|later))\b",
        ),
    )
)
COUNTS = MappingProxyType({"a": 1} | SMALL)
FUTURE = re.compile(
    r"\b(?:will|would|to|scheduled|expected|plans?|planned|due|set|next|coming|until|by)\b", re.I
)
NAME_GOES_ON = re.compile(r" [A-Z]")
LAST_DAYS = MappingProxyType({"early": 10, "mid": 20, "late": 31})
FIRST_DAYS = MappingProxyType({"early": 1, "mid": 11, "late": 21})


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From one day to another, both included."""

    first: date
    last: date

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as a text states it.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        grain: how fine it is.
        periods: the days it can mean, most likely first: one period where it is certain, two for
            a bare weekday (the one before the article and the one after), none where it cannot be
            resolved (no publication date, or "the previous day" with nothing before it).
        weekday: 0 (Monday) to 6 for a weekday without a date, else ``None``.
        month: 1 to 12 where a month is named, else ``None``.
        day: day of the month where one is named, else ``None``.
    """

    start: int
    end: int
    grain: Grain
    periods: tuple[Period, ...] = ()
    weekday: int | None = None
    month: int | None = None
    day: int | None = None

    def agrees_with(self, other: DateMention) -> bool | None:
        """Whether both can mean the same time; ``None`` where that cannot be told."""
        if self.periods and other.periods:
            return any(mine.overlaps(theirs) for mine in self.periods for theirs in other.periods)
        if self.weekday is not None and other.weekday is not None:
            return self.weekday == other.weekday
        if self.month is not None and other.month is not None:
            if self.month != other.month:
                return False
            if self.day is not None and other.day is not None:
                return self.day == other.day
        return None


def published_day(published: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time, or ``None`` where there is none to be read."""
    if not published:
        return None
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:  # a reader kept a date it could not parse; that is no date to count from
        return None
    return day if 1500 <= day.year <= 2500 else None  # so that "last year" stays in the calendar


def find_dates(
    text: str, published: date | None = None, start: int = 0, end: int | None = None
) -> tuple[DateMention, ...]:
    """The dates that ``text[start:end]`` states, in order, without overlaps.

    Args:
        text: any text; offsets in the result are into it.
        published: the day from which "Tuesday" and "last week" are counted.
        start: where to begin.
        end: where to stop; the end of the text by default.
    """
    stop = len(text) if end is None else end
    matches = [
        (match.start(), order, name, match)
        for order, (name, form) in enumerate(FORMS)
        for match in form.finditer(text, start, stop)
    ]
    matches.sort(key=lambda each: each[:2])
    found: list[DateMention] = []
    for at, _, name, match in matches:
        if found and at < found[-1].end:
            continue
        mention = _read(name, match, published, found[-1] if found else None)
        if mention is not None:
            found.append(mention)
    return tuple(found)


def _read(
    name: str, match: re.Match[str], published: date | None, before: DateMention | None
) -> DateMention | None:
    start, end = match.span()
    parts = match.groupdict()
    if name == "iso":
        try:
            exact = date.fromisoformat(parts["iso"])
        except ValueError:  # "2017-19-40" has the shape of a date but is none
            return None
        return DateMention(start, end, "day", (Period(exact, exact),), None, exact.month, exact.day)
    if name == "day":
        return _named_day(start, end, parts, published)
    if name == "month":
        return _named_month(match, parts, published)
    if name == "year":
        year = int(parts["year"])
        return DateMention(start, end, "year", (Period(date(year, 1, 1), date(year, 12, 31)),))
    if name == "weekday":
        return None if _in_name(match) else _weekday(match, parts, published)
    if name == "chained":
        return _chained(start, end, parts, before)
    if name == "ago":
        return _ago(start, end, parts, published)
    return _relative(start, end, parts["phrase"].lower(), published)


def _in_name(match: re.Match[str]) -> bool:
    """Whether a weekday begins a name: "the Sunday Mirror", "The Friday Club"."""
    before = match.string[max(0, match.start() - 4) : match.start()].lower()
    return before.endswith(("the ", "“", '"')) and bool(
        NAME_GOES_ON.match(match.string, match.end())
    )


def _month_number(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _years(lead: str, month: int, day: int, published: date | None) -> tuple[int, ...]:
    """The years that a month or day without one can mean: its last and its next coming.

    The one nearer to the publication comes first; "last" and "next" leave one.
    """
    if published is None:
        return ()
    past = published.year - (_day(published.year, month, day) > published)
    if lead == "last":
        return (past,)
    if lead == "next":
        return (past + 1,)
    gap = abs((_day(past, month, day) - published).days)
    return (past, past + 1) if gap <= 183 else (past + 1, past)


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _named_day(
    start: int, end: int, parts: dict[str, str | None], published: date | None
) -> DateMention | None:
    month = _month_number(parts["month"] or "")
    day = int(parts["day"] or 0)
    if not 1 <= day <= 31:
        return None
    years = (int(parts["year"]),) if parts["year"] else _years("", month, day, published)
    days = [_day(year, month, day) for year in years]
    periods = tuple(Period(exact, exact) for exact in days)
    return DateMention(start, end, "day", periods, None, month, day)


def _named_month(
    match: re.Match[str], parts: dict[str, str | None], published: date | None
) -> DateMention:
    start, end = match.span()
    month = _month_number(parts["month"] or "")
    lead, part = parts.get("lead") or "", parts.get("part") or ""
    stated = parts.get("year")
    years = (int(stated),) if stated else _years(lead.lower(), month, 1, published)
    periods = tuple(
        Period(
            date(year, month, FIRST_DAYS.get(part, 1)), _day(year, month, LAST_DAYS.get(part, 31))
        )
        for year in years
    )
    # "In" and its like are no part of the date; "last" is.
    if lead and lead.lower() not in ("last", "next", "this"):
        start += len(lead) + 1
    return DateMention(start, end, "month", periods, None, month)


def _weekday(
    match: re.Match[str], parts: dict[str, str | None], published: date | None
) -> DateMention:
    weekday = WEEKDAYS[(parts["weekday"] or "").lower()]
    periods: tuple[Period, ...] = ()
    if published is not None:
        past = published - timedelta(days=(published.weekday() - weekday) % 7)
        days = [past]
        lead = (parts.get("lead") or "").lower()
        if lead == "next":
            days = [past + timedelta(days=7), past + timedelta(days=14)]
        elif lead == "last":
            days = [past, past - timedelta(days=7)]
        elif FUTURE.search(match.string, max(0, match.start() - 80), match.start()):
            days.append(past + timedelta(days=7))
        periods = tuple(Period(day, day) for day in days)
    return DateMention(match.start(), match.end(), "day", periods, weekday)


def _chained(
    start: int, end: int, parts: dict[str, str | None], before: DateMention | None
) -> DateMention:
    periods: tuple[Period, ...] = ()
    if before is not None and before.grain == "day":
        back = parts["step"] == "previous" or parts["later"] == "earlier"
        shift = timedelta(days=-1 if back else 1)
        periods = tuple(Period(p.first + shift, p.last + shift) for p in before.periods)
    return DateMention(start, end, "day", periods)


def _ago(start: int, end: int, parts: dict[str, str | None], published: date | None) -> DateMention:
    said = parts["count"]
    assert said  # the form has it
    count = COUNTS.get(said) or int(said)
    unit = parts["unit"] or "day"
    days, slack, grain = {
        "day": (1, 0, "day"),
        "week": (7, 4, "week"),
        "month": (30, 20, "month"),
        "year": (365, 200, "year"),
    }[unit]
    periods: tuple[Period, ...] = ()
    if published is not None:
        middle = published - timedelta(days=days * count)
        periods = (Period(middle - timedelta(days=slack), middle + timedelta(days=slack)),)
    return DateMention(start, end, grain, periods)  # type: ignore[arg-type]


def _relative(start: int, end: int, phrase: str, published: date | None) -> DateMention:
    grain: Grain = "day"
    for name in ("week", "month", "year"):
        if name in phrase:
            grain = name
    if published is None:
        return DateMention(start, end, grain)
    if grain == "day":
        shift = {"yesterday": -1, "tomorrow": 1}.get(phrase, 0)
        exact = published + timedelta(days=shift)
        return DateMention(start, end, grain, (Period(exact, exact),))
    step = -1 if "last" in phrase else 1 if "next" in phrase else 0
    period = _period(phrase, grain, step, published)
    day = timedelta(days=1)
    if phrase.startswith("earlier this") and period.first < published:
        period = Period(period.first, published - day)
    elif phrase.startswith("later this") and published < period.last:
        period = Period(published + day, period.last)
    return DateMention(start, end, grain, (period,))


def _period(phrase: str, grain: Grain, step: int, published: date) -> Period:
    monday = published - timedelta(days=published.weekday())
    if "weekend" in phrase:
        # "Last weekend", "this weekend" and "over the weekend" name the same days in some papers
        # and not in others: both weekends next to the publication are allowed.
        return Period(monday - timedelta(days=3), monday + timedelta(days=6 + 7 * max(step, 0)))
    if grain == "week":
        # Writers also use "last week" for the last seven days, so it reaches to the day itself.
        first = monday + timedelta(days=7 * step)
        return Period(first - timedelta(days=1), first + timedelta(days=7 if step < 0 else 6))
    if grain == "month":
        index = published.year * 12 + published.month - 1 + step
        first = date(index // 12, index % 12 + 1, 1)
        return Period(first, _day(first.year, first.month, 31))
    year = published.year + step
    return Period(date(year, 1, 1), date(year, 12, 31))

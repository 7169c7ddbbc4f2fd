"""Dates of publication as ISO 8601, whatever the page wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

__all__ = ["PublicationDate", "read_date"]

_LABEL = re.compile(r"^\s*(?:published|posted|updated|date)\b[\s:]*(?:on\s+|at\s+)?", re.IGNORECASE)
_AMBIGUOUS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]\d{2,4}\b")
_HOUR = 3600
_ZONES = MappingProxyType(
    {
        "UTC": 0,
        "GMT": 0,
        "BST": _HOUR,
        "CET": _HOUR,
        "CEST": 2 * _HOUR,
        "MSK": 3 * _HOUR,
        "KST": 9 * _HOUR,
        "JST": 9 * _HOUR,
        "ET": -5 * _HOUR,
        "EST": -5 * _HOUR,
        "EDT": -4 * _HOUR,
        "CT": -6 * _HOUR,
        "CST": -6 * _HOUR,
        "CDT": -5 * _HOUR,
        "MST": -7 * _HOUR,
        "MDT": -6 * _HOUR,
        "PT": -8 * _HOUR,
        "PST": -8 * _HOUR,
        "PDT": -7 * _HOUR,
    }
)
# Two dates that differ in every part: where the results differ, the text left the part out.
_DEFAULTS = (datetime(2000, 1, 1, 1, 1), datetime(2001, 2, 2, 2, 2))


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """A date that was read.

    Attributes:
        iso: the date or date-time in ISO 8601, or ``None``.
        warning: what was uncertain about it, or ``None``.
    """

    iso: str | None
    warning: str | None = None


def read_date(text: str | None) -> PublicationDate:
    """The date that ``text`` gives, without guessing a missing day, month or year."""
    written = " ".join((text or "").split())
    if not written:
        return PublicationDate(None)
    try:
        return PublicationDate(date.fromisoformat(written).isoformat())
    except ValueError:
        pass
    from dateutil import parser

    bare = _LABEL.sub("", written)
    unread = PublicationDate(None, f"the date {written[:80]!r} could not be read")
    try:
        first, second = (
            parser.parse(bare, default=default, tzinfos=_offset) for default in _DEFAULTS
        )
    except (ValueError, OverflowError, TypeError):
        return unread
    if first.date() != second.date():
        return unread
    iso = first.isoformat() if first.time() == second.time() else first.date().isoformat()
    numbers = _AMBIGUOUS.search(bare)
    if numbers and max(int(numbers[1]), int(numbers[2])) <= 12 and numbers[1] != numbers[2]:
        return PublicationDate(iso, f"the date {written[:80]!r} was read as month/day/year")
    return PublicationDate(iso)


def _offset(name: str | None, seconds: int | None) -> int | None:
    """Seconds from UTC; never the local zone of the machine, so that results are the same."""
    return seconds if seconds is not None else _ZONES.get(name or "")

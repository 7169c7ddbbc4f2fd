"""The plain words that every view uses, so that all of them say the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from types import MappingProxyType

from framing.records import Article, ProfileEntry, Sentence
from framing.report.escaping import visible

__all__ = [
    "KINDS",
    "count",
    "count_words",
    "date_in_words",
    "kind_in_words",
    "letter",
    "listed",
    "place_in_words",
    "probability_in_words",
    "source_type_in_words",
    "value_in_words",
]

# The kinds of difference, the most telling first: what cannot be, what is claimed, who says so,
# how surely, and only then in which words.
KINDS = MappingProxyType(
    {
        "number": "numbers",
        "date": "dates",
        "polarity": "yes or no",
        "actor": "who does it",
        "attribution": "who says it",
        "certainty": "how certain",
        "wording": "words",
    }
)
_SOURCE_TYPES = MappingProxyType(
    {
        "person": "person",
        "official": "official",
        "government": "government",
        "organisation": "organisation",
        "media": "media",
        "document": "document",
        "group": "group of people",
        "unknown": "kind unknown",
    }
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")


def kind_in_words(kind: str) -> str:
    """What differs: a name for the kind of a difference."""
    return KINDS.get(kind, visible(kind))


def source_type_in_words(source_type: str) -> str:
    """The kind of a source."""
    return _SOURCE_TYPES.get(source_type, visible(source_type) or "kind unknown")


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 fact``, ``3 facts``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """The words as a list in a sentence: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def letter(index: int) -> str:
    """The short name of article ``index``: A, B, ..., Z, AA, AB, ..."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """How many words stand between two offsets of a text."""
    return sum(1 for _ in _WORD.finditer(text, start, len(text) if end is None else end))


def date_in_words(published: str | None) -> str:
    """``12 November 2024`` for an ISO date or date-time; anything else as it stands."""
    if not published:
        return ""
    try:
        day: date = datetime.fromisoformat(published)
    except ValueError:
        return visible(published)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def place_in_words(article: Article, sentence: Sentence) -> str:
    """Where in its article a sentence stands."""
    names = {"headline": "headline", "lead": "first paragraph", "caption": "photo caption"}
    place = names.get(sentence.zone, f"sentence {sentence.index} of {len(article.sentences) - 1}")
    if sentence.zone == "body" and not article.title:
        place = f"sentence {sentence.index + 1} of {len(article.sentences)}"
    return place


def probability_in_words(probability: float) -> str:
    """How sure it is that two sentences report the same fact."""
    if probability >= 0.9:
        return "very likely the same fact"
    if probability >= 0.7:
        return "likely the same fact"
    if probability >= 0.5:
        return "more likely than not the same fact"
    if probability >= 0.2:
        return "possibly the same fact"
    return "unlikely to be the same fact"


def value_in_words(entry: ProfileEntry) -> tuple[str, str, str]:
    """A measure's value and its interval: a share as percentages, anything else as numbers."""
    numbers = (entry.value, entry.low, entry.high)
    if all(0 <= number <= 1 for number in numbers):
        value, low, high = (f"{number * 100:.0f}%" for number in numbers)
    else:
        value, low, high = (f"{number:.4g}" for number in numbers)
    return value, low, high

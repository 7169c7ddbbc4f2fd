"""Countries and offices as they stand beside a source: whose ministry, who is prime minister."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from framing.classifiers.entities.names import find_place, has_kind, is_title
from framing.classifiers.lexicon import read_rows

__all__ = [
    "Office",
    "countries_called",
    "country_of",
    "is_capital",
    "leading_country",
    "office_before",
]

_BEFORE = 80  # characters before a name in which its title stands
_COURTESY = frozenset({"Mr", "Mrs", "Ms", "Dr", "Miss", "Sir", "Dame", "Lady", "Lord"})
_FORMER = frozenset({"former", "ex", "then", "late", "deposed", "ousted", "acting", "future"})
_SHORT = MappingProxyType(
    {
        "adm": "admiral", "capt": "captain", "col": "colonel", "gen": "general",
        "gov": "governor", "lt": "lieutenant", "rep": "representative", "sen": "senator",
        "sgt": "sergeant", "supt": "superintendent",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_](?:[^\W_]|['’&.-](?=\w))*\.?")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Office:
    """A title that stands before a name: "former Japanese Prime Minister".

    Attributes:
        title: in lower case and in full, as ``prime minister``.
        country: the country named before it; empty where none is.
        former: whether the person does not hold it now.
    """

    title: str
    country: str
    former: bool


@cache
def _countries() -> Mapping[str, str]:
    found = {}
    for country, capital, adjectives in read_rows("source_countries.tsv"):
        found[country] = found[capital] = country
        for adjective in adjectives.split():
            found[adjective.replace("_", " ")] = country
    found.pop("-")
    return MappingProxyType(found)


@cache
def countries_called(word: str) -> frozenset[str]:
    """The countries whose adjective ends in a word: "Korean" is said of two."""
    return frozenset(
        country
        for country, _, adjectives in read_rows("source_countries.tsv")
        for adjective in adjectives.split()
        if adjective.rpartition("_")[2] == word
    )


@cache
def _capitals() -> frozenset[str]:
    return frozenset(capital for _, capital, _ in read_rows("source_countries.tsv"))


def is_capital(name: str) -> bool:
    """Whether a name is that of a capital, with or without "'s"."""
    return _POSSESSIVE.sub("", name) in _capitals()


def country_of(name: str) -> str:
    """The country that a name, a capital or an adjective stands for; empty where it is none."""
    place = find_place(name)
    known = _countries().get(place.canonical if place else name, "")
    return known or (place.canonical if place and place.kind == "country" else "")


def leading_country(words: Sequence[str]) -> tuple[str, int]:
    """The country that some words begin with ("South Korea's"), and how many words say it."""
    for length in (3, 2, 1):
        if length <= len(words):
            name = _POSSESSIVE.sub("", " ".join(words[:length]))
            country = country_of(name)
            if country:
                return country, length
    return "", 0


def office_before(text: str, start: int) -> Office | None:
    """The title that stands right before offset ``start``, where a name begins."""
    words = [found[0] for found in _WORD.finditer(text[max(0, start - _BEFORE) : start])]
    at = len(words)
    while at and has_kind(words[at - 1], "portfolio"):  # "Secretary of State"
        at -= 1
    if at < len(words):
        at = at - 1 if at and words[at - 1] == "of" else len(words)
    while at and is_title(words[at - 1]) and words[at - 1].rstrip(".") not in _COURTESY:
        at -= 1
    titled = bool(words[at:]) and is_title(words[at])
    while titled and at and has_kind(words[at - 1], "portfolio"):  # "Foreign Minister"
        at -= 1
    if not titled or not text[start - 1].isspace():
        return None
    bare = [word.lower().rstrip(".") for word in words[at:]]
    country = ""
    for length in (3, 2, 1):
        named, used = leading_country(words[max(0, at - length) : at])
        if named and used == min(length, at):
            country, at = named, at - used
            break
    former = at > 0 and words[at - 1].lower() in _FORMER
    former = former or any(word.startswith(("ex-", "former")) for word in bare)
    return Office(" ".join(_SHORT.get(word, word) for word in bare), country, former)

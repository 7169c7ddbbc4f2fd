"""Lexicons about names: places, given names, titles and words that organisations end in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from framing.classifiers.lexicon import read_rows

__all__ = [
    "Place",
    "find_place",
    "has_kind",
    "is_given_name",
    "is_person_noun",
    "is_role",
    "is_title",
    "key",
    "longest_place",
    "place_name",
]

_LETTERS = re.compile(r"[^\w]+|_")


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the list of places.

    Attributes:
        canonical: the name under which all its other names are gathered.
        kind: ``country``, ``capital``, ``state``, ``city``, ``region`` or ``demonym``.
    """

    canonical: str
    kind: str


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """A name reduced to its letters, without case, accents, hyphens or spaces."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _LETTERS.sub("", letters).casefold()


@cache
def _places() -> Mapping[str, Place]:
    found = {}
    for name, canonical, kind in read_rows("entity_places.tsv"):
        found[name.casefold()] = Place(canonical, kind)
        if kind == "demonym" and not name.endswith(("s", "sh", "ch", "ese")):
            found.setdefault(name.casefold() + "s", Place(canonical, kind))
    return MappingProxyType(found)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0].rstrip(",") for name in _places())


@cache
def _words() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, kind in read_rows("entity_words.tsv"):
        found.setdefault(kind, set()).add(word.casefold())
    return MappingProxyType({kind: frozenset(words) for kind, words in found.items()})


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row[0].casefold() for row in read_rows("entity_given_names.tsv"))


def find_place(name: str) -> Place | None:
    """The place of this name, whatever its case."""
    return _places().get(name.casefold())


def place_name(text: str, label: str) -> tuple[str, str]:
    """The label of a name that may be a listed place, and the place's canonical name or nothing."""
    place = find_place(text)
    if place is None or label not in ("place", "other"):
        return label, ""
    return "other" if place.kind == "demonym" else "place", place.canonical


def longest_place(words: tuple[str, ...]) -> int:
    """How many of the first words are the name of a place; 0 when they are none."""
    if not words or words[0].casefold() not in _first_words():
        return 0
    for length in range(min(len(words), 4), 0, -1):
        if " ".join(words[:length]).casefold() in _places():
            return length
    return 0


def has_kind(word: str, kind: str) -> bool:
    """Whether the list of words near names has ``word`` under ``kind``."""
    return word.casefold() in _words().get(kind, frozenset())


def is_title(word: str) -> bool:
    """Whether the word, capitalised, is a title that stands before a person's name."""
    return word[:1].isupper() and has_kind(word, "title")


def is_given_name(word: str) -> bool:
    """Whether the word is a common given name."""
    return word.casefold() in _given_names()


@cache
def _speakers() -> frozenset[str]:
    nouns = [row[0] for row in read_rows("attribution_sources.tsv")]
    return frozenset(form for noun in nouns for form in (noun, noun + "s"))


@cache
def _roles() -> frozenset[str]:
    rows = read_rows("attribution_sources.tsv")
    return frozenset(noun for noun, kind in rows if kind in ("person", "official"))


def is_person_noun(word: str) -> bool:
    """Whether the word is a noun for those who speak: "engineer", "critics", "report"."""
    return word.casefold() in _speakers()


def is_role(word: str) -> bool:
    """Whether the word is a noun for one person, by trade or part: "engineer", "attendee"."""
    return word.casefold() in _roles()

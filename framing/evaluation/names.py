"""Invented names from outside American politics, and where to put them.

The names are made up from given and family names that are common in their region; organisations
do not exist. Which name replaces which depends on the replaced words alone, so that the same
person keeps one name through a text and from text to text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache

from framing.articles.plain import plain_article
from framing.classifiers.entities import EntityRecognizer
from framing.records import Annotation, Span

__all__ = ["rename"]

# Given names, then family names, of one region each.
PEOPLE = (
    (
        ("Adaeze", "Kwabena", "Thandiwe", "Tendai", "Wanjiru", "Sekou", "Abeba", "Lerato"),
        ("Okonkwo", "Asante", "Mahlangu", "Chirwa", "Kariuki", "Diallo", "Tesfaye", "Molefe"),
    ),
    (
        ("Haruto", "Soo-jin", "Anjali", "Minh", "Nurul", "Ravindra", "Mei", "Bolormaa"),
        ("Takahashi", "Hwang", "Deshpande", "Nguyen", "Rahmawati", "Iyer", "Zhao", "Bataar"),
    ),
    (
        ("Ilse", "Henrik", "Zofia", "Matteo", "Katarina", "Aurélien", "Sinéad", "Vasilis"),
        ("Vandenberghe", "Lindqvist", "Kowalczyk", "Bianchi", "Horvat", "Moreau", "Gallagher",
         "Papadakis"),
    ),
    (
        ("Ximena", "Joaquín", "Yamileth", "Thiago", "Rosaura", "Evaristo", "Camila", "Nahuel"),
        ("Quispe", "Villarreal", "Montenegro", "Cavalcanti", "Echeverría", "Huamán", "Restrepo",
         "Ibarra"),
    ),
)  # fmt: skip
ORGANISATIONS = (
    "Kilifi Water Board",
    "Hokuriku Electric Works",
    "Ostrava Tram Company",
    "Cuyo Valley Cooperative",
    "Accra Harbour Union",
    "Deccan Farmers Congress",
    "Malmö Housing Council",
    "Valdivia Fishing League",
    "Lusaka Courier",
    "Busan Dockers Federation",
    "Trieste Insurance Group",
    "Chaco Health Institute",
)
ACRONYMS = ("KWB", "HEW", "OTC", "CVC", "AHU", "DFC", "MHC", "VFL", "LKC", "BDF", "TIG", "CHI")
WORD = re.compile(r"\S+")
LONGEST_ACRONYM = 6


def rename(text: str) -> Iterator[tuple[Span, str]]:
    """What to replace by what, in order: the words of every person's and organisation's name.

    Names are found by the rules for entities, whatever else is installed. A person's given name
    becomes a given name and the family name a family name, so that a span that holds only one of
    the two still does; middle names become part of it. An organisation's name is replaced as a
    whole.
    """
    end = 0
    for found in _names(text):
        if found.start < end:
            continue
        end = found.end
        if found.label == "person":
            yield from _rename_person(text, found)
        else:
            name = found.span.of(text)
            short = name.isupper() and len(name) <= LONGEST_ACRONYM
            yield found.span, _pick(ACRONYMS if short else ORGANISATIONS, name)


def _names(text: str) -> list[Annotation]:
    (found,) = _recognizer().annotate([plain_article(text)])
    names = [each for each in found if each.label in ("person", "organisation")]
    return sorted(names, key=lambda each: (each.start, -each.end))


@cache
def _recognizer() -> EntityRecognizer:
    return EntityRecognizer("rules")


def _rename_person(text: str, found: Annotation) -> Iterator[tuple[Span, str]]:
    words = [Span(*word.span()) for word in WORD.finditer(text, found.start, found.end)]
    whole = str(found.properties.get("name", "")).split() or [found.span.of(text)]
    given, family = PEOPLE[_number(whole[-1]) % len(PEOPLE)]
    first, last = words[0], words[-1]
    if len(words) == 1:
        alone = first.of(text)
        is_given = len(whole) > 1 and alone == whole[0]
        yield first, _pick(given if is_given else family, alone)
        return
    yield first, _pick(given, first.of(text))
    # A span that holds a middle name alone must not become empty.
    yield Span(words[1].start, last.end), _pick(family, last.of(text))


def _pick(names: Sequence[str], name: str) -> str:
    return names[_number(name) % len(names)]


def _number(name: str) -> int:
    """A number that depends on the name alone, and is the same in every process."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[8:12], "big")

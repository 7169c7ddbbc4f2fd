"""What the words of a source say it is: whose, and what ("the North's | state media")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from framing.classifiers.attribution.cues import source_kind
from framing.classifiers.attribution.offices import country_of, is_capital, leading_country
from framing.records import Annotation, Span

__all__ = ["Description", "describe_source", "is_state_media"]

_LONGEST = 160  # characters of a source that are read
_BREAK = re.compile(r"[,;:()“”\"–—]|\s-\s|\b(?:which|who|that|in a|on \w+day)\b")
_STATE = re.compile(
    r"\b(?:state|government)(?:[- ](?:run|owned|controlled|backed|funded))?[- ]"
    r"(?:media|news|television|tv|radio|broadcaster|newspaper|agency|press|outlet)"
    r"|\bstate-(?:run|owned|controlled|backed)\b|\bofficial (?:news )?(?:agency|media)\b",
    re.IGNORECASE,
)
_SPELLINGS = MappingProxyType({"defense": "defence", "labor": "labour", "affairs": ""})
_GENERAL = frozenset({"government", "administration", "authorities", "regime", "leadership"})
_INDEFINITE = frozenset(
    {
        *("a", "an", "another", "any", "both", "each", "few", "many", "most", "no", "one", "other"),
        *("several", "some", "two", "three", "four", "five"),
    }
)
_COMPLEMENT = re.compile(r" (?:of|for|at|in|to|from) ")
_ARTICLES = ("the", "a", "an")
_MASS = frozenset(
    {"police", "state police", "authorities", "prosecutors", "parliament", "congress"}
)
_SOLE = frozenset({"president", "premier", "minister", "chancellor", "king", "queen", "emperor"})
_HELD = _SOLE | {"mayor", "governor", "pope", "sheriff", "secretary", "monarch"}
_NATIONAL = frozenset({"ministry", "minister", "media", "military", "army", *_GENERAL})


@dataclass(frozen=True, slots=True)
class Description:
    """A source, described.

    Attributes:
        country: whose it is; empty where that is not said.
        noun: what it is, in lower case, spelt one way: ``unification ministry``.
        definite: whether "the" stands before it.
        indefinite: whether "a" or a number does.
        sole: whether it can be only one: not "a poll" or "two banks".
    """

    country: str
    noun: str
    definite: bool = field(default=False, compare=False)
    indefinite: bool = field(default=False, compare=False)
    sole: bool = field(default=False, compare=False)

    @property
    def head(self) -> str:
        """Its head: "secretary" of "secretary of state"."""
        return _COMPLEMENT.split(self.noun)[0].rpartition(" ")[2]

    @property
    def is_country(self) -> bool:
        """Whether it is a country or its government as a whole."""
        return bool(self.country) and (not self.noun or self.noun in _GENERAL)

    @property
    def is_body(self) -> bool:
        """Whether it is a public body ("ministry"), or an office of which a state has one."""
        return source_kind(self.head) == "government" or self.head in _SOLE

    @property
    def is_office(self) -> bool:
        """Whether it is an office whose holder "the" alone can mean: no senator, no judge."""
        return self.head in _HELD


def describe_source(text: str, source: Span, entities: Sequence[Annotation]) -> Description:
    """Reads the words of a source up to the first comma.

    Args:
        text: the article's text.
        source: where the source stands in it.
        entities: the entities that begin in it: they know that "the North" is North Korea.
    """
    words = _BREAK.split(text[source.start : source.end][:_LONGEST])[0].split()
    opening = words[0].lower() if words else ""
    indefinite = opening in _INDEFINITE or opening.isdigit()
    if opening in _ARTICLES:
        words = words[1:]
    country, used = leading_country(words)
    if not country and entities and words:
        first = entities[0]
        if text[source.start : first.start].strip().lower() in ("", *_ARTICLES):
            country = country_of(str(first.properties.get("name")))
            used = len(first.span.of(text).split()) if country else 0
    noun = _plain(words[used:])
    if noun and is_capital(" ".join(words[:used])) and noun.split()[-1] not in _NATIONAL:
        country, noun = "", _plain(words)  # "Moscow police" are not Russia's
    definite = opening == "the"
    sole = bool(noun) and (definite or noun in _MASS)
    return Description(country, noun, definite, indefinite, sole)


def is_state_media(words: str) -> bool:
    """Whether some words say "state media" or the like."""
    return bool(_STATE.search(words))


def _plain(words: Sequence[str]) -> str:
    """The words in lower case, "ministry of defense" as "defence ministry"."""
    lower = [re.sub(r"['’]s?$", "", word.lower()) for word in words]
    lower = [each for word in lower if (each := _SPELLINGS.get(word, word))]
    if len(lower) > 2 and lower[0] in ("ministry", "department") and lower[1] == "of":
        lower = [*lower[2:], lower[0]]
    if lower[-2:] == ["police", "department"]:
        lower.pop()
    return " ".join(lower)

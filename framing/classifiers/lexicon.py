"""Word lists and fitted weights that ship with the package, and the words of a text.

Offsets are always into the text as it was given: nothing is lowercased or normalised in place.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from framing.records import Article, Quotation, Sentence

__all__ = [
    "Phrases",
    "Token",
    "base_forms",
    "logit",
    "quotations_in",
    "read_entries",
    "read_groups",
    "read_rows",
    "read_vader",
    "read_weights",
    "sigmoid",
    "softmax",
    "tokenise",
]

# "n't" and other clitics are tokens of their own, as in the Penn Treebank ("wo" + "n't"). Every
# alternative consumes what it has looked at, so the time is linear in the length of the text.
_TOKEN = re.compile(
    r"\w+?(?=n['’]t\b)"
    r"|n['’]t\b"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|(?:[A-Za-z]\.){2,}"
    r"|\w+(?:-\w+)*"
    r"|[^\w\s]",
    re.IGNORECASE,
)

_ENDINGS = (
    ("'s", ("",)),
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ily", ("y",)),
    ("ly", ("", "le")),
    ("er", ("", "e")),
    ("est", ("", "e")),
    ("ness", ("",)),
    ("ery", ("", "e")),
    ("ship", ("",)),
    ("ic", ("",)),
    ("ish", ("",)),
    ("ity", ("", "e")),
    ("ment", ("",)),
    ("ful", ("",)),
)


class Token(NamedTuple):
    """A word or a mark of a text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        text: its characters, as they stand.
        lower: the same in lower case, with straight apostrophes.
    """

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_word(self) -> bool:
        """Whether it has a letter or a digit."""
        return self.text[0].isalnum() or len(self.text) > 1


@lru_cache(maxsize=8)  # what reads a sentence may ask for its words more than once
def tokenise(text: str) -> tuple[Token, ...]:
    """The words and marks of ``text``, in order."""
    return tuple(
        Token(found.start(), found.end(), found[0], found[0].lower().replace("’", "'"))
        for found in _TOKEN.finditer(text)
    )


class Phrases:
    """A set of phrases that can be looked up in a list of tokens, the longest first."""

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Iterable[str]) -> None:
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(token.lower for token in tokenise(phrase))
            by_first.setdefault(words[0], []).append(words)
        self._by_first = {
            first: tuple(sorted(found, key=lambda words: (-len(words), words)))
            for first, found in by_first.items()
        }

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Half-open pairs of token numbers, left to right, without overlaps."""
        at = 0
        while at < len(tokens):
            length = 1
            for words in self._by_first.get(tokens[at].lower, ()):
                following = tokens[at : at + len(words)]
                if tuple(token.lower for token in following) == words:
                    length = len(words)
                    yield at, at + length
                    break
            at += length


@lru_cache(maxsize=65536)
def base_forms(word: str) -> tuple[str, ...]:
    """The word, then what it may be an inflected form of, by suffix rules alone.

    "slammed" gives "slammed", "slamm", "slam", "slamme"; a lexicon keeps what it knows.
    """
    forms = [word]
    for ending, replacements in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            forms += (stem + replacement for replacement in replacements)
            if ending in ("ed", "ing", "er", "est") and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return tuple(forms)


def quotations_in(article: Article, sentence: Sentence) -> list[Quotation]:
    """The parts of an article's quotations that lie in a sentence, offsets into the sentence."""
    quotations = article.quotations
    first = bisect_right(quotations, sentence.start, key=lambda quotation: quotation.end)
    found = []
    for quotation in quotations[first:]:
        if quotation.start >= sentence.end:
            break
        start = max(quotation.start, sentence.start) - sentence.start
        end = min(quotation.end, sentence.end) - sentence.start
        found.append(Quotation(start, end, quotation.closed, quotation.continues))
    return found


def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a packaged table: tab-separated, ``#`` lines and the header line left out."""
    text = files("framing.classifiers").joinpath("lexicons", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(tuple(line.split("\t")) for line in lines[1:])


@cache
def read_groups(name: str) -> Mapping[str, frozenset[str]]:
    """The groups of words in a packaged table of two columns: group, words."""
    return MappingProxyType({group: frozenset(words.split()) for group, words in read_rows(name)})


@cache
def read_entries(name: str) -> Mapping[str, tuple[str, ...]]:
    """Word or phrase to the other columns of its row, in a packaged table with the words last.

    An underscore in a word stands for a space.
    """
    return MappingProxyType(
        {
            word.replace("_", " "): tuple(columns)
            for *columns, words in read_rows(name)
            for word in words.split()
        }
    )


@cache
def read_weights(name: str) -> Mapping[str, Mapping[str, float]]:
    """The groups of fitted numbers in a packaged JSON file."""
    text = files("framing.classifiers").joinpath("lexicons", name).read_text(encoding="utf-8")
    return MappingProxyType(
        {group: MappingProxyType(values) for group, values in json.loads(text).items()}
    )


@cache
def read_vader() -> Mapping[str, float]:
    """VADER's valence of a word, -4 to 4 (Hutto and Gilbert 2014, ICWSM; MIT licence).

    The file is read as package data; the module beside it, which loads an HTTP client, is not
    imported.
    """
    text = files("vaderSentiment").joinpath("vader_lexicon.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line.strip())
    return MappingProxyType({row[0]: float(row[1]) for row in rows})


def sigmoid(value: float) -> float:
    """The logistic function, for any finite value."""
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    power = math.exp(value)
    return power / (1 + power)


def logit(probability: float) -> float:
    """The inverse of :func:`sigmoid`, held finite at both ends."""
    held = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(held / (1 - held))


def softmax(values: Sequence[float]) -> tuple[float, ...]:
    """Probabilities in proportion to the exponentials of ``values``."""
    highest = max(values)
    powers = [math.exp(value - highest) for value in values]
    total = sum(powers)
    return tuple(power / total for power in powers)

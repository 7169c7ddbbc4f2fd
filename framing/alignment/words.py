"""What the aligner reads off a sentence: word stems, names, numbers and quoted runs of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from framing.records import Article, Sentence, Span

__all__ = ["SentenceWords", "read_words", "stem"]

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")

FUNCTION_WORDS = frozenset(
    """
    a about after again all also am an and another any are as at be because been before being
    between both but by can could d did do does doing done down dr during each for from further had
    has have having he her here him his how i if in into is it its just ll m may me might more most
    mr mrs ms must my no nor not of off on once only or other our out over own re s said same say
    saying says shall she should so some such t tell than that the their theirs them then there
    these they this those through to told too under until up us ve very was we were what when where
    which while who whom whose why will with would you your
    """.split()  # noqa: SIM905
)
"""Words that carry no fact by themselves; reporting verbs are among them."""

NUMBER_WORDS = MappingProxyType(
    {
        word: str(value)
        for value, word in enumerate(
            (
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
            ),
            start=2,
        )
    }
)

ENDINGS = (
    ("ies", "y"),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("ly", ""),
    ("es", ""),
    ("s", ""),
    ("er", ""),
)
SHORTEST_STEM = 3
RUN_LENGTHS = (2, 3, 4, 6, 8)
"""Lengths, in words, of the quoted runs that are compared."""


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words of one sentence.

    Attributes:
        stems: stems and numbers of its content words, in order.
        spans: where they stand, offsets into the sentence; parallel to ``stems``.
        letters: its letters in runs of four, function words and all, each once.
        names: lowercased words written with a capital inside the sentence, sorted.
        numbers: its numbers, as digits, sorted.
        words: all its words, lowercased, in order.
        quoted: for each of ``words`` whether it stands in quotation marks.
    """

    stems: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    letters: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    words: tuple[str, ...]
    quoted: tuple[bool, ...]

    @property
    def quoted_stems(self) -> tuple[str, ...]:
        """Those of ``stems`` that stand in quotation marks."""
        marks = (
            quoted
            for word, quoted in zip(self.words, self.quoted, strict=True)
            if word not in FUNCTION_WORDS
        )
        return tuple(stem for stem, quoted in zip(self.stems, marks, strict=True) if quoted)

    def runs(self, length: int, *, quoted: bool) -> frozenset[tuple[str, ...]]:
        """Its runs of ``length`` words; only those wholly in quotation marks if ``quoted``."""
        return frozenset(
            self.words[start : start + length]
            for start in range(len(self.words) - length + 1)
            if not quoted or all(self.quoted[start : start + length])
        )


def read_words(article: Article, sentences: Sequence[Sentence]) -> tuple[SentenceWords, ...]:
    """The words of some of an article's sentences, one record a sentence."""
    return tuple(_read(article, sentence) for sentence in sentences)


def _read(article: Article, sentence: Sentence) -> SentenceWords:
    text = article.text[sentence.start : sentence.end]
    stems: list[str] = []
    spans: list[tuple[int, int]] = []
    names: set[str] = set()
    numbers: set[str] = set()
    words: list[str] = []
    quoted: list[bool] = []
    for found in WORD.finditer(text):
        word = found.group()
        lower = word.lower()
        number = _number(lower)
        if number:
            numbers.add(number)
        elif words and word[0].isupper() and lower not in FUNCTION_WORDS:
            names.add(lower)
        if lower not in FUNCTION_WORDS:
            stems.append(number or stem(lower))
            spans.append(found.span())
        words.append(lower)
        at = sentence.start + found.start()
        quoted.append(article.is_quoted(Span(at, at + 1)))
    return SentenceWords(
        stems=tuple(stems),
        spans=tuple(spans),
        letters=_letter_runs(words),
        names=tuple(sorted(names)),
        numbers=tuple(sorted(numbers)),
        words=tuple(words),
        quoted=tuple(quoted),
    )


def stem(word: str) -> str:
    """A lowercase word without its commonest endings: soft, so that few words are confused."""
    if len(word) <= SHORTEST_STEM:
        return word
    for ending, instead in ENDINGS:
        long_enough = len(word) - len(ending) >= SHORTEST_STEM
        if long_enough and word.endswith(ending) and not word.endswith("ss"):
            word = word.removesuffix(ending) + instead
            break
    if len(word) > SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word.rstrip("e") if len(word) > SHORTEST_STEM else word


def _number(word: str) -> str:
    """The digits of a number, or of a number written out; empty for any other word."""
    return word.replace(",", "") if word[0].isdigit() else NUMBER_WORDS.get(word, "")


def _letter_runs(words: Iterable[str], length: int = 4) -> tuple[str, ...]:
    text = f" {' '.join(words)} "
    return tuple(dict.fromkeys(text[at : at + length] for at in range(len(text) - length + 1)))

"""Attributions as sets of words, and which of two lists of them match one to one.

Spans are compared as sets of words, so that a quotation mark's or a space's side does not matter
more than a word; the partial match follows Pareti (2016): PARC 3.0. LREC, with one threshold.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from framing.records import Span

__all__ = ["Tokens", "Triple", "match_contents", "match_sources", "match_triples", "pair_triples"]

TOKEN = re.compile(r"\w+|[^\w\s]")
WORD = re.compile(r"\w")
ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Triple:
    """One attribution as sets of word numbers; a source or cue may be empty.

    Attributes:
        source: the words of the source.
        cue: the words of the cue.
        content: the words of the content.
        chance: the probability that it is right, from a system that gives one.
    """

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    chance: float | None = field(default=None, compare=False)


class Tokens:
    """The words of one text, so that spans become sets of word numbers; marks do not count.

    Attributes:
        starts: offset of each word's first character.
        ends: offset after each word's last character.
    """

    def __init__(self, text: str) -> None:
        found = [token.span() for token in TOKEN.finditer(text) if WORD.match(token[0])]
        self.starts = [start for start, _ in found]
        self.ends = [end for _, end in found]

    def inside(self, spans: Sequence[Span]) -> frozenset[int]:
        """The words that share a character with one of the spans."""
        return frozenset(
            number
            for span in spans
            if len(span)
            for number in range(
                bisect_left(self.ends, span.start + 1), bisect_left(self.starts, span.end)
            )
        )

    def triple(
        self, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]
    ) -> Triple:
        """An attribution's spans as sets of word numbers."""
        return Triple(self.inside(source), self.inside(cue), self.inside(content))


def match_triples(predicted: Sequence[Triple], gold: Sequence[Triple], *, sources: bool) -> int:
    """The most attributions that can be matched one to one.

    Args:
        predicted: what was found.
        gold: what was to be found.
        sources: whether sources must share a word too, or both be empty.
    """
    return len(pair_triples(predicted, gold, sources=sources))


def pair_triples(
    predicted: Sequence[Triple], gold: Sequence[Triple], *, sources: bool
) -> Mapping[int, int]:
    """Number of a prediction to that of its gold partner, when as many as possible match.

    The arguments are those of :func:`match_triples`.
    """
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_bipartite_matching

    if not predicted or not gold:
        return MappingProxyType({})
    eligible: NDArray[np.int8] = np.zeros((len(predicted), len(gold)), dtype=np.int8)
    for row, one in enumerate(predicted):
        for column, other in enumerate(gold):
            if match_contents(one, other) and (not sources or match_sources(one, other)):
                eligible[row, column] = 1
    partners = maximum_bipartite_matching(csr_matrix(eligible), perm_type="column")
    return MappingProxyType({int(row): int(partners[row]) for row in np.flatnonzero(partners >= 0)})


def match_contents(one: Triple, other: Triple) -> bool:
    """Whether at least half of all words of the two contents are shared (Jaccard index)."""
    shared = len(one.content & other.content)
    return shared > 0 and shared >= ENOUGH * len(one.content | other.content)


def match_sources(one: Triple, other: Triple) -> bool:
    """Whether the sources share a word or both are empty."""
    return bool(one.source & other.source) if one.source or other.source else True

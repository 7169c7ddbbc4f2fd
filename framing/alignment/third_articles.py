"""How far other articles speak for a pair: a sentence there that goes with both sentences.

What two outlets report, a third often reports, too, and perhaps in words that are closer to both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.alignment.evidence import PairEvidence
from framing.records import SentenceRef

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["support_of_third"]

Doubles = NDArray[np.float64]


def support_of_third(
    evidence: Sequence[PairEvidence], probabilities: Sequence[Doubles]
) -> list[Doubles]:
    """How probable it is that a third article links the sentences of a pair that is no link itself.

    The probability that one sentence of a third article goes with both, for the sentence where it
    is largest, times that of the pair not being linked: a pair that is sure needs no support. With
    several other articles it is the mean over them.

    Args:
        evidence: on the pairs of every two articles of an event.
        probabilities: for each pair the probability of a link, 0 where it does not count.

    Returns:
        As many numbers, 0 to 1. They do not depend on the order of the articles or sides.
    """
    sides = [[_side(side) for side in (pairs.left, pairs.right)] for pairs in evidence]
    lengths: dict[str, int] = {}
    for side in (side for both in sides for side in both):
        longest = int(side.sentences.max(initial=-1)) + 1
        lengths[side.article] = max(lengths.get(side.article, 0), longest)
    tables = _tables(sides, probabilities, lengths)
    made = []
    for (left, right), values in zip(sides, probabilities, strict=True):
        support = np.zeros(len(values))
        others = sorted(lengths.keys() - {left.article, right.article, ""})
        for third in others:
            if (left.article, third) in tables and (right.article, third) in tables:
                one = tables[left.article, third][left.sentences]
                other = tables[right.article, third][right.sentences]
                support += one.multiply(other).max(axis=1).toarray().ravel()
        made.append(support * (1 - values) / max(len(others), 1))
    return made


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One side of the pairs of two articles: the article and, for each pair, its sentence."""

    article: str
    sentences: NDArray[np.int64]


def _side(side: Sequence[SentenceRef]) -> _Side:
    return _Side(
        side[0].article if side else "", np.array([each.sentence for each in side], dtype=np.int64)
    )


def _tables(
    sides: Sequence[Sequence[_Side]], probabilities: Sequence[Doubles], lengths: dict[str, int]
) -> dict[tuple[str, str], csr_matrix]:
    """For every two articles, in both orders, a row a sentence of the one, values probabilities."""
    from scipy.sparse import csr_matrix

    made = {}
    for (left, right), values in zip(sides, probabilities, strict=True):
        shape = lengths[left.article], lengths[right.article]
        table = csr_matrix((values, (left.sentences, right.sentences)), shape=shape)
        made[left.article, right.article] = table
        made[right.article, left.article] = table.T.tocsr()
    return made

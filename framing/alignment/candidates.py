"""Which sentence pairs are worth a closer look: few for each sentence, nearly all true ones.

Every sentence puts up the sentences of the other article that are closest to it, on either side.
Memory is bounded, whatever the length of the articles: the table of closeness is made in strips.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.alignment.views import ArticleView

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["CONTENDERS", "PROPOSALS", "Candidates", "dot", "propose", "ranks"]

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

PROPOSALS = 5
"""Sentences of the other article that a sentence proposes in the end."""
CONTENDERS = 10
"""Sentences of the other article among which it chooses them, on closer inspection."""
CONTEXT_WEIGHT = np.float32(0.3)
POSITION_WEIGHT = np.float32(0.2)
CELLS_IN_STRIP = 4_000_000
"""Cells of the table of closeness that are held at once."""
PAIRS_AT_ONCE = 20_000
"""Pairs whose rows are held at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs of rows of two views, sorted, each once.

    Attributes:
        left: row in the left view.
        right: row in the right view.
        rank: the worse of the pair's two ranks among its sentences' candidates, from 0.
    """

    left: Integers
    right: Integers
    rank: Integers


def propose(left: ArticleView, right: ArticleView) -> Candidates:
    """The pairs of two articles worth a closer look: at most ten for each sentence of both."""
    height, width = len(left), len(right)
    pairs: set[tuple[int, int]] = set()
    best = np.zeros((0, width), dtype=np.float32)
    best_rows = np.zeros((0, width), dtype=np.int64)
    step = max(1, CELLS_IN_STRIP // max(width, 1))
    for start in range(0, height if width else 0, step):
        table = _closeness(left, right, slice(start, start + step))
        for row, columns in enumerate(_largest(table, axis=1)):
            pairs.update((start + row, int(column)) for column in columns)
        # The best of a column so far compete with those of this strip.
        top = _largest(table, axis=0)
        values = np.concatenate([best, np.take_along_axis(table, top, axis=0)])
        rows = np.concatenate([best_rows, top + start])
        keep = _largest(values, axis=0)
        best = np.take_along_axis(values, keep, axis=0)
        best_rows = np.take_along_axis(rows, keep, axis=0)
    pairs.update((int(row), column) for rows in best_rows for column, row in enumerate(rows))
    found = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    closeness = _closeness_of_pairs(left, right, found[:, 0], found[:, 1])
    rank = np.maximum(ranks(found[:, 0], closeness), ranks(found[:, 1], closeness))
    return Candidates(found[:, 0], found[:, 1], rank)


def dot(
    left: Floats | csr_matrix, right: Floats | csr_matrix, rows: Integers, columns: Integers
) -> Floats:
    """The products of pairs of rows of two matrices, sparse or not, shape (pairs,)."""
    made = np.zeros(len(rows), dtype=np.float32)
    for start in range(0, len(rows), PAIRS_AT_ONCE):
        some = slice(start, start + PAIRS_AT_ONCE)
        one, other = left[rows[some]], right[columns[some]]
        product = one * other if isinstance(one, np.ndarray) else one.multiply(other)
        made[some] = np.asarray(product.sum(axis=1)).ravel()
    return made


def _closeness(left: ArticleView, right: ArticleView, strip: slice) -> Floats:
    """The sum of the cosines of sentence vectors, context, letters and words, less position."""
    letters = left.shared_letters[strip] @ right.shared_letters.T
    words = left.shared_words[strip] @ right.shared_words.T
    table: Floats = left.vectors[strip] @ right.vectors.T
    table += CONTEXT_WEIGHT * (left.context[strip] @ right.context.T)
    table += letters.toarray() + words.toarray()
    table -= _distance(left.position[strip, None], right.position[None, :])
    return table


def _closeness_of_pairs(
    left: ArticleView, right: ArticleView, rows: Integers, columns: Integers
) -> Floats:
    """The same for some pairs."""
    values = dot(left.vectors, right.vectors, rows, columns)
    values += CONTEXT_WEIGHT * dot(left.context, right.context, rows, columns)
    values += dot(left.shared_letters, right.shared_letters, rows, columns)
    values += dot(left.shared_words, right.shared_words, rows, columns)
    values -= _distance(left.position[rows], right.position[columns])
    return values


def _distance(one: Floats, other: Floats) -> Floats:
    """What closeness loses by position: shared facts stand early in both (inverted pyramid)."""
    made: Floats = POSITION_WEIGHT * (np.abs(one - other) + (one + other) * np.float32(0.5))
    return made


def _largest(table: Floats, axis: int) -> Integers:
    """Where the largest values along an axis stand, in no order."""
    if table.shape[axis] <= CONTENDERS:
        every = np.arange(table.shape[axis]).reshape((-1, 1) if axis == 0 else (1, -1))
        return np.broadcast_to(every, table.shape).astype(np.int64)
    chosen = np.argpartition(-table, CONTENDERS - 1, axis=axis)
    return np.take(chosen, np.arange(CONTENDERS), axis=axis).astype(np.int64)


def ranks(group: Integers, score: NDArray[np.floating]) -> Integers:
    """The rank of each score within its group, from 0, the highest first."""
    order = np.lexsort((-score, group))
    ordered = group[order]
    first = np.searchsorted(ordered, ordered, side="left")
    ranks = np.empty(len(group), dtype=np.int64)
    ranks[order] = np.arange(len(group)) - first
    return ranks

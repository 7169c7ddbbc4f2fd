"""The conditional logit: weights of named features for a choice between a few candidates.

McFadden (1974): Conditional logit analysis of qualitative choice behavior. The probability of a
candidate is in proportion to the exponential of the sum of its features' weights; the weights have
a Gaussian prior around zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

__all__ = ["Choice", "fit_choice"]

MINIMUM_COUNT = 6
SMALLEST = 0.05
ITERATIONS = 120


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of each candidate, and the number of the right one."""

    options: Sequence[Sequence[str]]
    right: int


@dataclass(slots=True)
class _Columns:
    """A choice's examples as a sparse matrix, one row a candidate."""

    names: list[str]
    indices: list[int] = field(default_factory=list)
    pointers: list[int] = field(default_factory=lambda: [0])
    starts: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)


def fit_choice(
    choices: Sequence[Choice], penalty: float, minimum: int = MINIMUM_COUNT
) -> dict[str, float]:
    """Feature to weight; features seen less than ``minimum`` times and small weights are left out.

    Args:
        choices: the examples.
        penalty: strength of the prior that holds weights near zero.
        minimum: how often a feature must have been seen.
    """
    counts = Counter(name for one in choices for option in one.options for name in option)
    names = sorted(name for name, count in counts.items() if count >= minimum)
    column = {name: at for at, name in enumerate(names)}
    made = _Columns(names)
    row = 0
    for one in choices:
        made.starts.append(row)
        made.right.append(row + one.right)
        for option in one.options:
            made.indices.extend(column[name] for name in option if name in column)
            made.pointers.append(len(made.indices))
            row += 1
    found = _maximise(made, penalty)
    rounded = {name: round(float(value), 2) for name, value in zip(names, found, strict=True)}
    return {name: value for name, value in rounded.items() if abs(value) >= SMALLEST}


def _maximise(made: _Columns, penalty: float) -> NDArray[np.float64]:
    rows = len(made.pointers) - 1
    values = np.ones(len(made.indices))
    matrix = csr_matrix((values, made.indices, made.pointers), (rows, len(made.names)))
    transposed = matrix.T.tocsr()
    starts, right = np.array(made.starts), np.array(made.right)
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, rows)))
    chosen = np.zeros(rows)
    chosen[right] = 1.0

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ weights
        highest = np.maximum.reduceat(scores, starts)
        powers = np.exp(scores - highest[group])
        totals = np.add.reduceat(powers, starts)
        value = float((np.log(totals) + highest - scores[right]).sum())
        slope = transposed @ (powers / totals[group] - chosen)
        return value + penalty * float(weights @ weights) / 2, slope + penalty * weights

    start = np.zeros(len(made.names))
    options = {"maxiter": ITERATIONS, "maxcor": 8}
    best: NDArray[np.float64] = minimize(
        loss, start, jac=True, method="L-BFGS-B", options=options
    ).x
    return best

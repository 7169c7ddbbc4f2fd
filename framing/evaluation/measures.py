"""Measures as functions of summed sufficient statistics.

Each takes sums of shape (..., columns) and gives values of shape (...), so that one call scores
the sample and another all its resamples.

Where precision or recall divides by nothing, it is 1 if there was nothing to find and nothing was
found, else 0: silence is right exactly where silence is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "FOUND_MEASURES",
    "accuracy",
    "average_precision",
    "confusion",
    "count_found",
    "f1",
    "label_f1",
    "macro_f1",
    "mean",
    "precision",
    "recall",
]

Floats = NDArray[np.float64]

# Columns of statistics about things that are to be found.
PREDICTED, RIGHT, GOLD, FOUND = range(4)


def count_found(predicted: Collection[Hashable], gold: Collection[Hashable]) -> list[float]:
    """Sufficient statistics of exact matching: predicted, right, gold, found."""
    both = len(set(predicted) & set(gold))
    return [len(set(predicted)), both, len(set(gold)), both]


def precision(sums: Floats) -> Floats:
    """How much of what was predicted is right."""
    return _share(sums[..., RIGHT], sums[..., PREDICTED], sums[..., GOLD])


def recall(sums: Floats) -> Floats:
    """How much of what was to be found was found."""
    return _share(sums[..., FOUND], sums[..., GOLD], sums[..., PREDICTED])


def f1(sums: Floats) -> Floats:
    """The harmonic mean of precision and recall; 0 when both are 0."""
    p, r = precision(sums), recall(sums)
    return _divide(2 * p * r, p + r)


def average_precision(sums: Floats) -> Floats:
    """The area under steps through the points of a precision-recall curve.

    Sums hold the four columns of what was found at the first threshold, at the second, and so on,
    from the highest threshold down. What is never reached adds nothing.
    """
    points = sums.reshape(*sums.shape[:-1], -1, 4)
    steps = np.diff(recall(points), axis=-1, prepend=0)
    return np.asarray((precision(points) * steps).sum(axis=-1))


FOUND_MEASURES: Mapping[str, Callable[[Floats], Floats]] = MappingProxyType(
    {"precision": precision, "recall": recall, "F1": f1}
)


def confusion(
    predicted: Sequence[Hashable], gold: Sequence[Hashable], labels: Sequence[Hashable]
) -> Floats:
    """Sufficient statistics of classification: the confusion matrix, gold by predicted, flat."""
    place = {label: index for index, label in enumerate(labels)}
    table = np.zeros((len(labels), len(labels)))
    for guess, truth in zip(predicted, gold, strict=True):
        table[place[truth], place[guess]] += 1
    return table.ravel()


def accuracy(sums: Floats) -> Floats:
    """The share of items that were given their own label; from :func:`confusion`."""
    table = _square(sums)
    return _divide(np.trace(table, axis1=-2, axis2=-1), table.sum(axis=(-2, -1)))


def macro_f1(sums: Floats) -> Floats:
    """The mean over labels of each label's F1; from :func:`confusion`.

    A label that is neither predicted nor gold counts as 0, as in scikit-learn.
    """
    table = _square(sums)
    right = np.diagonal(table, axis1=-2, axis2=-1)
    per_label = _divide(2 * right, table.sum(axis=-1) + table.sum(axis=-2))
    return np.asarray(per_label.mean(axis=-1))


def label_f1(sums: Floats, label: int) -> Floats:
    """The F1 of one label, by its number, 0 where there is none; from :func:`confusion`."""
    table = _square(sums)
    right = table[..., label, label]
    return _divide(2 * right, table[..., label].sum(axis=-1) + table[..., label, :].sum(axis=-1))


def mean(sums: Floats) -> Floats:
    """The first column over the second: a sum over how many."""
    return _divide(sums[..., 0], sums[..., 1])


def _square(sums: Floats) -> Floats:
    size = round(sums.shape[-1] ** 0.5)
    return sums.reshape(*sums.shape[:-1], size, size)


def _divide(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.zeros(np.shape(below)), where=np.asarray(below) > 0)


def _share(part: Floats, whole: Floats, other_whole: Floats) -> Floats:
    silent = (np.asarray(whole) == 0) & (np.asarray(other_whole) == 0)
    return np.where(silent, 1.0, _divide(part, whole))

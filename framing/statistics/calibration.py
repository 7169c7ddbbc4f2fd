"""How far predicted probabilities are from what came true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

__all__ = ["bin_reliability", "expected_calibration_error"]


def bin_reliability(
    probabilities: ArrayLike, outcomes: ArrayLike, units: Sequence[int], size: int, bins: int = 10
) -> Floats:
    """Sufficient statistics of calibration: per unit and bin its weight, probability and outcome.

    Bins hold equally many items of the whole sample (equal mass; Nguyen and O'Connor 2015), fewer
    bins where equal probabilities would be torn apart.

    Args:
        probabilities: what was predicted, shape (items,).
        outcomes: what was true, from 0 to 1, shape (items,).
        units: the number of each item's unit, from 0.
        size: how many units there are.
        bins: how many bins at most.

    Returns:
        Shape (size, 3 x bins): for each bin the number of items, the sum of their probabilities
        and the sum of their outcomes.

    Raises:
        ValueError: if the three are not equally long or empty.
    """
    import numpy as np

    chance = np.asarray(probabilities, dtype=np.float64)
    truth = np.asarray(outcomes, dtype=np.float64)
    owner = np.asarray(units, dtype=np.int64)
    if not len(chance) == len(truth) == len(owner) > 0:
        raise ValueError("calibration needs as many outcomes and units as probabilities, and some")
    edges = np.unique(np.quantile(chance, np.arange(1, bins) / bins, method="higher"))
    place = np.searchsorted(edges, chance, side="right")
    table = np.zeros((size, bins, 3))
    np.add.at(table, (owner, place), np.stack([np.ones_like(chance), chance, truth], axis=1))
    return table.reshape(len(table), -1)


def expected_calibration_error(sums: Floats) -> Floats:
    """Expected calibration error from sums of :func:`bin_reliability`: a measure.

    The mean distance between predicted probability and observed frequency over bins, each
    weighted by its items; 0 when there are none.
    """
    import numpy as np

    table: Any = sums.reshape(*sums.shape[:-1], -1, 3)
    gaps = np.abs(table[..., 1] - table[..., 2]).sum(axis=-1)
    items = table[..., 0].sum(axis=-1)
    return np.asarray(gaps / np.maximum(items, 1), dtype=np.float64)

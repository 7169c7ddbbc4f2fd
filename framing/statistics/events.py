"""Means over many events, where sentences and facts of one event are not independent.

Each event gives a total and a count: the probabilities of its hedged sentences and their number,
the differences over its facts and theirs. The mean is the sum of totals over the sum of counts;
intervals and tests treat the event as the unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.statistics.resampling import Bootstrap, Estimate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

__all__ = ["mean_by_event", "sign_flip_test"]

AT_ONCE = 256
"""How many tests share one table of flipped sums; bounds its memory."""


def mean_by_event(
    totals: ArrayLike,
    counts: ArrayLike,
    resamples: Bootstrap,
    *,
    bounds: tuple[float, float] = (-float("inf"), float("inf")),
    level: float = 0.95,
    skewed: bool = False,
) -> Estimate:
    """A mean over the items of all events, with the interval of the studentised bootstrap.

    Args:
        totals: the sum of the items of each event, shape (events,).
        counts: how many items each event has, above 0, shape (events,).
        resamples: the resamples of the events.
        bounds: what the mean must lie between; the interval is cut there.
        level: how often the interval should hold the mean of all events of this kind.
        skewed: whether the items are shares or counts rather than differences.

    Raises:
        ValueError: if there is not one total and one count above 0 an event, or one event only.
    """
    import numpy as np

    rows = np.stack([np.asarray(totals, np.float64), np.asarray(counts, np.float64)], axis=1)
    if not (rows[:, 1] > 0).all():
        raise ValueError("an event without items says nothing; leave it out")
    return resamples.studentised(rows, _mean, bounds=bounds, level=level, skewed=skewed)


def _mean(sums: Floats) -> Floats:
    """The measure: the sum of totals over the sum of counts."""
    import numpy as np

    totals, counts = sums[..., 0], sums[..., 1]
    return np.asarray(totals / counts, dtype=np.float64)


def sign_flip_test(totals: ArrayLike, *, flips: int = 9999, seed: int = 0) -> Floats:
    """How probable so large a sum of differences is when the two sides are exchangeable.

    The differences of an event change sign together: its facts are not independent (Fisher 1935:
    The design of experiments, 21; Winkler et al. 2015: Multi-level block permutation, NeuroImage).
    All ways to flip are gone through where there are not more than ``flips``, which gives the
    p-value of ``scipy.stats.permutation_test``; it does one test at a time, this does many at once.

    Args:
        totals: the sum of the differences of each event, shape (events, tests).
        flips: how many ways to flip signs are drawn where there are too many to try all.
        seed: seed of the generator that draws them.

    Returns:
        The two-sided p-values, shape (tests,).

    Raises:
        ValueError: if there are not two events or more.
    """
    import numpy as np

    total = np.asarray(totals, dtype=np.float64)
    if total.ndim != 2 or len(total) < 2:
        raise ValueError(f"expected totals by event and test, got shape {total.shape}")
    events = len(total)
    drawn = 2**events > flips
    if drawn:
        signs = np.random.default_rng(seed).choice([-1.0, 1.0], (flips, events))
    else:
        signs = 1.0 - 2.0 * (np.arange(2**events)[:, None] >> np.arange(events) & 1)
    # Sums that differ by rounding alone are as large.
    least = np.abs(total.sum(axis=0)) - 1e-12 * np.abs(total).sum(axis=0)
    as_large = np.zeros(total.shape[1])
    for start in range(0, total.shape[1], AT_ONCE):
        few = slice(start, start + AT_ONCE)
        as_large[few] = (np.abs(signs @ total[:, few]) >= least[few]).sum(axis=0)
    # The sums as they are belong to all ways, but not to those drawn.
    return np.asarray((as_large + drawn) / (len(signs) + drawn), dtype=np.float64)

"""Estimates with intervals: thin over numpy and scipy.

Scores are computed from *sufficient statistics*: one row of counts a unit (an article, an event),
summed over units, turned into a value by a measure such as F1. A bootstrap then only has to sum
rows again, with weights, as sacrebleu does (Post 2018: A call for clarity in reporting BLEU
scores). Units are what is resampled: never the sentences inside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Measure = Callable[[Floats], Floats]

__all__ = [
    "Bootstrap",
    "Estimate",
    "PairedDifference",
    "bin_reliability",
    "expected_calibration_error",
    "poisson_binomial_interval",
    "wilson_interval",
]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval, and the number of units behind it."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """How much better the one is than the other on the same units.

    Attributes:
        value: the one's value less the other's.
        low: lower end of the interval of the difference.
        high: upper end of it.
        p: probability of a difference at least as large, in either direction, were the two
            exchangeable in every unit.
        n: number of units.
    """

    value: float
    low: float
    high: float
    p: float
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class Bootstrap:
    """Resamples of a number of units, drawn once and used for every score over them.

    The same units in the same order, replicates and seed give the same intervals.

    Attributes:
        units: how many units there are.
        replicates: how many resamples are drawn.
        seed: seed of the generator.
        weights: how often each resample holds each unit, shape (replicates, units).
    """

    units: int
    replicates: int = 1000
    seed: int = 0
    weights: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        import numpy as np

        if self.units < 1:
            raise ValueError("a bootstrap needs at least one unit")
        if self.replicates < 1:
            raise ValueError("a bootstrap needs at least one replicate")
        random = np.random.default_rng(self.seed)
        drawn = random.integers(self.units, size=(self.replicates, self.units))
        drawn += np.arange(self.replicates)[:, None] * self.units
        counts = np.bincount(drawn.ravel(), minlength=self.replicates * self.units)
        shaped = counts.reshape(self.replicates, self.units).astype(np.float64)
        object.__setattr__(self, "weights", shaped)

    def estimate(self, statistics: ArrayLike, measure: Measure, *, level: float = 0.95) -> Estimate:
        """The measure over all units, with its percentile bootstrap interval.

        Args:
            statistics: one row a unit, shape (units, columns).
            measure: takes sums of rows, shape (..., columns), to values, shape (...).
            level: how much of the resamples' values the interval holds.

        Raises:
            ValueError: if there is not one row a unit.
        """
        rows = self._rows(statistics)
        value = float(measure(rows.sum(axis=0)))
        low, high = _middle(measure(self.weights @ rows), level)
        # With few units the middle of the resamples can miss the value itself.
        return Estimate(value, min(low, value), max(high, value), self.units)

    def difference(
        self, left: ArrayLike, right: ArrayLike, measure: Measure, *, level: float = 0.95
    ) -> PairedDifference:
        """The measure of ``left`` less that of ``right``, on the same units.

        The interval is the paired bootstrap's (Koehn 2004); ``p`` is that of the permutation test
        that swaps the two in randomly chosen units (Noreen 1989).

        Raises:
            ValueError: if there is not one row a unit on both sides.
        """
        import numpy as np

        one, other = self._rows(left), self._rows(right)
        value = float(measure(one.sum(axis=0)) - measure(other.sum(axis=0)))
        low, high = _middle(measure(self.weights @ one) - measure(self.weights @ other), level)
        random = np.random.default_rng(self.seed + 1)
        swap = random.integers(2, size=(self.replicates, self.units)).astype(np.float64)
        total_one, total_other = one.sum(axis=0), other.sum(axis=0)
        moved = swap @ (other - one)
        swapped = measure(total_one + moved) - measure(total_other - moved)
        as_large = int((np.abs(swapped) >= abs(value) - 1e-12).sum())
        return PairedDifference(
            value,
            min(low, value),
            max(high, value),
            (as_large + 1) / (self.replicates + 1),
            self.units,
        )

    def _rows(self, statistics: ArrayLike) -> Floats:
        import numpy as np

        rows = np.asarray(statistics, dtype=np.float64)
        if rows.ndim != 2 or len(rows) != self.units:
            raise ValueError(f"expected {self.units} rows of statistics, got shape {rows.shape}")
        return rows


def _middle(values: Floats, level: float) -> tuple[float, float]:
    import numpy as np

    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def wilson_interval(successes: float, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """The score interval of a proportion (Wilson 1927); (0, 1) when ``n`` is 0.

    Raises:
        ValueError: if ``successes`` does not lie between 0 and ``n``.
    """
    from scipy.special import ndtri

    if not 0 <= successes <= n:
        raise ValueError(f"{successes} successes of {n}")
    if n == 0:
        return 0.0, 1.0
    z = float(ndtri((1 + level) / 2))
    share = successes / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    # Rounding must not push an end past the share itself (0 of n, n of n).
    return max(0.0, min(share, centre - reach)), min(1.0, max(share, centre + reach))


def poisson_binomial_interval(
    probabilities: Sequence[float], level: float = 0.95
) -> tuple[int, int]:
    """How many of several independent doubtful things are true.

    Args:
        probabilities: the probability that each is true.
        level: how much of the distribution the interval holds, at least.

    Returns:
        The quantiles of the number of true ones (its exact distribution is the Poisson binomial):
        the largest low end and smallest high end with at most ``(1 - level) / 2`` outside each.

    Raises:
        ValueError: if something is not a probability.
    """
    import numpy as np

    chances = np.asarray(probabilities, dtype=np.float64)
    if not ((chances >= 0) & (chances <= 1)).all():
        raise ValueError("probabilities lie between 0 and 1")
    certain = int((chances == 1).sum())
    mass = _count_distribution(chances[(chances > 0) & (chances < 1)])
    upto = np.cumsum(mass)
    # The slack absorbs rounding: a tail of exactly 2.5% counts as 2.5%.
    tail = (1 - level) / 2
    low = int(np.searchsorted(upto, tail + 1e-12, side="right"))
    high = int(np.searchsorted(upto, 1 - tail - 1e-12, side="left"))
    last = len(mass) - 1
    return certain + min(low, last), certain + min(high, last)


def _count_distribution(chances: Floats) -> Floats:
    """The probability of each number of successes, by convolution, halves first."""
    import numpy as np

    if len(chances) <= 32:
        mass = np.ones(1)
        for chance in chances:
            mass = np.convolve(mass, [1 - chance, chance])
        return mass
    middle = len(chances) // 2
    left, right = _count_distribution(chances[:middle]), _count_distribution(chances[middle:])
    if len(right) < 512:
        return np.convolve(left, right)
    # Long ones by the fast Fourier transform; its rounding errors lie far below any quantile.
    size = len(left) + len(right) - 1
    product = np.fft.irfft(np.fft.rfft(left, size) * np.fft.rfft(right, size), size)
    return np.asarray(np.clip(product, 0, None), dtype=np.float64)


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

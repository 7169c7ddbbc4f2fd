"""Intervals of a share, and of a number of doubtful things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["poisson_binomial_interval", "wilson_interval"]


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

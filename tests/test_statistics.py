"""Estimates and intervals, on cases worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from framing.statistics import (
    Bootstrap,
    bin_reliability,
    expected_calibration_error,
    poisson_binomial_interval,
    wilson_interval,
)

Floats = NDArray[np.float64]
PROBABILITY = st.floats(0, 1, allow_nan=False)
quick = settings(deadline=None, max_examples=40)


def share(sums: Floats) -> Floats:
    return np.asarray(sums[..., 0] / np.maximum(sums[..., 1], 1))


def test_bootstrap_sums_whole_units() -> None:
    """Two units, of 1/10 and 9/10: a resample gives 0.1, 0.5 or 0.9, nothing between."""
    boot = Bootstrap(2, replicates=500)
    assert boot.weights.shape == (500, 2)
    assert (boot.weights.sum(axis=1) == 2).all()
    rows = np.array([[1, 10], [9, 10]])
    assert set(np.round(share(boot.weights @ rows), 6)) == {0.1, 0.5, 0.9}
    estimate = boot.estimate(rows, share)
    assert (estimate.value, estimate.low, estimate.high, estimate.n) == (0.5, 0.1, 0.9, 2)


def test_bootstrap_of_equal_units_has_no_width() -> None:
    estimate = Bootstrap(7).estimate([[3, 4]] * 7, share)
    assert estimate.value == estimate.low == estimate.high == 0.75


def test_bootstrap_is_deterministic_and_depends_on_the_seed() -> None:
    rows = np.arange(40).reshape(20, 2)
    assert Bootstrap(20).estimate(rows, share) == Bootstrap(20).estimate(rows, share)
    assert Bootstrap(20).estimate(rows, share) != Bootstrap(20, seed=1).estimate(rows, share)


@pytest.mark.parametrize("rows", [[[1, 2]], [1, 2], [[1, 2]] * 4])
def test_bootstrap_wants_one_row_a_unit(rows: Any) -> None:
    with pytest.raises(ValueError, match="3 rows"):
        Bootstrap(3).estimate(rows, share)


@pytest.mark.parametrize(("units", "replicates"), [(0, 10), (3, 0)])
def test_bootstrap_wants_units_and_replicates(units: int, replicates: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Bootstrap(units, replicates)


@quick
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=12))
def test_the_interval_holds_the_value(rows: list[tuple[int, int]]) -> None:
    estimate = Bootstrap(len(rows), replicates=50).estimate(
        [[part, part + rest] for part, rest in rows], share
    )
    assert estimate.low <= estimate.value <= estimate.high


def test_a_system_does_not_differ_from_itself() -> None:
    rows = [[1, 3], [2, 3], [0, 3]]
    made = Bootstrap(3).difference(rows, rows, share)
    assert (made.value, made.low, made.high, made.p) == (0, 0, 0, 1)


def test_a_system_that_is_better_everywhere_differs() -> None:
    better, worse = [[3, 4]] * 12, [[1, 4]] * 12
    made = Bootstrap(12).difference(better, worse, share)
    assert (made.value, made.low, made.high) == (0.5, 0.5, 0.5)
    # Of 4096 ways to swap twelve units, two are as extreme: p is about 1/2048.
    assert made.p < 0.01
    other = Bootstrap(12).difference(worse, better, share)
    assert other.value == -made.value
    assert other.p == made.p


def test_wilson_interval_against_published_values() -> None:
    """Newcombe 1998, Table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    cases = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (successes, n), (low, high) in cases.items():
        found = wilson_interval(successes, n)
        assert found == pytest.approx((low, high), abs=5e-5)


def test_wilson_interval_of_nothing_is_everything() -> None:
    assert wilson_interval(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="3 successes of 2"):
        wilson_interval(3, 2)


@quick
@given(st.integers(0, 60), st.integers(0, 60))
def test_wilson_interval_holds_the_share_and_is_symmetric(successes: int, failures: int) -> None:
    n = successes + failures
    low, high = wilson_interval(successes, n)
    assert 0 <= low <= high <= 1
    if n:
        assert low <= successes / n <= high
    mirrored_low, mirrored_high = wilson_interval(failures, n)
    assert (1 - mirrored_high, 1 - mirrored_low) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("probabilities", "interval"),
    [
        ([], (0, 0)),
        ([0.0, 0.0], (0, 0)),
        ([1.0, 1.0, 0.0], (2, 2)),
        ([0.5], (0, 1)),
        ([0.99], (1, 1)),
        ([0.01], (0, 0)),
        # Binomial (10, 1/2): P(X <= 1) = 0.0107, P(X <= 2) = 0.0547.
        ([0.5] * 10, (2, 8)),
        ([1.0] * 5 + [0.5] * 10, (7, 13)),
    ],
)
def test_poisson_binomial_by_hand(probabilities: list[float], interval: tuple[int, int]) -> None:
    assert poisson_binomial_interval(probabilities) == interval


def test_poisson_binomial_of_many_agrees_with_the_binomial() -> None:
    """Long lists go through the Fourier transform; values from the binomial's own quantiles."""
    from scipy.stats import binom

    for n, chance in ((100, 0.1), (3000, 0.3), (20_000, 0.02)):
        low, high = poisson_binomial_interval([chance] * n)
        assert low == int(binom.ppf(0.025, n, chance))
        assert high == int(binom.ppf(0.975, n, chance))


@quick
@given(st.lists(PROBABILITY, max_size=60), st.sampled_from([0.5, 0.9, 0.95]))
def test_poisson_binomial_holds_the_middle(probabilities: list[float], level: float) -> None:
    low, high = poisson_binomial_interval(probabilities, level)
    assert 0 <= low <= high <= len(probabilities)
    # The median of a Poisson binomial lies within one of its mean.
    mean = math.fsum(probabilities)
    assert low <= mean + 1
    assert high >= mean - 1


def test_poisson_binomial_wants_probabilities() -> None:
    for wrong in (1.5, -0.1, math.nan):
        with pytest.raises(ValueError, match="between 0 and 1"):
            poisson_binomial_interval([0.5, wrong])


def test_calibration_error_by_hand() -> None:
    """Two bins of two: |0.2 - 0.5| and |0.8 - 1.0|, equally heavy."""
    table = bin_reliability([0.1, 0.3, 0.7, 0.9], [0, 1, 1, 1], [0, 0, 1, 1], 2, bins=2)
    assert table.shape == (2, 6)
    assert float(expected_calibration_error(table.sum(axis=0))) == pytest.approx(0.25)
    # Each unit alone holds one of the bins.
    assert expected_calibration_error(table) == pytest.approx([0.3, 0.2])


def test_calibration_error_of_a_constant_is_its_distance_from_the_rate() -> None:
    table = bin_reliability([0.3] * 8, [1, 0, 0, 0, 0, 0, 0, 1], [0] * 8, 1)
    assert float(expected_calibration_error(table.sum(axis=0))) == pytest.approx(0.05)


def test_calibration_bins_hold_equal_mass() -> None:
    chances = np.linspace(0, 1, 100) ** 4
    table = bin_reliability(chances, np.zeros(100), [0] * 100, 1).reshape(10, 3)
    assert table[:, 0].tolist() == [10] * 10


def test_calibration_wants_equally_many() -> None:
    for chances, units in (([0.5], [0, 0]), ([], [])):
        with pytest.raises(ValueError, match="as many"):
            bin_reliability(chances, chances, units, 2)


@quick
@given(st.lists(st.tuples(PROBABILITY, st.booleans()), min_size=1, max_size=60))
def test_calibration_error_is_a_distance_between_probabilities(
    items: list[tuple[float, bool]],
) -> None:
    chances, truth = zip(*items, strict=True)
    table = bin_reliability(chances, truth, [0] * len(items), 1)
    assert table.reshape(-1, 3)[:, 0].sum() == len(items)
    assert -1e-12 <= float(expected_calibration_error(table.sum(axis=0))) <= 1 + 1e-12

"""Means, tests, words and agreement over events: by hand, against scipy, statsmodels and nltk."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from framing.statistics import (
    Bootstrap,
    compare_words,
    krippendorff_alpha,
    mean_by_event,
    sign_flip_test,
)
from framing.statistics.events import _mean
from framing.statistics.resampling import _errors

Floats = NDArray[np.float64]
quick = settings(deadline=None, max_examples=40)
EVENTS = st.lists(
    st.tuples(st.floats(-5, 5, allow_nan=False), st.integers(1, 9)), min_size=2, max_size=12
)


def draw_events(seed: int, events: int, share: float, alike: float = 0.1) -> tuple[Floats, Floats]:
    """Hedged sentences and sentences of events that are unlike each other."""
    random = np.random.default_rng(seed)
    counts = random.negative_binomial(4, 1 / 6, events) + 1
    size = (1 - alike) / alike
    totals = random.binomial(counts, random.beta(share * size, (1 - share) * size, events))
    return totals.astype(float), counts.astype(float)


# Means by event


def test_equal_events_have_no_width() -> None:
    found = mean_by_event([3, 6, 9], [10, 20, 30], Bootstrap(3))
    assert (found.value, found.low, found.high, found.n) == (0.3, 0.3, 0.3, 3)


def test_one_event_with_all_of_it_says_nothing() -> None:
    """A resample without it has no variation: how far it lies out cannot be measured."""
    found = mean_by_event([0, 0, 0, 0, 5], [9] * 5, Bootstrap(5), bounds=(0, 1))
    assert (found.low, found.high) == (-math.inf, math.inf)


def test_the_interval_is_cut_at_the_bounds() -> None:
    totals, counts = [4, 0, 0, 1, 0, 2, 0, 0, 1, 0], [20] * 10
    free = mean_by_event(totals, counts, Bootstrap(10, 2000))
    cut = mean_by_event(totals, counts, Bootstrap(10, 2000), bounds=(0, 1))
    assert free.low < 0 == cut.low
    assert free.high == cut.high


@pytest.mark.parametrize("counts", [[1, 0], [1], [1, 2, 3]])
def test_every_event_has_items(counts: list[int]) -> None:
    with pytest.raises(ValueError, match=r"event|rows|shape"):
        mean_by_event([1.0, 2.0], counts, Bootstrap(2))


@quick
@given(EVENTS, st.floats(0.1, 10), st.floats(-3, 3))
def test_an_interval_moves_with_the_numbers(
    events: list[tuple[float, int]], times: float, more: float
) -> None:
    totals = np.array([total for total, _ in events])
    counts = np.array([count for _, count in events], dtype=float)
    resamples = Bootstrap(len(events), 200)
    one = mean_by_event(totals, counts, resamples)
    other = mean_by_event(times * totals + more * counts, counts, resamples)
    assert one.low <= one.value <= one.high
    assert other.value == pytest.approx(times * one.value + more, abs=1e-6)
    if one.high - one.value > 1e-4:
        assert other.high == pytest.approx(times * one.high + more, rel=1e-3, abs=1e-3)


def test_standard_error_is_the_cluster_robust_one_of_statsmodels() -> None:
    """An intercept alone, events as clusters; statsmodels divides by events, not by one less."""
    regression = pytest.importorskip("statsmodels.regression.linear_model")
    totals, counts = draw_events(3, 14, 0.3)
    event = np.repeat(np.arange(14), counts.astype(int))
    hedged = np.concatenate(
        [np.arange(n) < k for k, n in zip(totals, counts.astype(int), strict=True)]
    )
    fitted = regression.OLS(hedged.astype(float), np.ones(len(hedged))).fit(
        cov_type="cluster", cov_kwds={"groups": event, "use_correction": False}
    )
    rows = np.stack([totals, counts], axis=1)
    found = _errors(np.ones((1, 14)), rows, _mean)[0]
    assert found == pytest.approx(fitted.bse[0] * math.sqrt(14 / 13), rel=1e-6)


def test_percentile_interval_is_that_of_scipy() -> None:
    totals, counts = draw_events(4, 30, 0.3)
    found = Bootstrap(30, 20_000).estimate(np.stack([totals, counts], axis=1), _mean)
    theirs = stats.bootstrap(
        (totals, counts),
        lambda total, count, axis: total.sum(axis=axis) / count.sum(axis=axis),
        paired=True,
        n_resamples=20_000,
        method="percentile",
        rng=np.random.default_rng(0),
    ).confidence_interval
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=0.003)


def test_with_many_events_the_interval_is_that_of_the_t_distribution() -> None:
    values = np.random.default_rng(5).normal(2, 1, 400)
    found = mean_by_event(values, np.ones(400), Bootstrap(400, 4000))
    theirs = stats.ttest_1samp(values, 0).confidence_interval()
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=0.01)


@pytest.mark.parametrize("events", [10, 20])
@pytest.mark.parametrize("truth", [0.0, 0.15])
def test_intervals_hold_and_tests_keep_their_level(events: int, truth: float) -> None:
    """A small simulation, seeded: ``benchmarks/simulation.py`` is the large one."""
    random = np.random.default_rng(7)
    resamples = Bootstrap(events, 1000)
    differences, held = [], []
    for _ in range(400):
        counts = random.negative_binomial(2, 0.25, events) + 1
        left = random.binomial(counts, random.beta(9 * (0.3 + truth), 9 * (0.7 - truth), events))
        right = random.binomial(counts, random.beta(9 * 0.3, 9 * 0.7, events))
        found = mean_by_event(left - right, counts, resamples)
        held.append(found.low <= truth <= found.high)
        differences.append(left - right)
    # The standard error of a share of 400 is 0.011.
    assert 0.93 - 0.011 <= np.mean(held) <= 0.97 + 0.011
    found = np.mean(sign_flip_test(np.stack(differences, axis=1), flips=2000) <= 0.05)
    assert found <= 0.05 + 0.022 if truth == 0 else found > 0.1


# Tests by flipped signs


def test_sign_flips_by_hand() -> None:
    """Of the eight ways to sign 1, 2 and 4, two have a sum as large as 7, four as large as 5."""
    p = sign_flip_test(np.array([[1, -1], [2, 2], [4, 4]]))
    assert p.tolist() == [2 / 8, 4 / 8]


@pytest.mark.parametrize("events", [4, 9, 13])
def test_sign_flips_are_those_of_scipy(events: int) -> None:
    random = np.random.default_rng(events)
    # Whole numbers: many sums are equal.
    left, right = random.integers(0, 6, (2, events)).astype(float)
    theirs = stats.permutation_test(
        (left, right),
        lambda one, other, axis: (one - other).sum(axis=axis),
        permutation_type="samples",
        n_resamples=100_000,
    )
    assert sign_flip_test((left - right)[:, None])[0] == pytest.approx(theirs.pvalue)


def test_drawn_flips_come_close_to_all_of_them() -> None:
    totals = np.random.default_rng(2).normal(0.4, 1, (13, 3))
    exact = sign_flip_test(totals)
    assert sign_flip_test(totals, flips=4000) == pytest.approx(exact, abs=0.03)
    assert (sign_flip_test(totals, flips=4000, seed=1) != sign_flip_test(totals, flips=4000)).any()


def test_one_fact_an_event_is_the_exact_test_of_mcnemar() -> None:
    tables = pytest.importorskip("statsmodels.stats.contingency_tables")
    only_left, only_right, both = 9, 2, 2
    totals = np.array([1] * only_left + [-1] * only_right + [0] * both)
    theirs = tables.mcnemar([[both, only_left], [only_right, 0]], exact=True)
    assert sign_flip_test(totals[:, None])[0] == pytest.approx(theirs.pvalue)


def test_a_test_needs_two_events() -> None:
    for wrong in ([[1.0]], [1.0, 2.0]):
        with pytest.raises(ValueError, match="by event and test"):
            sign_flip_test(wrong)


# Words


def test_log_odds_by_hand() -> None:
    """Monroe et al. 2008, equations 16, 20 and 22: a word 30 of 100 times and 10 of 100 times."""
    left, right = [[10, 40], [20, 30]], [[5, 45], [5, 45]]
    found = compare_words(left, right, [40, 160])
    prior = 500 * 0.2
    one = math.log((30 + prior) / (100 + 500 - 30 - prior))
    other = math.log((10 + prior) / (100 + 500 - 10 - prior))
    assert found.value[0] == pytest.approx(one - other)
    assert found.z[0] == pytest.approx((one - other) / math.sqrt(1 / 130 + 1 / 110))
    assert found.value[1] == pytest.approx(-found.value[0])
    # Leaving out one event or the other gives two values; two events, one degree of freedom.
    values = []
    for mine, theirs in ((20, 5), (10, 5)):
        values.append(
            math.log((mine + prior) / (550 - mine - prior))
            - math.log((theirs + prior) / (550 - theirs - prior))
        )
    reach = stats.t.ppf(0.975, 1) * abs(values[0] - values[1]) / 2
    assert found.high[0] - found.value[0] == pytest.approx(reach)
    assert found.p[0] == 0.5  # both events point the same way: two of four


def test_sides_change_places() -> None:
    random = np.random.default_rng(1)
    left, right = random.poisson(3, (2, 12, 6)) + 1
    background = (left + right).sum(axis=0)
    one, other = compare_words(left, right, background), compare_words(right, left, background)
    assert one.value == pytest.approx(-other.value)
    assert one.low == pytest.approx(-other.high)
    assert one.p == pytest.approx(other.p)


@pytest.mark.parametrize(
    ("left", "background"),
    [([[1, 1]], [2, 2]), ([[1, 1], [0, 0]], [2, 2]), ([[1, 1], [1, 1]], [4, 0])],
)
def test_words_need_events_and_a_background(left: list[list[int]], background: list[int]) -> None:
    with pytest.raises(ValueError, match=r"two of each|needs words"):
        compare_words(left, np.ones_like(left), background)


# Agreement

_ = None  # no label
# Wikipedia, "Krippendorff's alpha" (version of 2024): three coders, fifteen units.
THREE_CODERS = (
    [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
    [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
    [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
)
# Krippendorff 2011, section D: four observers, twelve units, missing data.
FOUR_OBSERVERS = (
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
)


@pytest.mark.parametrize(
    ("coders", "scale", "alpha"),
    [
        (THREE_CODERS, "nominal", 0.691),
        (THREE_CODERS, "interval", 0.811),
        (FOUR_OBSERVERS, "nominal", 0.743),
        (FOUR_OBSERVERS, "ordinal", 0.815),
        (FOUR_OBSERVERS, "interval", 0.849),
    ],
)
def test_alpha_of_published_examples(
    coders: tuple[list[int | None], ...], scale: str, alpha: float
) -> None:
    found = krippendorff_alpha(list(zip(*coders, strict=True)), scale=scale)  # type: ignore[arg-type]
    assert found.value == pytest.approx(alpha, abs=5e-4)
    assert math.isnan(found.low)  # eleven or twelve items are too few for an interval


@pytest.mark.parametrize("seed", range(3))
def test_alpha_is_that_of_nltk(seed: int) -> None:
    agreement = pytest.importorskip("nltk.metrics.agreement")
    random = np.random.default_rng(seed)
    ratings = random.choice(["hedged", "flat", "unsure", None], (60, 3), p=[0.5, 0.2, 0.1, 0.2])
    theirs = agreement.AnnotationTask(
        [
            (str(coder), str(item), label)
            for item, row in enumerate(ratings)
            for coder, label in enumerate(row)
            if label is not None
        ]
    )
    assert krippendorff_alpha(ratings.tolist()).value == pytest.approx(theirs.alpha())


def test_alpha_of_what_cannot_differ_is_unknown() -> None:
    for ratings in ([["a", "a"]] * 9, [["a", None], [None, "b"]], []):
        assert math.isnan(krippendorff_alpha(ratings).value)


def test_alpha_has_an_interval_by_item_or_by_event() -> None:
    random = np.random.default_rng(0)
    true = np.repeat(random.choice(2, 12), 10)  # all items of an event have the same label
    ratings = [[each if random.random() < 0.7 else 1 - each for _ in range(3)] for each in true]
    alone = krippendorff_alpha(ratings)
    events = krippendorff_alpha(ratings, events=np.repeat(np.arange(12), 10).tolist())
    assert (alone.n, events.n) == (120, 12)
    assert alone.value == pytest.approx(events.value)
    assert -1 <= alone.low < alone.value < alone.high <= 1
    assert krippendorff_alpha(ratings) == alone


def test_alpha_wants_numbers_for_a_scale_of_numbers() -> None:
    with pytest.raises(ValueError, match="numbers"):
        krippendorff_alpha([["a", "b"], ["b", "b"]], scale="interval")
    with pytest.raises(ValueError, match="2 events for 1 items"):
        krippendorff_alpha([[1, 2]], events=[0, 1])


def test_alpha_does_not_depend_on_the_order_of_items_or_annotators() -> None:
    random = np.random.default_rng(3)
    ratings = random.integers(0, 3, (30, 4)).tolist()
    other = [list(random.permutation(row)) for row in random.permutation(ratings)]
    assert krippendorff_alpha(other).value == pytest.approx(krippendorff_alpha(ratings).value)

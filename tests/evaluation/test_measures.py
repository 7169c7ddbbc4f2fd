"""Measures of summed statistics, on cases worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.evaluation.measures import (
    accuracy,
    confusion,
    count_found,
    f1,
    label_f1,
    macro_f1,
    mean,
    precision,
    recall,
)

quick = settings(deadline=None, max_examples=60)
SETS = st.frozensets(st.integers(0, 12))


def scores(predicted: frozenset[int], gold: frozenset[int]) -> tuple[float, float, float]:
    sums = np.array(count_found(predicted, gold), dtype=float)
    return float(precision(sums)), float(recall(sums)), float(f1(sums))


def test_two_of_three_found_with_one_wrong() -> None:
    found = scores(frozenset({1, 2, 9}), frozenset({1, 2, 3, 4}))
    assert found == pytest.approx((2 / 3, 1 / 2, 4 / 7))


@pytest.mark.parametrize(
    ("predicted", "gold", "expected"),
    [
        (frozenset(), frozenset(), (1, 1, 1)),
        (frozenset(), frozenset({1}), (0, 0, 0)),
        (frozenset({1}), frozenset(), (0, 0, 0)),
        (frozenset({1}), frozenset({2}), (0, 0, 0)),
        (frozenset({1}), frozenset({1}), (1, 1, 1)),
    ],
)
def test_silence_is_right_only_where_silence_is_asked_for(
    predicted: frozenset[int], gold: frozenset[int], expected: tuple[float, float, float]
) -> None:
    assert scores(predicted, gold) == expected


@quick
@given(SETS, SETS)
def test_f1_is_symmetric_and_precision_is_recall_seen_from_the_other_side(
    one: frozenset[int], other: frozenset[int]
) -> None:
    p, r, f = scores(one, other)
    other_p, other_r, other_f = scores(other, one)
    assert (p, r) == (other_r, other_p)
    assert f == pytest.approx(other_f)
    assert min(p, r) - 1e-12 <= f <= max(p, r) + 1e-12


def test_macro_f1_and_accuracy_by_hand() -> None:
    """a: 2 of 3 found, 1 of them wrong; b: 1 of 2 found; c: never right."""
    gold = ["a", "a", "a", "b", "b", "c"]
    predicted = ["a", "a", "b", "b", "a", "b"]
    table = confusion(predicted, gold, ("a", "b", "c"))
    assert float(accuracy(table)) == pytest.approx(3 / 6)
    f_a, f_b = 2 * 2 / (3 + 3), 2 * 1 / (3 + 2)
    assert float(macro_f1(table)) == pytest.approx((f_a + f_b + 0) / 3)
    assert float(label_f1(table, 0)) == pytest.approx(f_a)
    assert float(label_f1(table, 1)) == pytest.approx(f_b)
    assert float(label_f1(table, 2)) == 0


@quick
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=30))
def test_classification_agrees_with_scikit_learn(items: list[tuple[str, str]]) -> None:
    from sklearn.metrics import accuracy_score, f1_score

    predicted, gold = zip(*items, strict=True)
    table = confusion(predicted, gold, tuple("abc"))
    theirs = f1_score(gold, predicted, labels=list("abc"), average="macro", zero_division=0)
    assert float(macro_f1(table)) == pytest.approx(theirs)
    assert float(accuracy(table)) == pytest.approx(accuracy_score(gold, predicted))


def test_measures_score_all_resamples_at_once() -> None:
    sums = np.array([[4.0, 2, 2, 2], [0, 0, 0, 0], [3, 0, 5, 0]])
    assert f1(sums).tolist() == pytest.approx([2 * 0.5 / 1.5, 1, 0])
    assert mean(np.array([[3.0, 4], [0, 0]])).tolist() == [0.75, 0]
    tables = np.stack([np.eye(3).ravel(), np.zeros(9)])
    assert macro_f1(tables).tolist() == [1, 0]
    assert accuracy(tables).tolist() == [1, 0]


def test_something_found_twice_counts_once() -> None:
    assert count_found([1, 1, 2], [1]) == [2, 1, 1, 1]

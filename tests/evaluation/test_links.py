"""Och and Ney's counts, thresholds and kinds of difference, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpora import Event, GoldLink
from framing.corpora.same_fact import DIFFERENCE_LABELS
from framing.evaluation.differences import count_kinds
from framing.evaluation.links import (
    ScoredPairs,
    best_threshold,
    count_along,
    count_links,
    link_above,
    only_same,
    thresholds_along,
)
from framing.evaluation.measures import average_precision, f1, precision, recall
from framing.records import SentenceRef


def pair(number: int) -> tuple[SentenceRef, SentenceRef]:
    return SentenceRef("a", number), SentenceRef("b", number)


def link(number: int, *, sure: bool = True, **fields: tuple[str, ...]) -> GoldLink:
    return GoldLink(*pair(number), relation="same", sure=sure, **fields)  # type: ignore[arg-type]


def test_possible_links_are_right_but_need_not_be_found() -> None:
    gold = [link(0), link(1), link(2, sure=False), link(3, sure=False)]
    sums = np.array(count_links(frozenset({pair(0), pair(2), pair(9)}), gold))
    assert sums.tolist() == [3, 2, 2, 1]
    assert float(precision(sums)) == pytest.approx(2 / 3)
    assert float(recall(sums)) == pytest.approx(1 / 2)
    assert float(f1(sums)) == pytest.approx(4 / 7)


def test_the_order_of_the_two_sentences_does_not_matter() -> None:
    turned = GoldLink(pair(0)[1], pair(0)[0], relation="same")
    assert count_links(frozenset({pair(0)}), [turned]) == [1, 1, 1, 1]


def test_no_links_predicted_or_gold() -> None:
    assert count_links(frozenset(), [link(0)]) == [0, 0, 1, 0]
    assert count_links(frozenset({pair(0)}), []) == [1, 0, 0, 0]
    assert count_links(frozenset(), []) == [0, 0, 0, 0]


def event(links: list[GoldLink]) -> Event:
    return Event("made up", (), tuple(links))


def test_the_best_threshold_by_hand() -> None:
    """Taking the two best gives P 1, R 1; the third is wrong."""
    scored = ScoredPairs({pair(0): 0.9, pair(1): 0.7, pair(2): 0.6})
    assert best_threshold([scored], [event([link(0), link(1)])]) == 0.7


def test_equal_scores_are_taken_together() -> None:
    scored = ScoredPairs({pair(0): 0.5, pair(1): 0.5, pair(2): 0.5})
    assert best_threshold([scored], [event([link(0)])]) == 0.5


def test_without_scores_nothing_is_linked() -> None:
    assert best_threshold([ScoredPairs({})], [event([link(0)])]) == float("inf")


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["no", "possible", "sure"])), max_size=9)
)
def test_no_other_threshold_does_better(items: list[tuple[int, str]]) -> None:
    scored = ScoredPairs({pair(n): score / 4 for n, (score, _) in enumerate(items)})
    gold = [link(n, sure=kind == "sure") for n, (_, kind) in enumerate(items) if kind != "no"]

    def f1_at(threshold: float) -> float:
        return float(f1(np.array(count_links(scored.above(threshold), gold))))

    if items:
        best = best_threshold([scored], [event(gold)])
        assert f1_at(best) == pytest.approx(max(f1_at(score / 4) for score, _ in items))


def test_links_called_same_are_sure_where_every_pass_says_so() -> None:
    links = [
        link(0),
        replace(link(1), relation="partial"),
        replace(link(2), relation="partial", relation_agreed=False),
        replace(link(3), relation="partial", sure=False, relation_agreed=False),
    ]
    assert [(each.left.sentence, each.sure) for each in only_same(links)] == [
        (0, True),
        (2, False),
        (3, False),
    ]


def test_links_and_same_links_have_thresholds_of_their_own() -> None:
    made = link_above(ScoredPairs({pair(0): 0.9, pair(1): 0.5, pair(2): 0.1}), 0.5, 0.8)
    assert made.chosen == {pair(0), pair(1)}
    assert made.same == {pair(0)}


def test_only_pairs_of_judged_sentences_are_kept() -> None:
    scored = link_above(ScoredPairs({pair(0): 0.9, pair(1): 0.8}), 0.5, 0.5)
    assert scored.within(frozenset(pair(0))) == ScoredPairs(
        {pair(0): 0.9}, frozenset({pair(0)}), frozenset({pair(0)})
    )


def test_a_curve_by_hand() -> None:
    """Right, wrong, right, and a link that was never scored: steps of 1/3 at 1 and at 2/3."""
    scored = ScoredPairs({pair(0): 0.9, pair(1): 0.8, pair(2): 0.7})
    thresholds = thresholds_along([scored])
    assert list(dict.fromkeys(thresholds)) == [0.9, 0.8, 0.7]
    sums = np.array(count_along(scored, [link(0), link(2), link(5)], thresholds))
    points = list(dict.fromkeys(map(tuple, sums.reshape(-1, 4).tolist())))
    assert points == [(1, 1, 3, 1), (2, 1, 3, 1), (3, 2, 3, 2)]
    assert float(average_precision(sums)) == pytest.approx(1 / 3 + 2 / 9)


def test_without_scores_nothing_is_found_at_any_threshold() -> None:
    nothing = ScoredPairs({})
    sums = np.array(count_along(nothing, [link(0)], thresholds_along([nothing])))
    assert float(average_precision(sums)) == 0


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.sampled_from(["no", "possible", "sure"])),
        min_size=1,
        max_size=9,
    )
)
def test_a_point_of_a_curve_is_the_count_at_its_threshold(items: list[tuple[int, str]]) -> None:
    scored = ScoredPairs({pair(n): score / 4 for n, (score, _) in enumerate(items)})
    gold = [link(n, sure=kind == "sure") for n, (_, kind) in enumerate(items) if kind != "no"]
    thresholds = thresholds_along([scored])
    table = np.array(count_along(scored, gold, thresholds)).reshape(-1, 4).tolist()
    assert table == [count_links(scored.above(each), gold) for each in thresholds]
    assert len(scored.above(thresholds[-1])) == len(items)


def test_kinds_that_only_one_pass_marked_count_neither_way() -> None:
    links = [
        link(0, differences=("number",)),
        link(1, possible_differences=("number",)),
        link(2),
    ]
    counts = np.array(count_kinds([{"number"}, {"number"}, {"number", "date"}], links))
    table = dict(zip(DIFFERENCE_LABELS, counts.reshape(-1, 4).tolist(), strict=True))
    assert table["number"] == [2, 1, 1, 1]
    assert table["date"] == [1, 0, 0, 0]
    assert table["wording"] == [0, 0, 0, 0]

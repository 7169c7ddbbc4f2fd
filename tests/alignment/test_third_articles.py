"""What other articles say of a pair."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest

from framing.alignment.evidence import EVIDENCE, PairEvidence
from framing.alignment.third_articles import support_of_third
from framing.records import SentenceRef

Pair = tuple[tuple[str, int], tuple[str, int]]


def support(probabilities: dict[Pair, float], articles: str = "abc") -> dict[Pair, float]:
    """The support of each pair; the articles are taken in this order."""
    evidence, values, keys = [], [], []
    for one, other in combinations(articles, 2):
        pairs = [pair for pair in probabilities if {pair[0][0], pair[1][0]} == {one, other}]
        turned = [pair if pair[0][0] == one else (pair[1], pair[0]) for pair in pairs]
        left, right = (tuple(SentenceRef(*pair[side]) for pair in turned) for side in (0, 1))
        evidence.append(PairEvidence(left, right, np.zeros((len(pairs), len(EVIDENCE)))))
        values.append(np.array([probabilities[pair] for pair in pairs]))
        keys += pairs
    found = np.concatenate(support_of_third(evidence, values))
    return dict(zip(keys, found.tolist(), strict=True))


A, B, C, D = ("a", 1), ("b", 2), ("c", 3), ("d", 0)


def test_a_sentence_of_a_third_article_that_goes_with_both_supports_a_pair() -> None:
    found = support({(A, B): 0.2, (A, C): 0.9, (B, C): 0.8, (B, ("c", 7)): 0.9})
    assert found[A, B] == pytest.approx(0.9 * 0.8 * 0.8)
    assert found[A, C] == pytest.approx(0.2 * 0.8 * 0.1)
    assert found[B, ("c", 7)] == 0


def test_two_articles_have_no_third() -> None:
    assert support({(A, B): 0.2, (A, ("b", 3)): 0.9}, "ab") == {(A, B): 0, (A, ("b", 3)): 0}


def test_with_several_other_articles_it_is_their_mean() -> None:
    sure = {(A, C): 1.0, (B, C): 1.0, (A, D): 0.0, (C, D): 0.0}
    assert support({(A, B): 0.5, **sure}, "abcd")[A, B] == pytest.approx(0.25)


def test_articles_without_pairs_are_no_fault() -> None:
    assert support({}) == {}
    assert support({(A, B): 0.5}) == {(A, B): 0}


def test_the_order_of_the_articles_does_not_matter() -> None:
    pairs = {(A, B): 0.3, (A, C): 0.7, (B, C): 0.6, (A, D): 0.2, (B, D): 0.8, (C, D): 0.4}
    first = support(pairs, "abcd")
    for order in permutations("abcd"):
        assert support(pairs, "".join(order)) == pytest.approx(first)

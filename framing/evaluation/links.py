"""Counting links against gold, at one threshold or at all of them.

Links follow Och and Ney (2003): A systematic comparison of various statistical alignment models.
Computational Linguistics 29(1). Precision asks whether predicted links are sure or possible,
recall whether sure links are predicted; counts are pooled over events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from framing.alignment import Alignment
from framing.corpora import Event, GoldLink
from framing.evaluation.measures import Floats, f1
from framing.records import SentenceRef

__all__ = [
    "Pair",
    "ScoredPairs",
    "as_scored",
    "best_threshold",
    "count_along",
    "count_links",
    "link_above",
    "only_same",
    "ordered",
    "thresholds_along",
]

Pair = tuple[SentenceRef, SentenceRef]
STEPS = 100
"""Thresholds on a precision-recall curve."""


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """What a system says of the sentence pairs of one event.

    Attributes:
        scores: pair to score; pairs that are not there were not scored.
        chosen: the pairs it links.
        same: those of them it calls ``same``.
    """

    scores: Mapping[Pair, float]
    chosen: frozenset[Pair] = frozenset()
    same: frozenset[Pair] = frozenset()

    def above(self, threshold: float) -> frozenset[Pair]:
        """The pairs with at least this score."""
        return frozenset(pair for pair, score in self.scores.items() if score >= threshold)

    def within(self, sentences: frozenset[SentenceRef]) -> ScoredPairs:
        """The same for pairs of these sentences alone."""

        def inside(pair: Pair) -> bool:
            return pair[0] in sentences and pair[1] in sentences

        return ScoredPairs(
            {pair: score for pair, score in self.scores.items() if inside(pair)},
            frozenset(filter(inside, self.chosen)),
            frozenset(filter(inside, self.same)),
        )


def ordered(left: SentenceRef, right: SentenceRef) -> Pair:
    """The pair in the one order in which all pairs are kept."""
    return (left, right) if left <= right else (right, left)


def as_scored(made: Alignment) -> ScoredPairs:
    """What the aligner says of one event."""
    pairs = {link: ordered(link.left, link.right) for link in made.links}
    return ScoredPairs(
        {ordered(each.left, each.right): each.probability for each in made.scores},
        frozenset(pairs.values()),
        frozenset(pair for link, pair in pairs.items() if link.relation == "same"),
    )


def link_above(scored: ScoredPairs, threshold: float, same: float) -> ScoredPairs:
    """Links the pairs from one threshold on, and calls those from another on ``same``."""
    return ScoredPairs(scored.scores, scored.above(threshold), scored.above(same))


def only_same(links: Iterable[GoldLink]) -> tuple[GoldLink, ...]:
    """The links that a pass called ``same``; sure are those that every pass did."""
    return tuple(
        GoldLink(link.left, link.right, "same", link.sure and link.relation_agreed)
        for link in links
        if link.relation == "same" or not link.relation_agreed
    )


def count_links(predicted: frozenset[Pair], gold: Iterable[GoldLink]) -> list[float]:
    """Sufficient statistics of the links of one event: predicted, right, sure, found."""
    links = list(gold)
    possible = {ordered(link.left, link.right) for link in links}
    sure = {ordered(link.left, link.right) for link in links if link.sure}
    return [len(predicted), len(predicted & possible), len(sure), len(predicted & sure)]


def count_along(
    scored: ScoredPairs, gold: Iterable[GoldLink], thresholds: Sequence[float]
) -> list[float]:
    """The same at every threshold, one after the other: those of the first, of the second..."""
    sure = {ordered(link.left, link.right): link.sure for link in gold}
    pairs = sorted(scored.scores, key=lambda pair: -scored.scores[pair])
    right = np.cumsum([0] + [pair in sure for pair in pairs])
    found = np.cumsum([0] + [sure.get(pair, False) for pair in pairs])
    descending = np.array([-scored.scores[pair] for pair in pairs])
    # How many pairs have at least each threshold.
    reached = np.searchsorted(descending, [-each for each in thresholds], side="right")
    total = float(sum(sure.values()))
    return [
        count
        for at in reached.tolist()
        for count in (float(at), float(right[at]), total, float(found[at]))
    ]


def thresholds_along(scored: Sequence[ScoredPairs]) -> tuple[float, ...]:
    """Thresholds for a curve, never rising, close together among the highest scores.

    Always as many: some of them are equal where scores are few, all where there are none.
    """
    values = np.sort([score for each in scored for score in each.scores.values()])[::-1]
    if not len(values):
        return (float("inf"),) * STEPS
    places = np.geomspace(1, len(values), STEPS).round().astype(np.int64) - 1
    return tuple(values[places].tolist())


def best_threshold(scored: Sequence[ScoredPairs], events: Sequence[Event]) -> float:
    """The threshold with the best pooled F1, the highest where several are; above all if none."""
    scores, right, found = [], [], []
    sure_links = 0
    for each, event in zip(scored, events, strict=True):
        sure = {ordered(link.left, link.right): link.sure for link in event.links}
        sure_links += sum(sure.values())
        for pair, score in each.scores.items():
            scores.append(score)
            right.append(pair in sure)
            found.append(sure.get(pair, False))
    if not scores:
        return float("inf")
    order = np.argsort(-np.asarray(scores), kind="stable")
    values = np.asarray(scores)[order]
    # Equal scores are taken together: only the last of a run is a threshold.
    last = np.append(values[1:] != values[:-1], True)
    sums: Floats = np.stack(
        [
            np.arange(1, len(values) + 1, dtype=np.float64),
            np.cumsum(np.asarray(right, dtype=np.float64)[order]),
            np.full(len(values), float(sure_links)),
            np.cumsum(np.asarray(found, dtype=np.float64)[order]),
        ],
        axis=-1,
    )
    return float(values[last][int(np.argmax(f1(sums[last])))])

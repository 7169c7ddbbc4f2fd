"""Average linkage with a veto: which sentences of different articles belong together.

Pairs of sentences of different articles have their probabilities. Two sentences of one article are
never scored, but the others speak for them: they are alike as far as they are linked to the same
sentences of other articles, and as probably. On the training part of the same-fact links this
likeness tells sentences of one article that report one fact from those that report two better
(area under the curve .80) than the words that they share (.69) or share with a third (.71).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import combinations
from math import fsum

from framing.records import PairScore, SentenceRef

__all__ = ["LIKELY", "Pair", "fits", "group_sentences", "in_order", "likeness"]

LIKELY = 0.5
"""Probability of a link from which its sentences more likely than not report a same fact."""
ALIKE = 0.2
"""Likeness from which two sentences of one article may report the same fact: of the pairs in rows
of the training part it leaves out half of those that gold tells apart, a seventh of the others."""

Pair = tuple[SentenceRef, SentenceRef]


def in_order(one: SentenceRef, other: SentenceRef) -> Pair:
    """The pair in the one order under which its probability is kept."""
    return (one, other) if one <= other else (other, one)


def likeness(scores: Iterable[PairScore], among: Container[SentenceRef]) -> dict[Pair, float]:
    """How far two sentences of one article are linked to the same sentences of other articles.

    The weighted Jaccard similarity (Ruzicka 1958) of their probabilities: what they have in common
    over what either has. Pairs below :data:`ALIKE` are left out.

    Args:
        scores: the scored pairs of sentences of different articles.
        among: the sentences that are compared; of a long article few are linked at all.
    """
    partners: dict[SentenceRef, dict[SentenceRef, float]] = {}
    for pair in scores:
        partners.setdefault(pair.left, {})[pair.right] = pair.probability
        partners.setdefault(pair.right, {})[pair.left] = pair.probability
    common: dict[Pair, list[float]] = {}
    for found in partners.values():
        for one, other in combinations(sorted(each for each in found if each in among), 2):
            if one.article == other.article:
                common.setdefault((one, other), []).append(min(found[one], found[other]))
    whole = {sentence: fsum(found.values()) for sentence, found in partners.items()}
    made = {}
    for (one, other), shared in common.items():
        both = fsum(shared)
        alike = both / (whole[one] + whole[other] - both) if both else 0.0
        if alike >= ALIKE:
            made[one, other] = round(alike, 4)
    return made


def fits(
    sentence: SentenceRef, group: Iterable[SentenceRef], possible: Mapping[Pair, float]
) -> float:
    """How probably a sentence goes with those of a group, on average.

    0 where one of the pairs is not possible.
    """
    found = [possible.get(in_order(sentence, each), 0.0) for each in group if each != sentence]
    return round(sum(sorted(found)) / len(found), 4) if found and all(found) else 0.0


def group_sentences(
    possible: Mapping[Pair, float], threshold: float
) -> list[frozenset[SentenceRef]]:
    """The groups of two or more sentences.

    Every sentence begins alone. The two groups whose pairs of sentences are most probable on
    average are joined, as long as that average reaches the threshold, and only if every one of
    those pairs is possible. Only sentences of different articles begin a group.

    Args:
        possible: pairs in order, with their probabilities, and with the likeness of those of one
            article; a pair that is not among them is not possible.
        threshold: the least average.
    """
    return _Grouping(possible, threshold).groups()


@dataclass(slots=True)
class _Group:
    """Sentences joined so far.

    Attributes:
        members: the sentences.
        near: number of another group to the sum of the probabilities of the pairs between the
            two, and the number of those pairs.
    """

    members: list[SentenceRef]
    near: dict[int, tuple[float, int]] = field(default_factory=dict)


class _Grouping:
    def __init__(self, possible: Mapping[Pair, float], threshold: float) -> None:
        ends = sorted({end for pair in possible for end in pair})
        number = {end: at for at, end in enumerate(ends)}
        self._groups = {at: _Group([end]) for at, end in enumerate(ends)}
        self._threshold = threshold
        self._unused = len(ends)
        # Entries: average, negative; then the groups' numbers, which break ties by article id.
        self._queue: list[tuple[float, int, int]] = []
        for (one, other), probability in possible.items():
            left, right = number[one], number[other]
            self._groups[left].near[right] = self._groups[right].near[left] = (probability, 1)
            if probability >= threshold and one.article != other.article:
                self._queue.append((-probability, left, right))
        heapify(self._queue)

    def groups(self) -> list[frozenset[SentenceRef]]:
        while self._queue:
            _, left, right = heappop(self._queue)
            # An entry is out of date once one of its groups was joined to another.
            if left in self._groups and right in self._groups:
                self._join(left, right)
        return [frozenset(g.members) for g in self._groups.values() if len(g.members) > 1]

    def _join(self, left: int, right: int) -> None:
        one, other = self._groups.pop(left), self._groups.pop(right)
        joined = _Group(one.members + other.members)
        at = self._unused
        self._unused += 1
        self._groups[at] = joined
        for near in sorted({*one.near, *other.near} & self._groups.keys()):
            nothing = (0.0, 0)
            sums = (one.near.get(near, nothing), other.near.get(near, nothing))
            total, pairs = sums[0][0] + sums[1][0], sums[0][1] + sums[1][1]
            neighbour = self._groups[near]
            joined.near[near] = neighbour.near[at] = (total, pairs)
            every = len(joined.members) * len(neighbour.members)
            if pairs == every and total / pairs >= self._threshold:
                heappush(self._queue, (-total / pairs, near, at))

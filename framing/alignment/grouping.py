"""Average linkage with a veto: which sentences of different articles belong together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from framing.records import SentenceRef

__all__ = ["Pair", "fits", "group_sentences", "in_order"]

Pair = tuple[SentenceRef, SentenceRef]


def in_order(one: SentenceRef, other: SentenceRef) -> Pair:
    """The pair in the one order under which its probability is kept."""
    return (one, other) if one <= other else (other, one)


def fits(
    sentence: SentenceRef, group: Iterable[SentenceRef], possible: Mapping[Pair, float]
) -> float:
    """How probably a sentence is linked to a group's sentences of other articles, on average.

    0 where it has none, or where one of the pairs is not possible.
    """
    found = [
        possible.get(in_order(sentence, member), 0.0)
        for member in group
        if member.article != sentence.article
    ]
    return round(sum(sorted(found)) / len(found), 4) if found and all(found) else 0.0


def group_sentences(
    possible: Mapping[Pair, float], threshold: float
) -> list[frozenset[SentenceRef]]:
    """The groups of two or more sentences.

    Every sentence begins alone. The two groups whose pairs of sentences of different articles are
    most probable on average are joined, as long as that average reaches the threshold, and only if
    every one of those pairs is possible. Sentences of one article are not compared.

    Args:
        possible: pairs in order, with their probabilities; a pair that is not among them is not
            possible.
        threshold: the least average.
    """
    return _Grouping(possible, threshold).groups()


@dataclass(slots=True)
class _Group:
    """Sentences joined so far.

    Attributes:
        members: the sentences.
        sizes: article to the number of its sentences among them.
        near: number of another group to the sum of the probabilities of the pairs between the
            two, and the number of those pairs.
    """

    members: list[SentenceRef]
    sizes: dict[str, int]
    near: dict[int, tuple[float, int]] = field(default_factory=dict)

    def pairs_with(self, other: _Group) -> int:
        """The number of pairs of sentences of different articles between two groups."""
        same = sum(size * other.sizes.get(article, 0) for article, size in self.sizes.items())
        return len(self.members) * len(other.members) - same


class _Grouping:
    def __init__(self, possible: Mapping[Pair, float], threshold: float) -> None:
        ends = sorted({end for pair in possible for end in pair})
        number = {end: at for at, end in enumerate(ends)}
        self._groups = {at: _Group([end], {end.article: 1}) for at, end in enumerate(ends)}
        self._threshold = threshold
        self._unused = len(ends)
        # Entries: average, negative; then the groups' numbers, which break ties by article id.
        self._queue: list[tuple[float, int, int]] = []
        for (one, other), probability in possible.items():
            left, right = number[one], number[other]
            self._groups[left].near[right] = self._groups[right].near[left] = (probability, 1)
            if probability >= threshold:
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
        sizes = dict(one.sizes)
        for article, size in other.sizes.items():
            sizes[article] = sizes.get(article, 0) + size
        joined = _Group(one.members + other.members, sizes)
        at = self._unused
        self._unused += 1
        self._groups[at] = joined
        for near in sorted({*one.near, *other.near} & self._groups.keys()):
            sums: Sequence[tuple[float, int]] = (
                one.near.get(near, (0.0, 0)),
                other.near.get(near, (0.0, 0)),
            )
            total, pairs = sums[0][0] + sums[1][0], sums[0][1] + sums[1][1]
            neighbour = self._groups[near]
            joined.near[near] = neighbour.near[at] = (total, pairs)
            if pairs == joined.pairs_with(neighbour) and total / pairs >= self._threshold:
                heappush(self._queue, (-total / pairs, near, at))

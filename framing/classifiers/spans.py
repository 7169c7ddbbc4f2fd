"""From the network's probabilities of tokens to spans of words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from framing.records import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating]
    Integers = NDArray[np.int32]

__all__ = ["Run", "TaggedWords", "cover", "find_runs", "kinds_of", "measure_run", "read_words"]

_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class TaggedWords:
    """The words of a sentence as a token head sees them.

    Attributes:
        starts: offset of each word's first character.
        ends: offset after its last.
        inside: probability that it belongs to a span of any kind.
        begins: probability that it begins one, where it belongs to one.
        kinds: probability of each kind, shape (words, kinds).
        edges: number of each word's first token, and of the token after the last word.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    inside: tuple[float, ...]
    begins: tuple[float, ...]
    kinds: Floats
    edges: tuple[int, ...] = (0,)

    def __len__(self) -> int:
        return len(self.starts)

    def between(self, start: int, end: int) -> range:
        """The words that share a character with the offsets from ``start`` to ``end``."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``first`` to ``last`` (inclusive) that may be one span.

    Attributes:
        first: number of its first word.
        last: number of its last word.
        weakest: the smallest probability of its words to belong to a span.
        spill: the largest probability that the span goes on in a word beside it.
    """

    first: int
    last: int
    weakest: float
    spill: float


def read_words(
    texts: Sequence[str],
    offsets: Sequence[Integers],
    probabilities: Sequence[Floats],
    labels: Sequence[str],
) -> list[TaggedWords]:
    """Gathers the pieces of words: the first tells where a span begins, all tell what it is.

    Args:
        texts: sentences.
        offsets: half-open offsets of the tokens of each.
        probabilities: of each label for each token of each, shape (tokens, labels).
        labels: ``O``, and ``B-`` and ``I-`` with each kind, or ``I-`` alone.
    """
    import numpy as np

    lengths = [len(each) for each in offsets]
    if not sum(lengths):
        none = np.zeros((0, len(kinds_of(labels))), np.float32)
        return [TaggedWords((), (), (), (), none) for _ in texts]
    chances = np.concatenate(probabilities)
    kinds = kinds_of(labels)
    mass = np.zeros((len(chances), len(kinds)), np.float32)
    opening = np.zeros(len(chances), np.float32)
    for column, label in enumerate(labels):
        if label != "O":
            mass[:, kinds.index(label[2:])] += chances[:, column]
        if label.startswith("B-"):
            opening += chances[:, column]
    # The sentences are read in one go, each on a line of its own, which no word crosses.
    shifts = np.repeat(np.cumsum([0, *(len(text) + 1 for text in texts[:-1])]), lengths)
    starts, ends = (np.concatenate(offsets) + shifts[:, None]).T
    firsts = _first_pieces("\n".join(texts), starts, ends)
    edges = np.append(firsts, len(chances))
    whole = np.add.reduceat(mass, firsts, axis=0) / np.diff(edges)[:, None]
    begins = opening[firsts] / np.maximum(mass[firsts].sum(axis=1), _LEAST)
    begun = tuple((starts - shifts)[firsts].tolist())
    ended = tuple((ends - shifts)[edges[1:] - 1].tolist())
    inside, opened = tuple(whole.sum(axis=1).tolist()), tuple(begins.tolist())
    tokens = np.cumsum([0, *lengths])
    words = np.searchsorted(firsts, tokens).tolist()
    return [
        TaggedWords(
            begun[first:last],
            ended[first:last],
            inside[first:last],
            opened[first:last],
            whole[first:last],
            (*(firsts[first:last] - tokens[number]).tolist(), lengths[number]),
        )
        for number, (first, last) in enumerate(pairwise(words))
    ]


def kinds_of(labels: Sequence[str]) -> list[str]:
    """The kinds of spans that the labels of tokens tell apart, in order."""
    return list(dict.fromkeys(label[2:] for label in labels if label != "O"))


def _first_pieces(text: str, starts: Integers, ends: Integers) -> NDArray[np.intp]:
    """The numbers of the tokens that begin a word: no letter or digit stands right before."""
    import numpy as np

    begins = np.ones(len(starts), bool)
    for at in np.flatnonzero(starts[1:] == ends[:-1]).tolist():
        start = starts[at + 1]
        begins[at + 1] = not (text[start - 1].isalnum() and text[start : start + 1].isalnum())
    return np.flatnonzero(begins)


def find_runs(words: TaggedWords, levels: Sequence[float]) -> list[Run]:
    """The runs of words above each level, every run once, by place.

    A run ends where the words fall below the level or a word rather begins a span of its own.
    """
    found: set[tuple[int, int]] = set()
    for level in levels:
        places: list[tuple[int, int]] = []
        for at, chance in enumerate(words.inside):
            if chance < level:
                continue
            if places and places[-1][1] == at - 1 and words.begins[at] < 0.5:
                places[-1] = (places[-1][0], at)
            else:
                places.append((at, at))
        found.update(places)
    return [measure_run(words, *place) for place in sorted(found)]


def measure_run(words: TaggedWords, first: int, last: int) -> Run:
    """The words ``first`` to ``last`` as a run."""
    before = words.inside[first - 1] * (1 - words.begins[first]) if first else 0.0
    after = 0.0
    if last + 1 < len(words):
        after = words.inside[last + 1] * (1 - words.begins[last + 1])
    weakest = min(words.inside[first : last + 1])
    return Run(first, last, weakest, max(before, after))


def cover(offsets: Integers, span: Span) -> tuple[int, int] | None:
    """First and last token that share a character with a span; ``None`` where none does."""
    import numpy as np

    inside = np.flatnonzero((offsets[:, 0] < span.end) & (offsets[:, 1] > span.start))
    return (int(inside[0]), int(inside[-1])) if len(inside) else None

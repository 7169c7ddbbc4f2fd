"""From the network's probabilities of tokens to spans of words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.records import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int32]

__all__ = ["Run", "TaggedWords", "cover", "find_runs", "measure_run", "read_words"]

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
    text: str, offsets: Integers, probabilities: Floats, labels: Sequence[str]
) -> TaggedWords:
    """Gathers the pieces of words: the first tells where a span begins, all tell what it is.

    Args:
        text: the sentence.
        offsets: half-open offsets of its tokens.
        probabilities: of each label for each token, shape (tokens, labels).
        labels: ``O``, and ``B-`` and ``I-`` with each kind, or ``I-`` alone.
    """
    import numpy as np

    kinds = list(dict.fromkeys(label[2:] for label in labels if label != "O"))
    mass = np.zeros((len(probabilities), len(kinds)), np.float32)
    opening = np.zeros(len(probabilities), np.float32)
    for column, label in enumerate(labels):
        if label != "O":
            mass[:, kinds.index(label[2:])] += probabilities[:, column]
        if label.startswith("B-"):
            opening += probabilities[:, column]
    starts, ends, firsts = _group_pieces(text, offsets)
    if not firsts:
        return TaggedWords((), (), (), (), mass)
    counts = np.diff([*firsts, len(offsets)])
    whole = np.add.reduceat(mass, firsts, axis=0) / counts[:, None]
    inside = whole.sum(axis=1)
    begins = opening[firsts] / np.maximum(mass[firsts].sum(axis=1), _LEAST)
    return TaggedWords(
        tuple(starts),
        tuple(ends),
        tuple(inside.tolist()),
        tuple(begins.tolist()),
        whole,
        (*firsts, len(offsets)),
    )


def _group_pieces(text: str, offsets: Integers) -> tuple[list[int], list[int], list[int]]:
    """The words that tokens are pieces of: where each starts, where it ends, its first token."""
    starts: list[int] = []
    ends: list[int] = []
    firsts: list[int] = []
    for number, (start, end) in enumerate(offsets.tolist()):
        joined = bool(ends) and start == ends[-1]
        if joined and text[start - 1].isalnum() and text[start : start + 1].isalnum():
            ends[-1] = end
        else:
            starts.append(start)
            ends.append(end)
            firsts.append(number)
    return starts, ends, firsts


def find_runs(words: TaggedWords, levels: Sequence[float]) -> list[Run]:
    """The runs of words above each level, every run once, by place.

    A run ends where the words fall below the level or a word rather begins a span of its own.
    """
    found: dict[tuple[int, int], Run] = {}
    for level in levels:
        first = -1
        for at in range(len(words) + 1):
            above = at < len(words) and words.inside[at] >= level
            if first >= 0 and not (above and words.begins[at] < 0.5):
                found.setdefault((first, at - 1), measure_run(words, first, at - 1))
                first = -1
            if above and first < 0:
                first = at
    return [found[place] for place in sorted(found)]


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

"""What the network sees around a cue: how likely each word is source, content or neither."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.classifiers.spans import TaggedWords, find_runs, measure_run, read_words
from framing.records import Article, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from framing.model.encoding import Encoding
    from framing.model.reading import HeadReader

    Floats = NDArray[np.float32]

__all__ = ["Proposal", "propose"]

CUE_FROM = 0.15
"""Probability from which on the network's words are looked at as a cue."""
REACH = 150
"""Words on either side of a cue in which its source and its content are looked for."""
_LEAST = 1e-5
_NOTHING, _SOURCE, _CONTENT = range(3)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A possible cue, and what each word of its sentence is to it.

    Attributes:
        sentence: number of the sentence.
        cue: the cue's words.
        chance: the probability that they are a cue.
        seen: whether the network proposed them, or only the rules.
        words: the words in reach, offsets into the article.
        roles: probability that a word is neither, source, or content, shape (words, 3).
        source: the most probable source; ``None`` where there is none.
        content: the most probable content, in pieces; may be empty.
    """

    sentence: int
    cue: Span
    chance: float
    seen: bool
    words: tuple[Span, ...]
    roles: Floats
    source: Span | None
    content: tuple[Span, ...]

    def agreement(self, role: int, spans: Sequence[Span]) -> float:
        """Log-probability that exactly the words of ``spans`` have a role, here in the sentence."""
        chances = self.roles[:, role].tolist()
        agreed = [1 - chance for chance in chances]
        for span in spans:
            first = bisect_right(self.words, span.start, key=lambda word: word.end)
            last = bisect_left(self.words, span.end, key=lambda word: word.start)
            agreed[first:last] = chances[first:last]
        return sum(math.log(max(chance, _LEAST)) for chance in agreed)

    def source_agreement(self, source: Span | None) -> float:
        """Log-probability that exactly these words are the source."""
        return self.agreement(_SOURCE, () if source is None else (source,))

    def content_agreement(self, content: Sequence[Span]) -> float:
        """Log-probability that exactly these words, as far as they stand here, are content."""
        return self.agreement(_CONTENT, content)


def propose(
    article: Article, encoding: Encoding, heads: HeadReader, by_rules: Sequence[Span]
) -> list[Proposal]:
    """Every cue that the network sees, and every one of the rules with what it thinks of that.

    Args:
        article: the article.
        encoding: what the encoder made of its sentences.
        heads: the network's heads.
        by_rules: the cues that the rules see.
    """
    labels = heads.labels("cue")
    tags = heads.tag("cue", encoding.tokens)
    cues: list[_Cue] = []
    left = deque(sorted(by_rules))
    texts = [article.text[each.start : each.end] for each in article.sentences]
    tagged = read_words(texts, encoding.offsets, tags, labels)
    for sentence, words in zip(article.sentences, tagged, strict=True):
        runs = [(run.first, run.last, True) for run in find_runs(words, (CUE_FROM,))]
        taken = {at for first, last, _ in runs for at in range(first, last + 1)}
        while left and left[0].start < sentence.end:
            place = left.popleft()
            start = max(0, place.start - sentence.start)
            inside = words.between(start, max(start, place.end - sentence.start))
            if inside and not taken.intersection(inside):
                runs.append((inside[0], inside[-1], False))
        cues += [_Cue(sentence.index, words, *run) for run in sorted(runs)]
    # Cues of a sentence share it, unless it is so long that each sees another part.
    views = {(cue.sentence, cue.tokens.start, cue.tokens.stop): 0 for cue in cues}
    views = {view: number for number, view in enumerate(views)}
    arguments = heads.find_arguments(
        [encoding.tokens[sentence][start:stop] for sentence, start, stop in views],
        [(views[cue.sentence, cue.tokens.start, cue.tokens.stop], *cue.place) for cue in cues],
    )
    return [_proposal(article, *pair) for pair in zip(cues, arguments, strict=True)]


@dataclass(frozen=True, slots=True)
class _Cue:
    """A possible cue: its sentence, its first and last word, and whether the network saw it."""

    sentence: int
    words: TaggedWords
    first: int
    last: int
    seen: bool

    @property
    def reach(self) -> range:
        """The words that are looked at for source and content."""
        return range(max(0, self.first - REACH), min(len(self.words), self.last + 1 + REACH))

    @property
    def tokens(self) -> slice:
        """The tokens of those words."""
        edges, reach = self.words.edges, self.reach
        return slice(edges[reach.start], edges[reach.stop])

    @property
    def place(self) -> tuple[int, int]:
        """The cue's first and last token among those."""
        edges, low = self.words.edges, self.tokens.start
        return edges[self.first] - low, edges[self.last + 1] - 1 - low


def _proposal(article: Article, cue: _Cue, arguments: Floats) -> Proposal:
    import numpy as np

    words, reach = cue.words, cue.reach
    first, last = cue.first - reach.start, cue.last - reach.start
    sentence = article.sentences[cue.sentence]
    edges = np.array(words.edges[reach.start : reach.stop + 1]) - words.edges[reach.start]
    firsts = edges[:-1]
    chances = np.add.reduceat(np.exp(arguments), firsts, axis=0) / np.diff(edges)[:, None]
    # Where a span begins is told by the first piece of a word.
    opening = np.exp(arguments[firsts])
    for begin, inside in ((1, 2), (3, 4)):
        both = chances[:, begin] + chances[:, inside]
        share = opening[:, begin] / np.maximum(opening[:, begin] + opening[:, inside], _LEAST)
        chances[:, begin], chances[:, inside] = both * share, both * (1 - share)
    chances[first : last + 1] = (1.0, 0.0, 0.0, 0.0, 0.0)
    path = _best_path(np.log(np.maximum(chances, _LEAST)))
    places = tuple(
        Span(start + sentence.start, end + sentence.start)
        for start, end in zip(
            words.starts[reach.start : reach.stop],
            words.ends[reach.start : reach.stop],
            strict=True,
        )
    )
    sources = _spans(path, (1, 2), places)
    roles = np.stack(
        [chances[:, 0], chances[:, 1] + chances[:, 2], chances[:, 3] + chances[:, 4]], axis=1
    )
    return Proposal(
        sentence=cue.sentence,
        cue=Span(places[first].start, places[last].end),
        chance=measure_run(words, cue.first, cue.last).weakest,
        seen=cue.seen,
        words=places,
        roles=roles.astype(np.float32),
        source=max(sources, key=lambda span: _mass(span, places, roles), default=None),
        content=tuple(_spans(path, (3, 4), places)),
    )


def _best_path(scores: Floats) -> list[int]:
    """The most probable labels, where ``I-`` follows only its own kind (Viterbi 1967)."""
    import numpy as np

    never = -1e4
    steps = np.zeros((5, 5))
    for inside, begin in ((2, 1), (4, 3)):
        steps[:, inside] = never
        steps[begin, inside] = steps[inside, inside] = 0.0
    likeliest = scores.argmax(axis=1)
    if not steps[np.append(0, likeliest[:-1]), likeliest].any():
        return [int(label) for label in likeliest]
    total = scores[0] + steps[0]
    back = []
    for row in scores[1:]:
        options = total[:, None] + steps
        back.append(options.argmax(axis=0))
        total = options.max(axis=0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def _spans(path: Sequence[int], kinds: tuple[int, int], places: Sequence[Span]) -> list[Span]:
    """The runs of one kind."""
    made: list[Span] = []
    before = -1
    for at, label in enumerate(path):
        if label in kinds:
            if before in kinds and label == kinds[1]:
                made[-1] = Span(made[-1].start, places[at].end)
            else:
                made.append(places[at])
        before = label
    return made


def _mass(span: Span, places: Sequence[Span], roles: NDArray[np.floating]) -> float:
    inside = [at for at, place in enumerate(places) if span.contains(place)]
    return float(roles[inside, _SOURCE].sum())

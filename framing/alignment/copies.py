"""Text that outlets share word for word: agency copy, or a statement that both have copied.

A telling that was copied is no second witness, so a fact counts it once. Only words outside
quotation marks are compared: two reporters who quote one speaker write the same words and have
each heard them. How long a run must be was chosen on the story clusters of the corpora: of 297
pairs of articles on different events none shares a run of eight words; articles on the same event
share runs of eight and nine words that are offices, charges and names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from framing.articles.agencies import agency_in
from framing.records import Article, Passage, SentenceRef, SharedPassage, SharedText

__all__ = ["find_shared_texts"]

WORD = re.compile(r"\w+(?:['’]\w+)?")
RUN = 10
"""Words in a row, outside quotation marks, that are no coincidence."""
SAME_COPY = 0.7
"""Share of the shorter sentence that runs must cover for two sentences to be the same copy."""
STARTS = 4
"""Places of the other article that are tried for a run: enough for text that is not made up."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of an article without its captions.

    Attributes:
        article: the article.
        words: the words, in lower case; ``None`` for a quoted word, which equals no other.
        spans: where each stands.
        sentences: the number of each one's sentence.
        lengths: sentence number to its words outside quotation marks.
        starts: a run of :data:`RUN` words to its first places.
    """

    article: Article
    words: tuple[str | None, ...]
    spans: tuple[tuple[int, int], ...]
    sentences: tuple[int, ...]
    lengths: Counter[int]
    starts: Mapping[tuple[str | None, ...], Sequence[int]]


def find_shared_texts(articles: Sequence[Article]) -> tuple[SharedText, ...]:
    """The text that each two articles of different outlets share.

    Runs of at least ten words outside quotation marks count. The result does not depend on the
    order of the articles, but for which side is left.
    """
    place = {article.id: at for at, article in enumerate(articles)}
    read = [_read(article) for article in sorted(articles, key=lambda each: each.id)]
    made = []
    for one, other in combinations(read, 2):
        if (one.article.outlet or one.article.id) == (other.article.outlet or other.article.id):
            continue
        runs = _runs(one, other)
        if not runs:
            continue
        if place[one.article.id] > place[other.article.id]:
            one, other = other, one
            runs = sorted((there, here, length) for here, there, length in runs)
        made.append(_shared(one, other, runs))
    return tuple(sorted(made, key=lambda each: (place[each.left], place[each.right])))


def _read(article: Article) -> _Words:
    words: list[str | None] = []
    spans: list[tuple[int, int]] = []
    sentences: list[int] = []
    lengths: Counter[int] = Counter()
    quotations = iter(article.quotations)
    quotation = next(quotations, None)
    for sentence in article.sentences:
        if sentence.zone == "caption":
            continue
        for found in WORD.finditer(article.text, sentence.start, sentence.end):
            while quotation is not None and quotation.end <= found.start():
                quotation = next(quotations, None)
            quoted = quotation is not None and quotation.start <= found.start()
            words.append(None if quoted else found.group().lower().replace("’", "'"))
            spans.append(found.span())
            sentences.append(sentence.index)
            lengths[sentence.index] += not quoted
    starts: dict[tuple[str | None, ...], list[int]] = {}
    for at in range(len(words) - RUN + 1):
        run = tuple(words[at : at + RUN])
        if None not in run and len(known := starts.setdefault(run, [])) < STARTS:
            known.append(at)
    return _Words(article, tuple(words), tuple(spans), tuple(sentences), lengths, starts)


def _runs(one: _Words, other: _Words) -> list[tuple[int, int, int]]:
    """Runs that both have, the longest at each place: where they begin, and how many words."""
    runs = []
    at = 0
    while at <= len(one.words) - RUN:
        here = other.starts.get(one.words[at : at + RUN], ())
        length, to = max(((_length(one, other, at, to), -to) for to in here), default=(1, 0))
        if here:
            runs.append((at, -to, length))
        at += length
    return runs


def _length(one: _Words, other: _Words, at: int, to: int) -> int:
    """How many words the two have in common from two places on."""
    length = RUN
    longest = min(len(one.words) - at, len(other.words) - to)
    while length < longest and one.words[at + length] == other.words[to + length] is not None:
        length += 1
    return length


def _shared(one: _Words, other: _Words, runs: Sequence[tuple[int, int, int]]) -> SharedText:
    common: Counter[tuple[int, int]] = Counter()
    held: tuple[set[int], set[int]] = set(), set()
    passages = []
    for here, there, length in runs:
        common.update(
            (one.sentences[here + step], other.sentences[there + step]) for step in range(length)
        )
        held[0].update(range(here, here + length))
        held[1].update(range(there, there + length))
        passages.append(SharedPassage(_passage(one, here, length), _passage(other, there, length)))
    same = sorted(
        (left, right)
        for (left, right), words in common.items()
        if words >= SAME_COPY * min(one.lengths[left], other.lengths[right])
    )
    totals = sum(one.lengths.values()), sum(other.lengths.values())
    share = max(len(each) / total for each, total in zip(held, totals, strict=True))
    return SharedText(
        left=one.article.id,
        right=other.article.id,
        passages=tuple(passages),
        sentences=tuple(
            (SentenceRef(one.article.id, left), SentenceRef(other.article.id, right))
            for left, right in same
        ),
        share=round(share, 4),
        agency=_agency(one.article, other.article),
    )


def _passage(words: _Words, at: int, length: int) -> Passage:
    return Passage(words.article.id, words.spans[at][0], words.spans[at + length - 1][1])


def _agency(one: Article, other: Article) -> str | None:
    """The agency that both credit, or else one does: the agency's own article, if it is one."""
    named = [
        sorted({each for each in (article.credit, agency_in(article.outlet)) if each})
        for article in (one, other)
    ]
    both = [each for each in named[0] if each in named[1]]
    return next(iter(both or sorted(named[0] + named[1])), None)

"""One sentence with everything that is known of it: what every comparison of two tellings reads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from framing.alignment.dates import DateMention, find_dates, published_day
from framing.alignment.differences.words import Word, around, shared_span, words_of
from framing.records import (
    Annotation,
    Article,
    Difference,
    DifferenceKind,
    Passage,
    Sentence,
    SentenceRef,
    Span,
)

__all__ = ["Side", "Telling", "contrast", "core", "dates_by", "dates_of", "tell"]

# An annotation that began further back than this no longer counts for a sentence.
REACH = 4000
# "The previous day" counts from a date up to this many sentences back.
SENTENCES_BACK = 2
# A date within so many words of a figure says when it was counted.
DATE_REACH = 4


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of an article, its words and its annotations.

    Attributes:
        article: the article.
        sentence: the sentence.
        words: its words, with offsets into the article's text.
        first: stem of each content word to the first word that has it.
        annotations: the annotations that overlap it, in order of offset.
        published: the day the article was published, or ``None``.
    """

    article: Article
    sentence: Sentence
    words: tuple[Word, ...]
    first: Mapping[str, Word]
    annotations: tuple[Annotation, ...]
    published: date | None

    @property
    def span(self) -> Span:
        """Where the sentence stands."""
        return self.sentence.span

    @property
    def stems(self) -> Set[str]:
        """The stems of its content words."""
        return self.first.keys()

    def mirror(self, word: Word) -> Word | None:
        """The first word here with the stem of another telling's word; a name mirrors nothing."""
        return None if word.capital or not word.stem else self.first.get(word.stem)

    @property
    def content(self) -> tuple[Word, ...]:
        """The content words."""
        return tuple(word for word in self.words if word.stem)

    def of(self, task: str) -> tuple[Annotation, ...]:
        """The annotations of one task."""
        return tuple(found for found in self.annotations if found.task == task)

    def text(self, start: int, end: int) -> str:
        """The characters between two offsets, on one line."""
        return " ".join(self.article.text[start:end].split())


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a difference: where it stands and what it says, as "One ..., the other ..."."""

    telling: Telling
    start: int
    end: int
    says: str

    @property
    def passage(self) -> Passage:
        """The passage that a reader checks."""
        return Passage(self.telling.article.id, self.start, self.end)


def tell(
    ref: SentenceRef,
    articles: Mapping[str, Article],
    annotations: Mapping[str, Sequence[Annotation]],
) -> Telling:
    """The sentence that ``ref`` names.

    Raises:
        KeyError: if there is no such article.
        IndexError: if it has no such sentence.
    """
    article = articles[ref.article]
    sentence = article.sentences[ref.sentence]
    words = words_of(article.text, sentence.start, sentence.end)
    made = annotations.get(ref.article, ())
    first = bisect_left(made, sentence.start - REACH, key=lambda found: found.start)
    after = bisect_left(made, sentence.end, key=lambda found: found.start)
    return Telling(
        article,
        sentence,
        words,
        MappingProxyType({word.stem: word for word in reversed(words) if word.stem}),
        tuple(found for found in made[first:after] if found.end > sentence.start),
        published_day(article.published),
    )


def contrast(
    kind: DifferenceKind, left: Side, right: Side, *, conflict: bool = False
) -> Difference:
    """The difference between two sides, with the sentence a reader can check."""
    detail = f"One {left.says}, the other {right.says}."
    return Difference(kind, conflict, left.passage, right.passage, detail)


def core(telling: Telling, stems: Set[str]) -> tuple[int, int]:
    """The part of the sentence that speaks of ``stems``; all of it where none of it does."""
    return shared_span(telling.words, stems) or (telling.sentence.start, telling.sentence.end)


def dates_of(telling: Telling) -> tuple[DateMention, ...]:
    """The dates that a sentence states, read against those of the sentences before it."""
    first = telling.article.sentences[max(0, telling.sentence.index - SENTENCES_BACK)]
    found = find_dates(telling.article.text, telling.published, first.start, telling.sentence.end)
    return tuple(mention for mention in found if mention.start >= telling.sentence.start)


def dates_by(telling: Telling, start: int, end: int) -> tuple[DateMention, ...]:
    """The dates within a few words of a passage."""
    words = around(telling.words, start, end, DATE_REACH)
    if not words:
        return ()
    first, last = words[0].start, words[-1].end
    return tuple(each for each in dates_of(telling) if first <= each.start < last)

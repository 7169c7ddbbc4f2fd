"""An article: its text, and where its sentences and quotations are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from framing.records.spans import Span

__all__ = ["Article", "Quotation", "Removed", "Sentence", "Zone", "quoted_share"]

Zone = Literal["headline", "lead", "body", "caption"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article.

    Attributes:
        index: its number in the article, from 0; the headline, where there is one, is 0.
        start: offset of its first character in :attr:`Article.text`.
        end: offset after its last character.
        zone: ``headline``, ``lead`` (the first paragraph of the body), ``body`` or ``caption``.
        paragraph: number of its paragraph in the article, from 0; the headline is one.
    """

    index: int
    start: int
    end: int
    zone: Zone = "body"
    paragraph: int = 0

    @property
    def span(self) -> Span:
        """Where the sentence stands in the article."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage between quotation marks, marks included, inside one paragraph.

    Attributes:
        start: offset of the opening mark, or of the paragraph when the mark is missing.
        end: offset after the closing mark, or of the paragraph's end when it is missing.
        closed: whether a closing mark was found.
        continues: whether this is the reopened continuation of the quotation before it
            (the convention by which a speech of several paragraphs reopens at each one).
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False

    @property
    def span(self) -> Span:
        """Where the quotation stands in the article."""
        return Span(self.start, self.end)


def quoted_share(span: Span, quotations: Sequence[Quotation]) -> float:
    """The share of a span's characters inside quotations, which are in order, without overlap."""
    at = bisect_right(quotations, span.start, key=lambda quotation: quotation.end)
    inside = 0
    for quotation in islice(quotations, at, None):
        if quotation.start >= span.end:
            break
        inside += min(span.end, quotation.end) - max(span.start, quotation.start)
    return inside / max(1, len(span))


@dataclass(frozen=True, slots=True)
class Removed:
    """Text that was taken out of an article on reading, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One outlet's telling of an event.

    Attributes:
        id: stable id: the one given in the input, else a digest of outlet and text.
        outlet: who published it.
        title: the headline, as it stands at the start of ``text``; empty when there is none.
        text: the normalised text (NFC, ``\\n`` newlines, no zero-width characters), without page
            furniture; it starts with the headline.
        sentences: the sentences in order; together they cover everything but white space.
        quotations: the quoted passages in order, without overlap.
        removed: what cleaning took out.
        published: ISO 8601 date or date-time, or ``None``.
        url: where it was published, or ``None``.
        byline: the author line, without "By", or ``None``.
        credit: the agency a credit line names ("Reuters", "Yonhap"), or ``None``.
        dateline: the span of "SEOUL, South Korea (AP) —" at the start of the body, or ``None``.
        warnings: plain sentences about anything uncertain in how the article was read, and in a
            comparison on whether it is about the event of the others.
    """

    id: str
    outlet: str
    title: str
    text: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...] = ()
    removed: tuple[Removed, ...] = ()
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    credit: str | None = None
    dateline: Span | None = None
    warnings: tuple[str, ...] = ()

    def sentence_text(self, index: int) -> str:
        """The characters of sentence ``index``."""
        sentence = self.sentences[index]
        return self.text[sentence.start : sentence.end]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers ``offset``, or the last one before it; ``None`` before all."""
        at = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[at] if at >= 0 else None

    def is_quoted(self, span: Span) -> bool:
        """Whether more than half of ``span`` lies inside quotation marks."""
        return quoted_share(span, self.quotations) > 0.5

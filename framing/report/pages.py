"""The articles as a report shows them, and the ways to the characters that it speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from framing.report.marks import Segment

__all__ = ["ArticleView", "Note", "Paragraph", "Quote", "Ref", "SentenceView", "Words"]


@dataclass(frozen=True, slots=True)
class Ref:
    """A sentence that the reader can go to.

    Attributes:
        article: number of the article, from 0.
        sentence: number of the sentence.
        place: where it stands, in words.
        start: offset of the characters meant.
        end: offset after them.
        zone: ``headline``, ``lead``, ``body`` or ``caption``.
        paragraph: number of its paragraph in the body, from 1.
        whole: whether all of the sentence is meant.
    """

    article: int
    sentence: int
    place: str
    start: int
    end: int
    zone: str = "body"
    paragraph: int = 0
    whole: bool = True

    @property
    def anchor(self) -> str:
        """Id of the sentence in the full text."""
        return sentence_anchor(self.article, self.sentence)

    @property
    def short(self) -> str:
        """Where it stands, in a word: ``headline``, ``lead``, ``caption`` or ``paragraph 7``."""
        return self.zone if self.zone != "body" else f"paragraph {self.paragraph}"


def sentence_anchor(article: int, sentence: int) -> str:
    """Id of a sentence in the full texts: articles from 1, sentences as in the records."""
    return f"a{article + 1}-s{sentence}"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a note; with ``ref`` they lead to the characters that they are about."""

    text: str
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a sentence: what it is about, and what it says in pieces."""

    name: str
    pieces: tuple[Words, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage with the words around it.

    Attributes:
        ref: where it stands.
        before: words of the same sentence before it.
        passage: the passage.
        after: words of the same sentence after it.
        stands_out: whether it is a part of its sentence that is worth marking in it.
        voice: whose voice it is in, in words; empty where it is in several.
    """

    ref: Ref
    before: str
    passage: str
    after: str
    stands_out: bool = True
    voice: str = ""


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence in the full text; ``gap`` is the white space after it, ``facts`` what it tells."""

    ref: Ref
    segments: tuple[Segment, ...]
    gap: str
    facts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the full text, with its zone and whatever stands before its first sentence."""

    zone: str
    sentences: tuple[SentenceView, ...]
    opening: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as the report introduces and prints it.

    Attributes:
        index: its number, from 0.
        letter: its short name.
        outlet: who published it; distinct within the report.
        headline: its headline, or its first words when it has none.
        date: when it was published, in words; empty when unknown.
        words: how many words its lead and body have.
        url: where it was published, when that may be linked.
        byline: who wrote it; empty when unknown.
        credit: the agency it credits; empty when none.
        paragraphs: the full text.
        removed: what reading took out: the text and the reason.
        warnings: what was uncertain in reading it.
    """

    index: int
    letter: str
    outlet: str
    headline: str
    date: str
    words: int
    url: str | None
    byline: str
    credit: str
    paragraphs: tuple[Paragraph, ...]
    removed: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()

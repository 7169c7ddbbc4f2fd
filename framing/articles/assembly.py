"""From a title and a body to an :class:`~framing.records.Article` with fixed offsets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framing.articles.normalisation import has_control_characters, normalise
from framing.articles.segmentation import find_quotations, split_sentences
from framing.errors import InputError
from framing.records import Article, Sentence, Span, Zone

__all__ = ["article_from_sentences", "make_article"]

_ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph to be laid out: its text, its sentences' offsets into it, and its zone."""

    text: str
    sentences: tuple[Span, ...]
    zone: Zone


@dataclass(frozen=True, slots=True)
class _Layout:
    """An article's text with its sentences."""

    text: str
    sentences: tuple[Sentence, ...]


def make_article(
    title: str,
    text: str,
    *,
    outlet: str = "",
    id: str | None = None,
    published: str | None = None,
    url: str | None = None,
    byline: str | None = None,
) -> Article:
    """An article from its headline and its text, normalised, cleaned and segmented.

    Args:
        title: the headline; may be empty.
        text: the body; a line break ends a paragraph.
        outlet: who published it; when empty, the agency that a credit line names.
        id: its id; a digest of outlet and text when ``None``.
        published: date, in any form that can be parsed.
        url: where it was published.
        byline: the author line.

    Raises:
        InputError: if there is no text.
    """
    title = _one_line(title)
    paragraphs = [_split(line) for line in normalise(text).split("\n") if line.strip()]
    layout = _lay_out(title, paragraphs)
    warnings = []
    if has_control_characters(text):
        warnings.append("control characters in the text are shown as their pictures")
    return Article(
        id=id or _digest(outlet, layout.text),
        outlet=outlet,
        title=title,
        text=layout.text,
        sentences=layout.sentences,
        quotations=find_quotations(layout.text),
        published=published,
        url=url,
        byline=byline,
        warnings=tuple(warnings),
    )


def article_from_sentences(
    title: str,
    paragraphs: Sequence[Sequence[str]],
    *,
    id: str,
    outlet: str = "",
    published: str | None = None,
    url: str | None = None,
) -> Article:
    """An article whose sentence boundaries are given, as annotated corpora give them.

    The sentences are normalised and put on one line each; nothing is cleaned away. Sentence 0 is
    the headline when ``title`` is not empty, so that sentence ``n`` of the body is ``n + 1``.

    Raises:
        InputError: if a sentence is empty, other than at the end of the article.
    """
    kept = [[_one_line(sentence) for sentence in paragraph] for paragraph in paragraphs]
    while kept and not (kept[-1] and kept[-1][-1]):
        if kept[-1]:
            kept[-1].pop()
        else:
            kept.pop()
    flat = [sentence for paragraph in kept for sentence in paragraph]
    if "" in flat:
        raise InputError(f"article {id}: sentence {flat.index('')} is empty; leave it out")
    laid = [_join(paragraph) for paragraph in kept if paragraph]
    layout = _lay_out(_one_line(title), laid)
    return Article(
        id=id,
        outlet=outlet,
        title=_one_line(title),
        text=layout.text,
        sentences=layout.sentences,
        quotations=find_quotations(layout.text),
        published=published,
        url=url,
    )


def _one_line(text: str) -> str:
    return " ".join(normalise(text).split())


def _split(line: str, zone: Zone = "body") -> _Paragraph:
    line = " ".join(line.split())
    return _Paragraph(line, tuple(split_sentences(line)), zone)


def _join(sentences: Sequence[str]) -> _Paragraph:
    spans = []
    start = 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return _Paragraph(" ".join(sentences), tuple(spans), "body")


def _lay_out(title: str, paragraphs: Iterable[_Paragraph]) -> _Layout:
    """Puts headline and paragraphs into one text, an empty line between, and numbers sentences."""
    pieces: list[str] = []
    sentences: list[Sentence] = []
    start = 0
    if title:
        pieces.append(title)
        sentences.append(Sentence(0, 0, len(title), "headline", 0))
        start = len(title) + 2
    lead_seen = False
    for paragraph in paragraphs:
        zone = paragraph.zone
        if zone == "body" and not lead_seen:
            zone, lead_seen = "lead", True
        for span in paragraph.sentences:
            sentences.append(
                Sentence(len(sentences), start + span.start, start + span.end, zone, len(pieces))
            )
        pieces.append(paragraph.text)
        start += len(paragraph.text) + 2
    return _Layout("\n\n".join(pieces), tuple(sentences))


def _digest(outlet: str, text: str) -> str:
    return hashlib.sha256(f"{outlet}\0{text}".encode()).hexdigest()[:_ID_LENGTH]

"""From a title and a body to an :class:`~framing.records.Article` with fixed offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from framing.articles.agencies import DATELINE, agency_in
from framing.articles.cleaning import clean
from framing.articles.dates import read_date
from framing.articles.lines import paragraphs_of
from framing.articles.normalisation import has_control_characters, normalise
from framing.articles.plain import digest_of
from framing.articles.segmentation import find_quotations, split_sentences
from framing.errors import InputError
from framing.records import Article, Removed, Sentence, Span, Zone

__all__ = ["Draft", "article_from_sentences", "assemble", "make_article"]

_DATELINE_PARAGRAPHS = 3  # a summary may stand before the paragraph with the dateline
_DATELINE_REACH = 150
_WORD = re.compile(r"[^\W\d_]+")
_COMMONEST = frozenset(
    [
        "the",
        "a",
        "of",
        "and",
        "to",
        "in",
        "is",
        "was",
        "for",
        "on",
        "that",
        "with",
        "said",
        "he",
        "it",
        "as",
    ]
)
_FEWEST_LETTERS = 300  # below that nothing is said of the language
_BY = re.compile(r"^by\b:?\s*", re.IGNORECASE)
_TITLE_TAIL = re.compile(r"\s+[-–—|»:]{1,2}\s+([^|»–—]{2,60})$")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file gives it, before normalisation.

    Attributes:
        title: the headline.
        text: the body.
        outlet: who published it; empty when the file does not say.
        id: the id that the file gives, or ``None``.
        published: the date as the file writes it, or ``None``.
        url: where it was published, or ``None``.
        byline: the author line, or ``None``.
        captions: texts that the page marks as captions.
        warnings: what was uncertain about reading it.
    """

    title: str
    text: str
    outlet: str = ""
    id: str | None = None
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    captions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
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
        outlet: who published it; when empty, the agency that a credit line or the dateline names.
        id: its id; a digest of outlet and text when ``None``.
        published: date, in any form that can be parsed.
        url: where it was published.
        byline: the author line.

    Raises:
        InputError: if there is no text, or nothing but page furniture.
    """
    return assemble(Draft(title, text, outlet, id, published, url, byline))


def assemble(draft: Draft, fallback_outlet: str = "") -> Article:
    """The article of a draft: normalised, cleaned and segmented.

    Args:
        draft: what the file gave.
        fallback_outlet: the outlet when neither the file nor a credit in the text names one.

    Raises:
        InputError: if there is no text, or nothing but page furniture.
    """
    title = _one_line(draft.title)
    captions = [_one_line(caption) for caption in draft.captions]
    cleaned = clean(title, paragraphs_of(normalise(draft.text)), [one for one in captions if one])
    if not cleaned.paragraphs:
        found = "nothing but page furniture" if cleaned.removed else "no text"
        raise InputError(f"the article {title[:60]!r} holds {found}; give its text too")
    only_captions = all(paragraph.zone == "caption" for paragraph in cleaned.paragraphs)
    credit = cleaned.credit or _dateline_agency([one.text for one in cleaned.paragraphs])
    outlet = _one_line(draft.outlet) or credit or fallback_outlet
    removed = list(cleaned.removed)
    tail = _outlet_in_title(title, outlet)
    if tail:
        removed.insert(0, Removed(title[-tail:].strip(), "outlet's name in the headline"))
        title = title[:-tail].rstrip()
    layout = _lay_out(
        title,
        [
            _Block(
                paragraph.text,
                tuple(split_sentences(paragraph.text)),
                "body" if only_captions else paragraph.zone,
            )
            for paragraph in cleaned.paragraphs
        ],
    )
    date = read_date(draft.published or cleaned.published)
    warnings = [*draft.warnings, *([date.warning] if date.warning else [])]
    if only_captions:
        warnings.append("the page holds captions only; they were read as the article's text")
    if has_control_characters(draft.title + draft.text):
        warnings.append("control characters in the text are shown as visible signs")
    if not _looks_english(layout.text):
        warnings.append("the text does not look like English; scores hold for English news only")
    return Article(
        id=_one_line(draft.id or "") or digest_of(outlet, layout.text),
        outlet=outlet,
        title=title,
        text=layout.text,
        sentences=layout.sentences,
        quotations=find_quotations(layout.text),
        removed=tuple(removed),
        published=date.iso,
        url=_one_line(draft.url or "") or None,
        byline=_BY.sub("", _one_line(draft.byline or "")) or cleaned.byline,
        credit=credit,
        dateline=_dateline_span(layout),
        warnings=tuple(warnings),
    )


def _looks_english(text: str) -> bool:
    """Whether one word in ten is among the commonest of English; short texts pass."""
    words = _WORD.findall(text.lower())
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return True
    return 10 * sum(word in _COMMONEST for word in words) >= len(words)


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
        InputError: if there is no sentence, or one is empty, other than at the article's end.
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
    title = _one_line(title)
    if not title and not flat:
        raise InputError(f"article {id}: has no sentence; give at least one")
    layout = _lay_out(title, [_join(paragraph) for paragraph in kept if paragraph])
    date = read_date(published)
    return Article(
        id=id,
        outlet=outlet,
        title=title,
        text=layout.text,
        sentences=layout.sentences,
        quotations=find_quotations(layout.text),
        published=date.iso,
        url=url,
        dateline=_dateline_span(layout),
        warnings=(date.warning,) if date.warning else (),
    )


def _one_line(text: str) -> str:
    return " ".join(normalise(text).split())


def _join(sentences: Sequence[str]) -> _Block:
    spans = []
    start = 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return _Block(" ".join(sentences), tuple(spans), "body")


def _lay_out(title: str, blocks: Sequence[_Block]) -> _Layout:
    """Puts headline and paragraphs into one text, an empty line between, and numbers sentences."""
    pieces: list[str] = []
    sentences: list[Sentence] = []
    start = 0
    if title:
        pieces.append(title)
        sentences.append(Sentence(0, 0, len(title), "headline", 0))
        start = len(title) + 2
    lead_seen = False
    for block in blocks:
        zone = block.zone
        if zone == "body" and not lead_seen:
            zone, lead_seen = "lead", True
        for span in block.sentences:
            at = span.shifted(start)
            sentences.append(Sentence(len(sentences), at.start, at.end, zone, len(pieces)))
        pieces.append(block.text)
        start += len(block.text) + 2
    return _Layout("\n\n".join(pieces), tuple(sentences))


def _dateline_span(layout: _Layout) -> Span | None:
    """The dateline at the head of one of the first paragraphs."""
    paragraph = 0
    looked_at = 0
    for sentence in layout.sentences:
        if sentence.zone not in ("lead", "body") or sentence.paragraph == paragraph:
            continue
        paragraph = sentence.paragraph
        looked_at += 1
        if looked_at > _DATELINE_PARAGRAPHS:
            return None
        found = DATELINE.match(layout.text[sentence.start : sentence.start + _DATELINE_REACH])
        if found:
            return Span(sentence.start, sentence.start + len(found.group().rstrip()))
    return None


def _dateline_agency(paragraphs: Sequence[str]) -> str | None:
    for text in paragraphs[:_DATELINE_PARAGRAPHS]:
        found = DATELINE.match(text[:_DATELINE_REACH])
        agencies = [agency_in(group) for group in found.groups() if group] if found else []
        if agencies:
            return agencies[0]
    return None


def _outlet_in_title(title: str, outlet: str) -> int:
    """Length of an outlet's name behind a headline (" - WSMV Channel 4", " | Harbour Post")."""
    found = _TITLE_TAIL.search(title)
    if found is None or not outlet:
        return 0
    tail = found.group(1).casefold()
    name = outlet.casefold().removeprefix("the ").removeprefix("www.")
    core = name.split(".")[0] if "." in name and " " not in name else name
    same = tail in (name, core) or tail.removeprefix("the ") == name
    if same or (len(core) >= 3 and core in tail.split()):
        return len(found.group())
    return 0

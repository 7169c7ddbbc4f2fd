"""What the network learns from: sentences of the corpora with what is known of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from framing.articles.quotations import find_quotations
from framing.corpora import (
    FactualityEvent,
    GoldAttribution,
    PolnearDocument,
    UncertaintyDocument,
    holdout,
    read_babe,
    read_factuality,
    read_newsmtsc,
    read_polnear,
    read_szeged,
)
from framing.corpora.newsmtsc import NewsmtscSplit
from framing.corpora.silver_entities import silver_entities
from framing.records import Span

__all__ = ["CORPORA", "Argued", "Example", "Judged", "Tagged", "read_examples"]

Part = Literal["train", "development"]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span with its label, for one of the token heads."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Argued:
    """An attribution cue with its source and content, as far as they stand in the sentence."""

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A target with the sentiment toward it."""

    target: Span
    label: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, and what is known of it; what is absent is not learned from.

    Attributes:
        corpus: which corpus it comes from; each is a key of :data:`CORPORA`.
        document: the document it comes from.
        text: the sentence.
        quoted: what stands in quotation marks, also where they open in an earlier sentence.
        tags: head to the spans it should find here; a head that is absent learns nothing.
        sentence: question to its answer, 0 or 1.
        attributions: the cues with their arguments; learned only where ``tags`` has ``cue``.
        targets: the targets.
        events: the events.
    """

    corpus: str
    document: str
    text: str
    quoted: tuple[Span, ...] = ()
    tags: Mapping[str, tuple[Tagged, ...]] = field(default_factory=dict)
    sentence: Mapping[str, float] = field(default_factory=dict)
    attributions: tuple[Argued, ...] = ()
    targets: tuple[Judged, ...] = ()
    events: tuple[FactualityEvent, ...] = ()


def _quoted(text: str) -> tuple[Span, ...]:
    return tuple(Span(each.start, each.end) for each in find_quotations(text))


def _polnear(data: Path, part: Part) -> Iterator[Example]:
    for document in read_polnear(data, "train" if part == "train" else "dev"):
        yield from polnear_examples(document)


def polnear_examples(document: PolnearDocument) -> Iterator[Example]:
    """The sentences of one document, each with the attributions whose cue begins in it."""
    article = document.to_article()
    starts = [sentence.start for sentence in article.sentences]
    attributions: dict[int, list[GoldAttribution]] = {}
    for gold in document.attributions:
        attributions.setdefault(bisect_right(starts, gold.cue[0].start) - 1, []).append(gold)
    entities: dict[int, list[tuple[Span, str]]] = {}
    for name in silver_entities(document):
        at = bisect_right(starts, name.span.start) - 1
        entities.setdefault(at, []).append((name.span, name.label))
    for number, sentence in enumerate(article.sentences):
        place = Span(sentence.start, sentence.end)

        def here(spans: Sequence[Span], place: Span = place) -> tuple[Span, ...]:
            return tuple(made for span in spans if (made := _clip(span, place)) is not None)

        argued = []
        for gold in attributions.get(number, ()):
            cues = here(gold.cue)
            if cues:
                # A cue in two pieces ("put ... off") is known by its longest.
                cue = max(cues, key=len)
                argued.append(Argued(cue, here(gold.source), here(gold.content)))
        named = [
            Tagged(clipped, label)
            for span, label in entities.get(number, ())
            if (clipped := _clip(span, place)) is not None
        ]
        tags = {"cue": tuple(Tagged(each.cue, "cue") for each in argued)}
        if document.silver_sentences:
            tags["entity"] = tuple(named)
        yield Example(
            "polnear",
            document.id,
            article.text[sentence.start : sentence.end],
            here([Span(each.start, each.end) for each in article.quotations]),
            tags=tags,
            attributions=tuple(argued),
        )


def _clip(span: Span, place: Span) -> Span | None:
    """The part of ``span`` inside ``place``, counted from where that begins."""
    start, end = max(span.start, place.start), min(span.end, place.end)
    return Span(start - place.start, end - place.start) if start < end else None


def _szeged(documents: Sequence[UncertaintyDocument], corpus: str, part: Part) -> Iterator[Example]:
    for document in documents:
        if holdout(document.id) != (part == "development"):
            continue
        for sentence in document.sentences:
            yield Example(
                corpus,
                document.id,
                sentence.text,
                _quoted(sentence.text),
                tags={"hedge": tuple(Tagged(cue.span, cue.label) for cue in sentence.cues)},
                sentence={"hedged": float(bool(sentence.cues))},
            )


def _news(data: Path, part: Part) -> Iterator[Example]:
    return _szeged(read_szeged(data, "factbank-train"), "factbank", part)


def _wiki(data: Path, part: Part) -> Iterator[Example]:
    return _szeged(read_szeged(data, "wiki"), "wiki", part)


def _factuality(data: Path, part: Part) -> Iterator[Example]:
    for sentence in read_factuality(data, "train" if part == "train" else "dev"):
        yield Example(
            "factuality", sentence.id, sentence.text, _quoted(sentence.text), events=sentence.events
        )


def _newsmtsc(data: Path, part: Part) -> Iterator[Example]:
    together: dict[tuple[str, str], list[Judged]] = {}
    splits: tuple[NewsmtscSplit, ...] = ("rw-validation", "mt-validation")
    for each in chain.from_iterable(
        read_newsmtsc(data, split) for split in (("train",) if part == "train" else splits)
    ):
        judged = Judged(each.target, each.label)
        together.setdefault((each.document, each.text), []).append(judged)
    for (document, text), targets in together.items():
        yield Example("newsmtsc", document, text, _quoted(text), targets=tuple(targets))


def _babe(data: Path, part: Part) -> Iterator[Example]:
    for each in read_babe(data):
        if holdout(each.document) != (part == "development") or each.label is None:
            continue
        words = tuple(Tagged(span, "loaded") for span in each.marked)
        yield Example(
            "babe",
            each.document,
            each.text,
            _quoted(each.text),
            tags={"loaded": words},
            sentence={"loaded": float(each.label == "loaded")},
        )


CORPORA: Mapping[str, Callable[[Path, Part], Iterator[Example]]] = MappingProxyType(
    {
        "polnear": _polnear,
        "factbank": _news,
        "wiki": _wiki,
        "factuality": _factuality,
        "newsmtsc": _newsmtsc,
        "babe": _babe,
    }
)
"""Corpus to its examples; fitting sees the part ``train`` alone."""


def read_examples(data: Path, corpora: Sequence[str], part: Part = "train") -> list[Example]:
    """The examples of some corpora, in order.

    Args:
        data: folder of the corpora.
        corpora: keys of :data:`CORPORA`.
        part: ``train``, or ``development``: what :func:`~framing.corpora.holdout` keeps back, or
            the corpus's own development split.

    Raises:
        InputError: if a corpus is not in ``data``.
    """
    return [example for name in corpora for example in CORPORA[name](data, part)]

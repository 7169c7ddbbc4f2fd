"""How one sentence tells what it tells: whose word it is, how certain, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from framing.records import Annotation
from framing.report.escaping import shorten
from framing.report.pages import Note, Ref, Words
from framing.report.sheets import Sheet
from framing.report.sources import OWN_VOICE
from framing.report.wording import listed

__all__ = ["Cell", "cell", "notes"]

_SOURCES = 2
_NAME = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """That an article tells a fact, where and how, in a few words.

    Attributes:
        places: where it tells it, one place a paragraph.
        certainty: ``flat``, ``hedged``, or ``partly hedged`` where only some of it is.
        asserted: whether any of it stands in the outlet's own voice.
        sources: to whom it is attributed, with the way to where each is named.
        others: how many further sources there are.
    """

    places: tuple[Ref, ...]
    certainty: str
    asserted: bool
    sources: tuple[Words, ...]
    others: int = 0


def cell(sheet: Sheet, sentences: Sequence[int]) -> Cell:
    """How an article tells a fact.

    Args:
        sheet: the article.
        sentences: the sentences that tell it, in order; at least one.
    """
    hedged = sum(any(sheet.annotations(each, "hedging")) for each in sentences)
    said = [_attributions(sheet, each) for each in sentences]
    names = {
        words.text: words for found in said for each in found for words in [_name(sheet, each)]
    }
    sources = tuple(names.values())
    refs = {ref.short: ref for each in reversed(sentences) for ref in [sheet.ref(each)]}
    return Cell(
        places=tuple(sorted(refs.values(), key=lambda ref: ref.sentence)),
        certainty=_certainty(hedged, len(sentences)),
        asserted=not all(said),
        sources=sources[:_SOURCES],
        others=len(sources[_SOURCES:]),
    )


def _certainty(hedged: int, tellings: int) -> str:
    if hedged in (0, tellings):
        return "hedged" if hedged else "flat"
    return "partly hedged"


def _attributions(sheet: Sheet, sentence: int) -> list[Annotation]:
    """The attributions with words of their content in a sentence."""
    span = sheet.article.sentences[sentence].span
    return [
        each
        for each in sheet.annotations(sentence, "attribution")
        if any(content.overlaps(span) for content in each.parts.get("content", (each.span,)))
    ]


def _name(sheet: Sheet, attribution: Annotation) -> Words:
    """Who a source is, in few words, leading to where it is named."""
    source = sheet.sources.of(sheet.article, attribution)
    spans = attribution.parts.get("source", ())
    said = f"“{shorten(sheet.text(spans[0]), _NAME)}”" if spans else "source not given"
    name = shorten(source.name, _NAME) if source.named else said
    return Words(name, sheet.at(spans[0]) if spans else None)


def notes(sheet: Sheet, sentence: int) -> Iterator[Note]:
    """How a sentence tells what it tells: whose word it is, how certain, in which words."""
    sources = [_source(sheet, each) for each in _attributions(sheet, sentence)]
    if sources:
        yield Note("Source", tuple(_joined(sources)))
    else:
        yield Note("Source", (Words(f"none: {OWN_VOICE}"),))
    hedges = _by_voice(sheet, sheet.annotations(sentence, "hedging"))
    yield Note("Certainty", (Words(f"hedged: {hedges}" if hedges else "flat: no hedge found"),))
    loaded = _by_voice(sheet, sheet.annotations(sentence, "loaded_language"))
    if loaded:
        yield Note("Loaded words", (Words(loaded),))
    held = list(sheet.annotations(sentence, "sentiment"))
    tones = [
        f"{label} toward {_by_voice(sheet, found, sure=True)}"
        for label in ("negative", "positive")
        if (found := [each for each in held if each.label == label])
    ]
    if tones:
        yield Note("Tone", (Words("; ".join(tones)),))


def _source(sheet: Sheet, attribution: Annotation) -> tuple[Words, Words]:
    """The source of a statement, leading to where it is named, and what is known of it."""
    source = sheet.sources.of(sheet.article, attribution)
    spans = attribution.parts.get("source", ())
    said = shorten(sheet.text(spans[0]), 60) if spans else ""
    details = []
    if source.named and said and said.casefold() != source.name.casefold():
        details.append(f"here “{said}”")
    if source.known:
        details.append(source.kind)
    elif said:
        details.append("who is meant was not found")
    if source.anonymous:
        details.append("not named")
    cues = attribution.parts.get("cue", ())
    if cues:
        details.append(f"“{sheet.text(cues[0])}”")
    name = shorten(source.name, 60) if source.named else said or "not given"
    about = f" ({', '.join(details)})" if details else ""
    return Words(name, sheet.at(spans[0]) if spans else None), Words(about)


def _joined(pairs: Iterable[tuple[Words, Words]]) -> Iterator[Words]:
    distinct = {tuple(words.text for words in pair): pair for pair in pairs}
    for number, pair in enumerate(distinct.values()):
        if number:
            yield Words("; ")
        yield from pair


def _by_voice(sheet: Sheet, found: Iterable[Annotation], *, sure: bool = False) -> str:
    """The words of annotations, those in one voice together, each time with whose it is."""
    held: dict[str, dict[str, None]] = {}
    for each in found:
        words = f"“{sheet.text(each.span)}”{f' (probability {each.score:.2f})' if sure else ''}"
        held.setdefault(sheet.sources.voice(each), {})[words] = None
    return "; ".join(f"{listed(list(words))}, {voice}" for voice, words in held.items())

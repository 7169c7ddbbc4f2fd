"""Order and prominence: where in each article the shared facts stand, and how far apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.records import SentenceRef
from framing.report.document import FactView
from framing.report.pages import Ref
from framing.report.sheets import Sheet
from framing.report.wording import count_words

__all__ = ["Block", "Moved", "Order", "Place", "Ribbon", "Strip", "order"]

_MOVED = 3
_LEAST_MOVE = 25.0


@dataclass(frozen=True, slots=True)
class Block:
    """A sentence on the strip of its article.

    Attributes:
        ref: the sentence.
        start: where it begins, in percent of the longest article.
        width: how long it is, likewise.
        facts: numbers of the shared facts that it tells.
        alone: whether it tells something that only this article tells.
    """

    ref: Ref
    start: float
    width: float
    facts: tuple[int, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """An article as a strip of its sentences; ``words`` counts them, headline included."""

    article: int
    words: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Ribbon:
    """From where a fact first stands in one article to where it first stands in the next."""

    fact: int
    upper: int
    lower: int
    start: Block
    end: Block


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact first stands: the sentence, and percent of the article's words before it."""

    ref: Ref
    before: float


@dataclass(frozen=True, slots=True)
class Moved:
    """A fact that one article tells much earlier than another."""

    fact: int
    early: Place
    late: Place


@dataclass(frozen=True, slots=True)
class Order:
    """The strips, the ribbons between them, and where each fact first stands.

    Attributes:
        strips: one an article.
        ribbons: from each article that tells a fact to the next one that does.
        places: by number of the fact, one an article; ``None`` where it was not found.
        moved: the facts whose places are farthest apart.
    """

    strips: tuple[Strip, ...]
    ribbons: tuple[Ribbon, ...]
    places: tuple[tuple[Place | None, ...], ...]
    moved: tuple[Moved, ...]


def order(
    sheets: Sequence[Sheet],
    facts: Sequence[FactView],
    told_in: Mapping[SentenceRef, Sequence[int]],
    alone: frozenset[SentenceRef],
) -> Order:
    """Where each article tells what.

    Args:
        sheets: the articles.
        facts: what several of them tell.
        told_in: sentence to the numbers of the shared facts that it tells.
        alone: the sentences that tell what no other article was found to tell.
    """
    lengths = [_lengths(sheet) for sheet in sheets]
    longest = max([1, *(sum(each) for each in lengths)])
    strips = tuple(
        Strip(sheet.index, sum(held), tuple(_blocks(sheet, held, longest, told_in, alone)))
        for sheet, held in zip(sheets, lengths, strict=True)
    )
    places = tuple(
        tuple(
            _place(strips[column.article], column.tellings[0].ref, longest)
            if column.tellings
            else None
            for column in fact.columns
        )
        for fact in facts
    )
    ribbons = tuple(
        Ribbon(
            fact.number,
            upper.ref.article,
            lower.ref.article,
            _block(strips, upper.ref),
            _block(strips, lower.ref),
        )
        for fact, row in zip(facts, places, strict=True)
        for upper, lower in pairwise(place for place in row if place is not None)
    )
    return Order(strips, ribbons, places, tuple(_moved(facts, places)))


def _lengths(sheet: Sheet) -> list[int]:
    """Words of each sentence; captions stand outside the order of telling."""
    text = sheet.article.text
    return [
        0 if each.zone == "caption" else count_words(text, each.start, each.end)
        for each in sheet.article.sentences
    ]


def _blocks(
    sheet: Sheet,
    lengths: Sequence[int],
    longest: int,
    told_in: Mapping[SentenceRef, Sequence[int]],
    alone: frozenset[SentenceRef],
) -> Iterator[Block]:
    before = 0
    for number, length in enumerate(lengths):
        ref = SentenceRef(sheet.article.id, number)
        yield Block(
            sheet.ref(number),
            round(100 * before / longest, 2),
            round(100 * length / longest, 2),
            tuple(told_in.get(ref, ())),
            ref in alone,
        )
        before += length


def _block(strips: Sequence[Strip], ref: Ref) -> Block:
    return strips[ref.article].blocks[ref.sentence]


def _place(strip: Strip, ref: Ref, longest: int) -> Place:
    whole = 100 * strip.words / longest
    return Place(ref, round(100 * strip.blocks[ref.sentence].start / whole, 1) if whole else 0.0)


def _moved(facts: Sequence[FactView], places: Sequence[Sequence[Place | None]]) -> Iterator[Moved]:
    """The largest distances; of facts that are more likely than not told by all of them."""
    found = []
    for fact, row in zip(facts, places, strict=True):
        held = sorted((place for place in row if place is not None), key=lambda each: each.before)
        if fact.probability >= 0.5 and held[-1].before - held[0].before >= _LEAST_MOVE:
            found.append(Moved(fact.number, held[0], held[-1]))
    found.sort(key=lambda each: (each.early.before - each.late.before, each.fact))
    yield from found[:_MOVED]

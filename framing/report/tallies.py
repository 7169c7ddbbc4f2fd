"""The counts of the report as rows of tables: who speaks, who is called what, tone, places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from framing.records import Comparison
from framing.report.compose import compose
from framing.report.document import Document
from framing.report.pages import Ref

__all__ = ["tallied"]

Row = dict[str, Any]


def tallied(table: str, comparison: Comparison) -> list[Row]:
    """The rows of the table ``sources``, ``names``, ``tones`` or ``places``."""
    document = compose(comparison, whole=True)
    facts = [
        fact.id for fact in comparison.facts if len({member.article for member in fact.members}) > 1
    ]
    return [
        {
            "article": comparison.articles[article].id,
            "outlet": comparison.articles[article].outlet,
            **row,
        }
        for article, row in _ROWS[table](document, facts)
    ]


def _sentences(refs: Iterable[Ref]) -> str:
    return "; ".join(str(number) for number in sorted({ref.sentence for ref in refs}))


def _sources(document: Document, facts: list[str]) -> Iterator[tuple[int, Row]]:
    for row in document.sources:
        for article, cell in enumerate(row.cells):
            if cell is not None:
                yield (
                    article,
                    {
                        "source": row.name,
                        "kind": cell.kind,
                        "named": not cell.anonymous,
                        "articles": row.articles,
                        "statements": cell.statements,
                        "words": cell.words,
                        "quoted_words": cell.quoted,
                        "first_sentence": cell.first.sentence,
                        "first_place": cell.first.short,
                    },
                )


def _names(document: Document, facts: list[str]) -> Iterator[tuple[int, Row]]:
    for row in (*document.names, *document.families):
        for article, cell in enumerate(row.cells):
            for called in cell:
                yield (
                    article,
                    {
                        "entity": row.name,
                        "kind": row.kind,
                        "called": called.words,
                        "mentions": len(called.refs),
                        "sentences": _sentences(called.refs),
                    },
                )


def _tones(document: Document, facts: list[str]) -> Iterator[tuple[int, Row]]:
    for row in document.tones:
        for article, cell in enumerate(row.cells):
            for each in cell:
                for tone in each.tones:
                    yield (
                        article,
                        {
                            "entity": row.name,
                            "kind": row.kind,
                            "voice": each.voice,
                            "tone": tone.label,
                            "mentions": len(tone.refs),
                            "sentences": _sentences(tone.refs),
                        },
                    )


def _places(document: Document, facts: list[str]) -> Iterator[tuple[int, Row]]:
    for fact, row in zip(facts, document.order.places, strict=True):
        for article, place in enumerate(row):
            if place is not None:
                yield (
                    article,
                    {
                        "fact": fact,
                        "sentence": place.ref.sentence,
                        "place": place.ref.short,
                        "before": place.before,
                    },
                )


_ROWS: Mapping[str, Callable[[Document, list[str]], Iterator[tuple[int, Row]]]] = MappingProxyType(
    {"sources": _sources, "names": _names, "tones": _tones, "places": _places}
)

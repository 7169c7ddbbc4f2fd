"""The tables of a comparison as tidy pandas data frames, and as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from framing.errors import InputError
from framing.records import Annotation, Article, Comparison, Passage, SentenceRef, Table
from framing.report.escaping import csv_cell
from framing.report.tables import NUMBER, TABLES, TEXT
from framing.report.wording import place_in_words

if TYPE_CHECKING:
    import pandas

__all__ = ["TABLES", "annotation_frame", "frame_as_csv", "render_csv", "render_frame"]

Row = dict[str, Any]


def render_frame(comparison: Comparison, table: Table = "facts") -> pandas.DataFrame:
    """One table of the comparison, one row a record, columns as in :data:`TABLES`.

    Several values in one cell are joined with ``"; "``; missing values are ``pandas.NA`` (``NaN``
    in columns of floats).

    Raises:
        InputError: if there is no such table.
    """
    if table not in TABLES:
        raise InputError(f"there is no table {table!r}; use one of {', '.join(TABLES)}")
    rows = _ROWS[table](_Lookup.of(comparison), comparison)
    return _frame(table, rows)


def render_csv(comparison: Comparison, table: Table = "facts") -> str:
    """One table of the comparison as CSV text, safe to open in a spreadsheet."""
    return frame_as_csv(render_frame(comparison, table))


def annotation_frame(
    articles: Sequence[Article], annotations: Sequence[Sequence[Annotation]]
) -> pandas.DataFrame:
    """One row an annotation, columns as in the table ``annotations``."""
    rows = [
        _annotation_row(article, found)
        for article, each in zip(articles, annotations, strict=True)
        for found in each
    ]
    return _frame("annotations", rows)


def frame_as_csv(frame: pandas.DataFrame) -> str:
    """A data frame as CSV text (RFC 4180, newlines as ``\\n``), safe to open in a spreadsheet.

    A text cell that a spreadsheet would run as a formula gets an apostrophe in front; see
    :func:`framing.report.escaping.csv_cell`. Floats have 4 decimals at most.
    """
    safe = frame.copy()
    for name in safe.columns:
        if safe[name].dtype == TEXT:
            safe[name] = safe[name].map(csv_cell, na_action="ignore")
        elif safe[name].dtype == NUMBER:
            safe[name] = safe[name].round(4)
    text: str = safe.to_csv(index=False, lineterminator="\n")
    return text


def _from_story(table: str) -> Callable[[_Lookup, Comparison], list[Row]]:
    """The rows of a table that the report counts, by the same counts."""

    def rows(lookup: _Lookup, comparison: Comparison) -> list[Row]:
        from framing.report.tallies import tallied

        return tallied(table, comparison)

    return rows


def _frame(table: str, rows: Sequence[Row]) -> pandas.DataFrame:
    import pandas

    columns = {
        name: pandas.Series([row[name] for row in rows], dtype=pandas.api.types.pandas_dtype(kind))
        for name, kind in TABLES[table].items()
    }
    return pandas.DataFrame(columns)


@dataclass(frozen=True, slots=True)
class _Lookup:
    articles: Mapping[str, Article]

    @classmethod
    def of(cls, comparison: Comparison) -> _Lookup:
        return cls({article.id: article for article in comparison.articles})

    def sentence(self, ref: SentenceRef) -> str:
        return self.articles[ref.article].sentence_text(ref.sentence)

    def place(self, ref: SentenceRef) -> str:
        article = self.articles[ref.article]
        place = place_in_words(article, article.sentences[ref.sentence])
        return f"{article.outlet or article.id}: {place}"

    def at(self, side: str, ref: SentenceRef) -> Row:
        return {
            f"{side}_article": ref.article,
            f"{side}_outlet": self.articles[ref.article].outlet,
            f"{side}_sentence": ref.sentence,
            f"{side}_text": self.sentence(ref),
        }

    def passage(self, side: str, passage: Passage) -> Row:
        article = self.articles[passage.article]
        return {
            f"{side}_article": passage.article,
            f"{side}_outlet": article.outlet,
            f"{side}_start": passage.start,
            f"{side}_end": passage.end,
            f"{side}_text": passage.span.of(article.text),
        }


def _joined(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(values))


def _facts(lookup: _Lookup, comparison: Comparison) -> list[Row]:
    missing: dict[tuple[str, str], list[str]] = {}
    for omission in comparison.omissions:
        outlet = lookup.articles[omission.article].outlet
        missing.setdefault((omission.fact, omission.status), []).append(outlet)
    return [
        {
            "fact": fact.id,
            "outlets": len(dict.fromkeys(fact.reported_by)),
            "reported_by": _joined(fact.reported_by),
            "not_found_in": _joined(missing.get((fact.id, "not found"), ())),
            "possibly_reported_in": _joined(missing.get((fact.id, "possibly reported"), ())),
            "probability": fact.probability,
            "summary": lookup.sentence(fact.summary_member),
            "summary_article": fact.summary_member.article,
            "summary_sentence": fact.summary_member.sentence,
            "members": _joined(f"{each.article}:{each.sentence}" for each in fact.members),
            "differences": len(fact.differences),
            "conflicts": sum(each.conflict for each in fact.differences),
            "differs_in": _joined(each.kind for each in fact.differences),
            "tellings": fact.tellings,
            "copies": _joined(" = ".join(outlets) for outlets in fact.copies),
            "places": _joined(lookup.place(each) for each in fact.members),
            "agreement": fact.agreement,
            "weakest": fact.weakest.probability if fact.weakest else None,
        }
        for fact in comparison.facts
    ]


def _links(lookup: _Lookup, comparison: Comparison) -> list[Row]:
    return [
        {
            **lookup.at("left", link.left),
            **lookup.at("right", link.right),
            "relation": link.relation,
            "probability": link.probability,
            "shared_words": _joined(link.shared.words),
            "shared_names": _joined(link.shared.names),
            "shared_numbers": _joined(link.shared.numbers),
        }
        for link in comparison.links
    ]


def _annotations(lookup: _Lookup, comparison: Comparison) -> list[Row]:
    return [
        _annotation_row(lookup.articles[found.article], found) for found in comparison.annotations
    ]


def _annotation_row(article: Article, found: Annotation) -> Row:
    sentence = article.sentence_at(found.start)
    row: Row = dict.fromkeys(TABLES["annotations"])
    row |= {name: found.properties.get(name) for name in _PROPERTIES}
    row["source_id"] = found.properties.get("source")
    row |= {
        role: _joined(span.of(article.text) for span in spans)
        for role, spans in found.parts.items()
        if role in _ROLES
    }
    row |= {
        "article": article.id,
        "outlet": article.outlet,
        "sentence": sentence.index if sentence else None,
        "zone": sentence.zone if sentence else None,
        "task": found.task,
        "label": found.label,
        "start": found.start,
        "end": found.end,
        "text": found.span.of(article.text),
        "score": found.score,
    }
    return row


_ROLES = ("source", "cue", "content", "target")
_PROPERTIES = (
    "voice",
    "source_type",
    "source_name",
    "cue_stance",
    "anonymous",
    "entity",
    "name",
    "resolved",
    "speaker",
    "speaker_source",
)


def _profiles(lookup: _Lookup, comparison: Comparison) -> list[Row]:
    return [
        {
            "level": "article" if entry.article is not None else "outlet",
            "article": entry.article,
            "outlet": (
                entry.outlet if entry.article is None else lookup.articles[entry.article].outlet
            ),
            "measure": entry.measure,
            "value": entry.value,
            "low": entry.low,
            "high": entry.high,
            "n": entry.n,
        }
        for entry in comparison.profiles
    ]


def _differences(lookup: _Lookup, comparison: Comparison) -> list[Row]:
    return [
        {
            "fact": fact.id,
            "kind": each.kind,
            "conflict": each.conflict,
            **lookup.passage("left", each.left),
            **lookup.passage("right", each.right),
            "detail": each.detail,
        }
        for fact in comparison.facts
        for each in fact.differences
    ]


def _omissions(lookup: _Lookup, comparison: Comparison) -> list[Row]:
    facts = {fact.id: fact for fact in comparison.facts}
    rows = []
    for each in comparison.omissions:
        fact, nearest = facts[each.fact], each.nearest
        article = lookup.articles[each.article]
        rows.append(
            {
                "fact": each.fact,
                "summary": lookup.sentence(fact.summary_member),
                "reported_by": _joined(fact.reported_by),
                "article": article.id,
                "outlet": article.outlet,
                "status": each.status,
                "nearest_sentence": nearest.sentence if nearest else None,
                "nearest_text": article.sentence_text(nearest.sentence) if nearest else None,
                "nearest_probability": nearest.probability if nearest else None,
                "published": each.published,
                "words": each.words,
                "cautions": " ".join(each.cautions),
            }
        )
    return rows


_ROWS: Mapping[str, Callable[[_Lookup, Comparison], list[Row]]] = MappingProxyType(
    {
        "facts": _facts,
        "links": _links,
        "annotations": _annotations,
        "profiles": _profiles,
        "differences": _differences,
        "omissions": _omissions,
        **{table: _from_story(table) for table in ("sources", "names", "tones", "places")},
    }
)

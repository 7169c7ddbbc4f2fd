"""How articles tell one event: the record that every view reads, and what it was made with."""

from __future__ import annotations

from dataclasses import dataclass, field
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal

from framing.records.annotations import Annotation
from framing.records.articles import Article
from framing.records.facts import Fact, Link, Omission, Passage, Relation, SharedText
from framing.records.spans import FrozenMap

if TYPE_CHECKING:
    import pandas

__all__ = [
    "Comparison",
    "Correction",
    "CorrectionKind",
    "CorrectionOutcome",
    "CorrectionStatus",
    "ProfileEntry",
    "Provenance",
    "Table",
]

CorrectionKind = Literal["link_wrong", "link_missing", "annotation_wrong"]
CorrectionStatus = Literal["applied", "does not fit", "contradicted"]
Table = Literal[
    "facts",
    "links",
    "annotations",
    "profiles",
    "differences",
    "omissions",
    "sources",
    "names",
    "tones",
    "places",
]


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """One measure of one article or of one outlet, with its 95% interval.

    Attributes:
        measure: name of the measure.
        value: its value.
        low: lower end of the interval.
        high: upper end of the interval.
        n: number of units (sentences, quoted words, attributions) behind it.
        article: id of the article, or ``None`` for a row about an outlet.
        outlet: name of the outlet, or ``None`` for a row about an article.
    """

    measure: str
    value: float
    low: float
    high: float
    n: int
    article: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader of a report found wrong.

    Attributes:
        kind: ``link_wrong`` (two linked sentences share no fact), ``link_missing`` (two sentences
            share one) or ``annotation_wrong``.
        places: the two sentences of a link, in order, or the passage of an annotation.
        relation: of a missing link, else ``None``.
        task: of a wrong annotation, else empty.
        label: of a wrong annotation, else empty.
    """

    kind: CorrectionKind
    places: tuple[Passage, ...]
    relation: Relation | None = None
    task: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionOutcome:
    """What became of a correction.

    Attributes:
        correction: the correction, at its places in the articles of this comparison; where it
            does not fit them, as it was given.
        status: ``applied``, ``does not fit`` (a text has changed, or an article is not compared)
            or ``contradicted`` (another correction says the opposite: neither is applied).
        detail: a plain sentence on why, and on a text that has changed; else empty.
    """

    correction: Correction
    status: CorrectionStatus
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a result was made with: enough to make it again."""

    framing: str
    python: str
    torch: str | None = None
    transformers: str | None = None
    weights: FrozenMap[str] = field(default_factory=FrozenMap)
    parameters: FrozenMap[str | float | bool | None] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two or more articles tell one event: the one record that every view reads.

    Its views live in :mod:`framing.report`, a higher layer, and are imported when one is asked for:
    the one upward import of the library.

    Attributes:
        articles: the articles, in the order given.
        annotations: every annotation, by article, then by offset.
        links: every pair of sentences that reports a same fact, most probable first.
        facts: what is reported, by how many outlets first, then by position.
        omissions: what was not found where.
        profiles: measures of each article and each outlet.
        provenance: versions, weights and parameters.
        shared_texts: text that articles of different outlets have word for word.
        corrections: what became of each correction that readers made.
    """

    articles: tuple[Article, ...]
    annotations: tuple[Annotation, ...]
    links: tuple[Link, ...]
    facts: tuple[Fact, ...]
    omissions: tuple[Omission, ...]
    profiles: tuple[ProfileEntry, ...]
    provenance: Provenance
    shared_texts: tuple[SharedText, ...] = ()
    corrections: tuple[CorrectionOutcome, ...] = ()

    def article(self, id: str) -> Article:
        """The article with this id.

        Raises:
            KeyError: if there is none.
        """
        for article in self.articles:
            if article.id == id:
                return article
        raise KeyError(id)

    def to_json(self) -> str:
        """The whole record as JSON text (schema ``framing.comparison/1``)."""
        from framing.report import render_json

        return render_json(self)

    def to_html(self) -> str:
        """The report as one self-contained HTML document."""
        from framing.report import render_html

        return render_html(self)

    def to_markdown(self) -> str:
        """The report as Markdown."""
        from framing.report import render_markdown

        return render_markdown(self)

    def to_frame(self, table: Table = "facts") -> pandas.DataFrame:
        """One table of the comparison as a tidy data frame.

        Raises:
            ValueError: if ``table`` is not one of the tables.
        """
        from framing.report import render_frame

        return render_frame(self, table)

    def save(self, path: str | PathLike[str]) -> None:
        """Writes the view that the suffix names: .html, .md, .json or .csv (facts).

        Raises:
            framing.errors.InputError: if the suffix is unknown or the file cannot be written.
        """
        from framing.report import save

        save(self, path)

    def __str__(self) -> str:
        from framing.report import render_text

        return render_text(self)

    def _repr_html_(self) -> str:
        from framing.report import render_notebook

        return render_notebook(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What a notebook shows where it cannot show HTML, instead of every field."""
        printer.text(str(self))

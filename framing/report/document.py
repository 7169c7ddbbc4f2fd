"""The document tree: what the report says, decided once, for every view to set in its own type.

A view (HTML, Markdown, terminal, notebook) reads a :class:`Document` and nothing else. All text in
it is plain text: each view escapes it in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from framing.report.marks import Segment
from framing.report.notes import Cell
from framing.report.pages import ArticleView, Note, Quote, Ref

if TYPE_CHECKING:
    from framing.report.names import NameRow
    from framing.report.order import Order
    from framing.report.speakers import Attributed, SourceRow, Speakers, SpeakerTypeRow
    from framing.report.tones import ToneRow

__all__ = [
    "Alone",
    "AloneFact",
    "Column",
    "DifferenceView",
    "Document",
    "FactView",
    "LinkView",
    "MeasureCell",
    "MeasureRow",
    "Method",
    "Missing",
    "PairView",
    "Reason",
    "SharedTextView",
    "Telling",
]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A difference between two tellings, with its two quotations.

    Attributes:
        fact: number of the fact.
        kind: the record's kind.
        name: the kind in words.
        conflict: whether both cannot be true.
        detail: the difference in a sentence.
        left: the one passage.
        right: the other.
    """

    fact: int
    kind: str
    name: str
    conflict: bool
    detail: str
    left: Quote
    right: Quote


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence that tells a fact, with notes on how it does.

    Attributes:
        ref: the sentence.
        segments: its text with its marks.
        notes: whose word it is, how certain, in which words.
        again: number of an earlier fact that it tells, where the report has it with the same marks.
    """

    ref: Ref
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...] = ()
    again: int | None = None

    @property
    def differing(self) -> frozenset[tuple[int, int]]:
        """Where the words stand that differ from another telling."""
        return frozenset(
            (mark.start, mark.end)
            for segment in self.segments
            for mark in segment.marks
            if mark.layer == "differs"
        )


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that was not found in an article, with the sentence that comes closest.

    Attributes:
        article: number of the article.
        possibly: whether the nearest sentence may report it.
        nearest: the nearest sentence.
        probability: how probably it reports the fact.
        about: when the article was published and how long it is.
        cautions: why it may not have the fact, in sentences.
    """

    article: int
    possibly: bool
    nearest: Quote | None = None
    probability: float = 0.0
    about: str = ""
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """What one article says of a fact: its tellings and their sum, or that none was found."""

    article: int
    tellings: tuple[Telling, ...] = ()
    missing: Missing | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class PairView:
    """Two sentences, and how probably they report the same fact."""

    left: Ref
    right: Ref
    probability: float


@dataclass(frozen=True, slots=True)
class Reason:
    """A piece of evidence: what it is, its value, and what it adds to the logit of a link."""

    name: str
    value: float
    logit: float


@dataclass(frozen=True, slots=True)
class LinkView:
    """Why two sentences were taken to report the same fact.

    Attributes:
        left: the one sentence.
        right: the other.
        relation: what they share, in words.
        probability: how sure that is.
        judgement: the probability in words.
        shared: what they share, by kind: words, names and numbers.
        neighbours: linked pairs of sentences next to them.
        reasons_for: the evidence that speaks for the link, the strongest first.
        reasons_against: the evidence that speaks against it, likewise.
        evidence: measure and value of evidence of which it is not known what it adds.
        corrected: whether a reader added it: the probability is not the model's.
    """

    left: Ref
    right: Ref
    relation: str
    probability: float
    judgement: str
    shared: tuple[tuple[str, tuple[str, ...]], ...]
    neighbours: tuple[PairView, ...]
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    evidence: tuple[tuple[str, float], ...]
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact that several articles tell.

    Attributes:
        number: its number in the report, from 1.
        summary: its clearest sentence, shortened.
        clearest: where its clearest sentence stands.
        told_by: the outlets that tell it.
        copies: what is to be said of outlets that tell it in the same words, one sentence a copy.
        probability: how sure the grouping is.
        judgement: the probability in words.
        agreement: the mean probability over all pairs of its sentences, linked or not.
        weakest: the pair of its sentences that least probably belongs together.
        columns: one an article, in order.
        differences: the most telling first.
        links: the links behind it.
    """

    number: int
    summary: str
    clearest: Ref
    told_by: tuple[str, ...]
    copies: tuple[str, ...]
    probability: float
    judgement: str
    agreement: float
    weakest: PairView | None
    columns: tuple[Column, ...]
    differences: tuple[DifferenceView, ...] = ()
    links: tuple[LinkView, ...] = ()

    @property
    def kinds(self) -> tuple[tuple[str, bool], ...]:
        """In what its tellings differ, each with whether they cannot both be true in it."""
        found: dict[str, bool] = {}
        for each in self.differences:
            found[each.name] = found.get(each.name, False) or each.conflict
        return tuple(found.items())


@dataclass(frozen=True, slots=True)
class SharedTextView:
    """Text that two articles have word for word.

    Attributes:
        statement: what was found, in a sentence.
        passages: the longest of the runs, each in both articles.
        others: how many shorter runs are not shown.
    """

    statement: str
    passages: tuple[tuple[Quote, Quote], ...]
    others: int


@dataclass(frozen=True, slots=True)
class AloneFact:
    """A fact that only one article tells, and how the search in the others ended."""

    telling: Telling
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Alone:
    """What only one article tells: nowhere else found, or possibly reported elsewhere."""

    article: int
    nowhere: tuple[AloneFact, ...] = ()
    possibly: tuple[AloneFact, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureCell:
    """A measure of one article: its 95% interval, number of units, and the sentences it counts."""

    value: float
    low: float
    high: float
    n: int
    text: str
    interval: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with one cell an article; ``None`` where it could not be taken."""

    name: str
    scale: float
    cells: tuple[MeasureCell | None, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """How the report was made: explanations by heading, then versions, weights, parameters."""

    explanations: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]
    weights: tuple[tuple[str, str], ...]
    parameters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report.

    Attributes:
        title: what it compares.
        event: what most articles tell, in its clearest sentence.
        summary: its findings in a few sentences.
        articles: the articles.
        numbers: what was found: how many, of what, and the section that has them.
        remarks: what a reader should know of these numbers, in sentences.
        glance: the most telling differences.
        shared_texts: what articles of different outlets have word for word.
        facts: what several articles tell.
        left_out: how many such facts are not shown.
        alone: what only one tells, one entry an article.
        sources: who is quoted by which outlet: first who speaks in most of them.
        other_sources: the same for those that only their own article tells apart.
        speakers: who gets to speak, one entry an article.
        speaker_types: the same by kind of source.
        unnamed: what each article attributes to people whom it does not name.
        names: what each article calls those whom several of them name.
        families: their words for the same kind of group or event.
        order: where in each article the shared facts stand.
        tones: in which tone each mentions those whom several mention.
        measures: the profiles.
        method: how it was made.
    """

    title: str
    event: Quote | None
    summary: tuple[str, ...]
    articles: tuple[ArticleView, ...]
    numbers: tuple[tuple[int, str, str], ...]
    remarks: tuple[str, ...]
    glance: tuple[DifferenceView, ...]
    shared_texts: tuple[SharedTextView, ...]
    facts: tuple[FactView, ...]
    left_out: int
    alone: tuple[Alone, ...]
    sources: tuple[SourceRow, ...]
    other_sources: tuple[SourceRow, ...]
    speakers: tuple[Speakers, ...]
    speaker_types: tuple[SpeakerTypeRow, ...]
    unnamed: tuple[Attributed, ...]
    names: tuple[NameRow, ...]
    families: tuple[NameRow, ...]
    order: Order
    tones: tuple[ToneRow, ...]
    measures: tuple[MeasureRow, ...]
    method: Method = field(kw_only=True)

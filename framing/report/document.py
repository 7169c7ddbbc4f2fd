"""The document tree: what the report says, decided once, for every view to set in its own type.

A view (HTML, Markdown, terminal, notebook) reads a :class:`Document` and nothing else. All text in
it is plain text: each view escapes it in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.report.marks import Segment
from framing.report.pages import ArticleView, Quote, Ref

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
    "Note",
    "PairView",
    "Reason",
    "SharedTextView",
    "SourceRow",
    "Speaker",
    "SpeakerTypeRow",
    "Speakers",
    "Telling",
    "Words",
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
class Telling:
    """One sentence that tells a fact, with notes on how it does."""

    ref: Ref
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...] = ()


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
    """What one article says of a fact: its tellings, or that none was found."""

    article: int
    tellings: tuple[Telling, ...] = ()
    missing: Missing | None = None


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
class Speaker:
    """What an article attributes to one source.

    Attributes:
        name: who it is; words that are no name are in quotation marks.
        kind: the kind of source, in words.
        anonymous: whether the article leaves it without a name.
        statements: how many statements are attributed to it.
        words: how many words they have.
        quoted: how many of them stand in quotation marks.
        mention: where it is first mentioned as the source; ``None`` where it is not.
        refs: where the statements stand, one place a sentence.
    """

    name: str
    kind: str
    anonymous: bool
    statements: int
    words: int
    quoted: int
    mention: Ref | None
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who gets to speak in one article, most words first."""

    article: int
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source, or several without a name, with what each article attributes to it.

    Attributes:
        name: who it is.
        about: its kind and what else it is called, in words.
        cells: one an article; ``None`` where nothing is attributed to it.
    """

    name: str
    about: str
    cells: tuple[Speaker | None, ...]

    @property
    def mention(self) -> Ref | None:
        """Where it is first mentioned."""
        return next((cell.mention for cell in self.cells if cell is not None), None)

    @property
    def articles(self) -> int:
        """In how many articles it speaks."""
        return sum(cell is not None for cell in self.cells)

    @property
    def words(self) -> int:
        """How many words all articles attribute to it."""
        return sum(cell.words for cell in self.cells if cell is not None)


@dataclass(frozen=True, slots=True)
class SpeakerTypeRow:
    """Attributed words of one kind of source, one number an article."""

    kind: str
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MeasureCell:
    """The value of a measure for one article, with its 95% interval and its number of units."""

    value: float
    low: float
    high: float
    n: int
    text: str
    interval: str


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
        summary: its findings in a few sentences.
        articles: the articles.
        glance: the most telling differences.
        shared_texts: what articles of different outlets have word for word.
        facts: what several articles tell.
        alone: what only one tells, one entry an article.
        sources: who is quoted by which outlet: first who speaks in most of them.
        other_sources: the same for those that only their own article tells apart.
        speakers: who gets to speak, one entry an article.
        speaker_types: the same by kind of source.
        measures: the profiles.
        method: how it was made.
    """

    title: str
    summary: tuple[str, ...]
    articles: tuple[ArticleView, ...]
    glance: tuple[DifferenceView, ...]
    shared_texts: tuple[SharedTextView, ...]
    facts: tuple[FactView, ...]
    alone: tuple[Alone, ...]
    sources: tuple[SourceRow, ...]
    other_sources: tuple[SourceRow, ...]
    speakers: tuple[Speakers, ...]
    speaker_types: tuple[SpeakerTypeRow, ...]
    measures: tuple[MeasureRow, ...]
    method: Method = field(kw_only=True)

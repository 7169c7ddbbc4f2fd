"""The nouns of the library: frozen records that every other layer passes around.

Offsets are the truth. Every span is a half-open pair of code-point offsets into
:attr:`Article.text`, which is normalised once, on reading, and never changes afterwards.
Nothing here imports anything but the standard library, so ``import framing`` stays cheap.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    import pandas

__all__ = [
    "Annotation",
    "Article",
    "Comparison",
    "Correction",
    "CorrectionKind",
    "CorrectionOutcome",
    "CorrectionStatus",
    "Difference",
    "DifferenceKind",
    "Fact",
    "FrozenMap",
    "Link",
    "Nearest",
    "Omission",
    "PairScore",
    "Passage",
    "Prediction",
    "ProfileEntry",
    "Provenance",
    "Quotation",
    "Relation",
    "Removed",
    "Sentence",
    "SentenceRef",
    "Shared",
    "SharedPassage",
    "SharedText",
    "Span",
    "Table",
    "Zone",
    "quoted_share",
]

Zone = Literal["headline", "lead", "body", "caption"]
Relation = Literal["same", "partial"]
DifferenceKind = Literal[
    "number", "date", "actor", "attribution", "certainty", "polarity", "wording"
]
OmissionStatus = Literal["not found", "possibly reported"]
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

Value = TypeVar("Value", covariant=True)


class FrozenMap(Mapping[str, Value]):
    """A read-only mapping, sorted by key: hashable, picklable and equal to a plain ``dict``."""

    __slots__ = ("_items",)
    _items: dict[str, Value]

    def __init__(self, items: Mapping[str, Value] | Iterable[tuple[str, Value]] = ()) -> None:
        object.__setattr__(self, "_items", dict(sorted(dict(items).items())))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a FrozenMap cannot be changed")

    def __getitem__(self, key: str) -> Value:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(tuple(self._items.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenMap, (self._items,)

    def __repr__(self) -> str:
        return f"FrozenMap({self._items!r})"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open pair of code-point offsets: ``text[start:end]``.

    Raises:
        ValueError: if the offsets are negative or out of order.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: start {self.start}, end {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        # A place is a place even when it is empty: `span or other` must not lose it.
        return True

    def of(self, text: str) -> str:
        """The characters this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The same span, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article.

    Attributes:
        index: its number in the article, from 0; the headline, where there is one, is 0.
        start: offset of its first character in :attr:`Article.text`.
        end: offset after its last character.
        zone: ``headline``, ``lead`` (the first paragraph of the body), ``body`` or ``caption``.
        paragraph: number of its paragraph in the article, from 0; the headline is one.
    """

    index: int
    start: int
    end: int
    zone: Zone = "body"
    paragraph: int = 0

    @property
    def span(self) -> Span:
        """Where the sentence stands in the article."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage between quotation marks, marks included, inside one paragraph.

    Attributes:
        start: offset of the opening mark, or of the paragraph when the mark is missing.
        end: offset after the closing mark, or of the paragraph's end when it is missing.
        closed: whether a closing mark was found.
        continues: whether this is the reopened continuation of the quotation before it
            (the convention by which a speech of several paragraphs reopens at each one).
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False

    @property
    def span(self) -> Span:
        """Where the quotation stands in the article."""
        return Span(self.start, self.end)


def quoted_share(span: Span, quotations: Sequence[Quotation]) -> float:
    """The share of a span's characters inside quotations, which are in order, without overlap."""
    at = bisect_right(quotations, span.start, key=lambda quotation: quotation.end)
    inside = 0
    for quotation in islice(quotations, at, None):
        if quotation.start >= span.end:
            break
        inside += min(span.end, quotation.end) - max(span.start, quotation.start)
    return inside / max(1, len(span))


@dataclass(frozen=True, slots=True)
class Removed:
    """Text that was taken out of an article on reading, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One outlet's telling of an event.

    Attributes:
        id: stable id: the one given in the input, else a digest of outlet and text.
        outlet: who published it.
        title: the headline, as it stands at the start of ``text``; empty when there is none.
        text: the normalised text (NFC, ``\\n`` newlines, no zero-width characters), without page
            furniture; it starts with the headline.
        sentences: the sentences in order; together they cover everything but white space.
        quotations: the quoted passages in order, without overlap.
        removed: what cleaning took out.
        published: ISO 8601 date or date-time, or ``None``.
        url: where it was published, or ``None``.
        byline: the author line, without "By", or ``None``.
        credit: the agency a credit line names ("Reuters", "Yonhap"), or ``None``.
        dateline: the span of "SEOUL, South Korea (AP) —" at the start of the body, or ``None``.
        warnings: plain sentences about anything uncertain in how the article was read, and in a
            comparison on whether it is about the event of the others.
    """

    id: str
    outlet: str
    title: str
    text: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...] = ()
    removed: tuple[Removed, ...] = ()
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    credit: str | None = None
    dateline: Span | None = None
    warnings: tuple[str, ...] = ()

    def sentence_text(self, index: int) -> str:
        """The characters of sentence ``index``."""
        sentence = self.sentences[index]
        return self.text[sentence.start : sentence.end]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers ``offset``, or the last one before it; ``None`` before all."""
        at = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[at] if at >= 0 else None

    def is_quoted(self, span: Span) -> bool:
        """Whether more than half of ``span`` lies inside quotation marks."""
        return quoted_share(span, self.quotations) > 0.5


@dataclass(frozen=True, slots=True)
class Annotation:
    """A labelled span of an article or of a string.

    Attributes:
        task: ``hedging``, ``attribution``, ``sentiment``, ``loaded_language`` or ``entity``.
        label: the task's label for the span.
        start: offset of its first character.
        end: offset after its last character.
        score: probability that the annotation is right, in [0, 1].
        parts: role (``source``, ``cue``, ``content``, ``target``) to its spans, in order.
        properties: further facts about it; the task's module says which.
        article: id of the article it belongs to; empty for a plain string.
    """

    task: str
    label: str
    start: int
    end: int
    score: float
    parts: FrozenMap[tuple[Span, ...]] = field(default_factory=FrozenMap)
    properties: FrozenMap[str | float | bool | None] = field(default_factory=FrozenMap)
    article: str = ""

    @property
    def span(self) -> Span:
        """Where the annotation stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a classifier says of one input.

    Attributes:
        label: the most probable label; ``unsure`` where it was asked for and is not sure enough.
        score: that label's probability.
        probabilities: every label's probability; they sum to 1.
        annotations: the spans behind it, offsets into the input string.
    """

    label: str
    score: float
    probabilities: FrozenMap[float]
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class SentenceRef:
    """A sentence of an article, by article id and sentence number."""

    article: str
    sentence: int


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A span of an article, by article id and offsets."""

    article: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where the passage stands in its article."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class PairScore:
    """A pair of sentences of different articles that was worth scoring.

    Attributes:
        left: the sentence of the article that comes first in the comparison.
        right: the sentence of the other.
        probability: calibrated probability that the two share a fact.
    """

    left: SentenceRef
    right: SentenceRef
    probability: float


@dataclass(frozen=True, slots=True)
class Shared:
    """What two linked sentences have in common, for a reader to check.

    Attributes:
        words: telling words of the left sentence whose stems the right one has too, lower case,
            in order; without those of the names.
        names: people, organisations and places that both name.
        numbers: numbers that both give, in digits.
        neighbours: linked pairs of sentences next to these two.
    """

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    neighbours: tuple[PairScore, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Two sentences of different articles that report at least one same fact.

    Attributes:
        left: the sentence of the article that comes first in the comparison.
        right: the sentence of the other article.
        relation: ``same`` when the main point is shared, ``partial`` when a side fact is.
        probability: calibrated probability that the two share a fact.
        evidence: measure to value: what the probability was computed from.
        contributions: measure to what it adds to the logit of the probability: below 0 it speaks
            against the link, 0.7 more doubles the odds.
        shared: what the two have in common, in words.
        corrected: whether a reader added it: the probability is then 1 by the reader's word, not
            the model's, and there is no evidence.
    """

    left: SentenceRef
    right: SentenceRef
    relation: Relation
    probability: float
    evidence: FrozenMap[float] = field(default_factory=FrozenMap)
    contributions: FrozenMap[float] = field(default_factory=FrozenMap)
    shared: Shared = Shared()
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """How two tellings of one fact differ.

    Attributes:
        kind: what differs.
        conflict: true where both cannot be true.
        left: the passage in the one telling.
        right: the passage in the other.
        detail: a plain sentence that a reader can check against the two passages.
    """

    kind: DifferenceKind
    conflict: bool
    left: Passage
    right: Passage
    detail: str


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A run of words that stands in two articles."""

    left: Passage
    right: Passage


@dataclass(frozen=True, slots=True)
class SharedText:
    """Text that articles of two outlets have word for word, outside quotation marks.

    Attributes:
        left: id of the article that comes first in the comparison.
        right: id of the other.
        passages: the runs of words that both have, in the order of the left article.
        sentences: pairs of sentences that are the same copy: these runs are most of the shorter.
        share: share of an article's words outside quotation marks that is in the runs; of the
            two articles the larger share.
        agency: the news agency that either article credits or is published by, if one does.
    """

    left: str
    right: str
    passages: tuple[SharedPassage, ...]
    sentences: tuple[tuple[SentenceRef, SentenceRef], ...]
    share: float
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What one or more outlets report, with the sentences that report it.

    Attributes:
        id: digest of its members; the same whatever the order of the articles.
        members: its sentences, in order of article and sentence.
        reported_by: the outlets, in the order of the articles.
        summary_member: the clearest of its sentences.
        probability: how sure the grouping is: the mean probability of the links between its
            members; 1 for a fact with one member.
        differences: how its tellings differ.
        agreement: the mean probability over all pairs of its members of different articles,
            linked or not; 1 for a fact with one member.
        weakest: the pair of its members that is least probably about the same fact.
        tellings: how many outlets tell it in a text of their own: outlets whose sentences are the
            same copy count once.
        copies: the outlets of each copy that several outlets carry.
    """

    id: str
    members: tuple[SentenceRef, ...]
    reported_by: tuple[str, ...]
    summary_member: SentenceRef
    probability: float = 1.0
    differences: tuple[Difference, ...] = ()
    agreement: float = 1.0
    weakest: PairScore | None = None
    tellings: int = 1
    copies: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Nearest:
    """The sentence of an article that comes closest to a fact, and how close.

    Attributes:
        sentence: its number.
        probability: how probably it is linked to a member of the fact: the one that it is most
            probably linked to.
    """

    sentence: int
    probability: float


@dataclass(frozen=True, slots=True)
class Omission:
    """A fact that was not found in one of the articles.

    "Not found" is a statement about the search, never about the outlet's intent.

    Attributes:
        fact: id of the fact.
        article: id of the article in which it was not found.
        nearest: the closest sentence there; ``None`` when nothing was worth scoring.
        status: ``not found``, or ``possibly reported`` when the nearest sentence falls into the
            band in which the aligner abstains, or above it.
        published: when the article was published, as in :attr:`Article.published`.
        words: how many words its headline, lead and body have.
        cautions: plain sentences on why the article may not have it: it is older or much shorter.
    """

    fact: str
    article: str
    nearest: Nearest | None = None
    status: OmissionStatus = "not found"
    published: str | None = None
    words: int = 0
    cautions: tuple[str, ...] = ()


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

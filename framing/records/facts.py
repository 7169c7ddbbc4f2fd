"""What several articles report: links between sentences, facts, differences, omissions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from framing.records.spans import FrozenMap, Span

__all__ = [
    "Difference",
    "DifferenceKind",
    "Fact",
    "Link",
    "Nearest",
    "Omission",
    "OmissionStatus",
    "PairScore",
    "Passage",
    "Relation",
    "SentenceRef",
    "Shared",
    "SharedPassage",
    "SharedText",
]

Relation = Literal["same", "partial"]
DifferenceKind = Literal[
    "number", "date", "actor", "attribution", "certainty", "polarity", "wording"
]
OmissionStatus = Literal["not found", "possibly reported"]


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

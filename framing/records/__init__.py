"""The nouns of the library: frozen records that every other layer passes around.

Offsets are the truth. Every span is a half-open pair of code-point offsets into
:attr:`Article.text`, which is normalised once, on reading, and never changes afterwards.
Nothing here imports anything but the standard library, so ``import framing`` stays cheap.
"""

from __future__ import annotations

from framing.records.annotations import Annotation, Prediction
from framing.records.articles import Article, Quotation, Removed, Sentence, Zone, quoted_share
from framing.records.comparison import (
    Comparison,
    Correction,
    CorrectionKind,
    CorrectionOutcome,
    CorrectionStatus,
    ProfileEntry,
    Provenance,
    Table,
)
from framing.records.facts import (
    Difference,
    DifferenceKind,
    Fact,
    Link,
    Nearest,
    Omission,
    OmissionStatus,
    PairScore,
    Passage,
    Relation,
    SentenceRef,
    Shared,
    SharedPassage,
    SharedText,
)
from framing.records.spans import FrozenMap, Span

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
    "OmissionStatus",
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

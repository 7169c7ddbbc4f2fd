"""How two tellings of the same fact differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.alignment.differences.actors import actor_differences
from framing.alignment.differences.certainty import certainty_differences
from framing.alignment.differences.numbers import number_differences
from framing.alignment.differences.polarity import polarity_differences
from framing.alignment.differences.telling import tell
from framing.alignment.differences.times import date_differences
from framing.alignment.differences.wording import wording_differences
from framing.records import Annotation, Article, Difference, SentenceRef

__all__ = ["find_differences"]

FINDERS = (
    number_differences,
    date_differences,
    polarity_differences,
    actor_differences,
    certainty_differences,
    wording_differences,
)


def find_differences(
    left: SentenceRef,
    right: SentenceRef,
    articles: Mapping[str, Article],
    annotations: Mapping[str, Sequence[Annotation]],
) -> tuple[Difference, ...]:
    """How two sentences that report a same fact differ on it."""
    one, other = tell(left, articles, annotations), tell(right, articles, annotations)
    return tuple(found for finder in FINDERS for found in finder(one, other))

"""How two sentences that report a same fact differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.alignment.differences.actors import actor_differences
from framing.alignment.differences.certainty import certainty_differences
from framing.alignment.differences.numbers import number_differences
from framing.alignment.differences.polarity import polarity_differences
from framing.alignment.differences.sources import attribution_differences
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
    attribution_differences,
    certainty_differences,
    wording_differences,
)


def find_differences(
    left: SentenceRef,
    right: SentenceRef,
    articles: Mapping[str, Article],
    annotations: Mapping[str, Sequence[Annotation]],
) -> tuple[Difference, ...]:
    """How two sentences that report a same fact differ on it.

    Precise rather than complete: what is uncertain is not reported. Each difference names the two
    passages and says in a plain sentence what a reader can check. Swapping the sentences swaps the
    sides and changes nothing else.

    Which sentences of a fact are compared is for
    :func:`framing.alignment.differences.with_differences` to say.

    Args:
        left: a sentence of one article.
        right: a sentence of another article.
        articles: id to article.
        annotations: article id to its annotations in order of offset; without attributions, hedges
            and loaded words the kinds that rest on them are not reported.

    Returns:
        The differences by kind: numbers, dates, polarity, actor, attribution, certainty, wording.

    Raises:
        KeyError: if an article is not there.
        IndexError: if it has no such sentence.
    """
    one, other = tell(left, articles, annotations), tell(right, articles, annotations)
    return tuple(
        found
        for finder in FINDERS
        for found in sorted(finder(one, other), key=lambda each: sorted((each.left, each.right)))
    )

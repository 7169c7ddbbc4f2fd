"""How the tellings of each fact differ: which of its sentences are compared, and what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from framing.alignment.differences.sources import agree_on_source
from framing.alignment.differences.telling import tell
from framing.alignment.differences.tellings import find_differences
from framing.alignment.grouping import LIKELY, Pair, in_order
from framing.records import Annotation, Article, Difference, Fact, Link, Passage, SentenceRef

__all__ = ["with_differences"]

IN_THE_TEXT = frozenset({"number", "attribution"})
"""Headlines round figures and leave out who says so: there is no telling difference in that."""


def with_differences(
    facts: Iterable[Fact],
    links: Iterable[Link],
    articles: Mapping[str, Article],
    annotations: Mapping[str, Sequence[Annotation]],
) -> tuple[Fact, ...]:
    """The facts, each with the differences between its tellings.

    All its sentences that are more likely than not linked are compared, the most probable first.
    More loosely linked ones share the fact only in passing, and most of what differs between them
    is something else. Figures and sources are taken from headlines only where nothing else is
    linked, and two articles that give one source somewhere do not differ in it. What is said once
    is not said again.
    """
    linked = {in_order(k.left, k.right): k for k in links if k.probability >= LIKELY}
    seen: set[Pair] = set()
    said: set[tuple[str, str, Passage]] = set()
    told = []
    for fact in facts:
        between: dict[tuple[str, str], list[Link]] = {}
        for pair in combinations(sorted(fact.members), 2):
            # Sentences that are in two facts together differ in the first.
            if (link := linked.get(pair)) is not None and pair not in seen:
                between.setdefault((link.left.article, link.right.article), []).append(link)
                seen.add(pair)
        differences = []
        for compared in between.values():
            for found in _between(compared, articles, annotations):
                # One passage that differs from several others in the same way is told once.
                sides = {(found.kind, found.detail, each) for each in (found.left, found.right)}
                if said.isdisjoint(sides):
                    differences.append(found)
                said |= sides
        told.append(replace(fact, differences=tuple(differences)))
    return tuple(told)


def _between(
    compared: Sequence[Link],
    articles: Mapping[str, Article],
    annotations: Mapping[str, Sequence[Annotation]],
) -> Iterator[Difference]:
    """What differs between the sentences of two articles that report one fact."""
    tell_apart = not _one_source(compared, articles, annotations)
    texts = [link for link in compared if not _headline(link, articles)]
    said = set()
    for link in sorted(compared, key=lambda link: (-link.probability, link.left, link.right)):
        for found in find_differences(link.left, link.right, articles, annotations):
            in_text = found.kind not in IN_THE_TEXT or link in texts or not texts
            held = tell_apart or found.kind != "attribution"
            if in_text and held and (found.kind, found.detail) not in said:
                said.add((found.kind, found.detail))
                yield found


def _headline(link: Link, articles: Mapping[str, Article]) -> bool:
    def zone(ref: SentenceRef) -> str:
        return articles[ref.article].sentences[ref.sentence].zone

    return "headline" in (zone(link.left), zone(link.right))


def _one_source(
    compared: Sequence[Link],
    articles: Mapping[str, Article],
    annotations: Mapping[str, Sequence[Annotation]],
) -> bool:
    """Whether some of the linked sentences give the same source."""
    return any(
        agree_on_source(*(tell(ref, articles, annotations) for ref in (link.left, link.right)))
        for link in compared
    )

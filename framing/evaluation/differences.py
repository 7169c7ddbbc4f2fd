"""How well the differences between two tellings are named, on gold links."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from framing.alignment.differences import find_differences
from framing.corpora import Event, GoldLink
from framing.corpora.same_fact import DIFFERENCE_LABELS
from framing.evaluation.measures import GOLD, Floats, f1, precision, recall
from framing.evaluation.scorecard import Sheet
from framing.pipeline import annotate
from framing.records import Article

__all__ = ["count_kinds", "score_differences"]

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
COUNTS = 4
ORIGIN = (
    "The sure gold links of the same events; nothing is fitted. The kinds lean on the shipped "
    "classifiers of every task."
)


def score_differences(sheet: Sheet, name: str, events: Sequence[Event]) -> None:
    """Adds precision, recall and F1 of each kind of difference and of all, on sure gold links."""
    sure = sum(link.sure for event in events for link in event.links)
    split = sheet.split(name, "event", len(events), items=(sure, "sure gold link"), origin=ORIGIN)
    ours, always, figures = [], [], []
    for event in events:
        links = [link for link in event.links if link.sure]
        articles = {article.id: article for article in event.articles}
        found = annotate(event.articles)
        annotations = {
            article.id: tuple(each) for article, each in zip(event.articles, found, strict=True)
        }
        named = []
        for link in links:
            made = find_differences(link.left, link.right, articles, annotations)
            kinds = {each.kind for each in made if each.kind in DIFFERENCE_LABELS}
            named.append(kinds | ({"conflict"} if any(each.conflict for each in made) else set()))
        ours.append(count_kinds(named, links))
        always.append(count_kinds([set(DIFFERENCE_LABELS)] * len(links), links))
        figures.append(
            count_kinds(
                [{"number"} if _figures_differ(link, articles) else set() for link in links],
                links,
            )
        )
    # A score of a kind that gold never has would say nothing, so there is none.
    counts = np.asarray(ours).sum(axis=0).reshape(len(DIFFERENCE_LABELS), COUNTS)[:, GOLD]
    gold = {kind: int(n) for kind, n in zip(DIFFERENCE_LABELS, counts, strict=True) if n}
    every = {kind: _measures(kind, n, _of(kind)) for kind, n in gold.items()}
    pooled = _measures("all kinds", sum(gold.values()), _pooled)
    measures = {name: each for kind in every.values() for name, each in kind.items()} | pooled
    split.add("framing", ours, measures)
    split.add("always all kinds", always, measures)
    if "number" in gold:
        split.add("different figures", figures, every["number"])


def count_kinds(named: Sequence[set[str]], links: Sequence[GoldLink]) -> list[float]:
    """Sufficient statistics of one event: predicted, right, gold, found for each kind in turn.

    A link on which only one of two passes marked a kind counts neither way for it.
    """
    table = []
    for kind in DIFFERENCE_LABELS:
        kept = [
            (kind in kinds, kind in link.differences)
            for kinds, link in zip(named, links, strict=True)
            if kind not in link.possible_differences
        ]
        both = sum(guess and truth for guess, truth in kept)
        table += [sum(guess for guess, _ in kept), both, sum(truth for _, truth in kept), both]
    return [float(count) for count in table]


Columns = Callable[[Floats], Floats]


def _measures(kind: str, gold: int, columns: Columns) -> dict[str, Callable[[Floats], Floats]]:
    """Precision, recall and F1 over these columns of the statistics."""
    return {
        f"{kind} P": lambda sums: precision(columns(sums)),
        f"{kind} R": lambda sums: recall(columns(sums)),
        f"{kind} F1 ({gold} gold)": lambda sums: f1(columns(sums)),
    }


def _of(kind: str) -> Columns:
    """The counts of one kind."""
    start = COUNTS * DIFFERENCE_LABELS.index(kind)
    return lambda sums: sums[..., start : start + COUNTS]


def _pooled(sums: Floats) -> Floats:
    """The counts of all kinds together."""
    shaped = sums.reshape(*sums.shape[:-1], len(DIFFERENCE_LABELS), COUNTS)
    return np.asarray(shaped.sum(axis=-2))


def _figures_differ(link: GoldLink, articles: dict[str, Article]) -> bool:
    """The baseline: both sentences hold figures, and not the same ones."""
    left, right = (
        set(FIGURE.findall(articles[ref.article].sentence_text(ref.sentence)))
        for ref in (link.left, link.right)
    )
    return bool(left and right and left != right)

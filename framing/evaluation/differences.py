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
    """Adds the F1 of each kind of difference, and of all kinds together, on sure gold links."""
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
    every = {f"{kind} F1 ({n} gold)": _of(kind, f1) for kind, n in gold.items()}
    total = sum(gold.values())
    pooled = {
        "all kinds P": _pooled(precision),
        "all kinds R": _pooled(recall),
        f"all kinds F1 ({total} gold)": _pooled(f1),
    }
    split.add("framing", ours, every | pooled)
    split.add("always all kinds", always, every | pooled)
    if "number" in gold:
        name = f"number F1 ({gold['number']} gold)"
        split.add("different figures", figures, {name: every[name]})


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


def _of(kind: str, measure: Callable[[Floats], Floats]) -> Callable[[Floats], Floats]:
    start = COUNTS * DIFFERENCE_LABELS.index(kind)
    return lambda sums: measure(sums[..., start : start + COUNTS])


def _pooled(measure: Callable[[Floats], Floats]) -> Callable[[Floats], Floats]:
    """The measure over the counts of all kinds together."""

    def pooled(sums: Floats) -> Floats:
        shaped = sums.reshape(*sums.shape[:-1], len(DIFFERENCE_LABELS), COUNTS)
        return measure(np.asarray(shaped.sum(axis=-2)))

    return pooled


def _figures_differ(link: GoldLink, articles: dict[str, Article]) -> bool:
    """The baseline: both sentences hold figures, and not the same ones."""
    left, right = (
        set(FIGURE.findall(articles[ref.article].sentence_text(ref.sentence)))
        for ref in (link.left, link.right)
    )
    return bool(left and right and left != right)

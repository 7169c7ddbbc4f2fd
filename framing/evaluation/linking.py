"""Scores the links of several systems on one part: counts, curves, calibration, ``same`` alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from framing.corpora import Event, GoldLink
from framing.evaluation.links import (
    Pair,
    ScoredPairs,
    best_threshold,
    count_along,
    count_links,
    only_same,
    ordered,
    thresholds_along,
)
from framing.evaluation.measures import FOUND_MEASURES, Floats, f1, mean, recall
from framing.evaluation.parts import Part
from framing.evaluation.scorecard import Judged, Sheet, SplitSheet
from framing.records import SentenceRef

__all__ = ["EVERY_PAIR", "ORACLE", "LinkingSystem", "link_every_pair", "score_part"]

ORACLE = ", oracle threshold"
EVERY_PAIR = "every pair"


@dataclass(frozen=True, slots=True)
class LinkingSystem:
    """What a system says of one part.

    Attributes:
        name: the name it is shown under.
        threshold: the score from which it links; ``None`` where its scores say nothing.
        found: what it says of each event.
        calibrated: whether its scores are probabilities.
    """

    name: str
    threshold: float | None
    found: Sequence[ScoredPairs]
    calibrated: bool = False

    def within(self, sentences: frozenset[SentenceRef]) -> LinkingSystem:
        """The same of pairs of these sentences alone."""
        return replace(self, found=[each.within(sentences) for each in self.found])


def link_every_pair(events: Sequence[Event]) -> LinkingSystem:
    """Links every two sentences of different articles."""
    found = []
    for event in events:
        pairs = frozenset(
            ordered(SentenceRef(one.id, m.index), SentenceRef(other.id, n.index))
            for one, other in combinations(event.articles, 2)
            for m in one.sentences
            for n in other.sentences
        )
        found.append(ScoredPairs(dict.fromkeys(sorted(pairs), 1.0), pairs, pairs))
    return LinkingSystem(EVERY_PAIR, None, found)


def score_part(sheet: Sheet, part: Part, systems: Sequence[LinkingSystem]) -> None:
    """Adds everything about links on one part; the first system is ours.

    Args:
        sheet: where to.
        part: the events and their gold links.
        systems: what each system says of every event of the part.
    """
    gold = [event.links for event in part.events]
    links = sum(len(each) for each in gold)
    units = len(set(part.units))
    split = sheet.split(part.name, part.unit, units, items=(links, "gold link"), origin=part.origin)
    ours = systems[0]
    sizes = [
        _count_candidates(event, each) for event, each in zip(part.events, ours.found, strict=True)
    ]
    if part.judged is not None:
        systems = [each.within(part.judged) for each in systems]
        ours = systems[0]
    tables = {}
    for system in systems:
        chosen = [each.chosen for each in system.found]
        table = tables[system.name] = _add_links(split, part, system.name, chosen)
        if system.threshold is not None:
            _add_curve(split, part, system, (system.threshold, table))
        if system is ours:
            scored = _count(part, [frozenset(each.scores) for each in ours.found], gold)
            split.add(ours.name, scored, {"candidate recall": recall})
            split.add(ours.name, part.add_up(sizes), {"candidates a sentence": mean})
        if system.threshold is not None:
            best = best_threshold(system.found, part.events)
            flattered = [each.above(best) for each in system.found]
            _add_links(split, part, f"{system.name}{ORACLE}", flattered)
    for system in systems[1:]:
        pair = tables[ours.name], tables[system.name]
        split.compare((ours.name, system.name), pair, "F1", f1)
    for system in systems:
        if system.calibrated:
            _add_calibration(split, part, system, coverage=system is ours)
    if part.relations:
        _score_same(sheet, part, systems)


def _score_same(sheet: Sheet, part: Part, systems: Sequence[LinkingSystem]) -> None:
    """Links called ``same`` against gold ones, as if there were no others."""
    gold = [only_same(event.links) for event in part.events]
    split = sheet.split(
        f"{part.name}, 'same' alone",
        part.unit,
        len(set(part.units)),
        items=(sum(link.sure for each in gold for link in each), "sure 'same' link"),
        origin="The same events; a link called 'partial' is none here.",
    )
    tables = {
        system.name: _count(part, [each.same for each in system.found], gold) for system in systems
    }
    for name, table in tables.items():
        split.add(name, table, FOUND_MEASURES)
    ours = systems[0].name
    for system in systems[1:]:
        split.compare((ours, system.name), (tables[ours], tables[system.name]), "F1", f1)


def _add_links(
    split: SplitSheet, part: Part, name: str, chosen: Sequence[frozenset[Pair]]
) -> Floats:
    """Adds precision, recall, F1 and, where gold has it, the recall of ``same``."""
    table = _count(part, chosen, [event.links for event in part.events])
    split.add(name, table, FOUND_MEASURES)
    if part.relations:
        same = [[link for link in event.links if link.relation == "same"] for event in part.events]
        split.add(name, _count(part, chosen, same), {"'same' recall": recall})
    return table


def _count(
    part: Part, chosen: Sequence[frozenset[Pair]], gold: Sequence[Iterable[GoldLink]]
) -> Floats:
    return part.add_up([count_links(*each) for each in zip(chosen, gold, strict=True)])


def _count_candidates(event: Event, found: ScoredPairs) -> list[float]:
    """Pairs by sentence and other article: each pair is one of both its sentences."""
    places = sum(len(article.sentences) for article in event.articles) * (len(event.articles) - 1)
    return [2.0 * len(found.scores), float(places)]


def _add_curve(
    split: SplitSheet, part: Part, system: LinkingSystem, own: tuple[float, Floats]
) -> None:
    thresholds = thresholds_along(system.found)
    rows = [
        count_along(each, event.links, thresholds)
        for each, event in zip(system.found, part.events, strict=True)
    ]
    split.add_curve(system.name, thresholds, part.add_up(rows), own)


def _add_calibration(
    split: SplitSheet, part: Part, system: LinkingSystem, *, coverage: bool
) -> None:
    pairs, linked = [], []
    numbers = part.unit_numbers
    for number, found, event in zip(numbers, system.found, part.events, strict=True):
        marked = {ordered(link.left, link.right): 1.0 if link.sure else 0.5 for link in event.links}
        for pair, score in found.scores.items():
            pairs.append(Judged(number, score, marked.get(pair, 0.0)))
            if pair in found.chosen:
                linked.append(pairs[-1])
    if not pairs:
        return
    what = "reports the same fact" if part.relations else "shares an event mention"
    split.add_reliability(system.name, f"the pair {what}", pairs)
    if coverage:
        rate = sum(each.outcome for each in pairs) / len(pairs)
        constant = [replace(each, probability=rate) for each in pairs]
        split.add_reliability("always the base rate", f"the pair {what}", constant)
    split.add_reliability(system.name, f"the pair it linked {what}", linked)
    if coverage:
        split.add_coverage(system.name, "links", linked)

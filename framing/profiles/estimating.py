"""From comparisons to a profile: rates, paired differences and words, by event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite

from framing.comparison import WORD
from framing.errors import InputError
from framing.profiles.reading import MEASURES, Amount, EventReading, Measure, read_event
from framing.profiles.record import (
    FactPair,
    Minimum,
    OutletDifference,
    OutletRate,
    OutletWord,
    Profile,
)
from framing.records import Comparison, Provenance
from framing.statistics import Bootstrap, compare_words, mean_by_event, sign_flip_test

__all__ = ["profile"]

REPLICATES = 2000
FEWEST_EVENTS = 6
MINIMUM = Minimum()


def profile(
    comparisons: Iterable[Comparison],
    *,
    minimum: Minimum = MINIMUM,
    link_from: float = 0.5,
    seed: int = 0,
) -> Profile:
    """Compares outlets over many events.

    Rates are over all sentences of an outlet; differences only over facts that two outlets tell,
    sentence against sentence, so they do not depend on which events or facts an outlet picks.
    Intervals are those of the studentised bootstrap by event, tests flip the signs of whole events.

    Args:
        comparisons: one an event, each made by :func:`framing.compare`; read one at a time.
        minimum: how much must be behind a number, else it says "too few to say".
        link_from: probability of a link from which its two tellings are compared.
        seed: seed of every resample and flip: the same comparisons and seed, the same numbers.

    Raises:
        InputError: if there is nothing to compare, something is no comparison, an article is in
            two of them, or the minimum is below what any test can use.
    """
    if isinstance(comparisons, Comparison):
        raise InputError("give a list of comparisons, one an event, not a single comparison")
    if minimum.events < FEWEST_EVENTS or minimum.facts < 1 or minimum.cases < 0:
        raise InputError(
            f"a minimum of {minimum.events} events, {minimum.facts} facts, {minimum.cases} cases: "
            f"give at least {FEWEST_EVENTS} events, 1 fact and 0 cases"
        )
    readings: list[EventReading] = []
    made_with: dict[Provenance, None] = {}
    seen: dict[str, int] = {}
    for number, comparison in enumerate(comparisons):
        if not isinstance(comparison, Comparison):
            raise InputError(f"{comparison!r:.80} is no comparison; make one by framing.compare")
        for article in comparison.articles:
            if article.id in seen:
                raise InputError(
                    f"article {article.id} is in the comparisons {seen[article.id]} and {number}; "
                    "give each event once, or its articles would count twice"
                )
            seen[article.id] = number
        readings.append(read_event(comparison, link_from))
        made_with.setdefault(comparison.provenance)
    if not readings:
        raise InputError("no comparisons given; make one an event by framing.compare")
    outlets = tuple(sorted({outlet for reading in readings for outlet in reading.words}))
    pairs = tuple(_fact_pairs(readings))
    return Profile(
        events=len(readings),
        outlets=outlets,
        rates=tuple(_rates(readings, outlets, minimum, seed)),
        differences=_with_q(_differences(pairs, minimum, seed)),
        words=tuple(word for outlet in outlets for word in _words(readings, outlet, minimum, seed)),
        pairs=pairs,
        minimum=minimum,
        link_from=link_from,
        seed=seed,
        made_with=tuple(made_with),
    )


def _rates(
    readings: Sequence[EventReading], outlets: Iterable[str], minimum: Minimum, seed: int
) -> Iterator[OutletRate]:
    told = [_amounts(reading) for reading in readings]
    for outlet in outlets:
        for at, measure in enumerate(MEASURES):
            rows = [each[outlet][at] for each in told if outlet in each and each[outlet][at][1]]
            total, count = (sum(row[side] for row in rows) for side in (0, 1))
            cases = min(total, count - total) if measure.unit == "sentence" else count
            value = low = high = None
            if len(rows) >= minimum.events and cases >= minimum.cases:
                totals, counts = zip(*rows, strict=True)
                found = mean_by_event(
                    totals,
                    counts,
                    Bootstrap(len(rows), REPLICATES, seed),
                    bounds=measure.bounds,
                    skewed=measure.bounds == (0.0, 1.0),
                )
                if isfinite(found.low):
                    value, low, high = found.value, found.low, found.high
            yield OutletRate(
                outlet, measure.name, value, low, high, len(rows), round(count), measure.unit
            )


def _amounts(reading: EventReading) -> dict[str, list[Amount]]:
    """Outlet to the total and the number of units of each measure."""
    made: dict[str, list[Amount]] = {}
    for sentence in reading.sentences.values():
        held = made.setdefault(sentence.outlet, [(0.0, 0.0)] * len(MEASURES))
        for at, (total, count) in enumerate(sentence.amounts):
            held[at] = (held[at][0] + total, held[at][1] + count)
    return made


def _fact_pairs(readings: Sequence[EventReading]) -> Iterator[FactPair]:
    for event, reading in enumerate(readings):
        for pair in reading.pairs:
            for measure, left, right in reading.values(pair):
                yield FactPair(
                    event=event,
                    fact=pair.fact,
                    measure=measure.name,
                    left_outlet=reading.sentences[pair.left].outlet,
                    right_outlet=reading.sentences[pair.right].outlet,
                    left=pair.left,
                    right=pair.right,
                    left_value=left,
                    right_value=right,
                    probability=pair.probability,
                    copied=pair.copied,
                )


def _differences(
    pairs: Iterable[FactPair], minimum: Minimum, seed: int
) -> Iterator[OutletDifference]:
    """Every measure of every two outlets that tell a same fact, without q."""
    groups: dict[tuple[str, str], dict[str, list[FactPair]]] = {}
    for pair in pairs:
        if not pair.copied:
            measures = groups.setdefault((pair.left_outlet, pair.right_outlet), {})
            measures.setdefault(pair.measure, []).append(pair)
    for (left, right), measures in sorted(groups.items()):
        for measure in MEASURES:
            if measure.name in measures:
                yield _difference(left, right, measure, measures[measure.name], minimum, seed)


def _difference(
    left: str, right: str, measure: Measure, pairs: Sequence[FactPair], minimum: Minimum, seed: int
) -> OutletDifference:
    import numpy as np

    apart = np.array([pair.left_value - pair.right_value for pair in pairs])
    _, event = np.unique([pair.event for pair in pairs], return_inverse=True)
    totals, counts = np.bincount(event, weights=apart), np.bincount(event)
    made = OutletDifference(
        left=left,
        right=right,
        measure=measure.name,
        left_value=None,
        right_value=None,
        difference=None,
        low=None,
        high=None,
        effect=None,
        p=None,
        q=None,
        left_more=float(apart[apart > 0].sum()),
        right_more=float(np.abs(apart[apart < 0]).sum()),
        events=len(totals),
        facts=len(pairs),
    )
    differing = float(np.count_nonzero(apart))
    if measure.unit == "sentence":
        differing = made.left_more + made.right_more
    enough = made.events >= minimum.events and made.facts >= minimum.facts
    if not enough or differing < minimum.cases:
        return made
    least, most = measure.bounds
    bounds = (least - most, most - least)
    found = mean_by_event(totals, counts, Bootstrap(len(totals), REPLICATES, seed), bounds=bounds)
    if not isfinite(found.low):
        return made
    spread = float(apart.std(ddof=1))
    return replace(
        made,
        left_value=float(np.mean([pair.left_value for pair in pairs])),
        right_value=float(np.mean([pair.right_value for pair in pairs])),
        difference=found.value,
        low=found.low,
        high=found.high,
        effect=found.value / spread if spread else 0.0,
        p=float(sign_flip_test(totals[:, None], seed=seed)[0]),
    )


def _with_q(differences: Iterable[OutletDifference]) -> tuple[OutletDifference, ...]:
    from scipy.stats import false_discovery_control

    made = list(differences)
    tested = [at for at, each in enumerate(made) if each.p is not None]
    for at, q in zip(tested, false_discovery_control([made[at].p for at in tested]), strict=True):
        made[at] = replace(made[at], q=float(q))
    return tuple(made)


def _words(
    readings: Sequence[EventReading], outlet: str, minimum: Minimum, seed: int
) -> Iterator[OutletWord]:
    """The words of an outlet beside the others', in the events that both tell.

    Without those of its own name: that "The Ledger" says "ledger" tells nothing.
    """
    import numpy as np
    from scipy.stats import false_discovery_control

    told = [_two_sides(reading.words, outlet) for reading in readings if outlet in reading.words]
    told = [(own, others) for own, others in told if own and others]
    spread = Counter(word for own, others in told for word in own.keys() | others.keys())
    own_name = {word.group().casefold() for word in WORD.finditer(outlet)}
    known = sorted(
        word for word, events in spread.items() if events >= minimum.events and word not in own_name
    )
    if len(told) < minimum.events or len(known) < 2:
        yield OutletWord(outlet, None, None, None, None, None, None, None, 0, 0, len(told))
        return
    tables = []
    for side in (0, 1):
        table = np.array([[each[side][word] for word in known] for each in told], dtype=np.float64)
        # All other words are one, so that odds are among all that an outlet writes.
        rest = [sum(each[side].values()) for each in told] - table.sum(axis=1)
        tables.append(np.column_stack([table, rest]))
    own, others = tables
    # Half a word more keeps the prior of what no other word is above 0.
    background = own.sum(axis=0) + others.sum(axis=0) + 0.5
    found = compare_words(own, others, background, seed=seed)
    q = false_discovery_control(found.p[:-1])
    for at in sorted(range(len(known)), key=lambda at: (-found.value[at], known[at])):
        yield OutletWord(
            outlet=outlet,
            word=known[at],
            log_odds=float(found.value[at]),
            low=float(found.low[at]),
            high=float(found.high[at]),
            z=float(found.z[at]),
            p=float(found.p[at]),
            q=float(q[at]),
            count=int(own[:, at].sum()),
            count_others=int(others[:, at].sum()),
            events=spread[known[at]],
        )


def _two_sides(words: Mapping[str, Counter[str]], outlet: str) -> tuple[Counter[str], Counter[str]]:
    others: Counter[str] = Counter()
    for name, used in words.items():
        if name != outlet:
            others.update(used)
    return words[outlet], others

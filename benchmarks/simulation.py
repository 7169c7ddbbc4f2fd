"""Do the intervals hold what they promise, and do the tests keep their level?

    python benchmarks/simulation.py [SIMULATIONS]

Draws worlds in which the truth is known, with events whose sentences and facts are not independent,
and asks the library's own functions. ``holds`` is how often a 95% interval holds the truth; beside
it the two usual bootstrap intervals, which are too narrow with ten events. ``finds`` is how often a
test says p <= 0.05: its level where there is no difference, its power where there is one. ``given``
is how often there was enough to say anything; the other columns count only those. BCa is computed
for the fewest events only: it takes the most time.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.stats import bootstrap, false_discovery_control

from framing.profiles.estimating import MINIMUM, REPLICATES
from framing.statistics import (
    Bootstrap,
    compare_words,
    krippendorff_alpha,
    mean_by_event,
    sign_flip_test,
)

Floats = NDArray[np.float64]
EVENTS = (10, 20, 40)
SEED = 2026


@dataclass
class Tally:
    """How often something was so, of how many."""

    hits: dict[str, int] = field(default_factory=dict)
    tries: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, *outcomes: bool) -> None:
        """Counts outcomes."""
        self.hits[what] = self.hits.get(what, 0) + sum(map(bool, outcomes))
        self.tries[what] = self.tries.get(what, 0) + len(outcomes)

    def percent(self, what: str) -> str:
        """The share in percent; a dash where nothing was tried."""
        if not self.tries.get(what):
            return "-"
        return f"{100 * self.hits[what] / self.tries[what]:.1f}"


@dataclass(frozen=True)
class World:
    """Two outlets that tell the same facts of an event.

    Attributes:
        name: what is particular about it.
        left: the left outlet's share of hedged tellings.
        right: the right's.
        alike: correlation of the tellings of one outlet in one event.
        left_alike: the same of the left outlet, where it differs.
        soft: whether tellings have probabilities rather than 0 or 1.
    """

    name: str
    left: float
    right: float
    alike: float = 0.1
    left_alike: float | None = None
    soft: bool = False


WORLDS = (
    World("no difference", 0.3, 0.3),
    World("no difference, events very unlike each other", 0.3, 0.3, alike=0.3),
    World("no difference, probabilities", 0.3, 0.3, soft=True),
    World("no difference, seldom", 0.08, 0.08),
    World("no difference, one outlet uneven", 0.2, 0.2, alike=0.02, left_alike=0.3),
    World("difference of 0.15", 0.45, 0.3),
    World("difference of 0.15, probabilities", 0.45, 0.3, soft=True),
    World("difference of 0.10, seldom", 0.15, 0.05),
)


def main() -> None:
    """Prints the table."""
    simulations = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    print(f"{simulations} simulations a row; minimum: {MINIMUM}; seed {SEED}")
    header = ("what", "world", "events", "given", "holds", "percentile", "BCa", "finds")
    print("| " + " | ".join(header) + " |\n|" + " --- |" * len(header))
    few = max(1, simulations // 5)
    for rows in (rates(simulations), differences(simulations), words(few), agreements(few)):
        for row in rows:
            print("| " + " | ".join(row) + " |", flush=True)


def rates(simulations: int) -> Iterator[tuple[str, ...]]:
    """Shares of hedged sentences, about 20 sentences an event."""
    for share in (0.05, 0.2, 0.5):
        for alike in (0.02, 0.15):
            for events in EVENTS:
                random, tally = np.random.default_rng(SEED), Tally()
                resamples = Bootstrap(events, REPLICATES)
                for _ in range(simulations):
                    counts = random.negative_binomial(4, 1 / 6, events) + 1
                    totals = random.binomial(counts, _event_shares(random, share, alike, events))
                    cases = min(totals.sum(), (counts - totals).sum())
                    enough = cases >= MINIMUM.cases
                    _judge(tally, (totals, counts), share, resamples, enough, skewed=True)
                world = f"{share:g}, correlation {alike:g}"
                yield ("rate", world, str(events), *_cells(tally))


def differences(simulations: int) -> Iterator[tuple[str, ...]]:
    """Paired differences, about 7 facts an event."""
    for world in WORLDS:
        left_alike = world.alike if world.left_alike is None else world.left_alike
        # Sentences that hedge get 0.8 on average, others 0.1.
        truth = (world.left - world.right) * (0.7 if world.soft else 1.0)
        for events in EVENTS:
            random, tally = np.random.default_rng(SEED), Tally()
            resamples = Bootstrap(events, REPLICATES)
            tested = []
            for _ in range(simulations):
                counts = random.negative_binomial(2, 0.25, events) + 1
                event = np.repeat(np.arange(events), counts)
                left = _tell(random, world.left, left_alike, event, world.soft)
                right = _tell(random, world.right, world.alike, event, world.soft)
                totals = np.bincount(event, weights=left - right)
                enough = len(event) >= MINIMUM.facts
                enough &= np.abs(left - right).sum() >= MINIMUM.cases
                if _judge(tally, (totals, counts), truth, resamples, bool(enough)):
                    tested.append(totals)
            if len(tested):
                tally.add("finds", *(sign_flip_test(np.stack(tested, axis=1)) <= 0.05))
            yield ("difference", world.name, str(events), *_cells(tally))


def words(simulations: int) -> Iterator[tuple[str, ...]]:
    """Log-odds of words that come in runs; ten of 400 are used 2.2 times as often, or none."""
    vocabulary = 400
    common = 1 / np.arange(2, vocabulary + 2)
    for effect in (0.0, 0.8):
        raised = np.zeros(vocabulary)
        raised[40:50] = effect
        for events in EVENTS:
            random, tally = np.random.default_rng(SEED), Tally()
            wrong = []
            for _ in range(simulations):
                topic = random.gamma(1, 1, (events, vocabulary))
                sides = []
                for more in (np.exp(raised), np.ones(vocabulary)):
                    odds = common * more * topic * random.gamma(2, 0.5, (events, vocabulary))
                    length = random.integers(200, 500, events)
                    sides.append(random.multinomial(length, odds / odds.sum(axis=1)[:, None]))
                left, right = sides
                enough = ((left + right) > 0).sum(axis=0) >= MINIMUM.events
                if not enough.any():
                    continue
                found = compare_words(left, right, left.sum(axis=0) + right.sum(axis=0) + 0.5)
                q = false_discovery_control(found.p[enough])
                same = raised[enough] == 0
                which = enough & (raised == effect)
                tally.add("holds", *((found.low <= effect) & (effect <= found.high))[which])
                tally.add("finds", *(found.p[which] <= 0.05))
                tally.add("z finds", *(np.abs(found.z[which]) > 1.96))
                called = q <= 0.05
                wrong.append((called & same).sum() / max(called.sum(), 1))
            about = (
                f"{'odds 2.2 times as large' if effect else 'no difference'}; z alone finds "
                f"{tally.percent('z finds')}; false of those with q <= 0.05: "
                f"{100 * np.mean(wrong):.1f}"
            )
            yield ("words", about, str(events), *_cells(tally))


def agreements(simulations: int) -> Iterator[tuple[str, ...]]:
    """Krippendorff's alpha of three annotators, a tenth of the labels missing."""
    for prior in ((0.5, 0.5), (0.8, 0.2), (0.5, 0.3, 0.2)):
        for sure in (0.0, 0.6, 0.9):
            for items in (60, 100):
                random, tally = np.random.default_rng(SEED), Tally()
                for _ in range(simulations):
                    true = random.choice(len(prior), items, p=prior)
                    guess = random.choice(len(prior), (items, 3), p=prior)
                    given = np.where(random.random((items, 3)) < sure, true[:, None], guess)
                    missing = random.random((items, 3)) < 0.1
                    ratings = np.where(missing, np.nan, given)
                    found = krippendorff_alpha([list(row) for row in ratings])
                    tally.add("given", math.isfinite(found.low))
                    if math.isfinite(found.low):
                        tally.add("holds", found.low <= sure**2 <= found.high)
                labels = ", ".join(f"{each:g}" for each in prior)
                world = f"alpha {sure**2:.2f}, labels {labels}"
                yield ("agreement", world, f"{items} items", *_cells(tally))


def _event_shares(random: np.random.Generator, share: float, alike: float, events: int) -> Floats:
    """Each event's share: beta, with this correlation of two items of one event."""
    size = (1 - alike) / alike
    return random.beta(share * size, (1 - share) * size, events)


def _tell(
    random: np.random.Generator, share: float, alike: float, event: NDArray[np.int64], soft: bool
) -> Floats:
    """What a classifier says of each telling: 0 or 1, or a probability about 0.1 or 0.8."""
    hedged = random.random(len(event)) < _event_shares(random, share, alike, event[-1] + 1)[event]
    if not soft:
        return hedged.astype(np.float64)
    return np.where(hedged, random.beta(8, 2, len(event)), random.beta(1, 9, len(event)))


def _judge(
    tally: Tally,
    sums: tuple[Floats, Floats],
    truth: float,
    resamples: Bootstrap,
    enough: bool,
    *,
    skewed: bool = False,
) -> bool:
    """Whether there is enough to give an interval, and if so, which intervals hold the truth."""
    found = mean_by_event(*sums, resamples, skewed=skewed)
    given = enough and math.isfinite(found.low)
    tally.add("given", given)
    if given:
        tally.add("holds", found.low <= truth <= found.high)
        plain = resamples.estimate(np.stack(sums, axis=1), _mean)
        tally.add("percentile", plain.low <= truth <= plain.high)
        if resamples.units == EVENTS[0]:
            ends = bootstrap(
                sums,
                lambda total, count, axis: total.sum(axis=axis) / count.sum(axis=axis),
                paired=True,
                vectorized=True,
                n_resamples=1000,
                rng=SEED,
            ).confidence_interval
            tally.add("BCa", ends.low <= truth <= ends.high)
    return given


def _mean(sums: Floats) -> Floats:
    return np.asarray(sums[..., 0] / sums[..., 1])


def _cells(tally: Tally) -> tuple[str, ...]:
    return tuple(tally.percent(what) for what in ("given", "holds", "percentile", "BCa", "finds"))


if __name__ == "__main__":
    main()

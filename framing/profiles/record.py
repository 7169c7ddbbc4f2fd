"""The records of a profile: outlets compared over many events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from framing.records import Provenance, SentenceRef

if TYPE_CHECKING:
    import pandas

__all__ = [
    "TOO_FEW",
    "FactPair",
    "Minimum",
    "OutletDifference",
    "OutletRate",
    "OutletWord",
    "Profile",
    "ProfileTable",
]

ProfileTable = Literal["rates", "differences", "words", "pairs"]

TOO_FEW = "too few to say"
"""What stands in place of a number that too little is behind."""


@dataclass(frozen=True, slots=True)
class Minimum:
    """How much must be behind a number, or it is not given.

    The defaults are where ``benchmarks/simulation.py`` finds that the intervals hold.

    Attributes:
        events: events, for rates and differences, and with a word for words; not below 6: with
            five events no test by events can find anything at the level of 0.05.
        facts: facts that both outlets tell.
        cases: how many sentences must have what is measured, and how many must not; how many
            facts the two outlets must tell differently.
    """

    events: int = 10
    facts: int = 30
    cases: int = 10


@dataclass(frozen=True, slots=True)
class OutletRate:
    """One measure of one outlet over its events, with its 95% interval.

    Attributes:
        outlet: the outlet.
        measure: name of the measure.
        value: the mean over all units; ``None`` where there are too few to say.
        low: lower end of the interval.
        high: upper end of it.
        events: events in which the outlet has such units.
        n: how many units there are.
        unit: what they are: ``sentence``, ``word`` or ``mention``.
    """

    outlet: str
    measure: str
    value: float | None
    low: float | None
    high: float | None
    events: int
    n: int
    unit: str


@dataclass(frozen=True, slots=True)
class OutletDifference:
    """How two outlets differ in one measure on the same facts, with its 95% interval.

    Attributes:
        left: the outlet whose name comes first.
        right: the other.
        measure: name of the measure.
        left_value: its mean over the left outlet's tellings; ``None`` where too few to say.
        right_value: its mean over the right outlet's tellings of the same facts.
        difference: the left mean less the right.
        low: lower end of its interval.
        high: upper end of it.
        effect: the difference in standard deviations of the facts' differences (Cohen's d of
            paired samples).
        p: how probable so large a difference is if the two outlets are exchangeable in every
            event (sign-flip test by event).
        q: the share of false ones among the differences with a p as small (Benjamini and Hochberg
            1995), over all differences of the profile.
        left_more: by how much the left is above the right, summed over the facts in which it is:
            the facts in which only the left has it, were all annotations certain.
        right_more: the same of the right.
        events: events with such facts.
        facts: how many facts both tell.
    """

    left: str
    right: str
    measure: str
    left_value: float | None
    right_value: float | None
    difference: float | None
    low: float | None
    high: float | None
    effect: float | None
    p: float | None
    q: float | None
    left_more: float
    right_more: float
    events: int
    facts: int


@dataclass(frozen=True, slots=True)
class OutletWord:
    """How much an outlet uses a word beside the others on the same events, outside quotations.

    Attributes:
        outlet: the outlet.
        word: the word, case folded; ``None`` where there are too few events to say of any.
        log_odds: the logarithm of its odds with the outlet less that with the others, by an
            informative Dirichlet prior (Monroe et al. 2008).
        low: lower end of its 95% interval by event.
        high: upper end of it.
        z: the value in standard errors of the paper, which knows no events and overstates.
        p: how probable so large a difference of shares is if outlet and others are exchangeable in
            every event.
        q: the share of false ones among the outlet's words with a p as small.
        count: how often the outlet uses it.
        count_others: how often the others do.
        events: events in which either does.
    """

    outlet: str
    word: str | None
    log_odds: float | None
    low: float | None
    high: float | None
    z: float | None
    p: float | None
    q: float | None
    count: int
    count_others: int
    events: int


@dataclass(frozen=True, slots=True)
class FactPair:
    """One measure of one fact that two outlets tell: the matched pair behind the differences.

    Attributes:
        event: number of the comparison, from 0, in the order given.
        fact: id of the fact.
        measure: name of the measure.
        left_outlet: the outlet whose name comes first.
        right_outlet: the other.
        left: its sentence.
        right: the other's.
        left_value: the measure of the left sentence.
        right_value: that of the right.
        probability: that of the link between the two.
        copied: whether the two are one copy, as from an agency; differences leave these out.
    """

    event: int
    fact: str
    measure: str
    left_outlet: str
    right_outlet: str
    left: SentenceRef
    right: SentenceRef
    left_value: float
    right_value: float
    probability: float
    copied: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """Outlets compared over many events; see :func:`framing.profile`.

    Attributes:
        events: how many comparisons it is of.
        outlets: the outlets, by name.
        rates: every measure of every outlet.
        differences: every measure of every two outlets that tell a same fact.
        words: the words of every outlet, those it uses more than the others first.
        pairs: the facts behind the differences.
        minimum: what must be behind a number.
        link_from: probability of a link from which its two tellings were compared.
        seed: seed of every resample and flip.
        made_with: versions, weights and parameters of the comparisons, each once. If there are
            several, a difference between outlets may be one between them.
    """

    events: int
    outlets: tuple[str, ...]
    rates: tuple[OutletRate, ...] = field(repr=False)
    differences: tuple[OutletDifference, ...] = field(repr=False)
    words: tuple[OutletWord, ...] = field(repr=False)
    pairs: tuple[FactPair, ...] = field(repr=False)
    minimum: Minimum
    link_from: float
    seed: int
    made_with: tuple[Provenance, ...] = field(repr=False)

    def to_frame(self, table: ProfileTable = "rates") -> pandas.DataFrame:
        """One of its tables as a tidy data frame, one row a record.

        Where there are too few to say, values are missing and the column ``note`` says so.

        Raises:
            framing.errors.InputError: if there is no such table.
        """
        from framing.profiles.views import frame_of

        return frame_of(self, table)

    def __str__(self) -> str:
        from framing.profiles.views import render_text

        return render_text(self)

    def _repr_html_(self) -> str:
        from framing.profiles.views import render_notebook

        return render_notebook(self)

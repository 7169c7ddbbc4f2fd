"""Outlets compared over many events: how each tells the same facts.

>>> import framing
>>> comparisons = [framing.compare(event) for event in events]  # doctest: +SKIP
>>> profile = framing.profile(comparisons)                      # doctest: +SKIP
>>> profile.to_frame("differences")                             # doctest: +SKIP

The event is the unit of every interval and test; the fact that two outlets both tell is the matched
pair of every difference. What the numbers do not know is how the classifiers err: an error that is
as frequent for every outlet narrows differences, one that is not can make them.
"""

from framing.profiles.estimating import profile
from framing.profiles.reading import MEASURES, Measure
from framing.profiles.record import (
    TOO_FEW,
    FactPair,
    Minimum,
    OutletDifference,
    OutletRate,
    OutletWord,
    Profile,
)

__all__ = [
    "MEASURES",
    "TOO_FEW",
    "FactPair",
    "Measure",
    "Minimum",
    "OutletDifference",
    "OutletRate",
    "OutletWord",
    "Profile",
    "profile",
]

"""Estimates with intervals: thin over numpy and scipy.

Units are what is resampled: articles or events, never the sentences inside them.
"""

from typing import TYPE_CHECKING

from framing.statistics.calibration import bin_reliability, expected_calibration_error
from framing.statistics.proportions import poisson_binomial_interval, wilson_interval
from framing.statistics.resampling import Bootstrap, Estimate, PairedDifference

if TYPE_CHECKING:
    from framing.statistics.resampling import Measure as Measure

__all__ = [
    "Bootstrap",
    "Estimate",
    "PairedDifference",
    "bin_reliability",
    "expected_calibration_error",
    "poisson_binomial_interval",
    "wilson_interval",
]

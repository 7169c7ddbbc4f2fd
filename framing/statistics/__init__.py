"""Estimates with intervals: thin over numpy and scipy.

Units are what is resampled: articles or events, never the sentences inside them.
"""

from typing import TYPE_CHECKING

from framing.statistics.agreement import krippendorff_alpha
from framing.statistics.calibration import bin_reliability, expected_calibration_error
from framing.statistics.distinctive import LogOdds, compare_words
from framing.statistics.events import mean_by_event, sign_flip_test
from framing.statistics.proportions import poisson_binomial_interval, wilson_interval
from framing.statistics.resampling import Bootstrap, Estimate, PairedDifference

if TYPE_CHECKING:
    from framing.statistics.resampling import Measure as Measure

__all__ = [
    "Bootstrap",
    "Estimate",
    "LogOdds",
    "PairedDifference",
    "bin_reliability",
    "compare_words",
    "expected_calibration_error",
    "krippendorff_alpha",
    "mean_by_event",
    "poisson_binomial_interval",
    "sign_flip_test",
    "wilson_interval",
]

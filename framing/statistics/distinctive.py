"""Which words one side uses more than the other: log-odds with an informative Dirichlet prior.

Monroe, Colaresi and Quinn (2008): Fightin' words: lexical feature selection and evaluation for
identifying the content of political conflict. The prior pulls what is rare toward the odds that
the word has in all texts together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.statistics.events import sign_flip_test

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

__all__ = ["LogOdds", "compare_words"]

PRIOR_WORDS = 500.0
"""How many words the prior is worth; as many as the paper's."""


@dataclass(frozen=True, slots=True, eq=False)
class LogOdds:
    """How much likelier the one side is to use each word. Each array has one value a word.

    Attributes:
        value: the difference of the log-odds of the two sides; above 0 the one uses it more.
        low: lower end of its interval over events.
        high: upper end of it.
        z: the value in standard errors of the paper, which takes each word for an independent
            draw. Words come in runs, an event's word most of all, so this overstates.
        p: how probable so large a difference of shares is, were the sides exchangeable in each
            event (:func:`framing.statistics.sign_flip_test`).
    """

    value: Floats
    low: Floats
    high: Floats
    z: Floats
    p: Floats


def compare_words(
    left: ArrayLike,
    right: ArrayLike,
    background: ArrayLike,
    *,
    level: float = 0.95,
    seed: int = 0,
) -> LogOdds:
    """Compares how often two sides use each word in the same events.

    The interval is that of the delete-one jackknife over events (Tukey 1958), with as many degrees
    of freedom as events less one.

    Args:
        left: how often the one side uses each word in each event, shape (events, words).
        right: the same of the other side.
        background: how often each word stands in all texts together, above 0, shape (words,).
        level: how often an interval should hold the value of all events of this kind.
        seed: seed of the test that gives ``p``.

    Raises:
        ValueError: if the shapes do not fit, there are fewer than two events or two words, a side
            has an event without words, or the background lacks a word.
    """
    import numpy as np
    from scipy.stats import t

    one, other = np.asarray(left, np.float64), np.asarray(right, np.float64)
    known = np.asarray(background, np.float64)
    if not one.shape == other.shape == (len(one), len(known)) or min(one.shape) < 2:
        raise ValueError("give both sides' counts by event and word, two of each at least")
    if not ((known > 0).all() and (one.sum(axis=1) > 0).all() and (other.sum(axis=1) > 0).all()):
        raise ValueError("each side needs words in each event, and the background every word")
    prior = PRIOR_WORDS * known / known.sum()
    total_one, total_other = one.sum(axis=0), other.sum(axis=0)
    value = _log_odds(total_one, prior) - _log_odds(total_other, prior)
    spread = np.sqrt(1 / (total_one + prior) + 1 / (total_other + prior))
    without = _log_odds(total_one - one, prior) - _log_odds(total_other - other, prior)
    events = len(one)
    apart = without - without.mean(axis=0)
    error = np.sqrt((events - 1) / events * (apart**2).sum(axis=0))
    reach = float(t.ppf((1 + level) / 2, events - 1)) * error
    shares = one / one.sum(axis=1, keepdims=True) - other / other.sum(axis=1, keepdims=True)
    p = sign_flip_test(shares, seed=seed)
    return LogOdds(value, value - reach, value + reach, value / spread, p)


def _log_odds(counts: Floats, prior: Floats) -> Floats:
    import numpy as np

    mine = counts + prior
    return np.asarray(np.log(mine) - np.log(mine.sum(axis=-1, keepdims=True) - mine))

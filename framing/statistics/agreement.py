"""How far people who annotated the same things agree: Krippendorff's alpha."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from framing.statistics.resampling import Bootstrap, Estimate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["krippendorff_alpha"]

FEWEST_ITEMS, FEWEST_EVENTS = 50, 10
REPLICATES = 2000

Scale = Literal["nominal", "ordinal", "interval"]


def krippendorff_alpha(
    ratings: Sequence[Sequence[object]],
    *,
    scale: Scale = "nominal",
    events: Sequence[object] | None = None,
    seed: int = 0,
) -> Estimate:
    """Krippendorff's alpha, with an interval that resamples the items, or their events, whole.

    Krippendorff (2011): Computing Krippendorff's alpha-reliability. nltk computes the same value;
    here each item's share in it is kept apart, for the interval. Items that fewer than two people
    judged say nothing of agreement and are left out.

    Args:
        ratings: one row an item, one value an annotator; ``None`` or NaN where there is none.
        scale: ``nominal`` for labels, ``ordinal`` for ranks, ``interval`` for numbers.
        events: for each item its event, where items of one event are not independent.
        seed: seed of the generator that draws the resamples.

    Returns:
        Alpha (1 is perfect, 0 what chance gives), its interval, and the number of items or events
        behind it. Alpha is NaN where no two people judged one thing or all gave the same value.
        The interval is NaN, too few to say, with fewer than 50 items or 10 events:
        ``benchmarks/simulation.py`` shows that it does not hold with fewer.

    Raises:
        ValueError: if there is not one event an item, or the values of the scale have no order.
    """
    import numpy as np

    given = [[value for value in row if not _is_missing(value)] for row in ratings]
    kept = [at for at, row in enumerate(given) if len(row) >= 2]
    owners = list(range(len(given))) if events is None else list(events)
    if len(owners) != len(given):
        raise ValueError(f"{len(owners)} events for {len(given)} items")
    values = _in_order({value for at in kept for value in given[at]}, scale)
    places = {owner: at for at, owner in enumerate(dict.fromkeys(owners[at] for at in kept))}
    column = {value: at for at, value in enumerate(values)}
    rows = np.zeros((len(places), len(values), len(values)))
    for at in kept:
        counts = np.bincount([column[value] for value in given[at]], minlength=len(values))
        pairs = np.outer(counts, counts) - np.diag(counts)
        rows[places[owners[at]]] += pairs / (counts.sum() - 1)
    if len(values) < 2:
        return Estimate(float("nan"), float("nan"), float("nan"), len(places))
    measure = _alpha(values, scale)
    statistics = rows.reshape(len(rows), -1)
    if len(kept) < FEWEST_ITEMS or len(rows) < FEWEST_EVENTS:
        alpha = float(measure(statistics.sum(axis=0)))
        return Estimate(alpha, float("nan"), float("nan"), len(rows))
    return Bootstrap(len(rows), REPLICATES, seed).studentised(statistics, measure, bounds=(-1, 1))


def _is_missing(value: object) -> bool:
    return value is None or value != value


def _in_order(values: set[object], scale: Scale) -> list[object]:
    try:
        return sorted(values, key=repr if scale == "nominal" else float)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise ValueError(f"the values of a scale of kind {scale!r} are numbers") from error


def _alpha(values: Sequence[object], scale: Scale) -> Callable[[Floats], Floats]:
    """Alpha as a measure: from sums of the items' coincidences of two values."""
    import numpy as np

    size = len(values)
    if scale == "nominal":
        fixed = 1.0 - np.eye(size)
    else:
        numbers = np.asarray([float(str(value)) for value in values])
        fixed = np.square(numbers[:, None] - numbers[None, :])

    def measure(sums: Floats) -> Floats:
        together = sums.reshape(*sums.shape[:-1], size, size)
        each = together.sum(axis=-1)
        apart = _ranks_apart(each) if scale == "ordinal" else fixed
        expected = (each[..., :, None] * each[..., None, :] * apart).sum(axis=(-1, -2))
        observed = (together * apart).sum(axis=(-1, -2)) * (each.sum(axis=-1) - 1)
        # A resample in which all values are the same has no disagreement, and chance neither.
        return np.asarray(1.0 - observed / np.where(expected > 0, expected, np.inf))

    return measure


def _ranks_apart(each: Floats) -> Floats:
    """The squared number of values between two ranks, half of each rank's own among them."""
    import numpy as np

    middle = np.cumsum(each, axis=-1) - each / 2
    return np.asarray(np.square(middle[..., :, None] - middle[..., None, :]))

"""Figures: whether probabilities mean what they say. The only user of seaborn."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Panel", "ReliabilityBin", "plot_reliability", "render_reliability"]

COLUMNS = 3
SIDE = 3.6


class ReliabilityBin(Protocol):
    """Items with similar probabilities: their mean, the share that came true, how many."""

    @property
    def probability(self) -> float:
        """Mean probability."""

    @property
    def share(self) -> float:
        """Share of the items that turned out true."""

    @property
    def count(self) -> int:
        """How many items."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One plot of several systems' reliability.

    Attributes:
        title: what the probabilities are of.
        curves: name of a system to its bins.
    """

    title: str
    curves: Mapping[str, Sequence[ReliabilityBin]]


def plot_reliability(
    bins: Sequence[ReliabilityBin], ax: Axes | None = None, *, label: str | None = None
) -> Axes:
    """Draws observed shares against predicted probabilities; on the diagonal they agree.

    Niculescu-Mizil and Caruana (2005): Predicting good probabilities with supervised learning.
    ICML. The area of a dot grows with its number of items.

    Args:
        bins: the bins, in any order.
        ax: where to draw; the current axes by default.
        label: name of the curve in a legend.

    Returns:
        The axes drawn on.
    """
    import matplotlib.pyplot
    import seaborn  # type: ignore[import-untyped]

    axes: Axes = ax if ax is not None else matplotlib.pyplot.gca()
    ordered = sorted(bins, key=lambda each: each.probability)
    if not axes.lines:
        axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", linewidth=1, zorder=0)
    chances = [each.probability for each in ordered]
    shares = [each.share for each in ordered]
    total = sum(each.count for each in ordered) or 1
    seaborn.lineplot(x=chances, y=shares, ax=axes, label=label, legend=False, estimator=None)
    axes.scatter(
        chances,
        shares,
        s=[12 + 200 * each.count / total for each in ordered],
        color=axes.lines[-1].get_color() if ordered else None,
        alpha=0.6,
    )
    axes.set(
        xlim=(-0.02, 1.02),
        ylim=(-0.02, 1.02),
        xlabel="predicted probability",
        ylabel="observed share",
        aspect="equal",
    )
    return axes


def render_reliability(panels: Sequence[Panel]) -> str:
    """All panels as one SVG image; the same panels give the same text.

    Args:
        panels: the panels, at least one.
    """
    import matplotlib
    from matplotlib.figure import Figure

    rows = -(-len(panels) // COLUMNS)
    columns = min(COLUMNS, len(panels))
    # Text stays text, and ids are the same in every run.
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "framing"}):
        figure = Figure(figsize=(SIDE * columns, (SIDE + 0.5) * rows), layout="constrained")
        for number, panel in enumerate(panels, start=1):
            axes = figure.add_subplot(rows, columns, number)
            for name, bins in panel.curves.items():
                plot_reliability(bins, axes, label=name)
            axes.set_title(panel.title, fontsize=8)
            axes.legend(fontsize=7, loc="upper left")
        target = io.StringIO()
        figure.savefig(target, format="svg", metadata={"Date": None})
    return target.getvalue()

"""Figures: whether probabilities mean what they say, and precision against recall.

Pictures of the scorecard; for plots of tidy frames see :mod:`framing.report.plots`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "CurvePanel",
    "FoundPoint",
    "Panel",
    "ReliabilityBin",
    "plot_precision_recall",
    "plot_reliability",
    "render_precision_recall",
    "render_reliability",
]

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


class FoundPoint(Protocol):
    """What is found from some threshold on: how much of it is right, how much is found."""

    @property
    def precision(self) -> float:
        """The share of what is found that is right."""

    @property
    def recall(self) -> float:
        """The share of what is to be found that is found."""


@dataclass(frozen=True, slots=True)
class CurvePanel:
    """One plot of several systems' precision against recall.

    Attributes:
        title: what is found where.
        curves: name of a system to its points, from the highest threshold down.
        chosen: name of a system to where it stands by its own rule.
    """

    title: str
    curves: Mapping[str, Sequence[FoundPoint]]
    chosen: Mapping[str, FoundPoint]


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


def plot_precision_recall(
    points: Sequence[FoundPoint],
    ax: Axes | None = None,
    *,
    label: str | None = None,
    chosen: FoundPoint | None = None,
) -> Axes:
    """Draws precision against recall.

    Args:
        points: from the highest threshold down.
        ax: where to draw; the current axes by default.
        label: name of the curve in a legend.
        chosen: where the system stands by its own rule: a dot.

    Returns:
        The axes drawn on.
    """
    import matplotlib.pyplot

    axes: Axes = ax if ax is not None else matplotlib.pyplot.gca()
    line = axes.plot(
        [each.recall for each in points],
        [each.precision for each in points],
        label=label,
        linewidth=1.2,
    )[0]
    if chosen is not None:
        axes.scatter([chosen.recall], [chosen.precision], color=line.get_color(), s=24)
    axes.set(
        xlim=(-0.02, 1.02),
        ylim=(-0.02, 1.02),
        xlabel="recall",
        ylabel="precision",
        aspect="equal",
    )
    return axes


def render_reliability(panels: Sequence[Panel]) -> str:
    """All panels as one SVG image; the same panels give the same text.

    Args:
        panels: the panels, at least one.
    """

    def draw(number: int, axes: Axes) -> None:
        for name, bins in panels[number].curves.items():
            plot_reliability(bins, axes, label=name)
        axes.legend(fontsize=7, loc="upper left")

    return _render([panel.title for panel in panels], draw)


def render_precision_recall(panels: Sequence[CurvePanel]) -> str:
    """All panels as one SVG image; the same panels give the same text.

    Args:
        panels: the panels, at least one.
    """

    def draw(number: int, axes: Axes) -> None:
        for name, points in panels[number].curves.items():
            chosen = panels[number].chosen.get(name)
            plot_precision_recall(points, axes, label=name, chosen=chosen)
        axes.legend(fontsize=7, loc="lower left")

    return _render([panel.title for panel in panels], draw)


def _render(titles: Sequence[str], draw: Callable[[int, Axes], None]) -> str:
    """A grid of plots, each drawn by its number, as SVG text."""
    import matplotlib
    from matplotlib.figure import Figure

    rows = -(-len(titles) // COLUMNS)
    columns = min(COLUMNS, len(titles))
    # Text stays text, and ids are the same in every run.
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "framing"}):
        figure = Figure(figsize=(SIDE * columns, (SIDE + 0.5) * rows), layout="constrained")
        for number, title in enumerate(titles):
            axes = figure.add_subplot(rows, columns, number + 1)
            draw(number, axes)
            axes.set_title(title, fontsize=8)
        target = io.StringIO()
        figure.savefig(target, format="svg", metadata={"Date": None})
    return target.getvalue()

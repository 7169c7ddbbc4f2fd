"""The reliability plot."""

from __future__ import annotations

import pytest

from framing.evaluation.scores import Bin

pytest.importorskip("seaborn", reason="seaborn draws the figures")

from framing.report.figures import Panel, plot_reliability, render_reliability

BINS = (Bin(0.9, 0.8, 30), Bin(0.1, 0.2, 10), Bin(0.5, 0.5, 20))


def test_bins_are_drawn_in_order_beside_the_diagonal() -> None:
    from matplotlib.figure import Figure

    axes = Figure().add_subplot()
    assert plot_reliability(BINS, axes, label="ours") is axes
    plot_reliability(BINS[:2], axes, label="theirs")
    diagonal, ours, theirs = axes.lines
    assert list(diagonal.get_xdata()) == list(diagonal.get_ydata()) == [0, 1]
    assert list(ours.get_xdata()) == [0.1, 0.5, 0.9]
    assert list(ours.get_ydata()) == [0.2, 0.5, 0.8]
    assert list(theirs.get_xdata()) == [0.1, 0.9]
    assert axes.get_xlabel() == "predicted probability"


def test_no_bins_are_an_empty_plot() -> None:
    from matplotlib.figure import Figure

    assert plot_reliability((), Figure().add_subplot()).get_ylabel() == "observed share"


def test_the_image_is_the_same_every_time_and_names_everything() -> None:
    panels = [
        Panel("hedging <news>", {"rules": BINS, "network": BINS[:2]}),
        Panel("sentiment", {"rules": BINS}),
        Panel("alignment", {"ours": BINS}),
        Panel("attribution", {"rules": BINS}),
    ]
    made = render_reliability(panels)
    assert made == render_reliability(panels)
    assert made.lstrip().startswith("<?xml")
    for words in ("hedging &lt;news&gt;", "network", "observed share"):
        assert words in made

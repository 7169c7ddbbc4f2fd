"""The plots of reliability and of precision against recall."""

from __future__ import annotations

import pytest

from framing.evaluation.scores import Bin, Point

pytest.importorskip("seaborn", reason="seaborn draws the figures")

from framing.report.figures import (
    CurvePanel,
    Panel,
    plot_precision_recall,
    plot_reliability,
    render_precision_recall,
    render_reliability,
)

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


POINTS = (Point(0.9, 1.0, 0.2), Point(0.5, 0.8, 0.6), Point(0.1, 0.3, 0.9))


def test_precision_is_drawn_against_recall_with_a_dot_where_the_system_stands() -> None:
    from matplotlib.figure import Figure

    axes = Figure().add_subplot()
    assert plot_precision_recall(POINTS, axes, label="ours", chosen=POINTS[1]) is axes
    (line,) = axes.lines
    assert list(line.get_xdata()) == [0.2, 0.6, 0.9]
    assert list(line.get_ydata()) == [1.0, 0.8, 0.3]
    assert axes.collections[0].get_offsets().tolist() == [[0.6, 0.8]]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("recall", "precision")


def test_curves_are_the_same_image_every_time() -> None:
    panels = [
        CurvePanel("links <dev>", {"ours": POINTS, "cosine": POINTS[:2]}, {"ours": POINTS[0]})
    ]
    made = render_precision_recall(panels)
    assert made == render_precision_recall(panels)
    for words in ("links &lt;dev&gt;", "ours", "cosine", "recall"):
        assert words in made

"""Plots of tidy frames: what is in the frame is on the axes."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd
import pytest
from matplotlib.axes import Axes

from framing.errors import InputError
from framing.report.plots import (
    plot_differences,
    plot_distinctive_words,
    plot_paired_differences,
    plot_profiles,
    plot_reliability,
)
from tests.report.samples import sample


@pytest.fixture(autouse=True)
def no_window() -> Iterator[None]:
    import matplotlib.pyplot

    before = matplotlib.get_backend()
    matplotlib.use("Agg")
    yield
    matplotlib.pyplot.close("all")
    matplotlib.use(before)


def words(axes: Axes) -> list[str]:
    legend = axes.get_legend()
    shown = [each.get_text() for each in axes.texts]
    ticks = [each.get_text() for each in (*axes.get_xticklabels(), *axes.get_yticklabels())]
    return shown + ticks + ([each.get_text() for each in legend.get_texts()] if legend else [])


def test_reliability_has_a_curve_a_system() -> None:
    frame = pd.DataFrame(
        {
            "score": [0.1, 0.2, 0.8, 0.9] * 10,
            "right": [False, False, True, True] * 10,
            "by": ["network"] * 20 + ["rules"] * 20,
        }
    )
    axes = plot_reliability(frame, system="by", bins=2)
    assert {"network (n = 20)", "rules (n = 20)"} <= set(words(axes))
    dots = axes.collections[1].get_offsets().tolist()
    assert dots == [[pytest.approx(0.15), 0.0], [pytest.approx(0.85), 1.0]]


def test_reliability_takes_shares_and_few_rows() -> None:
    axes = plot_reliability(pd.DataFrame({"p": [0.5], "came": [0.25]}), score="p", right="came")
    assert len(axes.collections) == 2


def test_a_plot_is_drawn_on_the_axes_given() -> None:
    import matplotlib.pyplot

    _, (left, right) = matplotlib.pyplot.subplots(1, 2)
    table = sample().to_frame("differences")
    assert plot_differences(table, ax=left) is left
    assert plot_differences(table, ax=right) is right
    assert plot_differences(table) is not right


def test_differences_count_kinds_and_conflicts() -> None:
    frame = pd.DataFrame(
        {"kind": ["number", "number", "date"], "conflict": [True, False, False]}
    ).astype({"kind": "string", "conflict": "boolean"})
    axes = plot_differences(frame)
    assert [patch.get_width() for patch in axes.patches if patch.get_width()] == [2, 1, 1]
    assert {"number", "date", "cannot both be true"} <= set(words(axes))


def test_profiles_show_every_outlet_and_say_where_there_is_too_little() -> None:
    frame = pd.DataFrame(
        {
            "outlet": ["Coast Wire", "The Ledger"],
            "measure": ["hedged sentences"] * 2,
            "value": [0.2, math.nan],
            "low": [0.1, math.nan],
            "high": [0.4, math.nan],
        }
    )
    shown = words(plot_profiles(frame))
    assert "The Ledger: too few to say" in shown
    assert "hedged sentences" in shown
    assert plot_profiles(sample().to_frame("profiles").query("level == 'outlet'")) is not None


def test_paired_differences_name_both_outlets() -> None:
    frame = pd.DataFrame(
        {
            "left": ["Coast Wire"] * 2,
            "right": ["The Ledger"] * 2,
            "measure": ["hedged sentences", "attributed sentences"],
            "difference": [0.1, math.nan],
            "low": [-0.05, math.nan],
            "high": [0.2, math.nan],
        }
    )
    axes = plot_paired_differences(frame)
    assert "Coast Wire less The Ledger: too few to say" in words(axes)
    (dot,) = [line for line in axes.lines if line.get_marker() == "o"]
    assert list(dot.get_xdata()) == [0.1]


def test_only_the_most_distinctive_words_are_drawn() -> None:
    frame = pd.DataFrame(
        {
            "outlet": ["Coast Wire"] * 3 + ["Kessar Daily"],
            "word": ["may", "the", "about", None],
            "log_odds": [1.2, -0.3, 0.8, math.nan],
            "low": [0.5, -0.9, 0.1, math.nan],
            "high": [1.9, 0.3, 1.5, math.nan],
        }
    ).astype({"outlet": "string", "word": "string"})
    shown = words(plot_distinctive_words(frame, top=2))
    assert {"may", "about", "Kessar Daily: too few to say"} <= set(shown)
    assert "the" not in shown


@pytest.mark.parametrize(
    "plot",
    [
        plot_differences,
        plot_distinctive_words,
        plot_paired_differences,
        plot_profiles,
        plot_reliability,
    ],
)
def test_a_missing_column_is_named(plot: object) -> None:
    assert callable(plot)
    with pytest.raises(InputError, match=r"the frame has no column '(kind|outlet|left|score)'"):
        plot(pd.DataFrame({"other": [1]}))


def test_an_empty_frame_of_judgements_is_refused() -> None:
    with pytest.raises(InputError, match="no rows"):
        plot_reliability(pd.DataFrame({"score": [], "right": []}))

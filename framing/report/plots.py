"""Plots of tidy frames, for notebooks: each draws on the axes it is given and returns them.

Shape tells outlets and systems apart as well as colour, and where a frame has no number, because
there was too little to count, the plot says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from typing import TYPE_CHECKING, Any

from framing.errors import InputError
from framing.statistics import bin_reliability, wilson_interval

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

__all__ = [
    "plot_differences",
    "plot_distinctive_words",
    "plot_paired_differences",
    "plot_profiles",
    "plot_reliability",
]

MARKERS = ("o", "s", "^", "D", "v", "P", "X")
TOO_FEW = "too few to say"


def plot_reliability(
    frame: pandas.DataFrame,
    *,
    score: str = "score",
    right: str = "right",
    system: str | None = None,
    bins: int = 5,
    ax: Axes | None = None,
) -> Axes:
    """Draws how often things came true against how probable they were called.

    On the diagonal a score means what it says (Niculescu-Mizil and Caruana 2005: Predicting good
    probabilities with supervised learning). Bars are Wilson's 95% intervals; they take the rows
    as independent. The area of a dot grows with its number of rows.

    Args:
        frame: one row a judged thing.
        score: the column with its probability.
        right: the column that says whether it came true: a boolean, or a share from 0 to 1.
        system: the column that names who gave the score, for one curve each.
        bins: how many dots at most a curve has; each stands for equally many rows.
        ax: where to draw; new axes by default.

    Raises:
        InputError: if a column is missing or the frame is empty.
    """
    axes = _axes(ax, (4.5, 4.5))
    columns = [score, right] if system is None else [score, right, system]
    _check("plot_reliability", frame, columns)
    if frame.empty:
        raise InputError("plot_reliability: the frame has no rows")
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", linewidth=1, zorder=0)
    groups: list[tuple[Any, pandas.DataFrame]] = [(None, frame)]
    if system is not None:
        groups = list(frame.groupby(system, sort=False))
    for (name, rows), (colour, marker) in zip(groups, _looks(len(groups)), strict=True):
        scores, truths = rows[score].astype(float), rows[right].astype(float)
        table = bin_reliability(scores, truths, [0] * len(rows), 1, bins).reshape(-1, 3)
        table = table[table[:, 0] > 0]
        chance, share = table[:, 1] / table[:, 0], table[:, 2] / table[:, 0]
        ends = [wilson_interval(true, int(count)) for count, _, true in table]
        below = [value - low for value, (low, _) in zip(share, ends, strict=True)]
        above = [high - value for value, (_, high) in zip(share, ends, strict=True)]
        axes.errorbar(
            chance, share, yerr=[below, above], color=colour, linewidth=1, capsize=2, alpha=0.7
        )
        axes.scatter(
            chance,
            share,
            s=20 + 200 * table[:, 0] / len(rows),
            color=colour,
            marker=marker,
            label=None if name is None else f"{name} (n = {len(rows)})",
        )
    if system is not None:
        axes.legend(fontsize="small", loc="upper left")
    axes.set(
        xlim=(-0.04, 1.04),
        ylim=(-0.04, 1.04),
        xlabel="predicted probability",
        ylabel="observed share",
        aspect="equal",
    )
    return axes


def plot_profiles(frame: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draws the measures of outlets, each a dot with its interval.

    Args:
        frame: one row an outlet and a measure, with the columns ``outlet``, ``measure``,
            ``value``, ``low`` and ``high``, as in the table ``rates`` of a profile or the rows of
            one level in the table ``profiles`` of a comparison. A missing value is shown as too
            few to say.
        ax: where to draw; new axes by default.

    Raises:
        InputError: if a column is missing.
    """
    _check("plot_profiles", frame, ["outlet", "measure", "value", "low", "high"])
    axes = _axes(ax, (7.0, _height(frame)))
    _draw_intervals(axes, frame, "measure", "outlet")
    axes.set(xlabel="value, with 95% interval", ylabel="")
    return axes


def plot_paired_differences(frame: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draws how two outlets differ on the facts that both tell, measure by measure.

    Left of the line in the middle the right outlet has more of it, right of it the left one.

    Args:
        frame: one row two outlets and a measure, with the columns ``left``, ``right``,
            ``measure``, ``difference``, ``low`` and ``high``, as in the table ``differences`` of a
            profile. A missing difference is shown as too few to say.
        ax: where to draw; new axes by default.

    Raises:
        InputError: if a column is missing.
    """
    columns = ["left", "right", "measure", "difference", "low", "high"]
    _check("plot_paired_differences", frame, columns)
    shown = frame.assign(
        value=frame["difference"],
        outlets=frame["left"].astype(str) + " less " + frame["right"].astype(str),
    )
    axes = _axes(ax, (7.0, _height(frame)))
    axes.axvline(0, color="0.5", linewidth=1, zorder=0)
    _draw_intervals(axes, shown, "measure", "outlets")
    axes.set(xlabel="difference on the same facts, with 95% interval", ylabel="")
    return axes


def plot_distinctive_words(
    frame: pandas.DataFrame, *, top: int = 8, ax: Axes | None = None
) -> Axes:
    """Draws the words that each outlet uses more than the others do on the same events.

    Args:
        frame: one row an outlet and a word, with the columns ``outlet``, ``word``, ``log_odds``,
            ``low`` and ``high``, as in the table ``words`` of a profile. A missing word is shown
            as too few to say.
        top: how many words of each outlet are drawn: those with the largest log-odds.
        ax: where to draw; new axes by default.

    Raises:
        InputError: if a column is missing.
    """
    _check("plot_distinctive_words", frame, ["outlet", "word", "log_odds", "low", "high"])
    ranked = frame.sort_values("log_odds", ascending=False, kind="stable")
    most = ranked.groupby("outlet", sort=False).head(top).sort_values("outlet", kind="stable")
    shown = most.assign(value=most["log_odds"], word=most["word"].fillna(most["outlet"]))
    axes = _axes(ax, (6.0, 0.8 + 0.22 * len(shown)))
    axes.axvline(0, color="0.5", linewidth=1, zorder=0)
    _draw_intervals(axes, shown, "word", "outlet")
    axes.set(xlabel="log-odds beside the others, with 95% interval", ylabel="")
    return axes


def plot_differences(frame: pandas.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draws how many differences of each kind there are, and how many cannot both be true.

    Args:
        frame: one row a difference, with the columns ``kind`` and ``conflict``, as in the table
            ``differences`` of a comparison, or of several put together.
        ax: where to draw; new axes by default.

    Raises:
        InputError: if a column is missing.
    """
    import seaborn  # type: ignore[import-untyped]

    _check("plot_differences", frame, ["kind", "conflict"])
    axes = _axes(ax, (6.0, 3.0))
    order = list(frame["kind"].value_counts().index)
    conflicts = frame[frame["conflict"].astype(bool)]
    for label, rows, look in (
        ("all", frame, {"color": "0.8"}),
        ("cannot both be true", conflicts, {"color": "C3", "hatch": "//"}),
    ):
        kinds = rows["kind"].astype(str)
        seaborn.countplot(y=kinds, order=order, label=label, ax=axes, **look)
    axes.set(xlabel="differences", ylabel="")
    axes.legend(fontsize="small", loc="lower right")
    return axes


def _draw_intervals(axes: Axes, frame: pandas.DataFrame, line: str, group: str) -> None:
    """One line of the plot a value of ``line``; in it a dot with its interval a ``group``."""
    lines = list(dict.fromkeys(frame[line]))
    groups = list(dict.fromkeys(frame[group]))
    step = 0.7 / max(len(groups), 1)
    for number, (name, (colour, marker)) in enumerate(
        zip(groups, _looks(len(groups)), strict=True)
    ):
        shift = (number - (len(groups) - 1) / 2) * step
        rows = frame[frame[group] == name]
        known = rows[rows["value"].notna()]
        value = known["value"].astype(float)
        axes.errorbar(
            value,
            [lines.index(each) + shift for each in known[line]],
            xerr=[value - known["low"].astype(float), known["high"].astype(float) - value],
            fmt=marker,
            color=colour,
            capsize=2,
            label=str(name),
        )
        for each in rows.loc[rows["value"].isna(), line]:
            axes.text(
                0.01,
                lines.index(each) + shift,
                f"{name}: {TOO_FEW}",
                transform=axes.get_yaxis_transform(),
                color=colour,
                fontsize="small",
                verticalalignment="center",
            )
    axes.set_yticks(range(len(lines)), [str(each) for each in lines])
    axes.set_ylim(len(lines) - 0.5, -0.5)
    axes.grid(axis="x", color="0.9")
    if len(groups) > 1:
        # Above the plot, where it covers nothing.
        axes.legend(fontsize="small", loc="lower left", bbox_to_anchor=(0, 1), frameon=False)


def _height(frame: pandas.DataFrame) -> float:
    return 0.8 + 0.25 * max(len(frame), 3)


def _axes(ax: Axes | None, size: tuple[float, float]) -> Axes:
    if ax is not None:
        return ax
    import matplotlib.pyplot

    made: Axes = matplotlib.pyplot.subplots(figsize=size, layout="constrained")[1]
    return made


def _looks(count: int) -> list[tuple[Any, str]]:
    """A colour and a shape for each of so many."""
    import seaborn

    return list(zip(seaborn.color_palette("colorblind", count), cycle(MARKERS), strict=False))


def _check(who: str, frame: pandas.DataFrame, columns: Sequence[str]) -> None:
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise InputError(f"{who}: the frame has no column {', '.join(map(repr, missing))}")

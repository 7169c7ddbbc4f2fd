"""Every task at once: one summary, one section a task, and how fast everything is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from framing.evaluation import TASKS, evaluate
from framing.evaluation.scores import Bin, Score, Scorecard, plain, write_json
from framing.evaluation.speed import Machine, Speed, describe_machine, measure_speed
from framing.evaluation.tables import interval, lay_out, render_sections, size
from framing.report.saving import write_text

if TYPE_CHECKING:
    from framing.report.figures import Panel

__all__ = ["Evaluation", "draw_precision_recall", "draw_reliability", "evaluate_all", "save"]

SCHEMA = "framing.evaluation/1"
CURVES, RELIABILITY = "precision-recall.svg", "reliability.svg"
PLOTS = MappingProxyType({CURVES: "Precision against recall", RELIABILITY: "Reliability"})
"""File name of a plot to what it shows."""
FIRST_PROVIDERS = ("network", "rules")
INTRODUCTION = (
    "How well framing does on annotated corpora, beside its own rules and simple baselines. "
    "Higher is better. Every value stands with its 95% bootstrap interval, resampled by document "
    "or event; n is how many of those, and how many things in them were judged. No test part is "
    "scored, and each section says what was fitted on what. All but the last section, on speed, "
    "comes out the same, byte for byte, on every run."
)
SPEED = (
    "Depends on the machine and on what else it was doing; the scores above do not. Each system "
    "alone on the same articles, the fastest of several rounds, in turns with the bare encoder: "
    "the ratio is a system's speed over the encoder's, so 1 is as fast and 0.5 half as fast. A "
    "network alone includes its own pass of the encoder; together they share what they share in "
    "`framing annotate`. Alignment starts from encoded articles."
)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scorecards of all tasks, and the speeds of the same run.

    Attributes:
        cards: the scorecards, by task.
        speeds: how fast each system was; machine-dependent.
        machine: what the speeds were measured on.
    """

    cards: tuple[Scorecard, ...]
    speeds: tuple[Speed, ...]
    machine: Machine

    def to_json(self) -> str:
        """Everything as JSON text (schema ``framing.evaluation/1``), keys sorted.

        What may differ from run to run stands under ``machine_dependent`` alone.
        """
        speeds = [
            plain(speed)
            | {
                "sentences_per_second": round(speed.sentences_per_second, 1),
                "words_per_second": round(speed.words_per_second, 1),
                "ratio_to_encoder": round(speed.ratio, 3),
            }
            for speed in self.speeds
        ]
        return write_json(
            {
                "schema": SCHEMA,
                "tasks": {card.task: card.to_data() for card in self.cards},
                "machine_dependent": {"machine": asdict(self.machine), "speed": speeds},
            }
        )

    def to_markdown(self) -> str:
        """The summary, a section a task, and speeds."""
        lines = ["# Scorecard", "", INTRODUCTION, "", *self._summary(), ""]
        for card in self.cards:
            lines += [f"## {_title(card)}", ""]
            lines += [*_systems(card), "", *render_sections(card, "###"), ""]
        lines += ["## Speed (machine-dependent)", "", SPEED, "", *self._speeds()]
        return "\n".join(lines) + "\n"

    def summary(self) -> str:
        """The summary table alone."""
        return "\n".join(self._summary()) + "\n"

    def _summary(self) -> list[str]:
        found = {
            system.provider for card in self.cards for system in card.systems if system.provider
        }
        others = sorted(found - set(FIRST_PROVIDERS))
        providers = [*(name for name in FIRST_PROVIDERS if name in found), *others]
        head = [f"ours, {provider}" for provider in providers]
        table = [["task", "split", "measure", *head, "best baseline", "n"]]
        for card in self.cards:
            splits = {split.name: split for split in card.splits}
            for split, measure in card.main:
                rows = [row for row in card.rows if (row.split, row.measure) == (split, measure)]
                task = card.task.replace("_", " ")
                own = [_of_provider(card, rows, provider) for provider in providers]
                n = size(splits[split])
                table.append([task, split, measure, *own, _best_baseline(card, rows), n])
        return lay_out(table)

    def _speeds(self) -> list[str]:
        machine = self.machine
        table = [["task", "system", "sentences/s", "words/s", "ratio to the bare encoder"]]
        table += [
            [
                speed.task.replace("_", " "),
                speed.system,
                f"{speed.sentences_per_second:,.0f}",
                f"{speed.words_per_second:,.0f}",
                f"{speed.ratio:.2f}",
            ]
            for speed in self.speeds
        ]
        batches = {(each.sentences, each.words, each.encoder_seconds) for each in self.speeds}
        table += [
            [
                "encoding",
                f"bare encoder, {sentences:,} sentences",
                f"{sentences / seconds:,.0f}",
                f"{words / seconds:,.0f}",
                "1.00",
            ]
            for sentences, words, seconds in sorted(batches)
        ]
        about = (
            f"{machine.processor}, {machine.cores} cores, {machine.threads} threads; "
            f"{machine.system}; Python {machine.python}, torch {machine.torch}."
        )
        return [*lay_out(table), "", about]


def evaluate_all(
    data: Path,
    *,
    tasks: Sequence[str] = TASKS,
    beside: Sequence[Path] = (),
    progress: Callable[[str], None] = lambda step: None,
) -> Evaluation:
    """Scores every task and times every system.

    Args:
        data: the folder of the corpora.
        tasks: which tasks.
        beside: folders of weights to score beside the packaged ones, as in
            :func:`~framing.evaluation.evaluate`.
        progress: called with the name of each step as it begins.

    Raises:
        InputError: if a corpus is missing or damaged.
    """
    cards = []
    for number, task in enumerate(tasks, start=1):
        name = f"{task.replace('_', ' ')} ({number} of {len(tasks)})"

        def say(step: str, name: str = name) -> None:
            progress(f"{name}: {step}")

        cards.append(evaluate(task, data, beside=beside, progress=say))
    return Evaluation(tuple(cards), measure_speed(data, progress), describe_machine())


def save(
    made: Evaluation | Scorecard, name: str, folder: Path | None, json_file: Path | None
) -> list[Path]:
    """Writes scores as Markdown and JSON and, where there is a folder and seaborn, plots.

    Args:
        made: what to write.
        name: name of the files in the folder, without suffix.
        folder: where; it exists. ``None`` for the JSON file alone.
        json_file: where to write the JSON instead.

    Returns:
        The files written.

    Raises:
        InputError: if a file cannot be written.
    """
    texts: dict[Path, str] = {}
    if folder is not None:
        plots = _plots(made)
        shown = "".join(f"\n![{PLOTS[file]}]({file})\n" for file in plots)
        texts[folder / f"{name}.md"] = made.to_markdown() + shown
        texts |= {folder / file: plot for file, plot in plots.items()}
    if json_file is not None or folder is not None:
        texts[json_file or Path(folder or "") / f"{name}.json"] = made.to_json()
    for path, text in texts.items():
        write_text(path, text)
    return list(texts)


def _plots(made: Evaluation | Scorecard) -> dict[str, str]:
    """File name to the plot; none where there is nothing to draw or nothing to draw with."""
    cards = made.cards if isinstance(made, Evaluation) else (made,)
    plots = {CURVES: draw_precision_recall(cards)}
    if isinstance(made, Evaluation):
        plots[RELIABILITY] = draw_reliability(cards)
    return {file: plot for file, plot in plots.items() if plot}


def draw_reliability(cards: Sequence[Scorecard]) -> str:
    """What our systems' probabilities were worth, as an SVG; empty where seaborn is missing."""
    panels = [panel for card in cards for panel in _panels(card)]
    if not panels or find_spec("seaborn") is None:
        return ""
    from framing.report.figures import render_reliability

    return render_reliability(panels)


def draw_precision_recall(cards: Sequence[Scorecard]) -> str:
    """Precision against recall as an SVG; empty without curves, or where seaborn is missing."""
    curves = [curve for card in cards for curve in card.curves]
    if not curves or find_spec("seaborn") is None:
        return ""
    from framing.report.figures import CurvePanel, render_precision_recall

    panels = []
    for split in dict.fromkeys(curve.split for curve in curves):
        here = [curve for curve in curves if curve.split == split]
        panels.append(
            CurvePanel(
                split,
                {curve.system: curve.points for curve in here},
                {curve.system: curve.chosen for curve in here if curve.chosen is not None},
            )
        )
    return render_precision_recall(panels)


def _panels(card: Scorecard) -> list[Panel]:
    """What our systems' probabilities were worth on the parts that the summary shows."""
    from framing.report.figures import Panel

    shown = {split for split, _ in card.main}
    own = {system.name for system in card.systems if system.role == "own"}
    curves: dict[str, dict[str, Sequence[Bin]]] = {}
    for row in card.reliability:
        if row.split in shown and row.system in own:
            title = f"{_name(card)}, {row.split}:\n{row.event}"
            curves.setdefault(title, {})[row.system] = row.bins
    return [Panel(*each) for each in curves.items()]


def _name(card: Scorecard) -> str:
    name = card.task.replace("_", " ")
    return name[:1].upper() + name[1:]


def _title(card: Scorecard) -> str:
    return card.about.rstrip(".") or _name(card)


def _systems(card: Scorecard) -> list[str]:
    """One line a system: what it is, its weights, what it was fitted on."""
    roles = {"own": "ours", "baseline": "baseline", "reference": "reference, knows the answers"}
    lines = []
    for system in card.systems:
        parts = [f"{system.name}: {roles[system.role]}"]
        if system.digest:
            parts.append(f"weights {system.digest[:12]}")
        if system.fitted_on:
            parts.append(f"fitted on {system.fitted_on}")
        lines.append(f"- {'; '.join(parts)}")
    return lines


def _of_provider(card: Scorecard, rows: Sequence[Score], provider: str) -> str:
    names = {system.name for system in card.systems if system.provider == provider}
    return next((_cell(row) for row in rows if row.system in names), "-")


def _best_baseline(card: Scorecard, rows: Sequence[Score]) -> str:
    names = {system.name for system in card.systems if system.role == "baseline"}
    baselines = [row for row in rows if row.system in names]
    if not baselines:
        return "-"
    best = max(baselines, key=lambda row: row.value)
    return f"{_cell(best)} {best.system}"


def _cell(row: Score) -> str:
    return interval(row.value, row.low, row.high)

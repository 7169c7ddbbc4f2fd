"""Markdown tables of a scorecard, padded so that they line up as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from framing.evaluation.failures.cases import FAULT
from framing.evaluation.scores import Curve, Failure, Robustness, Score, Scorecard, Split

__all__ = ["count", "interval", "lay_out", "render_card", "render_sections"]

RELIABILITY = (
    "Probabilities against what turned out. ECE: expected calibration error, the mean distance of "
    "the two over bins of equally many items; Brier: mean squared distance. 0 is best for both. "
    "Resampled ECE is biased upward: read the upper end as a bound."
)
COVERAGE = (
    "Accuracy when the answers with the lowest probability are left out, and only this share is "
    "given."
)
MOST_ACROSS = 9
RECALLS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
CURVES = (
    "The best precision at a recall of at least this much, as the threshold falls; empty where so "
    "much is never found. The whole curves are in the JSON."
)
ROBUSTNESS = (
    "The same items, their text perturbed, gold moved along. In parentheses the difference to the "
    "text as it is with its 95% interval, paired by document."
)

FAILURES = (
    "Counts of kinds of errors. Each error is counted once by each of the things in the first "
    "column. In parentheses the share of the system's errors; then how many such cases there were, "
    "right or wrong."
)


def render_card(card: Scorecard) -> str:
    """A whole scorecard as a document of its own."""
    lines = [f"# Scores: {card.task.replace('_', ' ')}", "", *render_sections(card, "##")]
    return "\n".join(lines) + "\n"


def render_sections(card: Scorecard, level: str) -> list[str]:
    """The lines of a scorecard below its title, from headings of this level (``##``) on."""
    splits = {split.name: split for split in card.splits}
    lines = []
    for name in dict.fromkeys(row.split for row in card.rows):
        rows = [row for row in card.rows if row.split == name]
        split = splits.get(name) or Split(name, rows[0].unit, rows[0].n)
        lines += [f"{level} {name} ({size(split)})", ""]
        lines += [split.origin, ""] if split.origin else []
        lines += [*_scores(rows), ""]
    lines += ["Values with 95% bootstrap intervals, resampled by the unit named.", ""]
    lines += _curves(card, level) + _reliability(card, level) + _coverage(card, level)
    lines += _robustness(card, level) + _failures(card, level)
    made = card.provenance
    weights = ", ".join(f"{name} {digest[:12]}" for name, digest in made.weights.items())
    return [
        *lines,
        *(f"- {note}" for note in card.notes),
        f"- framing {made.framing}, Python {made.python}; weights: {weights or 'none'}",
    ]


def lay_out(cells: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table from its rows, the first of which is the head."""
    safe = [[cell.replace("|", "\\|") for cell in row] for row in cells]
    widths = [max(len(row[column]) for row in safe) for column in range(len(safe[0]))]

    def line(parts: Iterable[str]) -> str:
        padded = [part.ljust(width) for part, width in zip(parts, widths, strict=True)]
        return f"| {' | '.join(padded)} |"

    return [line(safe[0]), line("-" * width for width in widths), *map(line, safe[1:])]


def interval(value: float, low: float, high: float, *, signed: bool = False) -> str:
    """A value with its interval: ``0.812 [0.790, 0.833]``."""
    sign = "+" if signed else ""
    # Adding zero makes a rounded -0.0 a plain 0.
    middle, left, right = (f"{round(each, 3) + 0.0:{sign}.3f}" for each in (value, low, high))
    return f"{middle} [{left}, {right}]"


def count(number: int, noun: str) -> str:
    """A number of things: ``1,204 sentences``."""
    head, _, tail = noun.partition(" ")
    plurals = {"boundary": "boundaries"}
    if number == 1:
        return f"1 {noun}"
    if not tail or head in plurals:
        return " ".join([f"{number:,}", plurals.get(head, f"{head}s"), tail]).rstrip()
    return f"{number:,} {noun}s"


def size(split: Split) -> str:
    """How large a split is: units and items."""
    units = count(split.units, split.unit)
    return f"{units}, {count(split.items, split.item)}" if split.item else units


def _scores(rows: Sequence[Score]) -> list[str]:
    measures = list(dict.fromkeys(row.measure for row in rows))
    values = {(row.system, row.measure): interval(row.value, row.low, row.high) for row in rows}
    systems = dict.fromkeys(row.system for row in rows)
    table = [
        ["", *measures],
        *([system, *(values.get((system, m), "") for m in measures)] for system in systems),
    ]
    # Many measures go down the page, not across it.
    return lay_out(list(zip(*table, strict=True)) if len(measures) > MOST_ACROSS else table)


def _curves(card: Scorecard, level: str) -> list[str]:
    if not card.curves:
        return []
    table = [["split", "system", "scored", *(f"recall {share:.1f}" for share in RECALLS)]]
    table += [
        [curve.split, curve.system, f"{curve.n:,}", *(_best(curve, share) for share in RECALLS)]
        for curve in card.curves
    ]
    return [f"{level} Precision against recall", "", CURVES, "", *lay_out(table), ""]


def _best(curve: Curve, share: float) -> str:
    reached = [point.precision for point in curve.points if point.recall >= share]
    return f"{max(reached):.3f}" if reached else ""


def _reliability(card: Scorecard, level: str) -> list[str]:
    if not card.reliability:
        return []
    table = [["split", "system", "probability that", "n", "ECE", "Brier"]]
    table += [
        [
            row.split,
            row.system,
            row.event,
            f"{row.n:,}",
            interval(row.error, row.error_low, row.error_high),
            interval(row.brier, row.brier_low, row.brier_high),
        ]
        for row in card.reliability
    ]
    return [f"{level} Calibration", "", RELIABILITY, "", *lay_out(table), ""]


def _coverage(card: Scorecard, level: str) -> list[str]:
    if not card.coverage:
        return []
    shares = sorted({row.share for row in card.coverage}, reverse=True)
    table = [["split", "system", "answers", *(f"{share:.0%}" for share in shares)]]
    for key in dict.fromkeys((row.split, row.system, row.event) for row in card.coverage):
        found = {
            row.share: interval(row.value, row.low, row.high)
            for row in card.coverage
            if (row.split, row.system, row.event) == key
        }
        table.append([*key, *(found.get(share, "") for share in shares)])
    return [f"{level} When the least sure are left out", "", COVERAGE, "", *lay_out(table), ""]


def _robustness(card: Scorecard, level: str) -> list[str]:
    if not card.robustness:
        return []
    lines = [f"{level} Robustness", "", ROBUSTNESS, ""]
    for split, measure in dict.fromkeys((row.split, row.measure) for row in card.robustness):
        rows = [row for row in card.robustness if (row.split, row.measure) == (split, measure)]
        lines += [f"{measure}, {split}:", "", *_perturbed(card, rows), ""]
    return lines


def _perturbed(card: Scorecard, rows: Sequence[Robustness]) -> list[str]:
    split, measure = rows[0].split, rows[0].measure
    systems = list(dict.fromkeys(row.system for row in rows))
    cells = {(row.perturbation, row.system): row for row in rows}
    table = [["text", "changed", *systems]]
    plain = [f"{card.score(system, split, measure).value:.3f}" for system in systems]
    table.append(["as it is", "", *plain])
    for name, changed in dict.fromkeys((row.perturbation, row.changed) for row in rows):
        line = [name, f"{changed:,}"]
        for system in systems:
            row = cells[name, system]
            less = interval(row.difference, row.difference_low, row.difference_high, signed=True)
            line.append(f"{row.value:.3f} ({less})")
        table.append(line)
    return lay_out(table)


def _failures(card: Scorecard, level: str) -> list[str]:
    if not card.failures:
        return []
    lines = [f"{level} What fails", "", FAILURES, ""]
    for split, group in dict.fromkeys((row.split, row.group) for row in card.failures):
        rows = [row for row in card.failures if (row.split, row.group) == (split, group)]
        lines += [f"{group}, {split}:", "", *_failed(rows), ""]
    return lines


def _failed(rows: Sequence[Failure]) -> list[str]:
    totals = {row.system: row for row in rows}
    cells = {(row.aspect, row.kind, row.system): row for row in rows}
    table = [["by", "kind", *totals]]
    table.append(["", "all", *(f"{row.errors:,} of {row.n:,}" for row in totals.values())])
    for aspect, kind in dict.fromkeys((row.aspect, row.kind) for row in rows):
        line = [aspect, kind]
        for system in totals:
            row = cells[aspect, kind, system]
            share = row.count / row.errors if row.errors else 0
            among = f" of {row.cases:,}" if aspect != FAULT else ""
            line.append(f"{row.count:,} ({share:.0%}){among}")
        table.append(line)
    return lay_out(table)

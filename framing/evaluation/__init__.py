"""Scores on gold annotations, always beside baselines, each with an interval and a signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from framing.errors import InputError
from framing.evaluation.scorecard import Score, Scorecard

__all__ = ["TASKS", "Score", "Scorecard", "evaluate"]

TASKS = (
    "alignment",
    "attribution",
    "entity",
    "hedging",
    "loaded_language",
    "segmentation",
    "sentiment",
    "sources",
)
"""The tasks that can be scored; each is the module of this package with its name."""

TRAINED = tuple(task for task in TASKS if task not in ("alignment", "segmentation"))
"""The tasks whose weights ``framing train`` can make for :func:`evaluate` to score beside ours."""


def evaluate(
    task: str,
    data: Path,
    *,
    beside: Sequence[Path] = (),
    ablation: bool = False,
    progress: Callable[[str], None] = lambda step: None,
) -> Scorecard:
    """Scores a task on the development or training part of its corpora.

    Args:
        task: one of :data:`TASKS`.
        data: the folder of the corpora (``basil/``, ``same-fact/``...), or the task's own corpus.
        beside: folders that ``framing train`` wrote, to be scored beside the packaged weights: each
            of one run, or of several with a folder named after each task. A folder whose weights
            are for other tasks is passed over.
        ablation: score what is fitted again without parts of the evidence and of the training
            data instead; there is one for ``alignment``.
        progress: called with the name of each step as it begins.

    Raises:
        InputError: if there is no such task or ablation, or its corpus is missing or damaged.
    """
    if task not in TASKS:
        raise InputError(f"no task {task!r} to evaluate; choose one of {', '.join(TASKS)}")
    data = Path(data)
    if not data.is_dir():
        raise InputError(f"{data}: no such folder; give the folder of the corpora")
    if ablation and task != "alignment":
        raise InputError(f"there is no ablation of {task!r}; there is one of 'alignment'")
    module = import_module(f"framing.evaluation.{'ablation' if ablation else task}")
    more = (tuple(beside),) if task in TRAINED else ()
    scored: Scorecard = module.evaluate(data, progress, *more)
    about = " ".join((module.__doc__ or "").partition("\n\n")[0].split())
    return replace(scored, about=about)

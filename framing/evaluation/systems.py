"""The classifiers that are scored: all that installed packages announce."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Protocol, runtime_checkable

from framing.classifiers.base import Classifier, available, load
from framing.errors import InputError
from framing.evaluation.scorecard import Sheet
from framing.evaluation.scores import System
from framing.model.weights import CALIBRATION_FILE, read_config
from framing.records import Prediction

__all__ = ["Predictor", "load_annotators", "load_predictors"]


@runtime_checkable
class Predictor(Protocol):
    """A classifier of single inputs."""

    def predict(self, inputs: Sequence[object]) -> list[Prediction]:
        """One prediction an input, in order."""
        ...


def load_annotators(task: str, sheet: Sheet, beside: Sequence[Path] = ()) -> dict[str, Classifier]:
    """The classifiers of a task by the name they are shown under, and their weights' digests.

    Args:
        task: the task.
        sheet: told whom it scores.
        beside: folders that ``framing train`` wrote for this task, or that hold one with its
            name; scored too, where they are for this task.

    Raises:
        InputError: if none is installed.
    """
    names = available().get(task, ())
    if not names:
        raise InputError(f"no classifier for {task} is installed; install framing again")
    loaded = {name: load(task, name) for name in names}
    for folder in beside:
        weights = find_trained(folder, task)
        if weights is not None:
            loaded[folder.name] = load(task, "network", weights=str(weights))
    made = {f"framing {name}": classifier for name, classifier in loaded.items()}
    lexicons = sheet.weights["lexicons"] = _lexicon_digest()
    for provider, (name, classifier) in zip(loaded, made.items(), strict=True):
        digest = str(getattr(classifier, "digest", None) or "")
        if digest:
            sheet.weights[name] = digest
        elif provider == "rules":
            digest = lexicons
        fitted_on = str(getattr(classifier, "fitted_on", ""))
        sheet.own.append(System(name, "own", provider, digest, fitted_on))
    return made


def load_predictors(task: str, sheet: Sheet, beside: Sequence[Path] = ()) -> dict[str, Predictor]:
    """Those of a task's classifiers that classify single texts; the others are noted."""
    made: dict[str, Predictor] = {}
    for name, classifier in load_annotators(task, sheet, beside).items():
        if isinstance(classifier, Predictor):
            made[name] = classifier
        else:
            sheet.notes.append(f"{name} has no predict method and was not scored.")
    return made


def find_trained(folder: Path, task: str) -> Path | None:
    """The weights for a task in a folder, or in the folder with the task's name in it.

    Raises:
        InputError: if there are no weights of ``framing train`` at all.
    """
    found = [each for each in (folder / task, folder) if (each / CALIBRATION_FILE).is_file()]
    if not found and not any(folder.glob(f"*/{CALIBRATION_FILE}")):
        raise InputError(f"{folder}: no weights there; give a folder that 'framing train' wrote")
    return next((each for each in found if task in read_config(each, CALIBRATION_FILE)), None)


def _lexicon_digest() -> str:
    """SHA-256 over the packaged word lists and rule weights, by name."""
    total = hashlib.sha256()
    folder = files("framing.classifiers") / "lexicons"
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_file():
            total.update(each.name.encode() + b"\0" + each.read_bytes() + b"\0")
    return total.hexdigest()

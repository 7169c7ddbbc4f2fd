"""The classifiers that are scored: all that installed packages announce."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources import files
from typing import Protocol, runtime_checkable

from framing.classifiers.base import Classifier, available, load
from framing.errors import InputError
from framing.evaluation.scorecard import Sheet
from framing.evaluation.scores import System
from framing.records import Prediction

__all__ = ["Predictor", "load_annotators", "load_predictors"]


@runtime_checkable
class Predictor(Protocol):
    """A classifier of single inputs."""

    def predict(self, inputs: Sequence[object]) -> list[Prediction]:
        """One prediction an input, in order."""
        ...


def load_annotators(task: str, sheet: Sheet) -> dict[str, Classifier]:
    """The classifiers of a task by the name they are shown under, and their weights' digests.

    Raises:
        InputError: if none is installed.
    """
    names = available().get(task, ())
    if not names:
        raise InputError(f"no classifier for {task} is installed; install framing again")
    made = {f"framing {name}": load(task, name) for name in names}
    lexicons = sheet.weights["lexicons"] = _lexicon_digest()
    for provider, (name, classifier) in zip(names, made.items(), strict=True):
        digest = str(getattr(classifier, "digest", None) or "")
        if digest:
            sheet.weights[name] = digest
        elif provider == "rules":
            digest = lexicons
        fitted_on = str(getattr(classifier, "fitted_on", ""))
        sheet.own.append(System(name, "own", provider, digest, fitted_on))
    return made


def load_predictors(task: str, sheet: Sheet) -> dict[str, Predictor]:
    """Those of a task's classifiers that classify single texts; the others are noted."""
    made: dict[str, Predictor] = {}
    for name, classifier in load_annotators(task, sheet).items():
        if isinstance(classifier, Predictor):
            made[name] = classifier
        else:
            sheet.notes.append(f"{name} has no predict method and was not scored.")
    return made


def _lexicon_digest() -> str:
    """SHA-256 over the packaged word lists and rule weights, by name."""
    total = hashlib.sha256()
    folder = files("framing.classifiers") / "lexicons"
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_file():
            total.update(each.name.encode() + b"\0" + each.read_bytes() + b"\0")
    return total.hexdigest()

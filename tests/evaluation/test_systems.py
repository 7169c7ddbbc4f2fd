"""Whom an evaluation scores: what is installed, and weights that the user trained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.errors import InputError
from framing.evaluation.scorecard import Sheet
from framing.evaluation.systems import find_trained, load_annotators
from framing.model.weights import packaged_network


def trained(folder: Path, *tasks: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "calibration.json").write_text(json.dumps({task: {} for task in tasks}))
    return folder


def test_weights_of_one_task_are_found_in_their_folder_or_by_their_name(tmp_path: Path) -> None:
    several = tmp_path / "separate"
    own = trained(several / "hedging", "hedging")
    assert find_trained(several, "hedging") == own
    assert find_trained(own, "hedging") == own


def test_weights_for_other_tasks_are_passed_over(tmp_path: Path) -> None:
    several = tmp_path / "separate"
    own = trained(several / "hedging", "hedging")
    assert find_trained(several, "sentiment") is None
    assert find_trained(own, "sentiment") is None


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no weights there"):
        find_trained(tmp_path, "hedging")


def test_trained_weights_are_scored_under_the_name_of_their_folder() -> None:
    folder = packaged_network().folder
    sheet = Sheet("loaded_language")
    made = load_annotators("loaded_language", sheet, [folder])
    assert list(made) == ["framing network", "framing rules", "framing pretrained"]
    assert [system.provider for system in sheet.own] == ["network", "rules", "pretrained"]
    assert sheet.weights["framing pretrained"] == sheet.weights["framing network"]

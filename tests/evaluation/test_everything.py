"""`framing evaluate all`: the scorecard as a stranger finds it, on tiny corpora."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from framing.cli import main
from framing.evaluation import TASKS
from framing.evaluation.everything import Evaluation, evaluate_all
from framing.evaluation.measures import f1
from framing.evaluation.perturbations import PERTURBATIONS
from framing.evaluation.scorecard import Sheet
from framing.evaluation.scores import System
from framing.evaluation.speed import TOGETHER, Speed, describe_machine
from tests.corpora import miniature
from tests.evaluation.test_evaluate import without_network


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as done:
        main([str(each) for each in arguments])
    assert isinstance(done.value.code, int)
    return done.value.code


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    miniature.write_all(folder)
    return folder


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    without_network(monkeypatch)


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where `evaluate all` wrote when it was run without options."""
    here = tmp_path_factory.mktemp("here")
    with pytest.MonkeyPatch.context() as patch:
        without_network(patch)
        patch.chdir(here)
        assert run("evaluate", "all", "--data", root) == 0
    return here / "reports"


def test_the_files_are_there(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names >= {"scorecard.md", "scorecard.json"}
    figures = {"reliability.svg", "precision-recall.svg"}
    assert names <= {"scorecard.md", "scorecard.json"} | figures
    assert not names & figures or names >= figures
    text = (folder / "scorecard.md").read_text(encoding="utf-8")
    assert all(f"]({figure})" in text for figure in names & figures)


def test_the_summary_comes_first_with_ours_rules_and_a_baseline(folder: Path) -> None:
    text = (folder / "scorecard.md").read_text(encoding="utf-8")
    table = text.partition("\n## ")[0]
    head = next(line for line in table.splitlines() if line.startswith("| task"))
    for column in ("split", "measure", "ours, rules", "best baseline", "n"):
        assert column in head
    for task in TASKS:
        assert f"| {task.replace('_', ' ')} " in table
    cells = [cell.strip() for cell in re.split(r" \| ", table) if "news, held-out" not in cell]
    assert any(re.fullmatch(r"\d\.\d{3} \[\d\.\d{3}, \d\.\d{3}\]", cell) for cell in cells)


def test_every_task_has_a_section_that_says_what_was_fitted(folder: Path) -> None:
    text = (folder / "scorecard.md").read_text(encoding="utf-8")
    sections = text.split("\n## ")[1:]
    assert len(sections) == len(TASKS) + 1
    for section in sections[:-1]:
        assert "fitted" in section
        assert "baseline" in section
        assert re.search(r"^### .+ \(\d.*(document|event)", section, re.MULTILINE)
    assert sections[-1].startswith("Speed (machine-dependent)")


def test_the_json_holds_calibration_abstention_and_robustness(folder: Path) -> None:
    made = json.loads((folder / "scorecard.json").read_text(encoding="utf-8"))
    assert made["schema"] == "framing.evaluation/1"
    assert set(made) == {"schema", "tasks", "machine_dependent"}
    assert set(made["tasks"]) == set(TASKS)
    for task in ("attribution", "hedging", "loaded_language", "sentiment"):
        card = made["tasks"][task]
        for row in card["reliability"]:
            assert row["n"] == sum(each["count"] for each in row["bins"])
            assert row["error_low"] <= row["error"] <= row["error_high"]
        assert {row["share"] for row in card["coverage"]} == {1.0, 0.9, 0.8, 0.7}
        assert {row["perturbation"] for row in card["robustness"]} == set(PERTURBATIONS)
        assert {"framing rules"} <= {row["system"] for row in card["robustness"]}
        systems = {each["name"]: each for each in card["systems"]}
        assert re.fullmatch(r"[0-9a-f]{64}", systems["framing rules"]["digest"])


def test_speed_stands_apart(folder: Path) -> None:
    made = json.loads((folder / "scorecard.json").read_text(encoding="utf-8"))
    speeds = made["machine_dependent"]["speed"]
    assert {row["task"] for row in speeds} >= {"hedging", "alignment", "segmentation", TOGETHER}
    for row in speeds:
        assert row["words_per_second"] > 0
        assert row["ratio_to_encoder"] > 0
    assert "seconds" not in json.dumps(made["tasks"])


def test_scores_are_the_same_bytes_in_every_run(root: Path, folder: Path, tmp_path: Path) -> None:
    again = evaluate_all(root)
    before = json.loads((folder / "scorecard.json").read_text(encoding="utf-8"))
    assert json.loads(again.to_json())["tasks"] == before["tasks"]
    text = (folder / "scorecard.md").read_text(encoding="utf-8")
    assert again.to_markdown().partition("\n## Speed")[0] == text.partition("\n## Speed")[0]
    if (folder / "reliability.svg").exists():
        from framing.evaluation.everything import save

        save(again, "scorecard", tmp_path, None)
        new = (tmp_path / "reliability.svg").read_bytes()
        assert new == (folder / "reliability.svg").read_bytes()


def test_a_single_task_writes_where_it_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "made" / "here"
    assert run("evaluate", "sentiment", "--data", root, "--out", out) == 0
    assert {path.name for path in out.iterdir()} == {"sentiment.md", "sentiment.json"}
    shown = capsys.readouterr().out
    assert (out / "sentiment.md").read_text(encoding="utf-8") in shown
    assert f"written: {out / 'sentiment.md'}" in shown
    target = tmp_path / "scores.json"
    assert run("evaluate", "sentiment", "--data", root, "--json", target) == 0
    assert json.loads(target.read_text(encoding="utf-8"))["task"] == "sentiment"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_failed_evaluation_leaves_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run("evaluate", "all", "--data", tmp_path / "nowhere", "--out", out) == 2
    assert "no such folder" in capsys.readouterr().err
    assert not out.exists()
    (tmp_path / "file").write_text("")
    assert run("evaluate", "all", "--data", tmp_path, "--out", tmp_path / "file") == 2
    assert "cannot make this folder" in capsys.readouterr().err


def test_the_network_stands_beside_the_rules_and_no_reference_is_a_baseline() -> None:
    sheet = Sheet("loaded_language", main=[("mini corpus", "F1")], references={"oracle"})
    sheet.own += [
        System("framing rules", "own", "rules", "ab" * 32),
        System("framing network", "own", "network", "cd" * 32, "four fifths of it"),
        System("framing other", "own", "other"),
    ]
    split = sheet.split("mini corpus", "document", 2, items=(7, "sentence"), origin="Made up.")
    right = {"framing network": 4, "framing rules": 3, "oracle": 4, "weak": 0, "strong": 2}
    for system, hits in right.items():
        split.add(system, [[4, hits, 4, hits], [4, hits, 4, hits]], {"F1": f1})
    speed = Speed("loaded_language", "framing network", 100, 2000, 2.0, 1.0)
    made = Evaluation((sheet.finish(),), (speed,), describe_machine())
    head, _, row = (
        [cell.strip() for cell in line.split("|")[1:-1]] for line in made.summary().splitlines()
    )
    assert head[3:] == ["ours, network", "ours, rules", "best baseline", "n"]
    assert row == [
        "loaded language",
        "mini corpus",
        "F1",
        "1.000 [1.000, 1.000]",
        "0.750 [0.750, 0.750]",
        "0.500 [0.500, 0.500] strong",
        "2 documents, 7 sentences",
    ]
    text = made.to_markdown()
    assert "- framing network: ours; weights cdcdcdcdcdcd; fitted on four fifths of it" in text
    assert "- oracle: reference" in text
    assert "Made up." in text
    assert re.search(r"loaded language +\| framing network +\| 50 +\| 1,000 +\| 0.50 ", text)

"""The notebooks: they run from top to bottom, and were saved with what they show."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest

from notebooks.execute import execute
from tests.report.samples import sample

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def test_there_are_notebooks() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_kept_and_name_no_machine(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    kinds = [each.output_type for cell in code for each in cell.outputs]
    assert len(kinds) >= len(code) // 2
    assert "error" not in kinds
    assert not [each for cell in code for each in cell.outputs if each.get("name") == "stderr"]
    for each in (each for cell in code for each in cell.outputs):
        each.get("data", {}).pop("image/png", None)
    text = nbformat.writes(notebook)
    for trace in (str(FOLDER.parent), "/home/", "/root/", "/tmp/", "/Users/", "site-packages"):
        assert trace not in text
    assert "Comparison(articles=" not in text
    assert path.stat().st_size < 500_000


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "notebooks")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.delenv("MPLBACKEND", raising=False)
    saved = nbformat.read(path, as_version=4)
    made = execute(path, folder)
    assert [len(cell.get("outputs", ())) for cell in made.cells] == [
        len(cell.get("outputs", ())) for cell in saved.cells
    ]


def test_the_summary_of_a_comparison_is_text_in_a_notebook_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    assert sample().articles[0].title in str(sample())

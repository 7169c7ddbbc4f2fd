"""The notebooks: they run from top to bottom, and were saved with what they show."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

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
    text = path.read_text(encoding="utf-8")
    for trace in (str(FOLDER.parent), str(Path.home()), "site-packages", "ipykernel_"):
        assert trace not in text
    assert len(text) < 500_000
    assert "Comparison(articles=" not in text


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "notebooks")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.delenv("MPLBACKEND", raising=False)
    notebook = nbformat.read(path, as_version=4)
    saved = [len(cell.outputs) for cell in notebook.cells if cell.cell_type == "code"]
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    made = [len(cell.outputs) for cell in notebook.cells if cell.cell_type == "code"]
    assert made == saved


def test_the_summary_of_a_comparison_is_text_in_a_notebook_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    assert sample().articles[0].title in str(sample())

"""Runs the notebooks from top to bottom and saves them with what they show.

From the root of the repository: ``python notebooks/execute.py``.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent


def execute(path: Path, folder: Path = FOLDER) -> nbformat.NotebookNode:
    """A notebook with the outputs of a new run in ``folder``; nothing says when or where it ran.

    Raises:
        nbclient.exceptions.CellExecutionError: if a cell raises.
    """
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


if __name__ == "__main__":
    for each in sorted(FOLDER.glob("*.ipynb")):
        nbformat.write(execute(each), each)
        print(each.name)

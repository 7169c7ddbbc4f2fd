"""The benchmarks run, on little: what they print is read by people, what they break is not."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

import framing

FOLDER = Path(framing.__file__).parent.parent / "benchmarks"
SAMPLES = [str(path) for path in framing.sample_paths("sable-strait")[:2]]
LITTLE = {"compare": SAMPLES, "report": SAMPLES, "simulation": ["2"]}


def test_every_benchmark_is_here() -> None:
    scripts = {path.stem for path in FOLDER.glob("*.py") if "def main" in path.read_text("utf-8")}
    assert scripts == set(LITTLE)


@pytest.mark.parametrize("name", sorted(LITTLE))
def test_it_runs(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [name, *LITTLE[name]])
    monkeypatch.syspath_prepend(FOLDER)
    runpy.run_path(str(FOLDER / f"{name}.py"), run_name="__main__")
    table = capsys.readouterr().out.splitlines()
    assert len(table) > 2
    assert "nan" not in " ".join(table)

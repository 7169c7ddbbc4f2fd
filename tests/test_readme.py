"""The README's code runs as it stands."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

import framing
from framing.cli import main

README = Path(framing.__file__).parent.parent / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(language: str) -> list[str]:
    text = README.read_text(encoding="utf-8")
    return [code for name, code in BLOCK.findall(text) if name == language]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the articles that the README's examples name."""
    for name, source in zip(("a.txt", "b.txt", "c.txt"), framing.sample_paths(), strict=False):
        shutil.copy(source, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_python_blocks_run(desk: Path) -> None:
    names: dict[str, object] = {}
    assert blocks("python")
    for code in blocks("python"):
        exec(compile(code, "README.md", "exec"), names)
    assert (desk / "report.html").exists()


def test_commands_run(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands = [
        line.removeprefix("$ ")
        for code in blocks("console")
        for line in code.splitlines()
        if line.startswith("$ framing ")
    ]
    assert len(commands) >= 5
    for command in commands:
        name, *arguments = shlex.split(command, comments=True)
        if arguments[0] in ("evaluate", "train"):
            continue  # minutes each; tests/evaluation and tests/training run them in small
        with pytest.raises(SystemExit) as done:
            main(arguments)
        assert done.value.code == 0, f"{name} {arguments}: {capsys.readouterr().err}"

"""The rules of the house, read from the code's own imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "framing"

LAYERS = {
    "framing.records": 0,
    "framing.errors": 0,
    "framing.version": 0,
    "framing.statistics": 1,
    "framing.articles": 1,
    "framing.samples": 1,
    "framing.model": 1,
    "framing.corpora": 1,
    "framing.classifiers": 2,
    "framing.alignment": 2,
    "framing.comparison": 3,
    "framing.profiles": 4,
    "framing.corrections": 3,
    "framing.report": 4,
    "framing.pipeline": 4,
    "framing.training": 5,
    "framing.evaluation": 6,
    "framing.cli": 7,
    "framing.__main__": 8,
}

HEAVY = {
    "torch": ("framing.model", "framing.training"),
    "transformers": ("framing.model", "framing.training"),
    "tokenizers": ("framing.model",),
    "nltk": ("framing.articles.segmentation",),
    "datasets": ("framing.corpora",),
    "seaborn": ("framing.report.figures", "framing.report.plots", "framing.report.charts"),
    "sklearn": ("framing.training", "framing.evaluation"),
    "trafilatura": ("framing.articles",),
    "ray": ("framing.engines",),
    "sentence_transformers": (),
}

# A comparison shows itself: its view methods load the views when they are called.
UPWARD = {("framing.records", "framing.report")}

# The corpora become articles, through the one place that makes articles.
SIDEWAYS = {("framing.corpora", "framing.articles"), ("framing.samples", "framing.articles")}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Every module a file imports, with whether it does so at module level (type checks aside)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        node
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.unparse(branch.test)
        for node in ast.walk(branch)
    }
    inside = {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node not in inside
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            module = node.module or ""
            yield module, node not in inside
            for alias in node.names:
                yield f"{module}.{alias.name}", node not in inside


def room(module: str) -> str | None:
    """The entry of LAYERS a module belongs to."""
    return next((each for each in LAYERS if module == each or module.startswith(each + ".")), None)


def test_every_module_has_a_layer() -> None:
    homeless = [name for name, _ in modules() if name != "framing" and room(name) is None]
    assert not homeless


def test_a_layer_imports_only_lower_layers() -> None:
    wrong = []
    for name, path in modules():
        here = room(name)
        for target, _ in imports(path):
            there = room(target)
            if here is None or there is None or here == there:
                continue
            if (here, there) not in UPWARD | SIDEWAYS and LAYERS[there] >= LAYERS[here]:
                wrong.append(f"{name} imports {target}")
    assert not wrong


@pytest.mark.parametrize("library", sorted(HEAVY))
def test_heavy_libraries_stay_in_their_rooms(library: str) -> None:
    wrong = [
        f"{name} imports {target}"
        for name, path in modules()
        for target, _ in imports(path)
        if target.split(".")[0] == library
        and not any(name == home or name.startswith(home + ".") for home in HEAVY[library])
    ]
    assert not wrong


def test_there_are_no_cycles() -> None:
    """Not even inside a package: imports at module level form a directed acyclic graph."""
    known = dict(modules())
    arrows = {
        name: sorted({target for target, top in imports(path) if top and target in known} - {name})
        for name, path in known.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for target in arrows[name]:
                visit(target, (*trail, name))
            done.add(name)

    for name in arrows:
        visit(name, ())


def test_files_stay_short() -> None:
    long = {
        name: lines
        for name, path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long

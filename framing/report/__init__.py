"""Views of a comparison: they read the record and compute nothing about framing.

Each view is loaded when it is first asked for, so that a JSON file needs no template engine and
a terminal summary no pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framing.report.data import parse_json, render_json
    from framing.report.frames import render_csv, render_frame
    from framing.report.html import render_html, render_notebook
    from framing.report.markdown import render_markdown
    from framing.report.saving import SUFFIXES, check_output, save
    from framing.report.terminal import render_text

__all__ = [
    "SUFFIXES",
    "check_output",
    "parse_json",
    "render_csv",
    "render_frame",
    "render_html",
    "render_json",
    "render_markdown",
    "render_notebook",
    "render_text",
    "save",
]


def __getattr__(name: str) -> Any:
    homes = {
        "data": ("parse_json", "render_json"),
        "frames": ("render_csv", "render_frame"),
        "html": ("render_html", "render_notebook"),
        "markdown": ("render_markdown",),
        "saving": ("SUFFIXES", "check_output", "save"),
        "terminal": ("render_text",),
    }
    for home, names in homes.items():
        if name in names:
            return getattr(import_module(f"framing.report.{home}"), name)
    raise AttributeError(f"module 'framing.report' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

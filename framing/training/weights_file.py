"""Writes fitted numbers as the JSON files that ship beside the lexicons."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

__all__ = ["write_weights"]


def write_weights(path: Path, groups: Mapping[str, Mapping[str, float]]) -> Path:
    """Writes ``groups`` to ``path``, whole or not at all; the same numbers give the same bytes.

    Returns:
        ``path``.
    """
    text = json.dumps(
        {name: dict(values) for name, values in groups.items()},
        indent=0,
        sort_keys=True,
        ensure_ascii=False,
    )
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_text(text + "\n", encoding="utf-8")
    os.replace(unfinished, path)
    return path

"""Recipes that fit what the package ships, from the original corpus files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from framing.errors import InputError

__all__ = ["RECIPES", "train"]

RECIPES = MappingProxyType(
    {
        "alignment": "framing.training.alignment",
        "attribution": "framing.training.attribution_lexicon",
        "entity": "framing.training.entity_lexicon",
        "hedging": "framing.training.hedging_lexicon",
        "loaded_language": "framing.training.loaded_language_lexicon",
        "sentiment": "framing.training.sentiment_lexicon",
    }
)
"""Task to the module whose ``fit`` fits it."""


def train(
    task: str, data: Path, out: Path, *, progress: Callable[[str], None] = lambda step: None
) -> tuple[Path, ...]:
    """Fits the weights of ``task`` and returns the files written.

    Args:
        task: a key of :data:`RECIPES`.
        data: folder that holds the annotated corpora.
        out: folder to write to; made when absent; checkpoints in it are resumed from.
        progress: called with the name of each step as it begins.

    Raises:
        InputError: if there is no such recipe, a corpus is missing, or ``out`` cannot be written.
    """
    if task not in RECIPES:
        raise InputError(f"no recipe for {task!r}; there are: {', '.join(sorted(RECIPES))}")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{out}: cannot be made ({error.strerror}); choose another") from error
    try:
        written: tuple[Path, ...] = import_module(RECIPES[task]).fit(data, out, progress)
    except InputError:
        with suppress(OSError):
            out.rmdir()  # goes only when it is empty
        raise
    return written

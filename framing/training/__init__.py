"""Recipes that fit what the package ships, from the original corpus files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from framing.errors import InputError

__all__ = ["HEADS", "RULES", "Options", "train"]

RULES = MappingProxyType(
    {
        "alignment": "framing.training.alignment",
        "attribution": "framing.training.attribution_lexicon",
        "entity": "framing.training.entity_lexicon",
        "hedging": "framing.training.hedging_lexicon",
        "loaded_language": "framing.training.loaded_language_lexicon",
        "pairs": "framing.training.pairs",
        "sentiment": "framing.training.sentiment_lexicon",
        "source": "framing.training.source_lexicon",
    }
)
"""Task to the module whose ``fit`` fits weights without a network."""

HEADS = ("all", "attribution", "entity", "hedging", "loaded_language", "sentiment")
"""The tasks that have heads; ``all`` fits them together, which is the network that ships."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to fit.

    Attributes:
        provider: ``network`` fits heads and the encoder's upper layers, ``rules`` the weights of
            the rules. Alignment and sources have weights of rules alone.
        encoder: folder or hub name of the encoder to begin with; the embedded one by default.
        epochs: how often the network sees the examples; what the shipped one saw by default.
        seed: of every random choice of the network.
        corrections: files of corrections to learn from as well, for alignment alone.
    """

    provider: Literal["network", "rules"] = "network"
    encoder: str | None = None
    epochs: int | None = None
    seed: int | None = None
    corrections: tuple[Path, ...] = ()


def train(
    task: str,
    data: Path,
    out: Path,
    options: Options | None = None,
    *,
    progress: Callable[[str], None] = lambda step: None,
) -> tuple[Path, ...]:
    """Fits the weights of ``task`` and returns the files written.

    Args:
        task: one of :data:`HEADS`, or a key of :data:`RULES`.
        data: folder that holds the annotated corpora.
        out: folder to write to; made when absent; a checkpoint of the same run in it is resumed.
        options: how to fit.
        progress: called with the name of each step as it begins.

    Raises:
        InputError: if there is no such recipe, a corpus is missing, or ``out`` cannot be written.
    """
    options = options or Options()
    by_rules = task in RULES and (options.provider == "rules" or task not in HEADS)
    if not by_rules and task not in HEADS:
        known = sorted({*HEADS, *RULES})
        raise InputError(f"no recipe for {task!r}; there are: {', '.join(known)}")
    if not by_rules and options.provider == "rules":
        raise InputError(f"the rules are fitted one task at a time: {', '.join(sorted(RULES))}")
    if options.corrections and task != "alignment":
        raise InputError(f"{task} does not learn from corrections; alignment does")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{out}: cannot be made ({error.strerror}); choose another") from error
    try:
        return _fit(task, data, out, options, progress, by_rules=by_rules)
    except InputError:
        with suppress(OSError):
            out.rmdir()  # goes only when it is empty
        raise


def _fit(
    task: str,
    data: Path,
    out: Path,
    options: Options,
    progress: Callable[[str], None],
    *,
    by_rules: bool,
) -> tuple[Path, ...]:
    if by_rules:
        recipe = import_module(RULES[task])
        learn = {"corrections": options.corrections} if options.corrections else {}
        written: tuple[Path, ...] = recipe.fit(data, out, progress, **learn)
        return written
    from framing.training.network import Plan, fit

    plan = Plan()
    if options.epochs is not None:
        plan = replace(plan, epochs=options.epochs)
    if options.seed is not None:
        plan = replace(plan, seed=options.seed)
    return fit(task, data, out, progress, encoder=options.encoder, plan=plan)

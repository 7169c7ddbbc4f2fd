"""Fits the heads and the encoder's upper layers, for one task or for all at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import MappingProxyType

import torch

from framing.errors import InputError
from framing.model.encoder import Encoder, fast_precision
from framing.model.network import Network
from framing.model.storage import load_backbone, load_original, save_network
from framing.training.network.batches import prepare
from framing.training.network.calibration import fit_calibration
from framing.training.network.examples import Example, read_examples
from framing.training.network.fitting import Examples, Plan, fit_network

__all__ = ["FROZEN", "TASKS", "fit"]

TASKS = MappingProxyType(
    {
        "hedging": ("factbank", "wiki", "factuality"),
        "attribution": ("polnear",),
        "entity": ("polnear",),
        "sentiment": ("newsmtsc",),
        "loaded_language": ("babe",),
        "all": ("polnear", "factbank", "wiki", "factuality", "newsmtsc", "babe"),
    }
)
"""Task to the corpora that its heads learn from; ``all`` is the model that ships."""

CALIBRATED = ("hedging", "loaded_language", "sentiment", "attribution", "entity")

FROZEN = 1 / 3
"""Share of the encoder's layers that keep the original weights."""

BLANKS = ("[MASK]", "<mask>", "[UNK]", "<unk>")
"""What a tokenizer calls a word that is not shown, the best first."""

# News is what the classifiers are for: it is seen more often, Wikipedia less.
SHARES = MappingProxyType({"wiki": 0.4, "factbank": 3.0, "factuality": 0.6, "babe": 1.5})


def fit(
    task: str,
    data: Path,
    out: Path,
    progress: Callable[[str], None],
    *,
    encoder: str | Path | None = None,
    plan: Plan | None = None,
) -> tuple[Path, ...]:
    """Fits a network and writes it to ``out``: tensors, configuration, and a log of the epochs.

    Args:
        task: a key of :data:`TASKS`.
        data: folder of the corpora.
        out: folder; a checkpoint of the same run in it is gone on from.
        progress: told each step.
        encoder: folder or hub name of the encoder to begin with; the embedded one by default.
        plan: how to fit.

    Raises:
        InputError: if there is no such task, or a corpus or the encoder is missing.
    """
    if task not in TASKS:
        raise InputError(f"no heads for {task!r}; there are: {', '.join(sorted(TASKS))}")
    plan = replace(plan or Plan(), shares={name: SHARES.get(name, 1.0) for name in TASKS[task]})
    progress("reading the corpora")
    fitted = read_examples(data, TASKS[task])
    kept_back = read_examples(data, TASKS[task], "development")
    start = load_original(encoder, fast_precision())
    before = Encoder(start)
    fingerprint = _fingerprint(task, fitted, plan, start.digest)
    progress("preparing the examples")
    examples, development = _examples(fitted, before), _examples(kept_back, before)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    backbone = load_backbone(encoder)
    torch.manual_seed(plan.seed)
    network = Network(backbone, round(FROZEN * start.depth)).to(device)
    fit_network(
        network,
        examples,
        development,
        plan,
        out,
        fingerprint=fingerprint,
        progress=progress,
    )
    about = {
        "task": task,
        "corpora": list(TASKS[task]),
        "plan": asdict(plan),
        "fingerprint": fingerprint,
    }
    written = save_network(network.cpu(), out, encoder=start, about=about)
    tasks = CALIBRATED if task == "all" else (task,)
    return *written, fit_calibration(tasks, data, out, progress)


def _examples(examples: Sequence[Example], encoder: Encoder) -> Examples:
    vectors = encoder.encode([example.text for example in examples]).vectors
    parts = encoder.parts
    found = (parts.tokenizer.token_to_id(mark) for mark in ('"', "'"))
    return Examples(
        prepare(examples, parts.tokenizer),
        torch.from_numpy(vectors).half(),
        parts.marks,
        parts.padding,
        tuple(each for each in found if each is not None),
        next(blank for each in BLANKS if (blank := parts.tokenizer.token_to_id(each)) is not None),
    )


def _fingerprint(task: str, examples: Sequence[Example], plan: Plan, digest: str) -> str:
    """What tells this run from others: the task, its examples, the plan and the encoder."""
    whole = hashlib.sha256()
    for part in (task, digest, json.dumps(asdict(plan), sort_keys=True)):
        whole.update(part.encode() + b"\0")
    for example in examples:
        whole.update(repr(example).encode())
    return whole.hexdigest()

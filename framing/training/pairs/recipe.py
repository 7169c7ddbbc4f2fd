"""Fits the networks that compare two sentences, and writes them.

Each learns first from ECB+ and from stories whose links are guessed by the named evidence, then
from the same-fact links of four fifths of the training events. One is enough to read with; there
are five so that each training event has one that has not seen it, and what is fitted on top of
their logits is not flattered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file, save_file

from framing.model.encoder import Encoder, fast_precision
from framing.model.pair_network import PairMeasures, PairNetwork, read_texts
from framing.model.pairs import FOLDS, save_pairs
from framing.model.storage import EncoderParts, load_original
from framing.training.pairs.examples import (
    PairExamples,
    read_ecb_pairs,
    read_link_pairs,
    read_silver_pairs,
)
from framing.training.pairs.fitting import EARLY, Lesson, PairPlan, fit_pairs

__all__ = ["fit"]


def fit(
    data: Path,
    out: Path,
    progress: Callable[[str], None] = lambda step: None,
    *,
    plan: PairPlan | None = None,
) -> tuple[Path, ...]:
    """Fits the networks and writes ``model.safetensors`` and ``config.json`` into ``out``.

    A run that was cut off goes on from what it left in ``out``.

    Args:
        data: the folder of the corpora; it holds ``same-fact``, ``basil``, ``ecbplus`` and
            ``story-clusters``.
        out: the folder to write to; made if it is not there.
        progress: called with the name of each step as it begins.
        plan: how to fit.

    Returns:
        The files written.

    Raises:
        InputError: if a corpus or the packaged encoder is missing.
    """
    plan = plan or PairPlan()
    measures = PairMeasures()
    encoder = load_original(None, fast_precision(), depth=measures.depth)
    links, others = _read(data, out / "examples", progress)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

    def start() -> PairNetwork:
        torch.manual_seed(plan.seed)
        return PairNetwork(measures).to(device)

    progress("reading the sentences")
    lesson = _lesson(links, encoder)
    first = start()
    if plan.early:
        early = [_lesson(others[name], encoder) for name in plan.early]
        fit_pairs(first, early, plan, plan.early_epochs, out / "early", progress)
        del early
    networks = []
    for fold in range(FOLDS):
        progress(f"fitting without part {fold + 1} of {FOLDS} of the events")
        network = start()
        network.load_state_dict(first.state_dict())
        seen = links.event % FOLDS != fold
        part = Lesson(links.take(seen), lesson.texts)
        fit_pairs(network, [part], plan, plan.epochs, out / f"without-{fold}", progress)
        networks.append(network.cpu())
    about = {"plan": asdict(plan), "pairs": [len(each.left) for each in (links, *others.values())]}
    return save_pairs(networks, out, measures=measures, encoder=encoder.digest, about=about)


def _read(
    data: Path, kept: Path, progress: Callable[[str], None]
) -> tuple[PairExamples, dict[str, PairExamples]]:
    """The same-fact links, and the other pairs by name; what takes long from ``kept``."""
    names = ("links", "silver")
    if not all((kept / f"{name}.safetensors").is_file() for name in names):
        kept.mkdir(parents=True, exist_ok=True)
        encoder = Encoder.from_pretrained()
        links, teacher = read_link_pairs(data, encoder, progress)
        silver = read_silver_pairs(data, encoder, teacher, progress)
        for name, pairs in zip(names, (links, silver), strict=True):
            _keep(kept / f"{name}.safetensors", pairs)
    progress("reading ECB+")
    made = [_kept(kept / f"{name}.safetensors") for name in names]
    return made[0], dict(zip(EARLY, (made[1], read_ecb_pairs(data)), strict=True))


def _lesson(pairs: PairExamples, encoder: EncoderParts) -> Lesson:
    return Lesson(pairs, read_texts(encoder, pairs.events))


def _keep(path: Path, pairs: PairExamples) -> None:
    """Writes pairs, whole or not at all."""
    texts = [text.encode() for sentences in pairs.events for text in sentences]
    unfinished = path.with_suffix(".part")
    save_file(
        {
            "left": pairs.left,
            "right": pairs.right,
            "target": pairs.target,
            "event": pairs.event,
            "sentences": np.array([len(sentences) for sentences in pairs.events]),
            "lengths": np.array([len(text) for text in texts]),
            "texts": np.frombuffer(b"".join(texts), np.uint8),
        },
        unfinished,
    )
    unfinished.replace(path)


def _kept(path: Path) -> PairExamples:
    tensors = load_file(path)
    whole = tensors["texts"].tobytes()
    ends = np.cumsum(tensors["lengths"])
    texts = [
        whole[end - length : end].decode()
        for end, length in zip(ends, tensors["lengths"], strict=True)
    ]
    starts = np.cumsum([0, *tensors["sentences"]])
    return PairExamples(
        tuple(tuple(texts[a:b]) for a, b in pairwise(starts.tolist())),
        *(tensors[name] for name in ("left", "right", "target", "event")),
    )

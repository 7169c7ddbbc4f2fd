"""Fits what compares two sentences: a loop that can stop anywhere and go on where it stopped."""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from framing.model.pair_network import PairNetwork, Texts
from framing.training.pairs.examples import PairExamples
from framing.training.state import FittingState, Steps

__all__ = ["EARLY", "LOG", "Lesson", "PairPlan", "fit_pairs"]

LOG = "log.jsonl"
EARLY = ("silver", "ecbplus")
"""Pairs with guessed links, and pairs of ECB+ that share mentions of events."""
SORTED = 3000
"""Pairs that are sorted by length among themselves, so that batches differ between epochs."""


@dataclass(frozen=True, slots=True)
class PairPlan:
    """How to fit.

    Attributes:
        early: the other pairs that are learned from before the links, by name.
        early_epochs: how often those are gone through.
        epochs: how often the links are.
        tokens: tokens in a batch, padding included.
        rate: highest learning rate.
        warmup: steps in which the rate rises.
        decay: weight decay.
        averaging: how much of the running average of the weights each step keeps.
        seed: of every random choice.
        save_every: steps between two checkpoints.
    """

    early: tuple[str, ...] = EARLY
    early_epochs: int = 1
    epochs: int = 2
    tokens: int = 3000
    rate: float = 1e-3
    warmup: int = 50
    decay: float = 0.01
    averaging: float = 0.99
    seed: int = 13
    save_every: int = 200


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """Pairs with what the encoder's lower layers made of their sentences."""

    pairs: PairExamples
    texts: Texts

    def lengths(self) -> NDArray[np.int64]:
        """Tokens of each pair."""
        tokens: NDArray[np.int64] = np.diff(self.texts.starts)
        made: NDArray[np.int64] = tokens[self.pairs.left] + tokens[self.pairs.right]
        return made

    def loss(self, network: PairNetwork, rows: NDArray[np.int64]) -> torch.Tensor:
        """The mean loss on some pairs."""
        target = torch.from_numpy(self.pairs.target[rows]).float()
        logits = network(self.texts, self.pairs.left[rows], self.pairs.right[rows])
        return functional.binary_cross_entropy_with_logits(logits, target.to(logits.device))


def fit_pairs(
    network: PairNetwork,
    lessons: Sequence[Lesson],
    plan: PairPlan,
    epochs: int,
    out: Path,
    progress: Callable[[str], None],
) -> None:
    """Fits ``network`` in place; afterwards it holds the running average of its weights.

    Writes a checkpoint now and then and goes on from it when it is there and of the same run; adds
    a line to ``log.jsonl`` after each epoch.

    Args:
        network: the network; on a GPU it is fitted there.
        lessons: what is learned from, all mixed.
        plan: how to fit.
        epochs: how often the lessons are gone through.
        out: folder for the checkpoint and the log.
        progress: told where the run is and how long it will take.
    """
    out.mkdir(parents=True, exist_ok=True)
    run = _fingerprint(network, lessons, plan, epochs)
    state = FittingState(dict(network.named_parameters()), _steps(plan), run)
    if not state.load(out):
        (out / LOG).unlink(missing_ok=True)
    order = [_epoch(lessons, plan, epoch) for epoch in range(epochs)]
    steps, number = sum(map(len, order)), 0
    began, first = time.monotonic(), state.step
    for epoch, batches in enumerate(order):
        total, seen, started = 0.0, 0, time.monotonic()
        for lesson, rows in batches:
            number += 1
            if number <= state.step:
                continue
            # The same numbers whether or not the run was interrupted before this step.
            torch.manual_seed(plan.seed * 1_000_003 + number)
            network.train()
            loss = lessons[lesson].loss(network, rows)
            state.advance(loss, steps)
            total += loss.item()
            seen += 1
            if number % 100 == 0:
                left = (time.monotonic() - began) / (number - first) * (steps - number)
                progress(f"step {number} of {steps}, {math.ceil(left / 60)} min left")
            if number % plan.save_every == 0:
                state.save(out)
        if seen:
            line = {
                "epoch": epoch + 1,
                "loss": round(total / seen, 4),
                "seconds": round(time.monotonic() - started),
            }
            with (out / LOG).open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
            state.save(out)
    state.finish()


def _steps(plan: PairPlan) -> Steps:
    def share(step: int, steps: int) -> float:
        return min(1.0, (step + 1) / plan.warmup, (steps - step) / steps)

    return Steps(lambda name: plan.rate, share, plan.decay, plan.averaging)


def _epoch(
    lessons: Sequence[Lesson], plan: PairPlan, epoch: int
) -> list[tuple[int, NDArray[np.int64]]]:
    """Batches of one epoch: the lesson and the rows of its pairs, lengths alike."""
    generator = np.random.default_rng([plan.seed, epoch])
    made: list[tuple[int, NDArray[np.int64]]] = []
    for number, lesson in enumerate(lessons):
        lengths = lesson.lengths()
        shuffled = generator.permutation(len(lengths))
        for start in range(0, len(shuffled), SORTED):
            pool = shuffled[start : start + SORTED]
            batch: list[int] = []
            for row in pool[np.argsort(lengths[pool], kind="stable")].tolist():
                if batch and (len(batch) + 1) * int(lengths[row]) > plan.tokens:
                    made.append((number, np.array(batch)))
                    batch = []
                batch.append(row)
            made.append((number, np.array(batch)))
    return [made[at] for at in generator.permutation(len(made))]


def _fingerprint(
    network: PairNetwork, lessons: Sequence[Lesson], plan: PairPlan, epochs: int
) -> str:
    """What tells this run from others: how it is fitted, from where, and on which pairs."""
    made = hashlib.sha256(repr((plan, epochs)).encode())
    for parameter in network.parameters():
        made.update(parameter.detach().cpu().numpy().tobytes())
    for lesson in lessons:
        for array in (lesson.pairs.left, lesson.pairs.right, lesson.pairs.target):
            made.update(array.tobytes())
    return made.hexdigest()[:16]

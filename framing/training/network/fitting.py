"""Fits the network: a loop that can stop anywhere and go on where it stopped."""

from __future__ import annotations

import json
import math
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from framing.model.network import Network
from framing.training.network.batches import Batch, Prepared, collate, order, vary
from framing.training.network.objective import WEIGHTS, losses
from framing.training.state import FittingState, Steps

__all__ = ["Examples", "Plan", "fit_network"]

LOG = "log.jsonl"


@dataclass(frozen=True, slots=True)
class Plan:
    """How to fit.

    Attributes:
        epochs: how often the examples are gone through.
        tokens: tokens in a batch.
        rate: highest learning rate of the encoder's upper layers.
        head_rate: the same for the heads.
        warmup: share of the steps in which the rate rises.
        decay: weight decay.
        averaging: how much of the running average of the weights each step keeps.
        shares: corpus to how often its examples are seen in an epoch.
        seed: of every random choice.
        save_every: steps between two checkpoints.
    """

    epochs: int = 5
    tokens: int = 1536
    rate: float = 1e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    averaging: float = 0.999
    shares: Mapping[str, float] = field(default_factory=dict)
    seed: int = 13
    save_every: int = 200


@dataclass(frozen=True, slots=True)
class Examples:
    """Examples as numbers, with what their vectors were before fitting.

    Attributes:
        prepared: the examples.
        vectors: one a row, unit length, shape (examples, dimensions).
        marks: ids of the marks before and after a text.
        padding: id of padding.
        quotation_marks: ids of the tokens that are quotation marks.
        blank: id of the token that stands for a word that is not shown.
    """

    prepared: Sequence[Prepared]
    vectors: torch.Tensor
    marks: tuple[int, int]
    padding: int
    quotation_marks: tuple[int, ...]
    blank: int

    def batch(self, rows: Sequence[int]) -> Batch:
        """Some of the examples as tensors."""
        return collate(self.prepared, rows, self.marks, self.padding)


def _steps(plan: Plan) -> Steps:
    def share(step: int, steps: int) -> float:
        warmup = max(1, int(plan.warmup * steps))
        return min(1.0, (step + 1) / warmup, (steps - step) / max(1, steps - warmup))

    def rate(name: str) -> float:
        return plan.rate if name.startswith("backbone.") else plan.head_rate

    return Steps(rate, share, plan.decay, plan.averaging)


def fit_network(
    network: Network,
    examples: Examples,
    development: Examples,
    plan: Plan,
    out: Path,
    *,
    fingerprint: str,
    progress: Callable[[str], None],
) -> None:
    """Fits ``network`` in place; afterwards it holds the running average of its weights.

    Writes a checkpoint now and then and goes on from it when it is there and of the same run;
    adds a line to ``log.jsonl`` after each epoch: losses on both parts, seconds, tokens a second.

    Args:
        network: the network; on a GPU it is fitted there.
        examples: what is learned from.
        development: scored after each epoch, never learned from.
        plan: how to fit.
        out: folder for the checkpoint and the log.
        fingerprint: what tells this run from others.
        progress: told where the run is and how long it will take.
    """
    device = next(network.parameters()).device
    fitted = {name: each for name, each in network.named_parameters() if each.requires_grad}
    state = FittingState(fitted, _steps(plan), fingerprint)
    if state.load(out):
        progress(f"going on from step {state.step}")
    else:
        (out / LOG).unlink(missing_ok=True)
    steps = sum(1 for epoch in range(plan.epochs) for _ in _epoch(examples, plan, epoch))
    began, first, number = time.monotonic(), state.step, 0
    for epoch in range(plan.epochs):
        totals: Counter[str] = Counter()
        seen = tokens = 0
        started = time.monotonic()
        for rows in _epoch(examples, plan, epoch):
            number += 1
            if number <= state.step:
                continue
            # The same numbers whether or not the run was interrupted before this step.
            torch.manual_seed(plan.seed * 1_000_003 + number)
            made = _losses(network, examples, rows, device, training=True)
            total = sum(WEIGHTS[name] * loss for name, loss in made.items())
            assert isinstance(total, torch.Tensor)
            state.advance(total, steps)
            totals.update({name: loss.item() for name, loss in made.items()})
            seen += 1
            tokens += sum(len(examples.prepared[row].ids) for row in rows)
            if number % 20 == 0:
                left = (time.monotonic() - began) / (number - first) * (steps - number)
                progress(
                    f"epoch {epoch + 1} of {plan.epochs}, step {number} of {steps}, "
                    f"loss {total.item():.3f}, {math.ceil(left / 60)} min left"
                )
            if number % plan.save_every == 0:
                state.save(out)
        if seen:
            spent = time.monotonic() - started
            _write_log(
                out / LOG,
                epoch + 1,
                {name: value / seen for name, value in totals.items()},
                _score(network, state, development, device),
                spent,
                tokens / spent,
            )
            state.save(out)
    state.finish()


def _epoch(examples: Examples, plan: Plan, epoch: int) -> list[tuple[int, ...]]:
    generator = np.random.default_rng([plan.seed, epoch])
    return list(order(examples.prepared, plan.shares, plan.tokens, generator))


def _losses(
    network: Network,
    examples: Examples,
    rows: Sequence[int],
    device: torch.device,
    *,
    training: bool,
) -> dict[str, torch.Tensor]:
    network.train(training)
    batch = examples.batch(rows)
    if training:
        batch = vary(batch, examples.quotation_marks, examples.blank)
    batch = _move(batch, device)
    vectors = examples.vectors[list(rows)].float().to(device)
    with torch.autocast(device.type, torch.bfloat16):
        return losses(network, batch, vectors)


def _move(batch: Batch, device: torch.device) -> Batch:
    moved: dict[str, Any] = {
        each.name: value.to(device)
        for each in fields(batch)
        if isinstance(value := getattr(batch, each.name), torch.Tensor)
    }
    tags = {head: labels.to(device) for head, labels in batch.tags.items()}
    return replace(batch, **moved, tags=tags)


def _score(
    network: Network, state: FittingState, development: Examples, device: torch.device
) -> dict[str, float]:
    """The losses of the averaged weights on examples that are never learned from."""
    kept = [parameter.detach().clone() for parameter in state.parameters]
    state.finish()
    totals: Counter[str] = Counter()
    batches = _epoch(development, Plan(seed=0, shares={}), 0)
    with torch.inference_mode():
        for rows in batches:
            made = _losses(network, development, rows, device, training=False)
            totals.update({name: float(loss) * len(rows) for name, loss in made.items()})
    with torch.no_grad():
        for parameter, value in zip(state.parameters, kept, strict=True):
            parameter.copy_(value)
    count = max(1, len(development.prepared))
    return {name: value / count for name, value in totals.items()}


def _write_log(
    path: Path,
    epoch: int,
    fitted: Mapping[str, float],
    development: Mapping[str, float],
    seconds: float,
    speed: float,
) -> None:
    line = {
        "epoch": epoch,
        "losses": {name: round(value, 4) for name, value in sorted(fitted.items())},
        "development": {name: round(value, 4) for name, value in sorted(development.items())},
        "seconds": round(seconds),
        "tokens a second": round(speed),
    }
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")

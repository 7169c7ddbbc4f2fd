"""Fits the network: a loop that can stop anywhere and go on where it stopped."""

from __future__ import annotations

import json
import math
import os
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from framing.model.network import Network
from framing.training.network.batches import Batch, Prepared, collate, order, vary
from framing.training.network.objective import WEIGHTS, losses

__all__ = ["Examples", "Plan", "fit_network"]

CHECKPOINT = "checkpoint.safetensors"
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


class _State:
    """All that changes while fitting; saved and loaded as one file."""

    def __init__(self, network: Network, plan: Plan, fingerprint: str) -> None:
        self.network = network
        self.plan = plan
        self.fingerprint = fingerprint
        self.step = 0
        self.names = [name for name, p in network.named_parameters() if p.requires_grad]
        self.parameters = [p for p in network.parameters() if p.requires_grad]
        self.average = [p.detach().clone() for p in self.parameters]
        groups = [
            {
                "params": [p for n, p in self._named() if n.startswith(prefix)],
                "lr": rate,
                "rate": rate,
            }
            for prefix, rate in (("backbone.", plan.rate), ("appearance.", plan.head_rate))
        ]
        groups.append(
            {
                "params": [p for n, p in self._named() if n.startswith("heads.")],
                "lr": plan.head_rate,
                "rate": plan.head_rate,
            }
        )
        self.optimizer = torch.optim.AdamW(groups, weight_decay=plan.decay, betas=(0.9, 0.98))

    def _named(self) -> list[tuple[str, torch.nn.Parameter]]:
        return list(zip(self.names, self.parameters, strict=True))

    def advance(self, loss: torch.Tensor, steps: int) -> None:
        """One step down the gradient of ``loss``."""
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        warmup = max(1, int(self.plan.warmup * steps))
        rising = (self.step + 1) / warmup
        falling = (steps - self.step) / max(1, steps - warmup)
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * min(1.0, rising, falling)
        self.optimizer.step()
        self.step += 1
        # Young averages forget their beginning faster.
        keep = min(self.plan.averaging, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, list[torch.Tensor](self.parameters), 1 - keep)

    def save(self, folder: Path) -> None:
        tensors = {}
        for at, name in enumerate(self.names):
            tensors[f"now/{name}"] = self.parameters[at].detach().contiguous()
            tensors[f"average/{name}"] = self.average[at].contiguous()
            for key, value in self.optimizer.state.get(self.parameters[at], {}).items():
                tensors[f"{key}/{name}"] = value.clone().reshape(value.shape)
        unfinished = folder / f"{CHECKPOINT}.part"
        save_file(tensors, unfinished, {"step": str(self.step), "fingerprint": self.fingerprint})
        os.replace(unfinished, folder / CHECKPOINT)

    def load(self, folder: Path) -> bool:
        """Goes on from the checkpoint in ``folder``; false when there is none of this run."""
        from safetensors import safe_open

        path = folder / CHECKPOINT
        if not path.exists():
            return False
        with safe_open(path, "pt") as file:
            about = file.metadata()
        if about.get("fingerprint") != self.fingerprint:
            return False
        tensors = load_file(path)
        with torch.no_grad():
            for at, name in enumerate(self.names):
                self.parameters[at].copy_(tensors[f"now/{name}"])
                self.average[at].copy_(tensors[f"average/{name}"])
                self.optimizer.state[self.parameters[at]] = {
                    key: tensors[f"{key}/{name}"].to(self.average[at].device)
                    if key != "step"
                    else tensors[f"{key}/{name}"]
                    for key in ("step", "exp_avg", "exp_avg_sq")
                    if f"{key}/{name}" in tensors
                }
        self.step = int(about["step"])
        return True

    def finish(self) -> None:
        """Puts the averaged weights into the network."""
        with torch.no_grad():
            for parameter, average in zip(self.parameters, self.average, strict=True):
                parameter.copy_(average)


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
    state = _State(network, plan, fingerprint)
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
            made = _losses(state, examples, rows, device, training=True)
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
                _score(state, development, device),
                spent,
                tokens / spent,
            )
            state.save(out)
    state.finish()


def _epoch(examples: Examples, plan: Plan, epoch: int) -> list[tuple[int, ...]]:
    generator = np.random.default_rng([plan.seed, epoch])
    return list(order(examples.prepared, plan.shares, plan.tokens, generator))


def _losses(
    state: _State,
    examples: Examples,
    rows: Sequence[int],
    device: torch.device,
    *,
    training: bool,
) -> dict[str, torch.Tensor]:
    state.network.train(training)
    batch = examples.batch(rows)
    if training:
        batch = vary(batch, examples.quotation_marks, examples.blank)
    batch = _move(batch, device)
    vectors = examples.vectors[list(rows)].float().to(device)
    with torch.autocast(device.type, torch.bfloat16):
        return losses(state.network, batch, vectors)


def _move(batch: Batch, device: torch.device) -> Batch:
    moved: dict[str, Any] = {
        each.name: value.to(device)
        for each in fields(batch)
        if isinstance(value := getattr(batch, each.name), torch.Tensor)
    }
    tags = {head: labels.to(device) for head, labels in batch.tags.items()}
    return replace(batch, **moved, tags=tags)


def _score(state: _State, development: Examples, device: torch.device) -> dict[str, float]:
    """The losses of the averaged weights on examples that are never learned from."""
    kept = [parameter.detach().clone() for parameter in state.parameters]
    state.finish()
    totals: Counter[str] = Counter()
    batches = _epoch(development, Plan(seed=0, shares={}), 0)
    with torch.inference_mode():
        for rows in batches:
            made = _losses(state, development, rows, device, training=False)
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

"""All that changes while a network is fitted; saved and loaded as one file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

__all__ = ["FittingState", "Steps"]

CHECKPOINT = "checkpoint.safetensors"


@dataclass(frozen=True, slots=True)
class Steps:
    """How far each step goes.

    Attributes:
        rate: the highest learning rate of the parameter of a name.
        share: how much of that rate a step takes, by its number and the number of all.
        decay: weight decay.
        averaging: how much of the running average of the weights each step keeps.
    """

    rate: Callable[[str], float]
    share: Callable[[int, int], float]
    decay: float
    averaging: float


class FittingState:
    """The weights, their running average, the optimiser's memory and the number of the step.

    Args:
        parameters: what is fitted, by name.
        how: how far each step goes.
        run: what tells this run from others.
    """

    def __init__(self, parameters: Mapping[str, torch.nn.Parameter], how: Steps, run: str) -> None:
        self.names = list(parameters)
        self.parameters = list(parameters.values())
        self.how = how
        self.run = run
        self.step = 0
        self.average = [parameter.detach().clone() for parameter in self.parameters]
        by_rate: dict[float, list[torch.nn.Parameter]] = {}
        for name, parameter in parameters.items():
            by_rate.setdefault(how.rate(name), []).append(parameter)
        self.optimizer = torch.optim.AdamW(
            [{"params": made, "lr": rate, "rate": rate} for rate, made in by_rate.items()],
            weight_decay=how.decay,
            betas=(0.9, 0.98),
        )

    def advance(self, loss: torch.Tensor, steps: int) -> None:
        """One step of ``steps`` down the gradient of ``loss``."""
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        share = self.how.share(self.step, steps)
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * share
        self.optimizer.step()
        self.step += 1
        # Young averages forget their beginning faster.
        keep = min(self.how.averaging, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, list[torch.Tensor](self.parameters), 1 - keep)

    def save(self, folder: Path) -> None:
        """Writes the checkpoint, whole or not at all."""
        tensors = {}
        for name, parameter, average in zip(self.names, self.parameters, self.average, strict=True):
            tensors[f"now/{name}"] = parameter.detach().contiguous()
            tensors[f"average/{name}"] = average.contiguous()
            for key, value in self.optimizer.state.get(parameter, {}).items():
                tensors[f"{key}/{name}"] = value.contiguous()
        unfinished = folder / f"{CHECKPOINT}.part"
        save_file(tensors, unfinished, {"step": str(self.step), "run": self.run})
        os.replace(unfinished, folder / CHECKPOINT)

    def load(self, folder: Path) -> bool:
        """Goes on from the checkpoint in ``folder``; false when there is none of this run."""
        path = folder / CHECKPOINT
        if not path.is_file():
            return False
        with safe_open(path, "pt") as file:
            about = file.metadata()
        if about.get("run") != self.run:
            return False
        tensors = load_file(path)
        with torch.no_grad():
            for name, parameter, average in zip(
                self.names, self.parameters, self.average, strict=True
            ):
                parameter.copy_(tensors[f"now/{name}"])
                average.copy_(tensors[f"average/{name}"])
                # The optimiser counts its steps where it was made, not on the GPU.
                self.optimizer.state[parameter] = {
                    key: tensors[at].to(parameter.device) if key != "step" else tensors[at]
                    for key in ("step", "exp_avg", "exp_avg_sq")
                    if (at := f"{key}/{name}") in tensors
                }
        self.step = int(about["step"])
        return True

    def finish(self) -> None:
        """Puts the averaged weights into the network."""
        with torch.no_grad():
            for parameter, average in zip(self.parameters, self.average, strict=True):
                parameter.copy_(average)

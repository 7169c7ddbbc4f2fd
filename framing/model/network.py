"""The shared network: an encoder whose upper layers were fitted, and the heads on top of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import nn

from framing.model.appearance import APPEARANCES
from framing.model.heads import Heads

__all__ = ["Network"]


class Network(nn.Module):
    """A BERT-like encoder with what tokens look like added below its upper layers, and heads.

    Args:
        backbone: the encoder; its ``encoder.layer`` are its layers.
        frozen: how many of its lower layers, the embeddings with them, keep the original weights;
            only what lies above is fitted and saved.
    """

    def __init__(self, backbone: nn.Module, frozen: int) -> None:
        super().__init__()
        self.backbone = backbone
        self.frozen = frozen
        dimensions = int(backbone.config.hidden_size)  # type: ignore[union-attr,arg-type]
        self.appearance = nn.Embedding(APPEARANCES, dimensions)
        nn.init.zeros_(self.appearance.weight)
        self.heads = Heads(dimensions)
        self._seen: torch.Tensor | None = None
        self._layers[frozen].register_forward_pre_hook(self._show)
        for part in self._lower():
            part.requires_grad_(False)

    @property
    def _layers(self) -> nn.ModuleList:
        layers = self.backbone.encoder.layer  # type: ignore[union-attr]
        assert isinstance(layers, nn.ModuleList)
        return layers

    def _lower(self) -> Iterator[nn.Module]:
        embeddings = self.backbone.embeddings
        assert isinstance(embeddings, nn.Module)
        yield embeddings
        yield from self._layers[: self.frozen]

    def _show(self, layer: nn.Module, inputs: tuple[Any, ...]) -> tuple[Any, ...]:
        if self._seen is None:
            return inputs
        return (inputs[0] + self.appearance(self._seen), *inputs[1:])

    def train(self, mode: bool = True) -> Network:
        """Training mode; what is frozen stays as it is when it is used."""
        super().train(mode)
        for part in self._lower():
            part.eval()
        return self

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, appearance: torch.Tensor
    ) -> torch.Tensor:
        """The vectors of all tokens, marks included, shape (batch, tokens, dimensions)."""
        self._seen = appearance
        try:
            states: torch.Tensor = self.backbone(input_ids=ids, attention_mask=mask)[0]
        finally:
            self._seen = None
        return states

    def fitted(self) -> dict[str, torch.Tensor]:
        """What is fitted, by name: everything but the frozen part."""
        lower = {f"backbone.embeddings.{name}" for name in self._names(self.backbone.embeddings)}
        for number in range(self.frozen):
            prefix = f"backbone.encoder.layer.{number}."
            lower |= {prefix + name for name in self._names(self._layers[number])}
        return {name: value for name, value in self.state_dict().items() if name not in lower}

    @staticmethod
    def _names(module: object) -> list[str]:
        assert isinstance(module, nn.Module)
        return list(module.state_dict())

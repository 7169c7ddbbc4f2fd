"""Reads with the layers of a BERT-like encoder: what using a network needs, and nothing more.

The same numbers as the encoders of ``transformers`` give (Devlin et al. 2019; tested against them),
without the seconds that importing those takes, and with attention written for sentences: on a
processor it takes half the time of the fused kernel, which is made for long texts. Fitting uses
``transformers`` (:mod:`framing.model.network`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

import torch
from torch.nn import functional

__all__ = ["ACTIVATIONS", "Layers"]

Tensors = Mapping[str, torch.Tensor]
Activation = Callable[[torch.Tensor], torch.Tensor]

_tanh_gelu = partial(functional.gelu, approximate="tanh")
ACTIVATIONS: Mapping[str, Activation] = MappingProxyType(
    {
        "gelu": functional.gelu,
        "gelu_new": _tanh_gelu,
        "gelu_pytorch_tanh": _tanh_gelu,
        "relu": functional.relu,
        "silu": functional.silu,
    }
)
"""Activations by the name that an encoder's configuration gives them."""


@dataclass(frozen=True, slots=True)
class _Linear:
    weight: torch.Tensor
    bias: torch.Tensor

    def __call__(self, states: torch.Tensor) -> torch.Tensor:
        return functional.linear(states, self.weight, self.bias)


@dataclass(frozen=True, slots=True)
class _Norm:
    weight: torch.Tensor
    bias: torch.Tensor
    epsilon: float

    def __call__(self, states: torch.Tensor) -> torch.Tensor:
        return functional.layer_norm(
            states, self.weight.shape, self.weight, self.bias, self.epsilon
        )


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer: attention, then two linear maps, each added to what came in and normalised."""

    heads: int
    activate: Activation
    attention: _Linear
    attended: _Linear
    attended_norm: _Norm
    wide: _Linear
    narrow: _Linear
    norm: _Norm

    def __call__(self, states: torch.Tensor, masked: torch.Tensor | None) -> torch.Tensor:
        rows, tokens, size = states.shape
        asked = self.attention(states).view(rows, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        query, key, value = asked[0], asked[1], asked[2]
        scores = query @ key.transpose(-1, -2)
        scores *= (size // self.heads) ** -0.5
        if masked is not None:
            scores += masked
        said = (scores.softmax(-1) @ value).transpose(1, 2).reshape(rows, tokens, size)
        states = self.attended_norm(self.attended(said) + states)
        return self.norm(self.narrow(self.activate(self.wide(states))) + states)


class Layers:
    """The embeddings and layers of an encoder of the BERT family.

    Args:
        tensors: its tensors, by the names that ``transformers`` gives them.
        config: its configuration: its type, sizes and activation.
        precision: how numbers are held.
        appearance: vectors of what tokens look like, added below layer ``frozen``.
        frozen: how many layers do not see them.

    Raises:
        KeyError: if a tensor is missing, or the activation is not one of :data:`ACTIVATIONS`.
    """

    def __init__(
        self,
        tensors: Tensors,
        config: Mapping[str, Any],
        precision: torch.dtype,
        appearance: torch.Tensor | None = None,
        frozen: int = 0,
    ) -> None:
        def read(*names: str) -> _Linear:
            return _Linear(
                torch.cat([tensors[f"{name}.weight"] for name in names]).to(precision),
                torch.cat([tensors[f"{name}.bias"] for name in names]).to(precision),
            )

        def norm(name: str) -> _Norm:
            made = read(name)
            return _Norm(made.weight, made.bias, float(config.get("layer_norm_eps", 1e-12)))

        def layer(name: str) -> _Layer:
            inside = f"{name}.attention"
            return _Layer(
                int(config["num_attention_heads"]),
                ACTIVATIONS[config.get("hidden_act", "gelu")],
                read(*(f"{inside}.self.{part}" for part in ("query", "key", "value"))),
                read(f"{inside}.output.dense"),
                norm(f"{inside}.output.LayerNorm"),
                read(f"{name}.intermediate.dense"),
                read(f"{name}.output.dense"),
                norm(f"{name}.output.LayerNorm"),
            )

        self._words = tensors["embeddings.word_embeddings.weight"].to(precision)
        # RoBERTa counts places from behind the number of its padding.
        first = int(config.get("pad_token_id") or 0) + 1 if "roberta" in _kind(config) else 0
        places = tensors["embeddings.position_embeddings.weight"][first:]
        self._places = (places + tensors["embeddings.token_type_embeddings.weight"][0]).to(
            precision
        )
        self._norm = norm("embeddings.LayerNorm")
        self._project = (
            read("embeddings_project") if "embeddings_project.weight" in tensors else None
        )
        count = int(config["num_hidden_layers"])
        self._layers = tuple(layer(f"encoder.layer.{number}") for number in range(count))
        self._appearance = None if appearance is None else appearance.to(precision)
        self._frozen = frozen

    def __call__(
        self, ids: torch.Tensor, mask: torch.Tensor, appearance: torch.Tensor
    ) -> torch.Tensor:
        """The vectors of all tokens, marks included, shape (batch, tokens, dimensions).

        Args:
            ids: the tokens, shape (batch, tokens).
            mask: true where there is a token and no padding, same shape.
            appearance: what the tokens look like, same shape.
        """
        states = self._norm(functional.embedding(ids, self._words) + self._places[: ids.shape[1]])
        if self._project is not None:
            states = self._project(states)
        masked = None
        if not bool(mask.all()):
            lowest = torch.finfo(states.dtype).min
            masked = torch.zeros(mask.shape, dtype=states.dtype).masked_fill(~mask, lowest)
            masked = masked[:, None, None, :]
        for number, layer in enumerate(self._layers):
            if number == self._frozen and self._appearance is not None:
                states = states + functional.embedding(appearance, self._appearance)
            states = layer(states, masked)
        return states


def _kind(config: Mapping[str, Any]) -> str:
    return str(config.get("model_type")).replace("camembert", "roberta")

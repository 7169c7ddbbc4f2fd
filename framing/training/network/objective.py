"""What fitting minimises: one number a head, each an average over the examples of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import torch
from torch.nn import functional

from framing.model.heads import SENTENCES
from framing.model.network import Network
from framing.training.network.batches import IGNORED, Batch

__all__ = ["WEIGHTS", "losses"]

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "hedge": 0.3,
        "loaded": 0.15,
        "entity": 0.1,
        "cue": 0.3,
        "arguments": 0.1,
        "hedged": 1.0,
        "sentence loaded": 1.5,
        "sentiment": 1.5,
        "factuality": 0.2,
        "similarity": 1.0,
    }
)
"""How much each loss counts. Losses of tokens are sums over a sentence, so they count less."""

SMOOTHING = 0.1
"""Share of an answer that is spread over all answers while fitting (Szegedy et al. 2016).

Corpora that ask for judgements of whole sentences are small and annotators differ: without it the
network soon is sure of every example, and less right on others.
"""


def losses(network: Network, batch: Batch, vectors: torch.Tensor) -> dict[str, torch.Tensor]:
    """The loss of each head, not yet weighted; judgements are smoothed while training.

    Args:
        network: the network.
        batch: the examples.
        vectors: what each example's vector was before fitting, shape (examples, dimensions).
    """
    smoothing = SMOOTHING if network.training else 0.0
    states = network(batch.ids, batch.mask, batch.appearance)
    heads, inner = network.heads, batch.inner
    examples = len(batch.ids)
    made = {
        head: functional.cross_entropy(
            heads.tag(head, states).float().flatten(0, 1),
            labels.flatten(),
            ignore_index=IGNORED,
            reduction="sum",
        )
        / examples
        for head, labels in batch.tags.items()
    }
    for at, name in enumerate(SENTENCES):
        answers = batch.sentence[:, at]
        logits = heads.judge(name, states, inner).float()
        smoothed = answers.clamp(min=0) * (1 - smoothing) + smoothing / 2
        each = functional.binary_cross_entropy_with_logits(logits, smoothed, reduction="none")
        made["sentence loaded" if name == "loaded" else name] = (
            each * (answers >= 0)
        ).sum() / examples
    if len(batch.cues):
        logits = heads.find_arguments(states, inner, batch.cues).float()
        made["arguments"] = (
            functional.cross_entropy(
                logits.flatten(0, 1),
                batch.arguments.flatten(),
                ignore_index=IGNORED,
                reduction="sum",
            )
            / examples
        )
    if len(batch.targets):
        logits = heads.judge_target(states, inner, batch.targets[:, :3]).float()
        judged = functional.cross_entropy(
            logits, batch.targets[:, 3], reduction="sum", label_smoothing=smoothing
        )
        made["sentiment"] = judged / examples
    if len(batch.events):
        rated = heads.rate(states).float()[batch.events[:, 0], batch.events[:, 1]]
        made["factuality"] = (
            functional.smooth_l1_loss(rated, batch.factuality, reduction="sum") / examples
        )
    made["similarity"] = (1 - (heads.embed(states, inner).float() * vectors).sum(-1)).mean()
    return made

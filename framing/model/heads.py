"""The heads: small networks that read the token vectors of the shared encoder.

Token tags (hedge cues, loaded words, names, attribution cues), judgements of a whole sentence, the
source and content of an attribution cue, the sentiment toward a target, and the factuality of a
word. All read the same vectors; none changes them, so one pass of the encoder serves all.
"""

from __future__ import annotations

from types import MappingProxyType

import torch
from torch import nn

__all__ = ["ARGUMENTS", "SENTENCES", "SENTIMENTS", "TAGS", "Heads"]


def _begin_inside(*names: str) -> tuple[str, ...]:
    return ("O", *(f"{mark}-{name}" for name in names for mark in "BI"))


TAGS = MappingProxyType(
    {
        "hedge": _begin_inside("epistemic", "doxastic", "investigation", "condition"),
        "loaded": ("O", "I-loaded"),
        "entity": _begin_inside("person", "organisation", "place", "other"),
        "cue": _begin_inside("cue"),
    }
)
"""Head to the labels of a token: ``O`` for none, ``B-`` at the start of a span, ``I-`` in it."""

SENTENCES = ("hedged", "loaded")
"""What is asked of a whole sentence: the probability of each."""

ARGUMENTS = _begin_inside("source", "content")
"""What a token is to one attribution cue."""

SENTIMENTS = ("negative", "neutral", "positive")
"""How a sentence speaks of a target."""

_DISTANCES = 16


class Heads(nn.Module):
    """All heads over token vectors of ``dimensions``.

    Every method takes ``states``, shape (batch, tokens, dimensions), and ``mask``, shape
    (batch, tokens), true where there is a token.
    """

    def __init__(self, dimensions: int, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.ModuleDict(
            {name: nn.Linear(dimensions, len(labels)) for name, labels in TAGS.items()}
        )
        self.factuality = nn.Linear(dimensions, 1)
        self.sentences = nn.ModuleDict({name: _Pooled(dimensions) for name in SENTENCES})
        self.arguments = _Arguments(dimensions, 2 * dropout)
        self.target = _Target(dimensions, 2 * dropout)
        # Keeps the vectors that sentences are compared by, whatever the other heads ask for.
        self.similarity = nn.Linear(dimensions, dimensions, bias=False)
        nn.init.eye_(self.similarity.weight)

    def tag(self, name: str, states: torch.Tensor) -> torch.Tensor:
        """Logits of the labels of each token, shape (batch, tokens, labels)."""
        logits: torch.Tensor = self.tags[name](self.dropout(states))
        return logits

    def judge(self, name: str, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Logit that the sentence is so, shape (batch,)."""
        logits: torch.Tensor = self.sentences[name](self.dropout(states), mask)
        return logits

    def rate(self, states: torch.Tensor) -> torch.Tensor:
        """Factuality of each token were it an event, about -3 to 3, shape (batch, tokens)."""
        rated: torch.Tensor = self.factuality(self.dropout(states)).squeeze(-1)
        return rated

    def find_arguments(
        self, states: torch.Tensor, mask: torch.Tensor, cues: torch.Tensor
    ) -> torch.Tensor:
        """Logits of :data:`ARGUMENTS` for each token of a cue's sentence, shape (cues, tokens, 5).

        Args:
            states: the sentences.
            mask: their tokens.
            cues: sentence, first and last token (inclusive) of each cue, shape (cues, 3).
        """
        logits: torch.Tensor = self.arguments(self.dropout(states), mask, cues)
        return logits

    def judge_target(
        self, states: torch.Tensor, mask: torch.Tensor, targets: torch.Tensor
    ) -> torch.Tensor:
        """Logits of :data:`SENTIMENTS`, shape (targets, 3).

        Args:
            states: the sentences.
            mask: their tokens.
            targets: sentence, first and last token (inclusive) of each target, shape (targets, 3).
        """
        logits: torch.Tensor = self.target(self.dropout(states), mask, targets)
        return logits

    def embed(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The vector a sentence is compared by, unit length, shape (batch, dimensions)."""
        pooled = self.similarity(_mean(states, mask))
        return nn.functional.normalize(pooled, dim=-1)


class _Pooled(nn.Module):
    """A judgement of a sentence: the tokens that matter for it and their mean."""

    def __init__(self, dimensions: int) -> None:
        super().__init__()
        self.attention = nn.Linear(dimensions, 1)
        self.output = nn.Linear(2 * dimensions, 1)

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        scores = self.attention(states).squeeze(-1).masked_fill(~mask, -1e4)
        attended = (scores.softmax(-1).unsqueeze(1) @ states).squeeze(1)
        both = torch.cat([attended, _mean(states, mask)], dim=-1)
        judged: torch.Tensor = self.output(both).squeeze(-1)
        return judged


class _Seen(nn.Module):
    """The tokens as seen from a span: both, their product, the way between, and neighbours."""

    def __init__(self, dimensions: int, dropout: float, width: int) -> None:
        super().__init__()
        self.token = nn.Linear(dimensions, width)
        self.span = nn.Linear(dimensions, width)
        self.product = nn.Linear(width, width)
        self.distance = nn.Embedding(2 * _DISTANCES + 1, width)
        self.near = nn.Conv1d(width, width, 5, padding=2)
        self.far = nn.Conv1d(width, width, 5, padding=8, dilation=4)
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, states: torch.Tensor, mask: torch.Tensor, places: torch.Tensor
    ) -> torch.Tensor:
        rows, spans = places[:, 0], places[:, 1:]
        # A sentence is projected once for all its spans.
        tokens, inside = self.token(states)[rows], mask[rows]
        span = self.span(_inside(states, rows, spans)).unsqueeze(1)
        hidden = tokens + span + self.product(tokens * span) + self.distance(_way(inside, spans))
        hidden = self.dropout(nn.functional.gelu(hidden))
        for layer in (self.near, self.far):
            kept = (hidden * inside.unsqueeze(-1)).transpose(1, 2)
            hidden = hidden + self.dropout(nn.functional.gelu(layer(kept)).transpose(1, 2))
        seen: torch.Tensor = hidden
        return seen


class _Arguments(nn.Module):
    """What each token is to a cue."""

    def __init__(self, dimensions: int, dropout: float, width: int = 192) -> None:
        super().__init__()
        self.seen = _Seen(dimensions, dropout, width)
        self.output = nn.Linear(width, len(ARGUMENTS))

    def forward(self, states: torch.Tensor, mask: torch.Tensor, cues: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self.output(self.seen(states, mask, cues))
        return logits


class _Target(nn.Module):
    """Sentiment: the tokens as the target sees them, pooled by what matters, and the target."""

    HEADS = 4

    def __init__(self, dimensions: int, dropout: float, width: int = 192) -> None:
        super().__init__()
        self.seen = _Seen(dimensions, dropout, width)
        self.attention = nn.Linear(width, self.HEADS)
        self.hidden = nn.Linear(2 * dimensions + (self.HEADS + 1) * width, dimensions)
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(dimensions, len(SENTIMENTS))

    def forward(
        self, states: torch.Tensor, mask: torch.Tensor, targets: torch.Tensor
    ) -> torch.Tensor:
        rows, spans = targets[:, 0], targets[:, 1:]
        seen = self.seen(states, mask, targets)
        scores = self.attention(seen).masked_fill(~mask[rows].unsqueeze(-1), -1e4)
        said = (scores.softmax(1).transpose(1, 2) @ seen).flatten(1)
        own = _inside(seen, torch.arange(len(seen), device=seen.device), spans)
        sentence = _mean(states, mask)[rows]
        parts = [_inside(states, rows, spans), sentence, said, own]
        hidden = nn.functional.gelu(self.hidden(torch.cat(parts, dim=-1)))
        logits: torch.Tensor = self.output(self.dropout(hidden))
        return logits


def _mean(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """The mean over a sentence's tokens, shape (batch, dimensions)."""
    shares = (mask / mask.sum(1, keepdim=True).clamp(min=1)).to(states.dtype)
    return (shares.unsqueeze(1) @ states).squeeze(1)


def _inside(states: torch.Tensor, rows: torch.Tensor, spans: torch.Tensor) -> torch.Tensor:
    """The mean over each span of a row of ``states``, shape (spans, dimensions)."""
    places = torch.arange(states.shape[1], device=states.device)
    inside = (places >= spans[:, :1]) & (places <= spans[:, 1:])
    return _mean(states[rows], inside)


def _way(mask: torch.Tensor, spans: torch.Tensor) -> torch.Tensor:
    """How far each token stands from a row's span: signed, in steps that grow with distance."""
    places = torch.arange(mask.shape[1], device=mask.device)
    before = (spans[:, :1] - places).clamp(min=0)
    after = (places - spans[:, 1:]).clamp(min=0)
    distance = before + after
    step = torch.where(
        distance < 8, distance, 8 + (torch.log2(distance.clamp(min=8).float() / 8) * 2).long()
    ).clamp(max=_DISTANCES)
    return torch.where(before > 0, _DISTANCES - step, _DISTANCES + step)

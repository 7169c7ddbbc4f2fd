"""Reads two sentences together, token by token: do they report a same fact?

Every sentence passes once through the lower layers of the embedded encoder, where a vector still
stands for its token. Two sentences are then compared as in Parikh et al. (2016), A decomposable
attention model for natural language inference: each token looks for what it corresponds to in the
other sentence, is compared with that, and what was found is added up, weighed by how much each
token matters. The weights were fitted by :mod:`framing.training.pairs`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from framing.model.appearance import straighten

if TYPE_CHECKING:
    from framing.model.storage import EncoderParts

__all__ = ["PairMeasures", "PairNetwork", "Side", "Texts", "Words", "read_texts"]

Integers = NDArray[np.int64]

LONGEST = 96
"""Tokens of a sentence that are compared: what stands further back in a longer one is not."""
TOKENS_IN_BATCH = 2048
"""Tokens that the encoder reads at once, padding included."""
RARITY = (3.5, 1.5)
"""What is taken from the rarity of a token, and what it is divided by."""


@dataclass(frozen=True, slots=True)
class PairMeasures:
    """The sizes of what compares.

    Attributes:
        depth: how many of the encoder's layers are read.
        size: length of the encoder's vectors.
        matched: length of the vectors by which tokens are matched.
        compared: length of what a comparison of two tokens gives.
    """

    depth: int = 4
    size: int = 384
    matched: int = 128
    compared: int = 96


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Sentences as the lower layers read them.

    Attributes:
        states: vectors of the tokens of all sentences, shape (tokens, size).
        rarity: how rare each token is among the sentences of its event, shape (tokens,).
        starts: where the tokens of each sentence start, and at last where all end.
    """

    states: torch.Tensor
    rarity: torch.Tensor
    starts: Integers

    def take(self, sentences: Integers) -> Texts:
        """Some of the sentences, in this order."""
        runs = [np.arange(self.starts[each], self.starts[each + 1]) for each in sentences]
        rows = torch.from_numpy(np.concatenate([np.zeros(0, np.int64), *runs]))
        starts = np.concatenate([[0], np.cumsum([len(run) for run in runs])]).astype(np.int64)
        return Texts(self.states[rows], self.rarity[rows], starts)

    def to(self, device: torch.device) -> Texts:
        """The same on another device."""
        return Texts(self.states.to(device), self.rarity.to(device), self.starts)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Sentences as they are compared.

    Attributes:
        vectors: what tokens are matched by, shape (tokens + 1, matched); the last is none.
        weights: how much each token matters, shape (tokens + 1,).
        rarity: as in :class:`Texts`, shape (tokens + 1,).
        starts: as in :class:`Texts`.
    """

    vectors: torch.Tensor
    weights: torch.Tensor
    rarity: torch.Tensor
    starts: Integers

    def side(self, sentences: Integers) -> Side:
        """One side of pairs: these sentences, a row each."""
        lengths = self.starts[sentences + 1] - self.starts[sentences]
        place = np.arange(max(1, int(lengths.max(initial=0))))
        present = place < lengths[:, None]
        rows = np.where(present, self.starts[sentences][:, None] + place, -1)
        at = torch.from_numpy(rows).to(self.vectors.device)
        inside = torch.from_numpy(present).to(self.vectors.device)
        return Side(self.vectors[at], self.weights[at], self.rarity[at], inside)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One sentence of each of some pairs: as in :class:`Words`, a row each, and what is there."""

    vectors: torch.Tensor
    weights: torch.Tensor
    rarity: torch.Tensor
    present: torch.Tensor


def read_texts(encoder: EncoderParts, events: Iterable[Sequence[str]]) -> Texts:
    """Reads the sentences of events; a token's rarity is counted among those of its event.

    Args:
        encoder: the lower layers.
        events: for each event its sentences.
    """
    first, last = encoder.marks
    ids: list[list[int]] = []
    rarity: list[float] = []
    for sentences in events:
        found = encoder.tokenizer.encode_batch(
            [straighten(each) for each in sentences], add_special_tokens=False
        )
        counts = Counter(token for each in found for token in set(each.ids))
        for each in found:
            ids.append(each.ids[:LONGEST])
            rarity += [log((len(found) + 1) / (counts[token] + 0.5)) for token in ids[-1]]
    lengths = np.array([len(each) for each in ids], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    states = torch.zeros((int(starts[-1]), encoder.dimensions), dtype=torch.bfloat16)
    with torch.inference_mode():
        for rows in _batches(lengths + 2, TOKENS_IN_BATCH):
            size = (len(rows), int(lengths[rows].max()) + 2)
            tokens = torch.full(size, encoder.padding)
            for at, row in enumerate(rows):
                tokens[at, : lengths[row] + 2] = torch.tensor([first, *ids[row], last])
            present = torch.arange(size[1]) < torch.from_numpy(lengths[rows] + 2)[:, None]
            made = encoder.layers(tokens, present, torch.zeros_like(tokens))
            for at, row in enumerate(rows):
                states[starts[row] : starts[row + 1]] = made[at, 1 : lengths[row] + 1]
    scaled = (torch.tensor(rarity, dtype=torch.float32) - RARITY[0]) / RARITY[1]
    return Texts(states.clone(), scaled, starts)


def _batches(lengths: NDArray[np.int64], tokens: int) -> Iterable[NDArray[np.int64]]:
    """Rows of similar length together, at most so many tokens with the padding."""
    order = np.argsort(lengths, kind="stable")
    start = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or (end + 1 - start) * lengths[order[end]] > tokens:
            yield order[start:end]
            start = end


class PairNetwork(nn.Module):
    """Compares the tokens of two sentences; which of them is the left one makes no difference.

    Args:
        measures: its sizes.
        dropout: share of numbers that are dropped while fitting.
    """

    def __init__(self, measures: PairMeasures, dropout: float = 0.1) -> None:
        super().__init__()
        size, compared = measures.size, measures.compared
        self.drop = nn.Dropout(dropout)
        self.match = nn.Linear(size, measures.matched, bias=False)
        nn.init.orthogonal_(self.match.weight)
        self.sharpness = nn.Parameter(torch.tensor(12.0))
        self.importance = nn.Linear(size + 1, 1)
        nn.init.zeros_(self.importance.weight)
        nn.init.zeros_(self.importance.bias)
        with torch.no_grad():
            self.importance.weight[0, -1] = 1  # at first a token matters as much as it is rare
        self.compare = nn.Sequential(
            nn.Linear(3 * measures.matched + 2, compared),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(compared, compared),
            nn.GELU(),
        )
        self.decide = nn.Sequential(
            nn.Linear(3 * compared + 6, compared),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(compared, 1),
        )

    def forward(self, texts: Texts, left: Integers, right: Integers) -> torch.Tensor:
        """The logits of pairs of sentences, shape (pairs,)."""
        sentences, rows = np.unique(np.concatenate([left, right]), return_inverse=True)
        words = self.words(texts.take(sentences).to(self.sharpness.device))
        return self.judge(words.side(rows[: len(left)]), words.side(rows[len(left) :]))

    def words(self, texts: Texts) -> Words:
        """What sentences are compared by."""
        states = functional.layer_norm(texts.states.float(), texts.states.shape[-1:])
        seen = torch.cat([states, texts.rarity[:, None]], dim=-1)
        weights = functional.softplus(self.importance(seen)).squeeze(-1)
        vectors = functional.pad(self.match(self.drop(states)), (0, 0, 0, 1))
        weights, rarity = (functional.pad(each, (0, 1)) for each in (weights, texts.rarity))
        return Words(vectors, weights, rarity, texts.starts)

    def judge(self, left: Side, right: Side) -> torch.Tensor:
        """The logits of pairs, shape (pairs,)."""
        likeness = functional.normalize(left.vectors, dim=-1) @ (
            functional.normalize(right.vectors, dim=-1).transpose(1, 2)
        )
        absent = ~(left.present[:, :, None] & right.present[:, None, :])
        likeness = likeness.masked_fill(absent, -1)
        found = self._look(left, right, likeness), self._look(right, left, likeness.mT)
        said = [said for said, _, _ in found]
        shares = torch.stack([share for _, share, _ in found])
        totals = torch.stack([total for _, _, total in found])
        masses = (shares * totals).log1p()
        sizes = [
            *(shares.amin(0), shares.amax(0), masses.sum(0), masses.amin(0)),
            *(totals.amin(0).log1p(), totals.amax(0).log1p()),
        ]
        both = [said[0] + said[1], (said[0] - said[1]).abs(), said[0] * said[1]]
        made: torch.Tensor = self.decide(torch.cat([*both, torch.stack(sizes, -1)], dim=-1))
        return made.squeeze(-1)

    def _look(
        self, own: Side, other: Side, likeness: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """What the comparisons of a sentence's tokens say, the share matched, the total weight."""
        scores = self.sharpness * likeness
        attention = scores.masked_fill(~other.present[:, None, :], -1e4).softmax(-1)
        partner = attention @ other.vectors
        best = likeness.amax(2)
        seen = [own.vectors * partner, (own.vectors - partner).abs(), own.vectors]
        known = torch.stack([best, own.rarity], dim=-1)
        compared = self.compare(torch.cat([*seen, known], dim=-1))
        total = own.weights.sum(1)
        said = (compared * own.weights[..., None]).sum(1) / (total[:, None] + 1)
        share = (own.weights * best.clamp(min=0)).sum(1) / (total + 1e-3)
        return said, share, total

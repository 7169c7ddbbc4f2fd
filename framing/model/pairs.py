"""Reads two sentences together, token by token: do they report a same fact?

Every sentence passes once through the lower layers of the embedded encoder, where a vector still
stands for its token. Two sentences are then compared as in Parikh et al. (2016), A decomposable
attention model for natural language inference: each token looks for what it corresponds to in the
other sentence, is compared with that, and what was found is added up, weighed by how much each
token matters. The weights were fitted by :mod:`framing.training.pairs`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from framing.errors import InputError
from framing.model.appearance import straighten
from framing.model.encoder import fast_precision
from framing.model.storage import load_original, write_config
from framing.model.weights import CONFIG_FILE, TENSORS_FILE, file_digest, read_config, read_tensors
from framing.records import Article, SentenceRef

if TYPE_CHECKING:
    from framing.model.storage import EncoderParts, Precision

__all__ = [
    "FOLDS",
    "PairMeasures",
    "PairNetwork",
    "PairReader",
    "Side",
    "Texts",
    "Words",
    "read_texts",
    "save_pairs",
]

Integers = NDArray[np.int64]

SCHEMA = "framing.pairs/1"
LONGEST = 96
"""Tokens of a sentence that are compared: what stands further back in a longer one is not."""
TOKENS_IN_BATCH = 2048
"""Tokens that the encoder reads at once, padding included."""
PAIRS_AT_ONCE = 64
FOLDS = 5
"""Parts of the same-fact training events; each network was fitted without one of them."""
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


class PairReader:
    """Reads pairs of sentences with fitted weights. Made by :meth:`from_pretrained`.

    Attributes:
        digest: SHA-256 of the weights.
    """

    def __init__(
        self, networks: Sequence[PairNetwork], encoder: EncoderParts, *, digest: str
    ) -> None:
        self.digest = digest
        self._networks = tuple(network.eval() for network in networks)
        self._encoder = encoder
        self._last: tuple[tuple[Article, ...], Texts] | None = None

    @classmethod
    def from_pretrained(
        cls, folder: str | Path | None = None, *, precision: Precision | None = None
    ) -> PairReader:
        """Loads the weights.

        Args:
            folder: what ``framing train pairs`` wrote; the packaged weights by default.
            precision: how the encoder holds numbers; the faster one by default.

        Raises:
            InputError: if the weights are missing or damaged, or were fitted on other layers than
                those of the embedded encoder.
        """
        path = Path(folder) if folder else Path(str(files("framing.model") / "pairs_pretrained"))
        for name in (CONFIG_FILE, TENSORS_FILE):
            if not (path / name).is_file():
                raise InputError(f"{path / name}: is missing; fit it with framing train pairs")
        about = read_config(path)
        if about.get("schema") != SCHEMA:
            raise InputError(f"{path / CONFIG_FILE}: not the settings of a reader of pairs")
        measures = PairMeasures(**about["measures"])
        encoder = load_original(None, precision or fast_precision(), depth=measures.depth)
        if encoder.digest != about["encoder"]:
            raise InputError(
                f"{path}: was fitted on an encoder with SHA-256 {about['encoder']}, but the "
                f"embedded one has {encoder.digest}; fit it again with framing train pairs"
            )
        networks = nn.ModuleList(PairNetwork(measures) for _ in range(FOLDS))
        try:
            networks.load_state_dict({k: v.float() for k, v in read_tensors(path).items()})
        except RuntimeError as error:
            raise InputError(
                f"{path}: its tensors do not fit its settings; copy the whole folder"
            ) from error
        made = [each for each in networks if isinstance(each, PairNetwork)]
        return cls(made, encoder, digest=file_digest(path / TENSORS_FILE))

    def read(
        self,
        articles: Sequence[Article],
        pairs: Sequence[tuple[SentenceRef, SentenceRef]],
        *,
        without: int = 0,
    ) -> NDArray[np.float64]:
        """The logit, for each pair, that its sentences report a same fact.

        Args:
            articles: all articles on the event: a word that is rare among them tells more.
            pairs: sentences of two of them, in either order.
            without: which network reads: the one that has not seen the events of this part of the
                same-fact training events (an event's number modulo :data:`FOLDS`). What is fitted
                on those events takes theirs; for any other event one is as good as another.

        Returns:
            One number a pair, which does not depend on the order of articles, pairs or sides.
        """
        made = np.zeros(len(pairs))
        if not pairs:
            return made
        ordered = sorted(articles, key=lambda each: each.id)
        places = [(article.id, each.index) for article in ordered for each in article.sentences]
        at = {place: row for row, place in enumerate(places)}
        texts = self._texts(tuple(ordered))
        rows = np.array(
            [sorted(at[each.article, each.sentence] for each in pair) for pair in pairs], np.int64
        )
        lengths = np.diff(texts.starts)[rows]
        order = np.lexsort((rows[:, 1], rows[:, 0], lengths[:, 1], lengths[:, 0]))
        network = self._networks[without]
        with torch.inference_mode():
            words = network.words(texts)
            for start in range(0, len(order), PAIRS_AT_ONCE):
                some = order[start : start + PAIRS_AT_ONCE]
                sides = words.side(rows[some, 0]), words.side(rows[some, 1])
                made[some] = network.judge(*sides).double().numpy()
        return made

    def _texts(self, articles: tuple[Article, ...]) -> Texts:
        """The sentences of an event; those asked for last are kept, for its other pairs."""
        if self._last is None or self._last[0] != articles:
            sentences = [each.sentence_text(s.index) for each in articles for s in each.sentences]
            self._last = articles, read_texts(self._encoder, [sentences])
        return self._last[1]


def save_pairs(
    networks: Sequence[PairNetwork],
    folder: Path,
    *,
    measures: PairMeasures,
    encoder: str,
    about: Mapping[str, object],
) -> tuple[Path, ...]:
    """Writes fitted networks in half precision, each file whole or not at all.

    Args:
        networks: the networks, one a part of the events that it has not seen.
        folder: where to write; made if it is not there.
        measures: their sizes.
        encoder: SHA-256 of the encoder they were fitted on.
        about: how they were fitted.

    Returns:
        The files written.
    """
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{TENSORS_FILE}.part"
    tensors = nn.ModuleList(networks).state_dict()
    save_file({name: value.half().contiguous() for name, value in tensors.items()}, unfinished)
    unfinished.chmod(0o644)  # safetensors lets only the owner read
    unfinished.replace(folder / TENSORS_FILE)
    config = {
        "schema": SCHEMA,
        "encoder": encoder,
        "measures": asdict(measures),
        "fitted": about,
    }
    return folder / TENSORS_FILE, write_config(folder, config)

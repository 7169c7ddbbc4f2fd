"""Reads pairs of sentences with the fitted weights: do they report a same fact?

What compares them is :mod:`framing.model.pair_network`; the weights were fitted by
:mod:`framing.training.pairs`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from framing.errors import InputError
from framing.model.encoder import fast_precision
from framing.model.pair_network import PairMeasures, PairNetwork, Texts, read_texts
from framing.model.storage import load_original, write_config
from framing.model.weights import (
    CONFIG_FILE,
    TENSORS_FILE,
    file_digest,
    packaged_pairs,
    read_config,
    read_tensors,
)
from framing.records import Article, SentenceRef

if TYPE_CHECKING:
    from framing.model.storage import EncoderParts, Precision

__all__ = ["FOLDS", "PairReader", "load_pair_reader", "save_pairs"]

SCHEMA = "framing.pairs/1"
PAIRS_AT_ONCE = 64
FOLDS = 5
"""Parts of the same-fact training events; each network was fitted without one of them."""


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
        path = Path(folder) if folder else packaged_pairs().folder
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


@cache
def load_pair_reader() -> PairReader:
    """The packaged reader; loaded once."""
    return PairReader.from_pretrained()


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

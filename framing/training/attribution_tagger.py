"""Fits the part-of-speech tagger of the attribution rules on PolNeAR's silver layer.

The layer is CoreNLP's (Manning et al. 2014); its tags are silver. Features are hashed, so the
weights hold numbers only. A log-linear model is fitted by Adagrad, its weights are rounded to
eight bits, and the small ones are dropped.
"""

from __future__ import annotations

import base64
import os
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing.classifiers.entities.tokens import (
    BUCKETS,
    TAGS,
    coarse_tag,
    find_words,
    word_features,
)
from framing.corpora.polnear import PolnearDocument, read_polnear

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["fit_tagger", "tagging_accuracy"]

EPOCHS = 2
BATCH = 4096
RATE = 0.25
SMALLEST = 0.2
SCALE = 16.0
_LINE = 100


def fit_tagger(documents: Sequence[PolnearDocument], out: Path) -> Path:
    """Writes ``attribution_tagger.txt``, fitted on the documents that have a silver layer."""
    import numpy as np
    import torch

    torch.manual_seed(0)
    parts = [_examples(document) for document in documents if document.silver_sentences]
    features = torch.from_numpy(np.concatenate([rows for rows, _ in parts]).astype(np.int64))
    tags = torch.from_numpy(np.concatenate([gold for _, gold in parts]))
    features, tags = features[tags >= 0], tags[tags >= 0]
    table = torch.nn.EmbeddingBag(BUCKETS, len(TAGS), mode="sum")
    torch.nn.init.zeros_(table.weight)
    optimiser = torch.optim.Adagrad(table.parameters(), lr=RATE)
    for _ in range(EPOCHS):
        order = torch.randperm(len(tags))
        for start in range(0, len(tags), BATCH):
            batch = order[start : start + BATCH]
            optimiser.zero_grad()
            loss = torch.nn.functional.cross_entropy(table(features[batch]), tags[batch])
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
    weights = table.weight.detach().numpy()
    weights = np.where(np.abs(weights) < SMALLEST, 0.0, weights * SCALE)
    rounded = np.clip(np.rint(weights), -127, 127).astype(np.int8)
    packed = base64.b85encode(zlib.compress(rounded.tobytes(), 9)).decode("ascii")
    lines = [packed[start : start + _LINE] for start in range(0, len(packed), _LINE)]
    path = out / "attribution_tagger.txt"
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_text("\n".join(lines) + "\n", encoding="ascii")
    os.replace(unfinished, path)
    return path


def tagging_accuracy(data: Path) -> float:
    """The share of words of PolNeAR's development part tagged as CoreNLP tags them."""
    from framing.classifiers.entities.tokens import tokenise

    right = total = 0
    for document in read_polnear(data, "dev"):
        if not document.silver_sentences:
            continue
        gold = _examples(document)[1]
        made = tokenise(document.text, _bounds(document)).tags
        known = [(TAGS[tag], other) for tag, other in zip(gold, made, strict=True) if tag >= 0]
        right += sum(tag == other for tag, other in known)
        total += len(known)
    return right / total


def _bounds(document: PolnearDocument) -> list[tuple[int, int]]:
    return [(tokens[0].start, tokens[-1].end) for tokens in document.silver_sentences if tokens]


def _examples(document: PolnearDocument) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Features of the words and their tags; -1 where CoreNLP cut the words otherwise."""
    import numpy as np

    silver = {
        (token.start, token.end): TAGS.index(coarse_tag(token.part_of_speech))
        for sentence in document.silver_sentences
        for token in sentence
    }
    words, firsts = find_words(document.text, _bounds(document))
    gold = [silver.get((match.start(), match.end()), -1) for match in words]
    return word_features([match.group() for match in words], firsts), np.array(gold)

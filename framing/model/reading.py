"""Reads token vectors with the heads: plain arrays in, plain arrays out, no torch to be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from framing.model.heads import ARGUMENTS, SENTIMENTS, TAGS, Heads

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = tuple[int, int, int]

__all__ = ["HeadReader"]

TOKENS_IN_BATCH = 4096
"""Tokens that are read at once, padding included."""


class HeadReader:
    """The heads of a fitted network.

    Sentences are given by their token vectors, shape (tokens, dimensions) each; one may be empty.
    Places are (number of the sentence, first token, last token inclusive).

    Attributes:
        folder: where the weights lie.
        digest: SHA-256 of the weights.
        similarity: maps token vectors to where sentences are compared, shape (dimensions,
            dimensions).
        calibration: task to groups of weights by which what the heads say becomes probabilities.
        corpora: names of the corpora that the weights were fitted on.

    Args:
        precision: how numbers are held in the heads of attribution and sentiment.
    """

    def __init__(
        self,
        heads: Heads,
        folder: Path,
        digest: str,
        calibration: Mapping[str, Mapping[str, Mapping[str, float]]],
        corpora: Sequence[str] = (),
        *,
        precision: torch.dtype = torch.float32,
    ) -> None:
        self.folder = folder
        self.digest = digest
        self.calibration = calibration
        self.corpora = tuple(corpora)
        self._heads = heads
        # The two heads that read a sentence once for each cue or target are most of the work.
        self._precision = precision
        heads.arguments.to(precision)
        heads.target.to(precision)
        self.similarity = heads.similarity.weight.detach().float().numpy().T.copy()

    def labels(self, name: str) -> tuple[str, ...]:
        """The labels of head ``name``, in the order of its columns."""
        return TAGS[name]

    def embed(self, tokens: Floats) -> Floats:
        """The vector that a sentence is compared by, not yet scaled."""
        pooled = tokens.mean(axis=0) if len(tokens) else np.zeros(tokens.shape[1], np.float32)
        embedded: Floats = pooled @ self.similarity
        return embedded

    def tag(self, name: str, sentences: Sequence[Floats]) -> list[Floats]:
        """Probabilities of the labels of head ``name`` for each token of each sentence."""
        lengths = [len(each) for each in sentences]
        if not sum(lengths):
            return [np.zeros((0, len(TAGS[name])), np.float32) for _ in sentences]
        with torch.inference_mode():
            states = torch.from_numpy(np.concatenate(list(sentences)))
            found = self._heads.tag(name, states).softmax(-1).numpy()
        return np.split(found, np.cumsum(lengths)[:-1])

    def judge(self, name: str, sentences: Sequence[Floats]) -> Floats:
        """Logit that each sentence is so; shape (sentences,); -20 for one without tokens."""
        made = np.full(len(sentences), -20.0, np.float32)
        places = [(at, 0, 0) for at, each in enumerate(sentences) if len(each)]
        for rows, states, mask, found in self._batches(sentences, places):
            logits = self._heads.judge(name, states, mask)[found[:, 0]].numpy()
            made[[places[row][0] for row in rows]] = logits
        return made

    def find_arguments(self, sentences: Sequence[Floats], cues: Sequence[Places]) -> list[Floats]:
        """Log-probabilities of what each token of a cue's sentence is to the cue."""
        made = [np.zeros((0, len(ARGUMENTS)), np.float32)] * len(cues)
        for rows, states, mask, places in self._batches(sentences, cues, self._precision):
            found = self._heads.find_arguments(states, mask, places).float().log_softmax(-1).numpy()
            for row, logits in zip(rows, found, strict=True):
                made[row] = logits[: len(sentences[cues[row][0]])]
        return made

    def judge_targets(self, sentences: Sequence[Floats], targets: Sequence[Places]) -> Floats:
        """Logits of the sentiments toward each target, shape (targets, 3)."""
        made = np.zeros((len(targets), len(SENTIMENTS)), np.float32)
        for rows, states, mask, places in self._batches(sentences, targets, self._precision):
            made[list(rows)] = self._heads.judge_target(states, mask, places).float().numpy()
        return made

    def _batches(
        self,
        sentences: Sequence[Floats],
        places: Sequence[Places],
        precision: torch.dtype = torch.float32,
    ) -> Iterator[tuple[tuple[int, ...], torch.Tensor, torch.Tensor, torch.Tensor]]:
        """Rows of ``places`` of similar length, with their sentences once each as one tensor.

        The last tensor holds those places, their sentences numbered as in that tensor.
        """
        with torch.inference_mode():
            for rows in _group([len(sentences[place[0]]) for place in places]):
                numbers = {
                    at: row for row, at in enumerate(dict.fromkeys(places[row][0] for row in rows))
                }
                width = max(len(sentences[at]) for at in numbers)
                size = sentences[places[rows[0]][0]].shape[1]
                states = torch.zeros(len(numbers), width, size, dtype=precision)
                mask = torch.zeros(len(numbers), width, dtype=torch.bool)
                for at, row in numbers.items():
                    states[row, : len(sentences[at])] = torch.from_numpy(sentences[at])
                    mask[row, : len(sentences[at])] = True
                found = [(numbers[places[row][0]], *places[row][1:]) for row in rows]
                yield rows, states, mask, torch.tensor(found)


def _group(lengths: Sequence[int]) -> Iterator[tuple[int, ...]]:
    group: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if group and (len(group) + 1) * lengths[row] > TOKENS_IN_BATCH:
            yield tuple(group)
            group = []
        group.append(row)
    if group:
        yield tuple(group)

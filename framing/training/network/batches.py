"""From examples to tensors: tokens, what they look like, and what each head should say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from framing.classifiers.spans import cover
from framing.model.appearance import QUOTED, describe_tokens, straighten
from framing.model.heads import ARGUMENTS, SENTENCES, SENTIMENTS, TAGS
from framing.records import Span
from framing.training.network.examples import Example

__all__ = ["IGNORED", "Batch", "Prepared", "collate", "order", "prepare", "vary"]

IGNORED = -100
"""The label of a token that a head should not learn from."""
LONGEST = 254
"""Tokens of an example that are learned from; the rest of a longer sentence is left out."""

HIDDEN = 0.08
"""Share of the words that are not shown while fitting, so that no single word is relied on."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One example as numbers.

    Attributes:
        corpus: the corpus it comes from.
        ids: its tokens.
        appearance: what they look like.
        tags: head to the label of each token.
        sentence: answer to each of :data:`SENTENCES`, -1 where it is not known.
        cues: first and last token of each attribution cue.
        arguments: for each cue the label of each token.
        targets: first and last token of each target, and its label.
        events: token and factuality of each event.
    """

    corpus: str
    ids: list[int]
    appearance: list[int]
    tags: Mapping[str, list[int]]
    sentence: list[float]
    cues: list[tuple[int, int]]
    arguments: list[list[int]]
    targets: list[tuple[int, int, int]]
    events: list[tuple[int, float]]


def prepare(examples: Sequence[Example], tokenizer: Any) -> list[Prepared]:
    """Examples as numbers, in order."""
    made = []
    for start in range(0, len(examples), 1000):
        part = examples[start : start + 1000]
        found = tokenizer.encode_batch(
            [straighten(example.text) for example in part], add_special_tokens=False
        )
        made += [_prepare(*pair) for pair in zip(part, found, strict=True)]
    return made


def _prepare(example: Example, found: Any) -> Prepared:
    offsets = np.array(found.offsets[:LONGEST], np.int32).reshape(-1, 2)
    tags = {}
    for head, spans in example.tags.items():
        labels = [0] * len(offsets)
        for tagged in spans:
            _mark(labels, offsets, tagged.span, tagged.label, TAGS[head])
        tags[head] = labels
    cues, arguments = [], []
    for argued in example.attributions:
        cue = cover(offsets, argued.cue)
        if cue is None:
            continue
        labels = [0] * len(offsets)
        for name, pieces in (("content", argued.content), ("source", argued.source)):
            for piece in pieces:
                _mark(labels, offsets, piece, name, ARGUMENTS)
        cues.append(cue)
        arguments.append(labels)
    targets = [
        (*place, SENTIMENTS.index(judged.label))
        for judged in example.targets
        if (place := cover(offsets, judged.target)) is not None
    ]
    events = [
        (place[0], rated.factuality)
        for rated in example.events
        if (place := cover(offsets, rated.span)) is not None
    ]
    return Prepared(
        example.corpus,
        found.ids[:LONGEST],
        describe_tokens(example.text, offsets, example.quoted),
        tags,
        [example.sentence.get(name, -1.0) for name in SENTENCES],
        cues,
        arguments,
        targets,
        events,
    )


def _mark(
    labels: list[int],
    offsets: NDArray[np.int32],
    span: Span,
    name: str,
    names: Sequence[str],
) -> None:
    place = cover(offsets, span)
    if place is None:
        return
    inside = names.index(f"I-{name}")
    labels[place[0] : place[1] + 1] = [inside] * (place[1] + 1 - place[0])
    if f"B-{name}" in names:
        labels[place[0]] = names.index(f"B-{name}")


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples of similar length as tensors; places count from the mark before the text.

    Attributes:
        ids: tokens with the marks around them, shape (examples, tokens).
        mask: 1 where there is a token or a mark, same shape.
        appearance: same shape.
        inner: true where there is a token and no mark, same shape.
        tags: head to labels, same shape, :data:`IGNORED` where nothing is to be learned.
        sentence: shape (examples, questions), -1 where the answer is not known.
        cues: example, first and last token of each cue, shape (cues, 3).
        arguments: labels, shape (cues, tokens).
        targets: example, first, last token and label of each target, shape (targets, 4).
        events: example and token of each event, shape (events, 2).
        factuality: of each event.
        rows: number of each example in what was collated from.
    """

    ids: torch.Tensor
    mask: torch.Tensor
    appearance: torch.Tensor
    inner: torch.Tensor
    tags: Mapping[str, torch.Tensor]
    sentence: torch.Tensor
    cues: torch.Tensor
    arguments: torch.Tensor
    targets: torch.Tensor
    events: torch.Tensor
    factuality: torch.Tensor
    rows: tuple[int, ...]


def collate(
    prepared: Sequence[Prepared], rows: Sequence[int], marks: tuple[int, int], padding: int
) -> Batch:
    """The examples ``rows`` of ``prepared`` as one batch.

    Args:
        prepared: all examples.
        rows: which of them.
        marks: the ids of the marks before and after a text.
        padding: the id of padding.
    """
    chosen = [prepared[row] for row in rows]
    size = (len(chosen), max(len(each.ids) for each in chosen) + 2)
    ids = np.full(size, padding)
    mask, appearance = np.zeros(size, int), np.zeros(size, int)
    inner = np.zeros(size, bool)
    tags = {head: np.full(size, IGNORED) for head in TAGS}
    cues, arguments, targets, events, factuality = [], [], [], [], []
    for at, each in enumerate(chosen):
        length = len(each.ids)
        ids[at, : length + 2] = [marks[0], *each.ids, marks[1]]
        mask[at, : length + 2] = 1
        inner[at, 1 : length + 1] = True
        appearance[at, 1 : length + 1] = each.appearance
        for head, labels in each.tags.items():
            tags[head][at, 1 : length + 1] = labels
        for (first, last), labels in zip(each.cues, each.arguments, strict=True):
            cues.append((at, first + 1, last + 1))
            arguments.append([IGNORED, *labels, *[IGNORED] * (size[1] - 1 - length)])
        targets += [(at, first + 1, last + 1, label) for first, last, label in each.targets]
        events += [(at, place + 1) for place, _ in each.events]
        factuality += [value for _, value in each.events]
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(mask),
        torch.from_numpy(appearance),
        torch.from_numpy(inner),
        {head: torch.from_numpy(labels) for head, labels in tags.items()},
        torch.tensor([each.sentence for each in chosen]),
        torch.tensor(cues, dtype=torch.long).reshape(-1, 3),
        torch.tensor(arguments, dtype=torch.long).reshape(-1, size[1]),
        torch.tensor(targets, dtype=torch.long).reshape(-1, 4),
        torch.tensor(events, dtype=torch.long).reshape(-1, 2),
        torch.tensor(factuality, dtype=torch.float32),
        tuple(rows),
    )


def order(
    prepared: Sequence[Prepared],
    shares: Mapping[str, float],
    tokens: int,
    generator: np.random.Generator,
) -> Iterator[tuple[int, ...]]:
    """One epoch: rows of batches of about ``tokens`` tokens, corpora mixed, lengths alike.

    Args:
        prepared: all examples.
        shares: corpus to how many times each of its examples is seen in an epoch.
        tokens: tokens in a batch, padding included.
        generator: makes the order.
    """
    rows: list[int] = []
    for row, each in enumerate(prepared):
        share = shares.get(each.corpus, 1.0)
        rows += [row] * (int(share) + int(generator.random() < share % 1))
    shuffled = generator.permutation(np.asarray(rows))
    batches: list[tuple[int, ...]] = []
    # Sorted by length within pools only, so that batches differ from epoch to epoch.
    for start in range(0, len(shuffled), 2000):
        pool = sorted(shuffled[start : start + 2000], key=lambda row: len(prepared[row].ids))
        batch: list[int] = []
        for row in pool:
            if batch and (len(batch) + 1) * (len(prepared[row].ids) + 2) > tokens:
                batches.append(tuple(batch))
                batch = []
            batch.append(int(row))
        batches.append(tuple(batch))
    yield from (batches[at] for at in generator.permutation(len(batches)))


def vary(batch: Batch, quotation_marks: Sequence[int], blank: int) -> Batch:
    """Some sentences without their capitals or quotation marks, and in all some words not shown.

    A word that is not shown is no label to learn from, but still part of its neighbours' spans;
    cues and targets, of which a question is asked, are always shown.

    Args:
        batch: the examples.
        quotation_marks: ids of the tokens that are quotation marks.
        blank: id of the token that stands for a word that is not shown.
    """
    draw = torch.rand(len(batch.ids), 1)
    appearance, mask = batch.appearance, batch.mask
    shape, quoted = appearance % QUOTED, appearance // QUOTED
    letters = (shape > 0) & (shape <= 3)
    shape = torch.where(letters & (draw < 0.1), 0, shape)
    bare = draw > 0.94
    marks = torch.isin(batch.ids, torch.tensor(quotation_marks)) & bare & batch.inner
    appearance = shape + QUOTED * torch.where(bare, 0, quoted)
    hidden = (torch.rand(batch.ids.shape) < HIDDEN) & batch.inner
    for places in (batch.cues, batch.targets):
        for row, first, last in places[:, :3].tolist():
            hidden[row, first : last + 1] = False
    tags = {
        head: torch.where(marks | hidden, IGNORED, labels) for head, labels in batch.tags.items()
    }
    return replace(
        batch,
        ids=torch.where(hidden, blank, batch.ids),
        appearance=appearance,
        mask=torch.where(marks, 0, mask),
        tags=tags,
    )

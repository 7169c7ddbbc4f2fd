"""The shared encoder: one pass over all sentences, everything else reads its vectors.

A sentence's vector is the mean of its token vectors, scaled to unit length (Reimers and Gurevych
2019, Sentence-BERT); with fitted upper layers it first passes a linear map that was fitted to give
the original vectors. The packaged network is all-MiniLM-L6-v2 with upper layers of our own.
Nothing is cut off: a sentence longer than the window is read in overlapping windows, and tokens
seen twice are averaged.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.model.appearance import describe_tokens, straighten
from framing.model.encoding import Encoding
from framing.records import Article, Sentence, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from framing.model.reading import HeadReader
    from framing.model.storage import EncoderParts, Precision

    Floats = NDArray[np.float32]

__all__ = ["Encoder", "fast_precision", "quoted_passages"]

WINDOW = 254
"""Tokens read at once, besides the two marks around them: the length it was trained with."""
OVERLAP = 64
"""Tokens that a window shares with the one before it."""
TOKENS_IN_BATCH = 1024
"""Tokens in a batch, padding included: few enough that sentences of one length fill it, and that
what a layer makes of it stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class _Window:
    """A run of one text's tokens that is read at once.

    The text's number, where the run starts in it, the tokens and what they look like.
    """

    text: int
    start: int
    ids: tuple[int, ...]
    looks: tuple[int, ...]


class Encoder:
    """Turns sentences into vectors. Made by :meth:`from_pretrained`.

    The same texts give the same bytes on the same machine. A sentence's vector does not depend on
    the others beyond rounding: below 1e-6 in float32, about 1e-3 in bfloat16.

    Attributes:
        name: name of the weights.
        digest: SHA-256 of the weights.
        precision: how numbers are held inside the network; results are float32 in any case.
        dimensions: length of a vector.
        parts: what it is made of.
        heads: reads token vectors; ``None`` where the weights are an encoder's alone.
    """

    def __init__(self, parts: EncoderParts, *, heads: HeadReader | None = None) -> None:
        self.name = parts.name
        self.digest = parts.digest
        self.precision: Precision = parts.precision
        self.dimensions = parts.dimensions
        self.heads = heads
        self.parts = parts

    @classmethod
    def from_pretrained(
        cls, name: str | Path | None = None, *, precision: Precision | None = None
    ) -> Encoder:
        """Loads an encoder, with the heads where its weights have some.

        Args:
            name: a folder that ``framing train`` wrote; a folder with an encoder of the BERT
                family; or a hub name ``owner/model``; the packaged weights by default.
            precision: ``bfloat16`` where the processor has instructions for it, else
                ``float32``, by default.

        Raises:
            InputError: if the weights are missing, damaged or not those of such an encoder.
        """
        from framing.model.storage import find_network, load_network, load_original

        network = find_network(name)
        if network is None:
            return cls(load_original(name, precision or fast_precision()))
        parts, heads = load_network(network, precision or fast_precision())
        return cls(parts, heads=heads)

    def encode(
        self,
        texts: Sequence[str],
        *,
        tokens: bool = False,
        quoted: Sequence[Sequence[Span]] = (),
    ) -> Encoding:
        """Encodes texts of any length.

        Args:
            texts: the texts, one sentence each.
            tokens: whether to give the token vectors with their offsets too.
            quoted: for each text what stands in quotation marks, in order; nothing by default.

        Returns:
            One row a text, in order. Marks around a text are not among its tokens.
        """
        import numpy as np

        found = self.parts.tokenizer.encode_batch(
            [straighten(text) for text in texts], add_special_tokens=False
        )
        looks = [
            describe_tokens(text, each.offsets, quoted[number] if quoted else ())
            for number, (text, each) in enumerate(zip(texts, found, strict=True))
        ]
        vectors = np.zeros((len(found), self.dimensions), dtype=np.float32)
        states: list[Floats] = [np.zeros((0, self.dimensions), np.float32)] * len(found)
        parts: dict[int, list[tuple[int, Floats]]] = {}
        for window, hidden in self._run(_windows(found, looks)):
            if len(found[window.text].ids) > WINDOW:
                parts.setdefault(window.text, []).append((window.start, hidden.copy()))
                continue
            vectors[window.text] = self._pool(hidden[1:-1], hidden[[0, -1]])
            if tokens:
                states[window.text] = hidden[1:-1].copy()
        for index in sorted(parts):
            merged, marks = _merge(parts[index], len(found[index].ids))
            vectors[index] = self._pool(merged, marks)
            if tokens:
                states[index] = merged
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        if not tokens:
            return Encoding(vectors, digest=self.digest)
        offsets = [np.asarray(each.offsets, np.int32).reshape(-1, 2) for each in found]
        projection = self.heads.similarity if self.heads else None
        return Encoding(vectors, tuple(states), tuple(offsets), self.digest, projection)

    def encode_articles(
        self, articles: Sequence[Article], *, tokens: bool = False
    ) -> tuple[Encoding, ...]:
        """Encodes every sentence of every article in one pass.

        Returns:
            One encoding an article, one row a sentence of :attr:`Article.sentences`.
        """
        sentences = [(article, each) for article in articles for each in article.sentences]
        whole = self.encode(
            [article.text[each.start : each.end] for article, each in sentences],
            tokens=tokens,
            quoted=[quoted_passages(*pair) for pair in sentences],
        )
        made: list[Encoding] = []
        start = 0
        for article in articles:
            end = start + len(article.sentences)
            rows = slice(start, end)
            made.append(
                replace(
                    whole,
                    vectors=whole.vectors[rows],
                    tokens=whole.tokens[rows],
                    offsets=whole.offsets[rows],
                )
            )
            start = end
        return tuple(made)

    def _pool(self, tokens: Floats, marks: Floats) -> Floats:
        """A sentence's vector, before it is scaled."""
        import numpy as np

        if self.heads is not None:
            return self.heads.embed(tokens)
        pooled: Floats = np.concatenate([tokens, marks]).mean(axis=0)
        return pooled

    def _run(self, windows: list[_Window]) -> Iterator[tuple[_Window, Floats]]:
        """Each window with its hidden states, marks included: shape (tokens + 2, dimensions)."""
        import torch

        first, last = self.parts.marks
        with torch.inference_mode():
            for batch in _batches(windows):
                size = (len(batch), len(batch[-1].ids) + 2)
                ids = torch.full(size, self.parts.padding)
                mask = torch.zeros(size, dtype=torch.bool)
                looks = torch.zeros(size, dtype=torch.long)
                for row, window in enumerate(batch):
                    length = len(window.ids) + 2
                    ids[row, :length] = torch.tensor([first, *window.ids, last])
                    mask[row, :length] = True
                    looks[row, 1 : length - 1] = torch.tensor(window.looks, dtype=torch.long)
                hidden = self.parts.layers(ids, mask, looks).float().numpy()
                for row, window in enumerate(batch):
                    yield window, hidden[row, : len(window.ids) + 2]


def quoted_passages(article: Article, sentence: Sentence) -> tuple[Span, ...]:
    """What of a sentence stands in quotation marks, offsets into the sentence, in order."""
    at = bisect_right(article.quotations, sentence.start, key=lambda each: each.end)
    found = []
    for each in islice(article.quotations, at, None):
        if each.start >= sentence.end:
            break
        start, end = max(each.start, sentence.start), min(each.end, sentence.end)
        found.append(Span(start - sentence.start, end - sentence.start))
    return tuple(found)


def fast_precision() -> Precision:
    """``bfloat16`` where the processor multiplies it by instructions of its own: twice as fast."""
    import torch

    capabilities: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    fast = any(capabilities.get(name, False) for name in ("amx_bf16", "avx512_bf16"))
    return "bfloat16" if fast else "float32"


def _windows(found: Sequence[Any], looks: Sequence[Sequence[int]]) -> list[_Window]:
    """All windows of all tokenised texts; a text that fits is one window."""
    made = []
    for index, encoded in enumerate(found):
        ids = tuple(encoded.ids)
        for start in range(0, max(1, len(ids) - OVERLAP), WINDOW - OVERLAP):
            inside = slice(start, start + WINDOW)
            made.append(_Window(index, start, ids[inside], tuple(looks[index][inside])))
    return made


def _batches(windows: Sequence[_Window]) -> Iterator[list[_Window]]:
    """Windows of similar length together, so that little is padded; the longest stands last."""
    batch: list[_Window] = []
    for window in sorted(windows, key=lambda each: len(each.ids)):
        if batch and (len(batch) + 1) * (len(window.ids) + 2) > TOKENS_IN_BATCH:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _merge(parts: list[tuple[int, Floats]], length: int) -> tuple[Floats, Floats]:
    """One vector a token of a long text, and the means of the marks around its windows."""
    import numpy as np

    dimensions = parts[0][1].shape[1]
    total = np.zeros((length, dimensions), dtype=np.float32)
    seen = np.zeros((length, 1), dtype=np.float32)
    for start, hidden in sorted(parts, key=lambda part: part[0]):
        rows = slice(start, start + len(hidden) - 2)
        total[rows] += hidden[1:-1]
        seen[rows] += 1
    marks = np.stack([[hidden[0], hidden[-1]] for _, hidden in parts]).mean(axis=0)
    return total / seen, marks

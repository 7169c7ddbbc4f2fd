"""The shared encoder: one pass over all sentences, everything else reads its vectors.

A sentence's vector is the mean of its token vectors, scaled to unit length (Reimers and Gurevych
2019, Sentence-BERT). The packaged network is all-MiniLM-L6-v2. Nothing is cut off: a sentence
longer than the window is read in overlapping windows, and tokens seen twice are averaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from framing.errors import InputError
from framing.model.encoding import Encoding
from framing.model.weights import TOKENIZER_FILE, find_weights, read_config, read_tensors
from framing.records import Article

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["Encoder", "Precision"]

Precision = Literal["float32", "bfloat16"]

WINDOW = 254
"""Tokens read at once, besides the two marks around them: the length it was trained with."""
OVERLAP = 64
"""Tokens that a window shares with the one before it."""
TOKENS_IN_BATCH = 4096
"""Tokens in a batch, padding included: bounds the memory of one forward pass."""


@dataclass(frozen=True, slots=True)
class _Window:
    """A run of one text's tokens that is read at once: the text's number, where, and which."""

    text: int
    start: int
    ids: tuple[int, ...]


class Encoder:
    """Turns sentences into vectors. Made by :meth:`from_pretrained`.

    The same texts give the same bytes on the same machine. A sentence's vector does not depend on
    the others beyond rounding: below 1e-6 in float32, about 1e-3 in bfloat16.

    Attributes:
        name: name of the weights.
        digest: SHA-256 of the weights.
        precision: how numbers are held inside the network; results are float32 in any case.
        dimensions: length of a vector.
    """

    def __init__(self, network: torch.nn.Module, tokenizer: Any, *, name: str, digest: str) -> None:
        parameter = next(network.parameters())
        self.name = name
        self.digest = digest
        self.dimensions = int(network.config.hidden_size)  # type: ignore[union-attr,arg-type]
        self.precision: Precision = (
            "bfloat16" if str(parameter.dtype) == "torch.bfloat16" else "float32"
        )
        self._network = network
        self._tokenizer = tokenizer

    @classmethod
    def from_pretrained(
        cls, name: str | Path | None = None, *, precision: Precision | None = None
    ) -> Encoder:
        """Loads an encoder.

        Args:
            name: a folder, or a hub name ``owner/model``; the packaged weights by default.
            precision: ``bfloat16`` where the processor has instructions for it, else
                ``float32``, by default.

        Raises:
            InputError: if the weights are missing, damaged or not those of a BERT encoder.
        """
        import torch
        from tokenizers import Tokenizer
        from transformers.models.bert.configuration_bert import BertConfig
        from transformers.models.bert.modeling_bert import BertModel

        weights = find_weights(name)
        config = read_config(weights.folder)
        if config.get("model_type") != "bert":
            raise InputError(
                f"weights {weights.name!r}: a {config.get('model_type')} model; "
                "give an encoder of type bert"
            )
        network = BertModel(BertConfig.from_dict(config), add_pooling_layer=False)
        missing = network.load_state_dict(read_tensors(weights.folder), strict=False).missing_keys
        if missing:
            raise InputError(
                f"weights {weights.name!r}: {missing[0]} and {len(missing) - 1} more tensors are "
                "missing; give a complete BERT encoder"
            )
        chosen = precision or ("bfloat16" if _bfloat16_is_fast() else "float32")
        network = network.to(getattr(torch, chosen)).eval()
        tokenizer = Tokenizer.from_file(str(weights.folder / TOKENIZER_FILE))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        # "[SEP]" written in an article is text, not a mark.
        tokenizer.encode_special_tokens = True
        return cls(network, tokenizer, name=weights.name, digest=weights.digest)

    def encode(self, texts: Sequence[str], *, tokens: bool = False) -> Encoding:
        """Encodes texts of any length.

        Args:
            texts: the texts, one sentence each.
            tokens: whether to give the token vectors with their offsets too.

        Returns:
            One row a text, in order. Marks around a text are not among its tokens.
        """
        import numpy as np

        found = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        vectors = np.zeros((len(found), self.dimensions), dtype=np.float32)
        states: list[Floats] = [np.zeros((0, self.dimensions), np.float32)] * len(found)
        parts: dict[int, list[tuple[int, Floats]]] = {}
        for window, hidden in self._run(_windows(found)):
            if len(found[window.text].ids) > WINDOW:
                parts.setdefault(window.text, []).append((window.start, hidden.copy()))
                continue
            vectors[window.text] = hidden.mean(axis=0)
            if tokens:
                states[window.text] = hidden[1:-1].copy()
        for index in sorted(parts):
            merged, marks = _merge(parts[index], len(found[index].ids))
            vectors[index] = np.concatenate([merged, marks]).mean(axis=0)
            if tokens:
                states[index] = merged
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        if not tokens:
            return Encoding(vectors)
        offsets = [np.asarray(each.offsets, np.int32).reshape(-1, 2) for each in found]
        return Encoding(vectors, tuple(states), tuple(offsets))

    def encode_articles(
        self, articles: Sequence[Article], *, tokens: bool = False
    ) -> tuple[Encoding, ...]:
        """Encodes every sentence of every article in one pass.

        Returns:
            One encoding an article, one row a sentence of :attr:`Article.sentences`.
        """
        texts = [
            article.text[sentence.start : sentence.end]
            for article in articles
            for sentence in article.sentences
        ]
        whole = self.encode(texts, tokens=tokens)
        made: list[Encoding] = []
        start = 0
        for article in articles:
            end = start + len(article.sentences)
            rows = slice(start, end)
            made.append(Encoding(whole.vectors[rows], whole.tokens[rows], whole.offsets[rows]))
            start = end
        return tuple(made)

    def _run(self, windows: list[_Window]) -> Iterator[tuple[_Window, Floats]]:
        """Each window with its hidden states, marks included: shape (tokens + 2, dimensions)."""
        import torch

        first, last = (self._tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        with torch.inference_mode():
            for batch in _batches(windows):
                width = len(batch[-1].ids) + 2
                ids = torch.zeros((len(batch), width), dtype=torch.long)
                mask = torch.zeros((len(batch), width), dtype=torch.long)
                for row, window in enumerate(batch):
                    marked = torch.tensor([first, *window.ids, last])
                    ids[row, : len(marked)] = marked
                    mask[row, : len(marked)] = 1
                output = self._network(input_ids=ids, attention_mask=mask)
                hidden = output.last_hidden_state.float().numpy()
                for row, window in enumerate(batch):
                    yield window, hidden[row, : len(window.ids) + 2]


def _bfloat16_is_fast() -> bool:
    """Whether the processor multiplies bfloat16 by its own instructions: about twice as fast."""
    import torch

    capabilities: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    return any(capabilities.get(name, False) for name in ("amx_bf16", "avx512_bf16"))


def _windows(found: Sequence[Any]) -> list[_Window]:
    """All windows of all tokenised texts; a text that fits is one window."""
    made = []
    for index, encoded in enumerate(found):
        ids = tuple(encoded.ids)
        for start in range(0, max(1, len(ids) - OVERLAP), WINDOW - OVERLAP):
            made.append(_Window(index, start, ids[start : start + WINDOW]))
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

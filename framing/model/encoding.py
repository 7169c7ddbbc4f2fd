"""What one pass of the encoder over a text gives: plain arrays, no torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Encoding"]


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """The encoded sentences of one article (or any list of texts).

    Attributes:
        vectors: one unit-length vector a sentence, float32, shape (sentences, dimensions).
        tokens: for each sentence its token vectors, float32, shape (tokens, dimensions); empty
            when token vectors were not asked for.
        offsets: for each sentence the half-open character offsets of its tokens into that
            sentence, int32, shape (tokens, 2); parallel to ``tokens``.
        digest: SHA-256 of the weights of the encoder that made it; heads read only their own.
        projection: maps token vectors to where sentence vectors are, shape (dimensions,
            dimensions); ``None`` where they are there already.
    """

    vectors: NDArray[np.float32]
    tokens: tuple[NDArray[np.float32], ...] = ()
    offsets: tuple[NDArray[np.int32], ...] = ()
    digest: str = ""
    projection: NDArray[np.float32] | None = None

    def meanings(self, sentence: int) -> NDArray[np.float32]:
        """The token vectors of a sentence in the space of the sentence vectors."""
        tokens = self.tokens[sentence]
        return tokens if self.projection is None else tokens @ self.projection

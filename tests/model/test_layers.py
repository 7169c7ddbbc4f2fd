"""The layers read as those of transformers do, for every type of encoder that can be given."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from transformers import AutoConfig, AutoModel

from framing.model.layers import Layers
from framing.model.network import Network
from framing.model.storage import FAMILY

SIZES = {
    "vocab_size": 40,
    "hidden_size": 24,
    "num_hidden_layers": 3,
    "num_attention_heads": 4,
    "intermediate_size": 32,
    "max_position_embeddings": 60,
}


def small(kind: str, **changes: object) -> tuple[torch.nn.Module, dict[str, Any]]:
    config = AutoConfig.for_model(kind, **SIZES, **changes)
    torch.manual_seed(1)
    backbone = AutoModel.from_config(config).eval()
    for parameter in backbone.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    return backbone, config.to_dict()


def batch(padding: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    torch.manual_seed(2)
    ids = torch.randint(5, 40, (3, 11))
    mask = torch.ones(3, 11, dtype=torch.bool)
    ids[1, 7:], mask[1, 7:] = padding, False
    return ids, mask, torch.randint(0, 12, (3, 11))


@pytest.mark.parametrize("kind", FAMILY)
@torch.inference_mode()
def test_states_are_those_of_transformers(kind: str) -> None:
    backbone, config = small(kind)
    ids, mask, looks = batch(int(config["pad_token_id"]))
    given = backbone(input_ids=ids, attention_mask=mask.long())[0]
    made = Layers(backbone.state_dict(), config, torch.float32)(ids, mask, looks)
    torch.testing.assert_close(made[mask], given[mask], atol=2e-5, rtol=1e-4)


@pytest.mark.parametrize("changes", [{"hidden_act": "gelu_new"}, {"hidden_act": "relu"}])
@torch.inference_mode()
def test_other_activations_are_read_too(changes: dict[str, str]) -> None:
    backbone, config = small("bert", **changes)
    ids, mask, looks = batch(0)
    given = backbone(input_ids=ids, attention_mask=mask.long())[0]
    made = Layers(backbone.state_dict(), config, torch.float32)(ids, mask, looks)
    torch.testing.assert_close(made[mask], given[mask], atol=2e-5, rtol=1e-4)


@torch.inference_mode()
def test_an_encoder_whose_words_are_narrower_is_projected() -> None:
    backbone, config = small("electra", embedding_size=8)
    ids, mask, looks = batch(0)
    given = backbone(input_ids=ids, attention_mask=mask.long())[0]
    made = Layers(backbone.state_dict(), config, torch.float32)(ids, mask, looks)
    torch.testing.assert_close(made[mask], given[mask], atol=2e-5, rtol=1e-4)


@torch.inference_mode()
def test_what_is_fitted_is_what_is_read() -> None:
    backbone, config = small("bert")
    network = Network(backbone, 1).eval()
    torch.nn.init.normal_(network.appearance.weight)
    ids, mask, looks = batch(0)
    fitted = network(ids, mask.long(), looks)
    tensors, looks_like = backbone.state_dict(), network.appearance.weight
    read = Layers(tensors, config, torch.float32, looks_like, 1)(ids, mask, looks)
    torch.testing.assert_close(read[mask], fitted[mask], atol=2e-5, rtol=1e-4)
    blind = Layers(tensors, config, torch.float32)(ids, mask, looks)
    assert (read[mask] - blind[mask]).abs().max() > 0.1


def test_a_missing_tensor_is_named() -> None:
    backbone, config = small("bert")
    tensors = {name: each for name, each in backbone.state_dict().items() if "layer.2" not in name}
    with pytest.raises(KeyError, match=r"encoder\.layer\.2"):
        Layers(tensors, config, torch.float32)

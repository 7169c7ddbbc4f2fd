"""The real encoder, loaded once."""

from __future__ import annotations

import pytest
import torch

from framing.model.encoder import Encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    # Tiny batches on a busy machine: threads would only wait for each other.
    torch.set_num_threads(1)
    return Encoder.from_pretrained(precision="float32")

"""Some of the development events, encoded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.corpora import Event, read_same_fact
from framing.model.encoding import Encoding

EncodedEvents = list[tuple[Event, tuple[Encoding, ...]]]


@pytest.fixture(scope="session")
def encoded_dev(shared: Path) -> EncodedEvents:
    from framing.model.encoder import Encoder

    encoder = Encoder.from_pretrained()
    events = read_same_fact(shared / "corpora", "dev")
    return [(each, encoder.encode_articles(each.articles, tokens=True)) for each in events[::2]]

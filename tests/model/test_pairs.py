"""Reading two sentences together: what the logit depends on, and what it does not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles.reading import article_from_sentences
from framing.errors import InputError
from framing.model.pair_network import PairMeasures, PairNetwork, Texts
from framing.model.pairs import FOLDS, PairReader, save_pairs
from framing.model.storage import load_original
from framing.records import Article, SentenceRef

ONE = (
    "The harbour council approved the new ferry timetable on Monday by nine votes to four.",
    "“We have waited long enough,” said Ada Quill, who leads the council.",
    "Bakers in the old town complained about the price of flour.",
)
OTHER = (
    "Councillors voted 9-4 on Monday for a new timetable of the harbour ferries.",
    "Flour has become dear, bakers say.",
    "A " + "very " * 500 + "long sentence follows.",
    "Quill, the council's leader, said that they had waited long enough.",
)


def article(name: str, sentences: tuple[str, ...]) -> Article:
    return article_from_sentences("", [[each] for each in sentences], id=name)


ARTICLES = (article("a", ONE), article("b", OTHER))
PAIRS = [(SentenceRef("a", m), SentenceRef("b", n)) for m in range(3) for n in range(4)]


@pytest.fixture(scope="module")
def reader() -> PairReader:
    torch.set_num_threads(1)
    return PairReader.from_pretrained(precision="float32")


def test_the_same_fact_is_told_from_the_same_topic(reader: PairReader) -> None:
    logits = dict(zip(PAIRS, reader.read(ARTICLES, PAIRS), strict=True))
    for same, other in ((0, 0), (1, 3), (2, 1)):
        pair = SentenceRef("a", same), SentenceRef("b", other)
        rivals = [logits[pair[0], SentenceRef("b", n)] for n in range(4) if n != other]
        assert logits[pair] > max(rivals) + 1


def test_no_order_matters(reader: PairReader) -> None:
    logits = reader.read(ARTICLES, PAIRS)
    turned = reader.read(ARTICLES[::-1], [(right, left) for left, right in PAIRS])
    assert turned.tolist() == logits.tolist()
    shuffled = np.random.default_rng(1).permutation(len(PAIRS))
    again = reader.read(ARTICLES, [PAIRS[at] for at in shuffled])
    assert again.tolist() == logits[shuffled].tolist()


def test_nothing_to_read(reader: PairReader) -> None:
    assert reader.read(ARTICLES, []).shape == (0,)
    silent = (article("a", ("🙂",)), article("b", ("\u200b…",)))
    assert np.isfinite(reader.read(silent, [(SentenceRef("a", 0), SentenceRef("b", 0))])).all()


def test_each_network_has_seen_other_events(reader: PairReader) -> None:
    alone = [reader.read(ARTICLES, PAIRS, without=fold) for fold in range(FOLDS)]
    assert np.std(alone, axis=0).max() > 0
    assert np.corrcoef(alone).min() > 0.8


SIZES = st.lists(st.integers(0, 6), min_size=2, max_size=5)


@settings(deadline=None, max_examples=25)
@given(lengths=SIZES, seed=st.integers(0, 99))
def test_sides_and_padding_change_nothing(lengths: list[int], seed: int) -> None:
    torch.manual_seed(seed)
    network = PairNetwork(PairMeasures(size=8, matched=4, compared=4)).eval()
    starts = np.cumsum([0, *lengths])
    texts = Texts(torch.randn(int(starts[-1]), 8), torch.randn(int(starts[-1])), starts)
    left, right = np.zeros(len(lengths) - 1, np.int64), np.arange(1, len(lengths))
    if not starts[-1]:
        return
    with torch.inference_mode():
        together = network(texts, left, right)
        turned = network(texts, right, left)
        alone = torch.cat([network(texts, left[:1], right[[at]]) for at in range(len(right))])
    torch.testing.assert_close(turned, together, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(alone, together, atol=1e-5, rtol=1e-5)


def test_saved_weights_read_alike(tmp_path: Path) -> None:
    encoder = load_original(None, "float32", depth=1)
    measures = PairMeasures(depth=1, matched=4, compared=4)
    networks = [PairNetwork(measures) for _ in range(FOLDS)]
    save_pairs(networks, tmp_path, measures=measures, encoder=encoder.digest, about={})
    loaded = PairReader.from_pretrained(tmp_path, precision="float32")
    direct = PairReader(networks, encoder, digest="")
    np.testing.assert_allclose(
        loaded.read(ARTICLES, PAIRS), direct.read(ARTICLES, PAIRS), atol=2e-2
    )


def test_weights_that_are_not_there_or_not_whole(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is missing; fit it with framing train pairs"):
        PairReader.from_pretrained(tmp_path)
    measures = PairMeasures(depth=1, matched=4, compared=4)
    networks = [PairNetwork(measures) for _ in range(FOLDS)]
    save_pairs(networks, tmp_path, measures=measures, encoder="0" * 64, about={})
    with pytest.raises(InputError, match="was fitted on an encoder with SHA-256 0000"):
        PairReader.from_pretrained(tmp_path)
    digest = load_original(None, "float32", depth=1).digest
    save_pairs(networks[:2], tmp_path, measures=measures, encoder=digest, about={})
    with pytest.raises(InputError, match="do not fit its settings"):
        PairReader.from_pretrained(tmp_path)

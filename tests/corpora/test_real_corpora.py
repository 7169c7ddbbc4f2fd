"""The loaders on the real corpora, where they are present: counts as their papers give them."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing import corpora
from framing.corpora.same_fact import SameFactSplit


@pytest.mark.parametrize(
    ("split", "events", "links"), [("train", 76, 3821), ("dev", 12, 639), ("dev-other", 13, 351)]
)
def test_same_fact(shared: Path, split: SameFactSplit, events: int, links: int) -> None:
    found = corpora.read_same_fact(shared / "corpora", split)
    assert len(found) == events
    assert sum(len(event.links) for event in found) == links
    for event in found:
        order = [article.id for article in event.articles]
        for link in event.links:
            assert order.index(link.left.article) < order.index(link.right.article)


def test_basil(shared: Path) -> None:
    articles = corpora.read_basil(shared / "corpora")
    assert len(articles) == 300
    assert len({article.event for article in articles}) == 100
    assert sum(not article.annotated for article in articles) == 36
    for article in articles:
        for mark in article.spans:
            text = article.title if mark.sentence is None else article.sentences[mark.sentence]
            assert mark.span.of(text) == mark.text


def test_polnear(shared: Path) -> None:
    assert len(corpora.read_polnear(shared / "corpora", "train")) == 840
    documents = corpora.read_polnear(shared / "corpora", "dev")
    assert len(documents) == 84
    assert sum(len(each.attributions) for each in documents) > 2000
    assert sum(bool(each.silver_sentences) for each in documents) == 83


def test_newsmtsc(shared: Path) -> None:
    counts = {"train": 8739, "rw-validation": 343, "mt-validation": 442}
    for split, count in counts.items():
        assert len(corpora.read_newsmtsc(shared / "corpora", split)) == count  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("part", "sentences", "cues"), [("wiki", 20748, 3265), ("factbank-train", 1943, 439)]
)
def test_szeged(shared: Path, part: str, sentences: int, cues: int) -> None:
    documents = corpora.read_szeged(shared / "corpora", part)
    found = [sentence for document in documents for sentence in document.sentences]
    assert len(found) == sentences
    assert sum(len(sentence.cues) for sentence in found) == cues


def test_the_other_corpora(shared: Path) -> None:
    root = shared / "corpora"
    assert len(corpora.read_babe(root)) == 2904
    assert len(corpora.read_factuality(root, "train")) == 1994
    assert len(corpora.read_factuality(root, "dev")) == 702
    assert len(corpora.read_claimdiff(root)) == 1857
    assert len(corpora.read_story_clusters(root)) == 1105
    assert len(corpora.read_allsides(root)) == 10_000
    assert len(corpora.read_gun_violence_frames(root)) == 1300
    assert corpora.coreferent_pairs(corpora.read_ecbplus(root, "dev"))


def test_the_held_out_fifth_is_about_a_fifth(shared: Path) -> None:
    documents = corpora.read_szeged(shared / "corpora", "wiki")
    kept = sum(corpora.holdout(document.id) for document in documents)
    assert 0.17 < kept / len(documents) < 0.23

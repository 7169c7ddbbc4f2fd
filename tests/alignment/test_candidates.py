"""Which pairs are scored: few, found from both sides, whatever the size of the articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.alignment import candidates
from framing.alignment.candidates import CONTENDERS, Candidates, propose
from framing.alignment.evidence import gather_evidence
from framing.alignment.views import view_articles
from framing.records import Article
from tests.alignment.stories import BOATS, FERRY, article, encode

VOCABULARY = ("ferry", "council", "vote", "mayor", "boats", "island", "price", "Monday", "14")
SENTENCE = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join)
STORY = st.lists(SENTENCE, max_size=15)


def proposed(left: Article, right: Article) -> Candidates:
    views = view_articles([left, right], encode([left, right]))
    return propose(*views)


def pairs(found: Candidates) -> list[tuple[int, int]]:
    return list(zip(found.left.tolist(), found.right.tolist(), strict=True))


def test_a_sentence_meets_its_twin_first() -> None:
    found = proposed(article("ferry", *FERRY), article("again", *FERRY))
    assert {(row, row) for row in range(len(FERRY))} <= set(pairs(found))
    ranks = dict(zip(pairs(found), found.rank.tolist(), strict=True))
    assert all(ranks[row, row] == 0 for row in range(len(FERRY)))


@settings(deadline=None, max_examples=30)
@given(one=STORY, other=STORY)
def test_every_sentence_puts_up_at_most_ten(one: list[str], other: list[str]) -> None:
    found = proposed(article("one", *one), article("other", *other))
    assert len(set(pairs(found))) == len(pairs(found))
    assert pairs(found) == sorted(pairs(found))
    assert len(pairs(found)) <= CONTENDERS * (len(one) + len(other))
    for rows, others in ((found.left, other), (found.right, one)):
        for row in set(rows.tolist()):
            assert (rows == row).sum() >= min(CONTENDERS, len(others))


def test_strips_do_not_change_the_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    long = [f"{one} {at}" for at, one in enumerate((*FERRY, *BOATS) * 2)]
    left, right = article("left", *long), article("right", *reversed(long))
    whole = pairs(proposed(left, right))
    monkeypatch.setattr(candidates, "CELLS_IN_STRIP", 3 * len(long))
    monkeypatch.setattr(candidates, "PAIRS_AT_ONCE", 7)
    assert pairs(proposed(left, right)) == whole


def test_captions_are_left_out_and_sentence_numbers_kept() -> None:
    left = article("left", *FERRY, captions=[1, 2])
    right = article("right", *BOATS)
    (found,) = gather_evidence([left, right], encode([left, right]))
    assert {ref.sentence for ref in found.left} == {0, 3, 4, 5}


@pytest.mark.parametrize("texts", [(), ("Ferry plan",)])
def test_an_article_without_body_is_no_fault(texts: tuple[str, ...]) -> None:
    found = proposed(article("empty", *texts), article("right", *BOATS))
    assert len(pairs(found)) == len(texts) * len(BOATS)


def test_nearly_every_link_of_the_corpus_is_scored(shared: Path, encoded_dev: list[object]) -> None:
    del shared
    hits = links = 0
    for event, encodings in encoded_dev:  # type: ignore[misc]
        scored = {
            frozenset(pair)
            for found in gather_evidence(event.articles, encodings)
            for pair in zip(found.left, found.right, strict=True)
        }
        gold = [frozenset((link.left, link.right)) for link in event.links if link.sure]
        hits += sum(pair in scored for pair in gold)
        links += len(gold)
    assert hits / links > 0.93

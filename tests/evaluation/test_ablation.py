"""The aligner fitted again without parts of its evidence, on made-up events."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from framing.alignment.evidence import EVIDENCE, PairEvidence
from framing.articles.assembly import article_from_sentences
from framing.corpora import Event, GoldLink
from framing.errors import InputError
from framing.evaluation import evaluate
from framing.evaluation.ablation import leave_out, sources_of
from framing.evaluation.parts import Part
from framing.evaluation.scorecard import Scorecard
from framing.records import SentenceRef
from tests.evaluation.test_evaluate import without_network

TOWNS = (
    "Marn",
    "Ostel",
    "Quill",
    "Dorrow",
    "Venby",
    "Hask",
    "Tolm",
    "Brade",
    "Ilver",
    "Sund",
    "Ack",
)
FACTS = (
    ("The {0} bridge closed on Monday.", "On Monday the {0} bridge closed."),
    ("Mayor Ada {0} promised repairs.", "Repairs were promised by Mayor Ada {0}."),
    ("About 40 shops lost trade.", "Trade was lost by some 40 shops."),
)


def event(town: str) -> Event:
    articles = [
        article_from_sentences(
            "",
            [[fact[side].format(town)] for fact in FACTS] + [[f"Nothing else of {side} was new."]],
            id=f"{town}_{side}",
        )
        for side in (0, 1)
    ]
    links = tuple(
        GoldLink(
            SentenceRef(articles[0].id, n),
            SentenceRef(articles[1].id, n),
            "same" if n else "partial",
        )
        for n in range(len(FACTS))
    )
    return Event(town, tuple(articles), links)


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Scorecard:
    train = tuple(event(town) for town in TOWNS)
    part = Part("made up", (event("Crome"), event("Lisk")), ("Crome", "Lisk"))
    with pytest.MonkeyPatch.context() as patch:
        without_network(patch)
        patch.setattr("framing.evaluation.ablation.read_same_fact", lambda data, split: train)
        patch.setattr("framing.evaluation.ablation.read_parts", lambda data: (part,))
        return evaluate("alignment", tmp_path_factory.mktemp("corpora"), ablation=True)


def test_every_source_is_left_out_once(card: Scorecard) -> None:
    split = "made up, without a source of evidence"
    rows = {row.system for row in card.rows if row.split == split and row.measure == "F1"}
    assert rows >= {"all evidence"} | {f"without {source}" for source in sources_of(EVIDENCE)}
    for measure in ("precision", "recall", "F1", "average precision", "'same' recall"):
        assert card.score("all evidence", split, measure).n == 2


def test_a_source_that_says_nothing_is_not_missed(card: Scorecard) -> None:
    """There is not a quotation in these articles."""
    split = "made up, without a source of evidence"
    less = card.score("without quotations less all evidence (p = 1.000)", split, "F1")
    assert less.value == 0


def test_training_events_are_scored_by_models_that_have_not_seen_them(card: Scorecard) -> None:
    split = "same-fact train, without a source of evidence"
    assert card.score("all evidence", split, "F1").n == len(TOWNS)
    assert "each fifth" in next(each.origin for each in card.splits if each.name == split)


def test_fewer_events_than_there_are(card: Scorecard) -> None:
    rows = {row.system for row in card.rows if row.split == "made up, fewer training events"}
    assert rows == {"10 events", "11 events"}


def test_each_piece_belongs_to_one_source_and_a_new_one_to_its_own() -> None:
    sources = sources_of((*EVIDENCE, "shared_moods"))
    pieces = [piece for source in sources.values() for piece in source]
    assert sorted(pieces) == sorted((*EVIDENCE, "shared_moods"))
    assert sources["shared moods"] == ("shared_moods",)
    assert sources_of(("rank",)) == {"rivals": ("rank",)}


def test_what_is_left_out_is_nought_throughout() -> None:
    refs = (SentenceRef("a", 0), SentenceRef("a", 1))
    pairs = PairEvidence(refs, refs, np.array([[1.0, 2.0], [3.0, 4.0]]))
    ((kept,),) = leave_out([(pairs,)], ("words",), ("names", "words"))
    assert kept.values.tolist() == [[1, 0], [3, 0]]
    assert pairs.values.tolist() == [[1, 2], [3, 4]]


def test_only_alignment_has_an_ablation(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no ablation of 'hedging'"):
        evaluate("hedging", tmp_path, ablation=True)

"""The first aligner's frozen weights, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from framing.alignment.evidence import PairEvidence
from framing.evaluation.first_aligner import FirstAligner
from framing.records import SentenceRef

GROUPS = {
    "mean": {"words": 1.0, "names": 0.0},
    "scale": {"words": 2.0, "names": 1.0},
    "link": {"words": 1.0, "names": 3.0, "constant": -1.0},
    "same": {"words": 1.0, "names": 0.0, "constant": -1.0},
    "decision": {"threshold": 0.5, "abstain_from": 0.1},
}


def evidence(*values: tuple[float, ...]) -> PairEvidence:
    refs = range(len(values))
    return PairEvidence(
        tuple(SentenceRef("a", n) for n in refs),
        tuple(SentenceRef("b", n) for n in refs),
        np.array(values, dtype=np.float64),
    )


def test_a_pair_is_scored_by_the_names_of_its_evidence() -> None:
    pairs = evidence((0.0, 1.0, 9.0), (1.0, 5.0, 9.0), (0.0, 0.0, 9.0))
    found = FirstAligner(GROUPS).link([pairs], ("names", "words", "new"))
    scores = [found.scores[pair] for pair in zip(pairs.left, pairs.right, strict=True)]
    # Logits of -1, of -1 + 3 + 2, and of -1 - 0.5.
    assert scores == pytest.approx([0.2689, 0.982, 0.1824])
    assert {pair[0].sentence for pair in found.chosen} == {1}
    assert {pair[0].sentence for pair in found.same} == {1}


def test_a_piece_that_is_gone_counts_as_its_mean_and_is_named() -> None:
    aligner = FirstAligner(GROUPS)
    assert aligner.missing(("words", "new")) == ("names",)
    found = aligner.link([evidence((1.0,))], ("words",))
    assert list(found.scores.values()) == [0.2689]


def test_the_frozen_weights_are_whole() -> None:
    frozen = FirstAligner.frozen()
    assert len(frozen.groups["mean"]) == 22
    assert frozen.threshold == 0.24
    assert set(frozen.groups["link"]) == {*frozen.groups["mean"], "constant"}

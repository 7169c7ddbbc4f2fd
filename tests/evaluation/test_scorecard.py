"""The scorecard's views."""

from __future__ import annotations

import json

import pytest

from framing.evaluation.measures import FOUND_MEASURES, f1
from framing.evaluation.scorecard import Scorecard, Sheet


def card() -> Scorecard:
    sheet = Sheet("loaded_language", weights={"lexicons": "ab" * 32})
    split = sheet.split("mini corpus", "document", 2)
    good, bad = [[1, 1, 1, 1], [2, 2, 2, 2]], [[1, 0, 1, 0], [2, 1, 2, 1]]
    split.add("good", good, FOUND_MEASURES)
    split.add("bad", bad, {"F1": f1})
    split.compare(("good", "bad"), (good, bad), "F1", f1)
    sheet.notes.append("A note.")
    return sheet.finish()


def test_scores_carry_interval_unit_and_signature() -> None:
    score = card().score("bad", "mini corpus", "F1")
    assert score.value == pytest.approx(1 / 3)
    assert (score.low, score.high) == (0, 0.5)
    assert (score.n, score.unit) == (2, "document")
    for part in (
        "task:loaded_language",
        "split:mini corpus",
        "system:bad",
        "measure:F1",
        "bootstrap:1000 by document, seed 0",
        "framing:",
        "weights lexicons:abababababab",
    ):
        assert part in score.signature
    with pytest.raises(KeyError):
        card().score("bad", "mini corpus", "no such measure")


def test_json_holds_everything_and_is_the_same_each_time() -> None:
    text = card().to_json()
    assert text == card().to_json()
    made = json.loads(text)
    assert made["schema"] == "framing.scorecard/2"
    assert made["task"] == "loaded_language"
    assert len(made["scores"]) == 5
    assert set(made["scores"][0]) == {
        "system", "split", "measure", "value", "low", "high", "n", "unit", "signature"
    }  # fmt: skip
    assert made["provenance"]["weights"] == {"lexicons": "ab" * 32}
    assert made["provenance"]["parameters"]["bootstrap replicates"] == 1000
    assert made["notes"] == ["A note."]


def test_markdown_is_a_table_that_lines_up() -> None:
    text = card().to_markdown()
    assert "# Scores: loaded language" in text
    assert "## mini corpus (2 documents)" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({len(row) for row in rows}) == 1
    assert "precision" in rows[0]
    assert "1.000 [1.000, 1.000]" in rows[2]
    assert rows[4].startswith("| good less bad (p = ")
    assert "A note." in text

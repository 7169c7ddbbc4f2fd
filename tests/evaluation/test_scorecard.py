"""The scorecard's views."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.evaluation.measures import FOUND_MEASURES, f1
from framing.evaluation.scorecard import Judged, Scorecard, Sheet
from framing.evaluation.tables import count, interval


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


def judged(*items: tuple[int, float, float]) -> list[Judged]:
    return [Judged(*item) for item in items]


def test_calibration_by_hand() -> None:
    sheet = Sheet("hedging")
    split = sheet.split("mini corpus", "document", 2)
    split.add_reliability("rules", "x", judged((0, 0.2, 0), (0, 0.2, 1), (1, 0.8, 1), (1, 0.8, 1)))
    split.add_reliability("silent", "x", [])
    (made,) = sheet.finish().reliability
    assert made.n == 4
    assert [(each.probability, each.share, each.count) for each in made.bins] == [
        (pytest.approx(0.2), 0.5, 2),
        (pytest.approx(0.8), 1.0, 2),
    ]
    assert made.error == pytest.approx((0.3 * 2 + 0.2 * 2) / 4)
    assert made.brier == pytest.approx((0.04 + 0.64 + 0.04 + 0.04) / 4)
    assert made.error_low <= made.error <= made.error_high


def test_the_least_sure_are_left_out() -> None:
    sheet = Sheet("hedging")
    split = sheet.split("mini corpus", "document", 1)
    split.add_coverage("rules", "x", judged(*((0, n / 10, float(n > 2)) for n in range(1, 11))))
    rows = {row.share: row for row in sheet.finish().coverage}
    assert {share: row.n for share, row in rows.items()} == {1.0: 10, 0.9: 9, 0.8: 8, 0.7: 7}
    assert rows[1.0].value == pytest.approx(0.8)
    assert rows[0.9].value == pytest.approx(8 / 9)
    assert rows[0.8].value == pytest.approx(1)
    assert rows[0.8].threshold == pytest.approx(0.3)


@settings(deadline=None, max_examples=40)
@given(st.permutations([(0, 0.9, 1.0), (0, 0.6, 1.0), (0, 0.6, 0.0), (1, 0.6, 0.0), (1, 0.2, 0.0)]))
def test_the_order_of_equally_sure_answers_does_not_matter(
    items: list[tuple[int, float, float]],
) -> None:
    sheet = Sheet("hedging")
    sheet.split("mini corpus", "document", 2).add_coverage("rules", "x", judged(*items))
    rows = {row.share: row.value for row in sheet.finish().coverage}
    # 70% of five are 3.5: the surest, and five sixths of each of the three equally sure ones.
    assert rows[0.7] == pytest.approx((1 + 2.5 / 3) / 3.5)
    assert rows[1.0] == pytest.approx(2 / 5)


def test_robustness_is_the_paired_difference_to_the_text_as_it_is() -> None:
    sheet = Sheet("hedging")
    split = sheet.split("mini corpus", "document", 2)
    before, after = [[2, 2, 2, 2], [2, 2, 2, 2]], [[2, 1, 2, 1], [2, 1, 2, 1]]
    split.add("rules", before, {"F1": f1})
    split.add_robustness(("rules", "lower-cased"), 7, (after, before), {"F1": f1})
    split.add_robustness(("rules", "unchanged"), 0, (before, before), {"F1": f1})
    card = sheet.finish()
    lower, same = card.robustness
    assert (lower.value, lower.difference, lower.changed) == (0.5, -0.5, 7)
    assert (same.value, same.difference, same.p) == (1, 0, 1)
    text = card.to_markdown()
    assert "| lower-cased | 7       | 0.500 (-0.500 [-0.500, -0.500]) |" in text
    assert "| as it is    |         | 1.000 " in text


def test_what_is_counted_is_said_in_words() -> None:
    assert count(1, "gold link") == "1 gold link"
    assert count(2, "gold link") == "2 gold links"
    assert count(1204, "sentence") == "1,204 sentences"
    assert count(3, "boundary inside a paragraph") == "3 boundaries inside a paragraph"


def test_a_small_negative_is_no_negative_zero() -> None:
    assert interval(-0.0001, -0.2, 0.0002, signed=True) == "+0.000 [-0.200, +0.000]"

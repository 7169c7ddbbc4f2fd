"""Counting failures by kind, and how they are shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.evaluation.failures.cases import FAULT, Case, band, count_failures, part_of_speech
from framing.evaluation.scorecard import Sheet

KINDS = ("short", "long")


def case(length: str, fault: str = "") -> Case:
    return Case({"length": length}, fault)


def test_failures_are_counted_by_aspect_and_kind() -> None:
    good = [case("short"), case("short", "missed"), case("long")]
    bad = [case("short", "missed"), case("short", "cut"), case("long", "missed")]
    rows = count_failures("mini corpus", "Words", {"good": good, "bad": bad})
    assert [(row.aspect, row.kind, row.system, row.count, row.cases) for row in rows] == [
        (FAULT, "missed", "good", 1, 3),
        (FAULT, "missed", "bad", 2, 3),
        (FAULT, "cut", "good", 0, 3),
        (FAULT, "cut", "bad", 1, 3),
        ("length", "short", "good", 1, 2),
        ("length", "short", "bad", 2, 2),
        ("length", "long", "good", 0, 1),
        ("length", "long", "bad", 1, 1),
    ]
    assert {(row.system, row.errors, row.n) for row in rows} == {("good", 1, 3), ("bad", 3, 3)}


def test_of_many_kinds_only_those_that_fail_again_and_again_are_named() -> None:
    often = [case("may", "missed")] * 3 + [case("if", "missed")] * 2
    once = [case(f"word {number}", "missed") for number in range(20)]
    right = [case("will")] * 4
    rows = count_failures("mini corpus", "Cues", {"rules": [*often, *once, *right]})
    assert [(row.kind, row.count, row.cases) for row in rows if row.aspect == "length"] == [
        ("may", 3, 3),
        ("if", 2, 2),
        ("all others", 20, 24),
    ]


def test_nothing_to_judge_counts_nothing() -> None:
    assert count_failures("mini corpus", "Words", {"rules": []}) == ()
    assert count_failures("mini corpus", "Words", {}) == ()


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(0, 30), st.sampled_from(["", "missed", "cut"])), max_size=40
        ),
        max_size=3,
    )
)
def test_each_aspect_adds_up_to_the_errors(made: list[list[tuple[int, str]]]) -> None:
    cases = {
        f"system {number}": [case(str(kind), fault) for kind, fault in each]
        for number, each in enumerate(made)
    }
    rows = count_failures("mini corpus", "Words", cases)
    for system, each in cases.items():
        errors = sum(bool(one.fault) for one in each)
        for aspect in {row.aspect for row in rows}:
            mine = [row for row in rows if (row.system, row.aspect) == (system, aspect)]
            assert sum(row.count for row in mine) == errors
            assert all(row.errors == errors and row.n == len(each) for row in mine)
            assert all(row.count <= row.cases for row in mine)
            if aspect != FAULT:
                assert sum(row.cases for row in mine) == len(each)


@pytest.mark.parametrize(
    ("number", "ends", "expected"),
    [
        (0, (0, 1, 2), "no word"),
        (1, (0, 1, 2), "1 word"),
        (2, (0, 1, 2), "2 words"),
        (3, (0, 1, 2), "over 2 words"),
        (3, (3, 10), "up to 3 words"),
        (4, (3, 10), "4 to 10 words"),
        (10, (3, 10), "4 to 10 words"),
        (11, (3, 10), "over 10 words"),
    ],
)
def test_bands_in_words(number: int, ends: tuple[int, ...], expected: str) -> None:
    assert band(number, ends, "word") == expected


def test_parts_of_speech_in_words() -> None:
    tags = ("NN", "NNS", "NNP", "JJ", "RB", "VBD", "MD", "IN")
    assert [part_of_speech(tag) for tag in tags] == [
        *("noun", "noun", "name", "adjective", "adverb", "verb", "verb", "other")
    ]


def test_both_views_show_the_counts() -> None:
    sheet = Sheet("hedging")
    split = sheet.split("mini corpus", "document", 1)
    assert "What fails" not in sheet.finish().to_markdown()
    split.add_failures("Words missed", {"rules": [case("short", "missed"), case("short")]})
    text = sheet.finish().to_markdown()
    assert "## What fails" in text
    assert "Words missed, mini corpus:" in text
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert [" ".join(line.split()) for line in table] == [
        "| by | kind | rules |",
        "| --------------- | ------ | ------------- |",
        "| | all | 1 of 2 |",
        "| what went wrong | missed | 1 (100%) |",
        "| length | short | 1 (100%) of 2 |",
    ]
    made = json.loads(sheet.finish().to_json())["failures"]
    assert made[1] == {
        "system": "rules",
        "split": "mini corpus",
        "group": "Words missed",
        "aspect": "length",
        "kind": "short",
        "count": 1,
        "cases": 2,
        "errors": 1,
        "n": 2,
    }

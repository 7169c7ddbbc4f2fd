"""Targets called wrongly, by hand."""

from __future__ import annotations

from typing import Literal

import pytest

from framing.corpora import TargetSentence
from framing.evaluation.failures.sentiment import label_cases
from framing.records import Span


def target(
    text: str, name: str, label: Literal["negative", "neutral", "positive"]
) -> TargetSentence:
    start = text.index(name)
    return TargetSentence("x", "x", text, Span(start, start + len(name)), label)


def test_confusions_are_named_and_right_ones_have_no_fault() -> None:
    text = "Brand praised Holm."
    made = label_cases(
        [target(text, "Brand", "neutral"), target(text, "Holm", "positive")],
        ["positive", "positive"],
    )
    assert [case.fault for case in made] == ["neutral, called positive", ""]
    others = "labels of the other targets"
    assert [case.kinds[others] for case in made] == ["another label among them"] * 2
    asked = "targets asked of the sentence"
    assert [case.kinds[asked] for case in made] == ["2 targets"] * 2


def test_labels_of_the_other_targets() -> None:
    text = "Brand and Holm met Lund."
    agreeing = [target(text, name, "neutral") for name in ("Brand", "Holm")]
    made = label_cases([*agreeing, target("Lund sleeps.", "Lund", "neutral")], ["neutral"] * 3)
    others = [case.kinds["labels of the other targets"] for case in made]
    assert others == ["the same label"] * 2 + ["no other target"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Holm said it was late.", "before a verb: subject"),
        ("Holm's boat sank.", "possessive"),
        ("The boat was sold to Holm.", "after a preposition"),
        ("The council thanked Holm.", "after a verb: object"),
    ],
)
def test_the_place_of_the_target(text: str, place: str) -> None:
    (made,) = label_cases([target(text, "Holm", "neutral")], ["neutral"])
    assert made.kinds["place of the target"] == place


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("Holm is honest.", "positive", "of the same sign"),
        ("Holm is honest.", "negative", "of the opposite sign"),
        ("Holm is honest.", "neutral", "of one sign, though neutral"),
        ("Holm is honest but his horrible boat sank.", "positive", "of both signs"),
        ("Holm is a baker.", "positive", "none"),
    ],
)
def test_words_with_a_valence_against_the_label(
    text: str, label: Literal["negative", "neutral", "positive"], words: str
) -> None:
    (made,) = label_cases([target(text, "Holm", label)], [label])
    assert made.kinds["words with a valence (VADER)"] == words


def test_quotation_marks_and_negation() -> None:
    sentences = [
        target("“Holm never lies,” Brand said.", "Holm", "positive"),
        target("“Holm never lies,” Brand said.", "Brand", "neutral"),
        target("Holm sleeps.", "Holm", "neutral"),
    ]
    made = label_cases(sentences, ["positive", "neutral", "neutral"])
    assert [case.kinds["quotation marks"] for case in made] == [
        "around the target",
        "elsewhere in the sentence",
        "none",
    ]
    assert [case.kinds["negation"] for case in made] == ["in the sentence"] * 2 + ["none"]
    assert {case.kinds["sentence length"] for case in made} == {"up to 20 words"}

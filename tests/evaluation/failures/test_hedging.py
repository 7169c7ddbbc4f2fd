"""Hedge cues and sentences that fail, by hand."""

from __future__ import annotations

from framing.corpora import HedgeCue, UncertaintySentence
from framing.evaluation.failures.hedging import Training, cue_cases, sentence_cases, type_cases
from framing.records import Span


def sentence(text: str, *cues: tuple[str, str]) -> UncertaintySentence:
    made = tuple(
        HedgeCue(Span(text.index(word), text.index(word) + len(word)), label)
        for word, label in cues
    )
    return UncertaintySentence("s", text, made)


MAY = sentence("The ferry may sail if it is calm.", ("may", "epistemic"), ("if", "condition"))
FLAT = sentence("The ferry will sail on the first of May.")
RAISE = sentence("Its sinking raises the possibility of  fraud.", ("raises the", "epistemic"))


def cues(each: UncertaintySentence) -> dict[Span, str]:
    return {cue.span: cue.label for cue in each.cues}


TRAINING = Training([MAY] * 3 + [sentence("He may go. She may not.", ("may", "epistemic"))] * 2)


def test_words_are_known_by_how_often_they_are_cues_in_training() -> None:
    assert TRAINING.describe("may") == "more often than not"
    assert TRAINING.describe("ferry") == "never"
    often_no_cue = Training([MAY] * 3 + [sentence("If so, if not, if ever, if only.")])
    assert often_no_cue.describe("if") == "in less than half of its places"
    assert Training([MAY] * 2).describe("if") == "once or twice"


def test_missed_cues() -> None:
    sentences = [MAY, RAISE]
    found = [{Span(10, 13): "epistemic"}, {Span(12, 38): "epistemic"}]
    missed, whole = "not found at all", "a longer one on the other side"
    made = cue_cases(sentences, [cues(each) for each in sentences], found, TRAINING, missed)
    assert [(case.kinds["cue"], case.fault) for case in made] == [
        ("may", ""),
        ("if", missed),
        ("several words", whole),
    ]
    assert [case.kinds["type"] for case in made] == ["epistemic", "condition", "epistemic"]
    assert [case.kinds["sentence"] for case in made] == ["several cues"] * 2 + ["one cue"]
    assert made[2].kinds["words in the cue"] == "2 words"


def test_false_cues() -> None:
    sentences = [FLAT, RAISE]
    found = [{Span(10, 14): "condition"}, {Span(12, 38): "epistemic"}]
    gold = [cues(each) for each in sentences]
    made = cue_cases(sentences, found, gold, TRAINING, "no cue there")
    assert [case.fault for case in made] == ["no cue there", "a shorter one on the other side"]
    assert [case.kinds["sentence"] for case in made] == ["flat", "one cue"]


def test_right_cues_of_the_wrong_type() -> None:
    may, other = MAY.cues[0].span, MAY.cues[1].span
    made = type_cases([cues(MAY)], [{may: "condition", other: "condition", Span(0, 3): "doxastic"}])
    assert [case.fault for case in made] == ["epistemic, called condition", ""]


def test_sentences() -> None:
    made = sentence_cases([MAY, FLAT, RAISE, FLAT], [True, True, False, False], TRAINING)
    assert [case.fault for case in made] == ["", "flat, called hedged", "hedged, called flat", ""]
    assert [case.kinds["gold types"] for case in made] == ["several", "none", "epistemic", "none"]
    assert [case.kinds["gold cues in the training part"] for case in made[:3]] == [
        "mostly cues there",
        "no gold cue",
        "seldom or never cues there",
    ]

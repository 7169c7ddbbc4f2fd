"""Loaded words and sentences that fail, by hand."""

from __future__ import annotations

from typing import Literal

from framing.corpora import BabeSentence
from framing.evaluation.failures.loaded_language import (
    Training,
    false_cases,
    missed_cases,
    sentence_cases,
)
from framing.records import Span


def sentence(
    text: str, label: Literal["loaded", "neutral"], *marked: str, opinion: str = ""
) -> BabeSentence:
    return BabeSentence(text, "x", "Gull", "boats", label, opinion, marked)


TEXT = "The reckless greedy mayor “savagely” wrecked a quiet town."
LOADED = sentence(TEXT, "loaded", "reckless", "greedy", "savagely", "wrecked")
PLAIN = sentence("The council met in a quiet room.", "neutral")
TRAINING = Training(
    [
        sentence("A reckless mayor.", "loaded", "reckless"),
        sentence("A greedy man and a greedy dog.", "loaded", "greedy"),
        sentence("A quiet, wrecked boat.", "neutral"),
        sentence("A wrecked boat.", "loaded", "wrecked"),
        sentence("A wrecked house.", "neutral"),
    ]
)


def at(each: BabeSentence, *found: str) -> list[Span]:
    return [Span(each.text.index(word), each.text.index(word) + len(word)) for word in found]


def test_words_in_training() -> None:
    assert TRAINING.describe("greedy") == "marked more often than not"
    assert TRAINING.describe("wrecked") == "marked in at most half of its places"
    assert TRAINING.describe("quiet") == "there, never marked"
    assert TRAINING.describe("savagely") == "not there"


def test_missed_words() -> None:
    found = [at(LOADED, "greedy"), []]
    made = missed_cases([LOADED] * 2, [LOADED.marked] * 2, found, [True, False], TRAINING)
    neutral = "nothing beside it found, sentence called neutral"
    assert [case.fault for case in made] == [
        "a word beside it found",
        "",
        "nothing beside it found, sentence called loaded",
        "nothing beside it found, sentence called loaded",
        *[neutral] * 4,
    ]
    kinds = [case.kinds for case in made[:4]]
    assert [each["part of speech"] for each in kinds] == [
        "adjective",
        "adjective",
        "adverb",
        "verb",
    ]
    assert [each["words in a row"] for each in kinds] == ["2 words"] * 4
    assert [each["quotation marks"] for each in kinds] == ["none", "none", "around it", "none"]
    assert {each["sentence"] for each in kinds} == {"loaded"}
    assert kinds[0]["known to"] == "the rules' lexicon"


def test_false_words() -> None:
    found = [at(LOADED, "greedy", "mayor", "quiet"), at(PLAIN, "quiet", "room")]
    made = false_cases([LOADED, PLAIN], [at(LOADED, "greedy"), []], found, TRAINING)
    assert [case.fault for case in made] == [
        "",
        "a word beside it marked",
        "nothing beside it marked, in a loaded sentence",
        "nothing beside it marked, in a neutral sentence",
        "nothing beside it marked, in a neutral sentence",
    ]
    assert [case.kinds["words in a row"] for case in made] == ["2 words"] * 2 + ["1 word"] + [
        "2 words"
    ] * 2


def test_a_word_that_stands_twice_is_judged_once() -> None:
    twice = sentence("Greedy men, greedy dogs.", "loaded", "greedy")
    assert len(missed_cases([twice], [twice.marked], [[]], [False], TRAINING)) == 1
    assert false_cases([twice], [twice.marked], [[Span(12, 18)]], TRAINING)[0].fault == ""


def test_sentences() -> None:
    opinion = sentence(TEXT, "loaded", opinion="Expresses writer’s opinion")
    made = sentence_cases([LOADED, PLAIN, opinion], [False, True, True])
    assert [case.fault for case in made] == ["loaded, called neutral", "neutral, called loaded", ""]
    marked = [case.kinds["words that experts marked"] for case in made]
    assert marked == ["over 2 words", "no word", "no word"]
    assert [case.kinds["experts call it"] for case in made] == ["no agreement"] * 2 + ["an opinion"]
    assert [case.kinds["quotation marks"] for case in made] == [
        "in the sentence",
        "none",
        "in the sentence",
    ]

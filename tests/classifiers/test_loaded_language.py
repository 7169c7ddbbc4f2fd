"""Loaded language: golden sentences, properties of any text, and the floor on held-out articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import article_from_sentences
from framing.classifiers.lexicon import base_forms
from framing.classifiers.loaded_language import LoadedLanguageClassifier
from framing.classifiers.weighing import Finding
from framing.corpora import BabeSentence, holdout, read_babe
from framing.errors import InputError
from framing.training.loaded_language_lexicon import fit_weights

LOADED = LoadedLanguageClassifier()

PIECES = st.sampled_from(
    ["radical", "slammed", "“", "”", '"', "thugs", "anti-", "so-called", ",", "\n", "é", "𝔘", "-"]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join))


def reasons(text: str) -> dict[str, object]:
    found = LOADED.predict([text])[0].annotations
    return {text[word.start : word.end]: word.properties["why"] for word in found}


@pytest.mark.parametrize(
    ("text", "word", "why"),
    [
        ("The radical mayor wrecked the town.", "radical", "partisan label"),
        ("The senator slammed the shameless plan.", "slammed", "confrontational verb"),
        ("The so-called experts peddled lies.", "so-called", "belittling"),
        ("The so-called experts peddled lies.", "peddled", "doubting verb"),
        ("Thugs shamelessly looted the square.", "shamelessly", "intensifier"),
        ("It was a disgraceful, absurd decree.", "absurd", "negative judgement"),
    ],
)
def test_loaded_words_are_found_with_the_reason(text: str, word: str, why: str) -> None:
    assert reasons(text)[word] == why
    assert LOADED.predict([text])[0].label == "loaded"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "The council approved the budget on Tuesday, a spokesman said.",
        "Unemployment fell to 4.1 percent in March, the statistics office reported.",
        "The bridge opened to traffic at 6 a.m. on Monday.",
    ],
)
def test_plain_reports_are_neutral(text: str) -> None:
    made = LOADED.predict([text])[0]
    assert (made.label, made.annotations) == ("neutral", ())


def test_another_mans_words_weigh_less_than_the_authors() -> None:
    own, quoted = LOADED.predict(
        [
            "The vote was a disgraceful, shameless sham, the mayor said.",
            "“The vote was a disgraceful, shameless sham,” the mayor said.",
        ]
    )
    assert own.probabilities["loaded"] > quoted.probabilities["loaded"]
    assert {found.properties["voice"] for found in own.annotations} == {"author"}
    assert {found.properties["voice"] for found in quoted.annotations} == {"quoted"}


def test_annotations_of_an_article_carry_voice_and_offsets_into_its_text() -> None:
    article = article_from_sentences(
        "Council votes",
        [["Thugs stormed the hall.", "“A shameless lie,” the mayor said."]],
        id="hall",
    )
    (found,) = LOADED.annotate([article])
    said = {article.text[a.start : a.end]: a.properties["voice"] for a in found}
    assert said["Thugs"] == "author"
    assert said["shameless"] == "quoted"
    assert all(a.article == "hall" for a in found)


@pytest.mark.parametrize(
    ("form", "base"),
    [("slammed", "slam"), ("lies", "lie"), ("parties", "party"), ("peddling", "peddle")],
)
def test_inflected_forms_lead_to_their_base(form: str, base: str) -> None:
    assert base in list(base_forms(form))


@pytest.mark.parametrize("wrong", ["one text", [1], [None]])
def test_wrong_input_is_named(wrong: object) -> None:
    with pytest.raises(InputError, match="LoadedLanguageClassifier"):
        LOADED.predict(wrong)


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_any_text_gives_probabilities_and_spans_inside_it(text: str) -> None:
    made = LOADED.predict([text])[0]
    assert sum(made.probabilities.values()) == pytest.approx(1)
    assert set(made.probabilities) == set(LOADED.classes_)
    assert made.score == max(made.probabilities.values()) == made.probabilities[made.label]
    last = 0
    for found in made.annotations:
        assert found.label == "loaded"
        assert 0 <= found.score <= 1
        assert last <= found.start < found.end <= len(text)
        assert found.properties["voice"] in ("author", "quoted")
        last = found.end


@given(st.lists(TEXTS, max_size=6))
@settings(deadline=None, max_examples=30)
def test_a_text_is_judged_alone(texts: list[str]) -> None:
    together = LOADED.predict(texts)
    assert together == [LOADED.predict([text])[0] for text in texts]
    assert LOADED.predict(texts[::-1]) == together[::-1]


@pytest.mark.parametrize("piece", ["radical lies, ", '"', "a-", "“a ", "x"])
def test_a_sentence_of_50000_characters_is_read_to_its_end(piece: str) -> None:
    text = (piece * 50_000)[:49_970] + " They slammed shameless thugs."
    found = LOADED.predict([text])[0].annotations
    assert text[found[-1].start : found[-1].end] == "thugs"


def test_the_recipe_learns_which_words_are_loaded() -> None:
    sentences = [
        BabeSentence(text, f"d{number}", "Example", "topic", label, "", words)
        for number in range(10)
        for text, label, words in (
            ("Thugs attacked the town.", "loaded", ("thugs",)),
            ("A good day for the town.", "neutral", ()),
        )
    ]
    weights = fit_weights(sentences)
    assert weights["word"]["word thug"] > 0 > weights["word"]["word good"]
    assert weights == fit_weights(sentences)


def test_the_floor_on_held_out_articles(shared: Path) -> None:
    sentences = [
        made
        for made in read_babe(shared / "corpora")
        if made.label is not None and holdout(made.document)
    ]
    made = LOADED.predict([sentence.text for sentence in sentences])
    right = sum(one.label == gold.label for gold, one in zip(sentences, made, strict=True))
    assert right / len(sentences) > 0.72


def test_half_of_a_hyphenated_word_is_not_marked() -> None:
    text = "The thin-skinned mayor launched an all-out, full-blown attack."

    def tidied(*words: str) -> list[str]:
        findings = tuple(
            Finding(text.index(word), text.index(word) + len(word), "loaded", 0.5) for word in words
        )
        made = LoadedLanguageClassifier.tidy(text, findings)
        return [text[found.start : found.end] for found in made]

    assert tidied("skinned", "mayor") == ["thin-skinned", "mayor"]
    assert tidied("thin", "skinned mayor", "blown") == ["thin-skinned mayor", "full-blown"]
    assert tidied("out", "attack") == ["all-out", "attack"]

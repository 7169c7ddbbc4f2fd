"""Hedge cues: golden sentences, properties of any text, and the floor on held-out news."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import article_from_sentences
from framing.classifiers.hedging import HedgingClassifier
from framing.corpora import (
    HedgeCue,
    UncertaintyDocument,
    UncertaintySentence,
    holdout,
    read_szeged,
)
from framing.errors import InputError
from framing.records import Span
from framing.training.hedging_lexicon import fit_weights

HEDGING = HedgingClassifier()

PIECES = st.sampled_from(
    ["may", "May", "if", "“", "”", "’", "couldn’t", "would", "likely", ",", "\n", "é", "𝔘", "5"]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join))


def cues(text: str) -> dict[str, str]:
    made = HEDGING.predict([text])[0]
    return {text[found.start : found.end]: found.label for found in made.annotations}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops may have been sent, officials said.", {"may": "epistemic"}),
        ("A deal is likely this week.", {"likely": "epistemic"}),
        ("Perhaps the bridge was never safe.", {"Perhaps": "epistemic"}),
        ("Analysts believe the dam will hold.", {"believe": "doxastic"}),
        ("Police are asking whether the driver slept.", {"whether": "investigation"}),
        (
            "Whether the dam was safe remains to be seen.",
            {"Whether": "investigation", "remains to be seen": "investigation"},
        ),
        (
            "If the talks fail, sanctions would return.",
            {"If": "condition", "would": "condition"},
        ),
        ("Troops May Leave Northern Region, Officials Say", {"May": "epistemic"}),
    ],
)
def test_cues_are_found_with_their_kind(text: str, expected: dict[str, str]) -> None:
    assert cues(text) == expected
    assert HEDGING.predict([text])[0].label == "hedged"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "The council met on Tuesday.",
        "She was born on May 5, 1990.",
        "The treaty was signed in May.",
        "The army had the might to win.",
        "He could not be reached for comment.",
        "The company will build a plant in Norrby.",
        "The loss was larger than expected.",
        "The palace confirmed that Orlov would hold talks on Monday.",
        "They stated that they would join in: “No pass, no march.”",
        "The town chose hope over fear.",
    ],
)
def test_words_that_only_look_like_cues_are_left_alone(text: str) -> None:
    made = HEDGING.predict([text])[0]
    assert (made.label, made.annotations) == ("flat", ())


@pytest.mark.parametrize("provider", ["rules", "network"])
@pytest.mark.parametrize(
    ("text", "not_a_cue"),
    [
        ("Officials said the council would vote on the plan in spring.", "would"),
        ("Rumours that Orlov would resign spread in Norrby.", "would"),
        ("Reporters asked whether the vote would be held.", "would"),
        ("They stated they would join in: “If he comes, we march.”", "would"),
        ("Drivers should expect delays on Monday.", "expect"),
        ("The campaign was a vote for hope over fear.", "fear"),
    ],
)
def test_what_the_rules_rule_out_no_network_brings_back(
    provider: str, text: str, not_a_cue: str
) -> None:
    (made,) = HedgingClassifier.from_pretrained(provider=provider).predict([text])
    assert not_a_cue not in {text[found.start : found.end] for found in made.annotations}


def test_a_condition_reaches_over_a_quoted_word() -> None:
    found = cues("If the “new” plan fails, sanctions would return.")
    assert found == {"If": "condition", "would": "condition"}


def test_curly_apostrophes_and_capitals_change_nothing() -> None:
    assert cues("It isn’t clear who fired.") == {"n’t clear": "epistemic"}
    assert cues("POSSIBLY, they left.") == {"POSSIBLY": "epistemic"}


def test_annotations_of_an_article_carry_voice_and_offsets_into_its_text() -> None:
    article = article_from_sentences(
        "Dam holds for now",
        [["The dam may fail, engineers said.", "“It is probably safe,” the mayor said."]],
        id="dam",
    )
    (found,) = HEDGING.annotate([article])
    said = [(article.text[a.start : a.end], a.properties["voice"], a.article) for a in found]
    assert said == [("may", "author", "dam"), ("probably", "quoted", "dam")]


@pytest.mark.parametrize("wrong", ["one text", [1], [None]])
def test_wrong_input_is_named(wrong: object) -> None:
    with pytest.raises(InputError, match="HedgingClassifier"):
        HEDGING.predict(wrong)


def test_a_provider_that_does_not_exist_is_named() -> None:
    with pytest.raises(InputError, match="use one of network, rules"):
        HedgingClassifier("oracle")


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_any_text_gives_probabilities_and_spans_inside_it(text: str) -> None:
    made = HEDGING.predict([text])[0]
    assert sum(made.probabilities.values()) == pytest.approx(1)
    assert set(made.probabilities) == set(HEDGING.classes_)
    assert made.score == max(made.probabilities.values()) == made.probabilities[made.label]
    last = 0
    for found in made.annotations:
        assert found.label in HEDGING.labels
        assert 0 <= found.score <= 1
        assert last <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        last = found.end


@given(st.lists(TEXTS, max_size=6))
@settings(deadline=None, max_examples=30)
def test_a_text_is_judged_alone(texts: list[str]) -> None:
    together = HEDGING.predict(texts)
    assert together == [HEDGING.predict([text])[0] for text in texts]
    assert HEDGING.predict(texts[::-1]) == together[::-1]
    assert HEDGING.predict_proba(texts).shape == (len(texts), 2)


@pytest.mark.parametrize("piece", ["may if, ", "n’t", "a-", "“if ", "x"])
def test_a_sentence_of_50000_characters_is_read_to_its_end(piece: str) -> None:
    text = (piece * 50_000)[:49_980] + " It may rain."
    found = HEDGING.predict([text])[0].annotations
    assert text[found[-1].start : found[-1].end] == "may"


def test_importing_the_classifiers_by_rules_is_cheap() -> None:
    code = (
        "import sys, framing.classifiers.hedging, framing.classifiers.loaded_language, "
        "framing.classifiers.sentiment\n"
        "heavy = {'numpy', 'torch', 'sklearn', 'nltk', 'requests', 'vaderSentiment'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_recipe_learns_which_words_are_cues() -> None:
    cue = HedgeCue(Span(9, 12), "epistemic")
    documents = [
        UncertaintyDocument(
            f"d{number}",
            (
                UncertaintySentence("a", "The dam, may fail.", (cue,)),
                UncertaintySentence("b", "The dam could fail.", ()),
            ),
        )
        for number in range(10)
    ]
    weights = fit_weights(documents, documents)
    assert weights["cue"]["lemma may"] > 0 > weights["cue"]["lemma could"]
    assert weights == fit_weights(documents, documents)


def test_the_floor_on_held_out_news(shared: Path) -> None:
    sentences = [
        sentence
        for document in read_szeged(shared / "corpora", "factbank-train")
        if holdout(document.id)
        for sentence in document.sentences
    ]
    made = HEDGING.predict([sentence.text for sentence in sentences])
    pairs = list(zip(sentences, made, strict=True))
    hedged = sum(one.label == "hedged" for one in made)
    right = sum(one.label == "hedged" and bool(gold.cues) for gold, one in pairs)
    assert 2 * right / (hedged + sum(bool(gold.cues) for gold in sentences)) > 0.84
    spans = [
        ({a.span for a in one.annotations}, {c.span for c in gold.cues}) for gold, one in pairs
    ]
    matched = sum(len(mine & gold) for mine, gold in spans)
    assert 2 * matched / sum(len(mine) + len(gold) for mine, gold in spans) > 0.77


@pytest.mark.parametrize(
    "text",
    [
        "The council said the harbour would close in May.",
        "Mayor Lund announced that she would step down in June.",
        "The mayor confirmed that the council would hold talks in May.",
    ],
)
def test_the_future_seen_from_the_past_is_no_condition(text: str) -> None:
    assert "would" not in cues(text)


def test_would_beside_a_condition_is_one_even_in_reported_speech() -> None:
    text = "Lund said that the harbour would close if the storm came."
    assert cues(text) == {"would": "condition", "if": "condition"}

"""The shipped network behind the classifiers: alone, together with the rules, on odd input."""

from __future__ import annotations

import pytest

from framing.articles import make_article
from framing.classifiers import (
    AttributionExtractor,
    HedgingClassifier,
    LoadedLanguageClassifier,
    TargetSentimentClassifier,
)
from framing.classifiers.entities import EntityRecognizer
from framing.errors import InputError
from framing.pipeline import annotate

TEXT = (
    "The ferry may have struck a rock, the coast guard said on Tuesday. "
    "“We lost the radar,” Captain Ines Orlov told reporters, adding that the crew acted bravely. "
    "Critics called the company’s excuses a disgrace."
)


@pytest.fixture(scope="module")
def hedging() -> HedgingClassifier:
    return HedgingClassifier.from_pretrained()


def test_the_network_is_what_ships(hedging: HedgingClassifier) -> None:
    assert hedging.provider == "network"
    assert len(hedging.digest) == 64
    assert HedgingClassifier().provider == "rules"


def test_hedge_cues(hedging: HedgingClassifier) -> None:
    text = "Troops may have been sent, officials said."
    (made,) = hedging.predict([text])
    assert made.label == "hedged"
    assert [(each.span.of(text), each.label) for each in made.annotations] == [("may", "epistemic")]


def test_a_flat_sentence(hedging: HedgingClassifier) -> None:
    (made,) = hedging.predict(["The bridge opened in 1932."])
    assert made.label == "flat"
    assert made.score > 0.9


def test_attribution_source_cue_and_content() -> None:
    (found,) = AttributionExtractor.from_pretrained().annotate([TEXT])
    told = [
        (each.parts["source"][0].of(TEXT), each.parts["cue"][0].of(TEXT), each.parts["content"][0])
        for each in found
        if "source" in each.parts
    ]
    assert told[0][0] == "the coast guard"
    said = next(content for _, cue, content in told if cue.startswith("said"))
    assert said.of(TEXT) == "The ferry may have struck a rock"
    direct = [each for each in found if each.label == "direct"]
    assert direct[0].parts["content"][0].of(TEXT) == "“We lost the radar,”"
    assert direct[0].properties["source_name"] == "Ines Orlov"


def test_sentiment_depends_on_the_target() -> None:
    text = "Critics savaged the senator, while voters praised the governor."
    first, second = (
        (text.index(word), text.index(word) + len(word)) for word in ("senator", "governor")
    )
    made = TargetSentimentClassifier.from_pretrained().predict([(text, first), (text, second)])
    assert [each.label for each in made] == ["negative", "positive"]


def test_loaded_words() -> None:
    text = "The regime’s shameless cronies looted the treasury."
    (made,) = LoadedLanguageClassifier.from_pretrained().predict([text])
    assert made.label == "loaded"
    assert "shameless" in {each.span.of(text) for each in made.annotations}


def test_names_in_lower_case_are_still_names() -> None:
    (found,) = EntityRecognizer.from_pretrained().annotate(
        ["prime minister shinzo abe met barack obama in tokyo on friday."]
    )
    text = "prime minister shinzo abe met barack obama in tokyo on friday."
    assert {"barack obama", "tokyo"} <= {each.span.of(text) for each in found}


@pytest.mark.parametrize("marks", ['""', "“”", "«»"])
def test_quotation_marks_of_any_kind(marks: str) -> None:
    text = f"{marks[0]}We lost the radar,{marks[1]} Captain Orlov told reporters on Monday."
    (found,) = AttributionExtractor.from_pretrained().annotate([text])
    assert [each.label for each in found] == ["direct"]


def test_a_sentence_of_900_words_is_read_to_its_end(hedging: HedgingClassifier) -> None:
    text = "The clerk read the list of names, " * 150 + "and the mayor may resign."
    (made,) = hedging.predict([text])
    assert "may" in {each.span.of(text) for each in made.annotations}


def test_spans_stay_inside_the_text(hedging: HedgingClassifier) -> None:
    classifiers = (
        hedging,
        LoadedLanguageClassifier.from_pretrained(),
        AttributionExtractor.from_pretrained(),
        EntityRecognizer.from_pretrained(),
    )
    odd = ["", " ", "“", "It's", "💥 may 💥", "said said said", '"', "\u202emay", "a" * 2000]
    for classifier in classifiers:
        for text, made in zip(odd, classifier.predict(odd), strict=True):
            assert all(0 <= each.start < each.end <= len(text) for each in made.annotations)
            assert abs(sum(made.probabilities.values()) - 1) < 1e-6


def test_one_sentence_is_judged_the_same_alone_and_among_others(hedging: HedgingClassifier) -> None:
    texts = ["It may rain.", "The vote was held.", "Officials believe the dam could burst."]
    together = hedging.predict(texts)
    alone = [hedging.predict([text])[0] for text in texts]
    assert [each.label for each in together] == [each.label for each in alone]
    for one, other in zip(together, alone, strict=True):
        assert one.score == pytest.approx(other.score, abs=0.02)


def test_all_tasks_read_an_article_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from framing.model.encoder import Encoder

    calls = []
    real = Encoder.encode_articles
    monkeypatch.setattr(
        Encoder, "encode_articles", lambda *a, **k: calls.append(1) or real(*a, **k)
    )
    annotate([make_article("A ferry ran aground", TEXT)])
    assert len(calls) == 1


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(InputError, match="no provider 'magic'"):
        HedgingClassifier.from_pretrained(provider="magic")
    with pytest.raises(InputError, match="take no weights"):
        HedgingClassifier.from_pretrained("folder", provider="rules")
    with pytest.raises(InputError, match="no such folder"):
        HedgingClassifier.from_pretrained("no folder here")
    with pytest.raises(InputError, match="no weights to save"):
        HedgingClassifier().save_pretrained("anywhere")

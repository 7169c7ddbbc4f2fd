"""Target sentiment: golden sentences, properties of any text, and the floor on validation data."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import article_from_sentences
from framing.classifiers.base import Batch
from framing.classifiers.sentiment import TargetSentimentClassifier
from framing.corpora import TargetSentence, read_newsmtsc
from framing.errors import InputError
from framing.records import Annotation, Article, FrozenMap, Prediction, Span
from framing.training.sentiment_lexicon import fit_weights

SENTIMENT = TargetSentimentClassifier()

PIECES = st.sampled_from(
    ["Orlov", "slammed", "praised", "“", "”", "not", "was", "by", "a liar", ",", "\n", "é", "𝔘"]
)
TEXTS = st.one_of(
    st.text(min_size=1, max_size=80), st.lists(PIECES, min_size=1, max_size=25).map(" ".join)
)


@st.composite
def targets(draw: st.DrawFn) -> tuple[str, tuple[int, int]]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, (start, draw(st.integers(start + 1, len(text))))


def judge(text: str, target: str) -> Prediction:
    start = text.index(target)
    return SENTIMENT.predict([(text, (start, start + len(target)))])[0]


@pytest.mark.parametrize(
    ("text", "target", "label"),
    [
        ("Critics savaged the senator.", "senator", "negative"),
        ("Lindqvist slammed Orlov over the budget.", "Orlov", "negative"),
        ("Lindqvist slammed Orlov over the budget.", "Lindqvist", "neutral"),
        ("Mayor Lindqvist was accused of lying to the council.", "Lindqvist", "negative"),
        ("Voters praised Mayor Lindqvist for her courage.", "Lindqvist", "positive"),
        ("Orlov was praised by Lindqvist.", "Orlov", "positive"),
        ("Orlov was praised by Lindqvist.", "Lindqvist", "neutral"),
        ("The crowd did not praise Orlov.", "Orlov", "negative"),
        ("Orlov won the election in a landslide victory.", "Orlov", "positive"),
        ("Orlov met reporters on Tuesday.", "Orlov", "neutral"),
        ("“Orlov is a liar and a coward,” Lindqvist said.", "Orlov", "negative"),
        ("“Orlov is a liar and a coward,” Lindqvist said.", "Lindqvist", "neutral"),
    ],
)
def test_what_a_sentence_says_of_its_target(text: str, target: str, label: str) -> None:
    assert judge(text, target).label == label


def test_the_voice_is_that_of_the_words_that_decide() -> None:
    (own,) = judge("Orlov is a liar and a coward.", "Orlov").annotations
    (quoted,) = judge("Orlov is “a liar and a coward,” Lindqvist said.", "Orlov").annotations
    assert (own.properties["voice"], quoted.properties["voice"]) == ("author", "quoted")
    assert own.properties["why"] in ("liar", "coward")


def annotated(article: Article, *names: str) -> list[Annotation]:
    known = tuple(
        Annotation(
            "entity",
            "other" if name == "Monday" else "person",
            article.text.index(name),
            article.text.index(name) + len(name),
            1.0,
            properties=FrozenMap({"entity": f"e-{name}"}),
            article=article.id,
        )
        for name in names
    )
    return SENTIMENT.annotate(Batch((article,), annotations=(known,)))[0]


def test_mentions_of_an_article_are_judged_in_their_sentence() -> None:
    article = article_from_sentences(
        "Council meets",
        [["Lindqvist was hailed as a hero on Monday.", "Critics savaged Orlov."]],
        id="council",
    )
    found = annotated(article, "Orlov", "Lindqvist", "Monday")
    said = [(article.text[a.start : a.end], a.label, a.properties["entity"]) for a in found]
    assert said == [("Lindqvist", "positive", "e-Lindqvist"), ("Orlov", "negative", "e-Orlov")]
    assert all(a.article == "council" and a.properties["voice"] == "author" for a in found)


@pytest.mark.parametrize(
    "text",
    [
        "Lindqvist was wounded on Monday.",
        "Hackers hacked the Lindqvist Foundation.",
        "A complaint was filed in Norrby.",
        "Lindqvist read the allegations aloud.",
        "The lawyer said Lindqvist is not the target of the investigation.",
    ],
)
def test_the_sufferer_and_the_place_of_a_lawsuit_are_not_spoken_of_badly(text: str) -> None:
    target = next(name for name in ("Lindqvist Foundation", "Lindqvist", "Norrby") if name in text)
    assert judge(text, target).label == "neutral"


def test_the_accused_is_spoken_of_badly() -> None:
    assert judge("The union filed a complaint against Orlov.", "Orlov").label == "negative"
    assert judge("Orlov was indicted for fraud.", "Orlov").label == "negative"


def test_a_reason_says_something_of_the_target_itself() -> None:
    def why(text: str, target: str) -> object:
        return judge(text, target).annotations[0].properties["why"]

    assert why("Critics savaged the senator.", "senator") == "savaged"
    assert why("Nobody is happy, and the awful crisis drags on for Orlov.", "Orlov") == ""


def test_an_article_takes_sides_only_where_it_is_sure() -> None:
    for text in ("Orlov blundered on Monday.", "They sued Orlov.", "Orlov smiled.", "Orlov lied."):
        made = judge(text, "Orlov")
        (found,) = annotated(article_from_sentences("", [[text]], id="side"), "Orlov")
        sure = made.score >= 0.6 or made.probabilities["neutral"] < 0.2
        expected = made.label if sure else "neutral"
        assert (found.label, found.score) == (expected, made.probabilities[expected])


def test_what_is_hardly_neutral_is_not_called_neutral() -> None:
    network = TargetSentimentClassifier.from_pretrained()
    text = "Voters praised Orlov, whom critics savaged."
    (made,) = network.predict([(text, (15, 20))])
    assert made.score < 0.6
    assert made.probabilities["neutral"] < 0.2
    found = network.annotate([text])[0]
    assert [each.label for each in found if each.span.of(text) == "Orlov"] == [made.label]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("one text", "not one text"),
        (["one text"], "item 0 is not"),
        ([("text", 3)], "item 0 is not"),
        ([("text", (0, "4"))], "item 0 has target .0, '4'.; give two whole"),
        ([("text", (0, 4)), (7, (0, 1))], "item 1 has int"),
        ([("text", (0, 5))], "in a text of 4 characters"),
        ([("text", (-1, 2))], "target \\(-1, 2\\)"),
        ([("", (0, 0))], "in a text of 0 characters"),
    ],
)
def test_wrong_input_is_named(wrong: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        SENTIMENT.predict(wrong)


@given(targets())
@settings(deadline=None, max_examples=150)
def test_any_target_gets_probabilities_and_its_own_span(pair: tuple[str, tuple[int, int]]) -> None:
    made = SENTIMENT.predict([pair])[0]
    assert sum(made.probabilities.values()) == pytest.approx(1)
    assert set(made.probabilities) == set(SENTIMENT.classes_)
    assert made.score == max(made.probabilities.values()) == made.probabilities[made.label]
    (found,) = made.annotations
    assert (found.start, found.end) == pair[1]
    assert found.label == made.label
    assert found.properties["voice"] in ("author", "quoted")


@given(st.lists(targets(), max_size=6))
@settings(deadline=None, max_examples=30)
def test_a_target_is_judged_alone(pairs: list[tuple[str, tuple[int, int]]]) -> None:
    together = SENTIMENT.predict(pairs)
    assert together == [SENTIMENT.predict([pair])[0] for pair in pairs]
    assert SENTIMENT.predict(pairs[::-1]) == together[::-1]


@pytest.mark.parametrize("piece", ["Orlov met them, ", '"', "a-", "x"])
def test_a_sentence_of_50000_characters_is_read_to_its_end(piece: str) -> None:
    text = (piece * 50_000)[:49_960] + " Critics savaged the senator."
    assert judge(text, "senator").label == "negative"


def test_the_recipe_learns_what_words_do_to_a_target() -> None:
    sentences = [
        TargetSentence(f"{number}-{label}", f"d{number}", text, Span(start, start + 5), label)
        for number in range(10)
        for text, start, label in (
            ("They slammed Orlov.", 13, "negative"),
            ("They praised Orlov.", 13, "positive"),
            ("They saw Orlov.", 9, "neutral"),
        )
    ]
    weights = fit_weights(sentences)
    assert weights["negative"]["done to: slam"] > 0 > weights["negative"]["done to: praise"]
    assert weights == fit_weights(sentences)


def test_the_floor_on_validation_data(shared: Path) -> None:
    sentences = read_newsmtsc(shared / "corpora", "rw-validation")
    made = SENTIMENT.predict([(one.text, (one.target.start, one.target.end)) for one in sentences])
    scores = []
    for label in SENTIMENT.labels:
        mine = {at for at, one in enumerate(made) if one.label == label}
        gold = {at for at, one in enumerate(sentences) if one.label == label}
        scores.append(2 * len(mine & gold) / (len(mine) + len(gold)))
    assert sum(scores) / len(scores) > 0.64

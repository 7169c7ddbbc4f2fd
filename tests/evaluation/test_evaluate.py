"""`evaluate` from corpus folder to scorecard, on tiny corpora."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from framing.classifiers.base import available, load
from framing.errors import InputError
from framing.evaluation import TASKS, evaluate
from framing.evaluation.scorecard import Scorecard
from framing.model.encoder import Encoder
from framing.model.encoding import Encoding
from framing.records import Article
from tests.corpora import miniature


class CountingEncoder:
    """Stands in for the network: a sentence's vector counts its letters, a token is a word."""

    digest = "0" * 64

    def encode_articles(
        self, articles: Sequence[Article], *, tokens: bool = False
    ) -> tuple[Encoding, ...]:
        made = []
        for article in articles:
            texts = [article.sentence_text(n) for n in range(len(article.sentences))]
            words = [[found.span() for found in re.finditer(r"\w+", text)] for text in texts]
            made.append(
                Encoding(
                    letters(texts),
                    tuple(
                        letters([text[start:end] for start, end in spans])
                        for text, spans in zip(texts, words, strict=True)
                    ),
                    tuple(np.array(spans, dtype=np.int32).reshape(-1, 2) for spans in words),
                )
            )
        return tuple(made)


def without_network(patch: pytest.MonkeyPatch) -> None:
    """Rules alone, and the encoder that counts: what is tested here is the scoring."""
    rules = dict.fromkeys(available(), ("rules",))
    patch.setattr(Encoder, "from_pretrained", lambda *args, **kwargs: CountingEncoder())
    patch.setattr("framing.evaluation.systems.available", lambda: rules)
    patch.setattr("framing.evaluation.speed.available", lambda: rules)
    patch.setattr("framing.pipeline.load", lambda task, name="rules": load(task, "rules"))


def letters(texts: Sequence[str]) -> NDArray[np.float32]:
    rows = np.zeros((len(texts), 384), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        for letter in text.lower():
            row[ord(letter) % 384] += 1
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    miniature.write_all(folder)
    return folder


@pytest.fixture(scope="module")
def cards(root: Path) -> dict[str, Scorecard]:
    with pytest.MonkeyPatch.context() as patch:
        without_network(patch)
        return {task: evaluate(task, root) for task in TASKS}


OWN = {"alignment": "framing", "segmentation": "framing"}
BASELINES = {
    "alignment": {
        "TF-IDF cosine",
        "TF-IDF cosine, oracle threshold",
        "embedding cosine",
        "embedding cosine, oracle threshold",
        "first aligner",
        "every pair",
    },
    "attribution": {"every quotation", "somebody said"},
    "entity": {"capitalised words"},
    "hedging": {"cue list", "bag of words", "all hedged", "all flat"},
    "loaded_language": {"word list", "bag of words"},
    "segmentation": {"stop and capital"},
    "sentiment": {"VADER on the sentence", "always negative"},
    "sources": {"the person named last"},
}


@pytest.mark.parametrize("task", TASKS)
def test_each_task_is_scored_beside_its_baselines(task: str, cards: dict[str, Scorecard]) -> None:
    systems = {row.system for row in cards[task].rows}
    assert OWN.get(task, "framing rules") in systems
    assert systems >= BASELINES[task]


@pytest.mark.parametrize("task", TASKS)
def test_every_score_has_an_interval_a_count_and_a_signature(
    task: str, cards: dict[str, Scorecard]
) -> None:
    for row in cards[task].rows:
        assert row.low <= row.value <= row.high
        assert row.n >= 1
        assert row.unit in ("document", "event", "subtopic")
        assert row.signature


@pytest.mark.parametrize("task", TASKS)
def test_both_views_are_whole(task: str, cards: dict[str, Scorecard]) -> None:
    card = cards[task]
    assert json.loads(card.to_json())["task"] == task
    text = card.to_markdown()
    for row in card.rows:
        assert row.system in text
        assert row.split in text


def test_trivial_baselines_score_what_they_must(cards: dict[str, Scorecard]) -> None:
    """One sentence in two of each document is hedged, so guessing so has precision 1/2."""
    hedging = cards["hedging"]
    split = "news, all documents"
    assert hedging.score("all hedged", split, "sentence P").value == 0.5
    assert hedging.score("all hedged", split, "sentence R").value == 1
    assert hedging.score("all flat", split, "sentence F1").value == 0
    # Every document has the same three cue words, which the list learns.
    assert hedging.score("cue list", split, "typed cue F1").value == 1
    sentiment = cards["sentiment"]
    always = sentiment.score("always negative", "NewsMTSC rw validation", "accuracy")
    assert always.value == 0.5


def test_a_second_annotator_is_scored_where_there_is_one(cards: dict[str, Scorecard]) -> None:
    """The second pass has one of the first's two attributions, and nothing else."""
    card = cards["attribution"]
    split = "PolNeAR, documents annotated twice"
    assert card.score("a second annotator", split, "full P").value == 1
    assert card.score("a second annotator", split, "full R").value == 0.5


@pytest.mark.parametrize("task", ["attribution", "hedging", "loaded_language", "sentiment"])
def test_what_fails_is_counted_and_no_passage_is_shown(
    task: str, cards: dict[str, Scorecard]
) -> None:
    card = cards[task]
    assert {row.system for row in card.failures} == {"framing rules"}
    assert {row.split for row in card.failures} <= {split for split, _ in card.main}
    groups = {(row.split, row.group): (row.errors, row.n) for row in card.failures}
    for (split, group), (errors, n) in groups.items():
        assert 0 <= errors <= n
        rows = [row for row in card.failures if (row.split, row.group) == (split, group)]
        for aspect in {row.aspect for row in rows}:
            assert sum(row.count for row in rows if row.aspect == aspect) == errors
    words = {row.kind for row in card.failures if row.aspect == "cue"}
    assert all(len(kind.split()) == 1 for kind in words) or task == "attribution"
    assert "## What fails" in card.to_markdown()


def test_what_fails_adds_up_with_the_scores(cards: dict[str, Scorecard]) -> None:
    """Errors counted by kind are those behind the scores."""
    for part in ("rw", "mt"):
        split = f"NewsMTSC {part} validation"
        row = next(row for row in cards["sentiment"].failures if row.split == split)
        accuracy = cards["sentiment"].score("framing rules", split, "accuracy").value
        assert 1 - row.errors / row.n == pytest.approx(accuracy)
    for measure, group in (("full R", "Gold"), ("full P", "Found")):
        name = f"{group} attributions without a full match"
        row = next(row for row in cards["attribution"].failures if row.group == name)
        score = cards["attribution"].score("framing rules", "PolNeAR dev", measure).value
        assert 1 - row.errors / row.n == pytest.approx(score)


def test_alignment_names_the_thresholds_it_used(cards: dict[str, Scorecard]) -> None:
    parameters = cards["alignment"].provenance.parameters
    assert "TF-IDF cosine threshold" in parameters
    assert "embedding cosine threshold" in parameters
    assert cards["alignment"].provenance.weights["encoder"] == "0" * 64


def test_links_have_curves_candidates_and_a_table_of_same_alone(
    cards: dict[str, Scorecard],
) -> None:
    card = cards["alignment"]
    splits = {split.name: split for split in card.splits}
    assert splits["ECB+ dev"].unit == "subtopic"
    assert "'same' alone" not in "".join(name for name in splits if name.startswith("ECB+"))
    for split in ("same-fact dev", "same-fact dev-other", "ECB+ dev"):
        assert card.score("framing", split, "candidate recall").value == 1
        assert card.score("framing", split, "candidates a sentence").value > 0
        curves = {curve.system: curve for curve in card.curves if curve.split == split}
        assert set(curves) == {
            "framing",
            "framing, evidence alone",
            "first aligner",
            "TF-IDF cosine",
            "embedding cosine",
        }
        for name, curve in curves.items():
            recalls = [point.recall for point in curve.points]
            assert recalls == sorted(recalls)
            assert curve.chosen is not None
            assert curve.chosen.precision == card.score(name, split, "precision").value
    alone = card.score("TF-IDF cosine", "same-fact dev, 'same' alone", "F1")
    assert alone.n == 1
    assert splits["same-fact dev, 'same' alone"].items == 2


def test_only_kinds_of_difference_that_gold_has_are_scored(cards: dict[str, Scorecard]) -> None:
    split = "same-fact dev, differences"
    measures = {row.measure for row in cards["alignment"].rows if row.split == split}
    assert measures == {
        "date P",
        "date R",
        "date F1 (1 gold)",
        "number P",
        "number R",
        "number F1 (1 gold)",
        "all kinds P",
        "all kinds R",
        "all kinds F1 (2 gold)",
    }
    figures = cards["alignment"].score("different figures", split, "number F1 (1 gold)")
    assert figures.value == 1


def test_two_runs_give_the_same_bytes(
    root: Path, cards: dict[str, Scorecard], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_network(monkeypatch)
    again = evaluate("loaded_language", root)
    assert again.to_json() == cards["loaded_language"].to_json()


def test_progress_is_reported(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_network(monkeypatch)
    steps: list[str] = []
    evaluate("sentiment", root, progress=steps.append)
    assert "reading the corpus" in steps
    assert len(steps) > 3


@pytest.mark.parametrize(
    ("task", "folder", "message"),
    [
        ("poetry", ".", "no task 'poetry'.*alignment"),
        ("hedging", "nowhere", "no such folder"),
        ("hedging", "empty", "wiki.xml"),
        ("sentiment", "empty", "train.jsonl"),
    ],
)
def test_wrong_calls_are_one_clear_line(
    root: Path, tmp_path: Path, task: str, folder: str, message: str
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=message) as caught:
        evaluate(task, tmp_path / folder)
    assert "\n" not in str(caught.value)


def test_own_classifiers_are_those_that_packages_announce(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from framing.evaluation import systems

    class Annotating:
        task = "sentiment"
        labels = ("negative", "neutral", "positive")

        def annotate(self, articles: Any) -> list[list[Any]]:
            return [[] for _ in articles]

    monkeypatch.setattr(systems, "available", lambda: {"sentiment": ("odd",)})
    monkeypatch.setattr(systems, "load", lambda task, name: Annotating())
    card = evaluate("sentiment", root)
    assert any("framing odd has no predict method" in note for note in card.notes)
    monkeypatch.setattr(systems, "available", lambda: {})
    with pytest.raises(InputError, match="no classifier for sentiment"):
        evaluate("sentiment", root)

"""Fitting the network: it learns, it goes on where it stopped, what it writes can be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from framing.classifiers import HedgingClassifier, LoadedLanguageClassifier
from framing.errors import InputError
from framing.model.storage import load_original
from framing.records import Span
from framing.training import Options, train
from framing.training.network import Plan, fit, fitting
from framing.training.network.batches import IGNORED, collate, prepare, vary
from framing.training.network.examples import Example, Judged, Tagged


@pytest.fixture(scope="module")
def fitted(small_encoder: Path, corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("fitted")
    train("loaded_language", corpora, out, Options(encoder=str(small_encoder), epochs=6))
    return out


def test_what_was_fitted_finds_what_it_was_shown(fitted: Path) -> None:
    classifier = LoadedLanguageClassifier.from_pretrained(fitted)
    plain, loaded = classifier.predict(["The bridge has two lanes.", "A shameful bridge opened."])
    assert (plain.label, loaded.label) == ("neutral", "loaded")
    assert [each.span.of("A shameful bridge opened.") for each in loaded.annotations] == [
        "shameful"
    ]


def test_each_epoch_leaves_a_line_in_the_log(fitted: Path) -> None:
    lines = [json.loads(line) for line in (fitted / "log.jsonl").read_text().splitlines()]
    assert [line["epoch"] for line in lines] == [1, 2, 3, 4, 5, 6]
    assert lines[-1]["development"]["loaded"] < lines[0]["development"]["loaded"]


def test_saved_weights_are_the_same_weights(fitted: Path, tmp_path: Path) -> None:
    first = LoadedLanguageClassifier.from_pretrained(fitted)
    second = LoadedLanguageClassifier.from_pretrained(first.save_pretrained(tmp_path / "copy"))
    texts = ["Those awful trains run.", "Trains run."]
    assert first.predict(texts) == second.predict(texts)
    assert first.digest == second.digest


def test_weights_for_one_task_are_refused_for_another(fitted: Path) -> None:
    with pytest.raises(InputError, match="not trained for hedging"):
        HedgingClassifier.from_pretrained(fitted)


def test_an_interrupted_run_ends_where_an_uninterrupted_one_does(
    small_encoder: Path, corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Plan(epochs=2, tokens=256, save_every=5)

    def run(out: Path) -> bytes:
        out.mkdir(exist_ok=True)
        fit("loaded_language", corpora, out, lambda step: None, encoder=small_encoder, plan=plan)
        return (out / "model.safetensors").read_bytes()

    whole = run(tmp_path / "whole")
    real = fitting.losses
    calls = 0

    def fail(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 8:
            raise KeyboardInterrupt
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(fitting, "losses", fail)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "broken")
    monkeypatch.setattr(fitting, "losses", real)
    steps: list[str] = []
    fit(
        "loaded_language",
        corpora,
        tmp_path / "broken",
        steps.append,
        encoder=small_encoder,
        plan=plan,
    )
    assert "going on from step 5" in steps
    assert (tmp_path / "broken" / "model.safetensors").read_bytes() == whole


def test_unknown_tasks_and_wrong_encoders_are_refused(corpora: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no recipe for 'tone'"):
        train("tone", corpora, tmp_path / "out")
    with pytest.raises(InputError, match="one task at a time"):
        train("all", corpora, tmp_path / "out", Options("rules"))
    with pytest.raises(InputError, match="no such folder"):
        train("loaded_language", corpora, tmp_path / "out", Options(encoder="nowhere"))
    assert not (tmp_path / "out").exists()


def test_heads_of_another_version_are_refused(fitted: Path, tmp_path: Path) -> None:
    folder = LoadedLanguageClassifier.from_pretrained(fitted).save_pretrained(tmp_path / "old")
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["heads"]["sentiments"] = ["bad", "good"]
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(InputError, match="other labels"):
        LoadedLanguageClassifier.from_pretrained(folder)


def test_words_not_shown_are_not_learned_and_what_is_asked_about_is_shown() -> None:
    tokenizer = load_original(None, "float32").tokenizer
    blank = tokenizer.token_to_id("[MASK]")
    text = "The mayor praised the awful bridge and the council."
    target, loaded = Span(4, 9), Span(22, 27)
    example = Example(
        "invented",
        "1",
        text,
        tags={"loaded": (Tagged(loaded, "loaded"),)},
        targets=(Judged(target, "positive"),),
    )
    prepared = prepare([example] * 200, tokenizer)
    batch = collate(prepared, range(200), (101, 102), 0)
    torch.manual_seed(5)
    varied = vary(batch, (), blank)
    hidden = varied.ids == blank
    assert 0.05 < float(hidden.sum() / batch.inner.sum()) < 0.11
    assert (varied.tags["loaded"][hidden] == IGNORED).all()
    assert torch.equal(varied.tags["loaded"][~hidden], batch.tags["loaded"][~hidden])
    asked = batch.ids == tokenizer.token_to_id("mayor")
    assert asked.sum() == 200
    assert not (asked & hidden).any()
    assert torch.equal(varied.mask, batch.mask)

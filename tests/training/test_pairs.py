"""Fitting what compares two sentences: it learns, it resumes, and what it reads of ECB+."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from framing.model.pair_network import PairMeasures, PairNetwork, Texts
from framing.training.pairs.examples import PairExamples, read_ecb_pairs
from framing.training.pairs.fitting import LOG, Lesson, PairPlan, fit_pairs

MEASURES = PairMeasures(size=16, matched=8, compared=8)
PLAN = PairPlan(tokens=60, rate=1e-2, warmup=2, averaging=0.5, save_every=1)


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    """Sentences of four tokens; those with the same tokens share a fact."""
    torch.set_num_threads(1)
    generator = np.random.default_rng(3)
    kinds = torch.randn(12, 16)
    meaning = generator.integers(0, 3, 40)
    states = torch.cat([kinds[4 * each : 4 * each + 4] for each in meaning])
    texts = Texts(states + 0.1 * torch.randn(160, 16), torch.zeros(160), np.arange(0, 161, 4))
    left, right = generator.integers(0, 40, (2, 150))
    target = (meaning[left] == meaning[right]).astype(float)
    return Lesson(PairExamples((), left, right, target, np.zeros(150, np.int64)), texts)


def network() -> PairNetwork:
    torch.manual_seed(1)
    return PairNetwork(MEASURES)


def quiet(step: str) -> None:
    del step


def test_it_learns(lesson: Lesson, tmp_path: Path) -> None:
    fitted = network()
    fit_pairs(fitted, [lesson], PLAN, 4, tmp_path, quiet)
    with torch.inference_mode():
        logits = fitted.eval()(lesson.texts, lesson.pairs.left, lesson.pairs.right).numpy()
    assert ((logits > 0) == (lesson.pairs.target > 0)).mean() > 0.9
    log = [json.loads(line) for line in (tmp_path / LOG).read_text().splitlines()]
    assert [line["epoch"] for line in log] == [1, 2, 3, 4]
    assert log[-1]["loss"] < log[0]["loss"]


def test_a_run_that_was_cut_off_goes_on(
    lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, cut = network(), network()
    fit_pairs(whole, [lesson], PLAN, 2, tmp_path / "whole", quiet)
    steps = []
    loss = Lesson.loss

    def stops(self: Lesson, *arguments: object) -> torch.Tensor:
        steps.append(arguments)
        if len(steps) == 8:
            raise KeyboardInterrupt
        return loss(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Lesson, "loss", stops)
    with pytest.raises(KeyboardInterrupt):
        fit_pairs(cut, [lesson], PLAN, 2, tmp_path / "cut", quiet)
    monkeypatch.undo()
    again = network()
    fit_pairs(again, [lesson], PLAN, 2, tmp_path / "cut", quiet)
    for one, other in zip(whole.parameters(), again.parameters(), strict=True):
        torch.testing.assert_close(one, other, rtol=0, atol=0)


def test_a_checkpoint_of_another_run_is_left_alone(lesson: Lesson, tmp_path: Path) -> None:
    fit_pairs(network(), [lesson], PLAN, 1, tmp_path, quiet)
    other = Lesson(lesson.pairs.take(np.arange(100)), lesson.texts)
    fresh, after = network(), network()
    fit_pairs(fresh, [other], PLAN, 1, tmp_path / "fresh", quiet)
    fit_pairs(after, [other], PLAN, 1, tmp_path, quiet)
    for one, two in zip(fresh.parameters(), after.parameters(), strict=True):
        torch.testing.assert_close(one, two, rtol=0, atol=0)


def test_ecb_pairs_are_of_one_event_or_alike_ones_of_another(tmp_path: Path) -> None:
    folder = tmp_path / "ecbplus"
    folder.mkdir()
    rows = [
        ("ecb", "1_1", "A gale sank the ferry Marigold.", ["gale", "sinking"]),
        ("ecb", "1_2", "The Marigold went down in a gale.", ["gale", "sinking"]),
        ("ecb", "1_2", "Ada Quill owned it.", ["owning"]),
        ("ecbplus", "1_1p", "A gale sank the ferry Primrose.", ["gale2"]),
    ]
    with (folder / "train.jsonl").open("w", encoding="utf-8") as file:
        for number, (subtopic, document, text, chains) in enumerate(rows):
            row = {
                "topic": "1",
                "subtopic": subtopic,
                "doc": document,
                "sent_idx": number,
                "text": text,
                "event_chains": chains,
                "entity_chains": [],
                "validated": True,
                "is_url_line": False,
            }
            file.write(json.dumps(row) + "\n")
    pairs = read_ecb_pairs(tmp_path)
    texts = [text for event in pairs.events for text in event]
    found = {
        frozenset((texts[left], texts[right])): target
        for left, right, target in zip(pairs.left, pairs.right, pairs.target, strict=True)
    }
    marigold = frozenset((rows[0][2], rows[1][2]))
    assert found[marigold] > 0.8
    assert found[frozenset((rows[0][2], rows[3][2]))] == 0
    assert found[frozenset((rows[0][2], rows[2][2]))] == 0
    assert len(pairs.events) == 2

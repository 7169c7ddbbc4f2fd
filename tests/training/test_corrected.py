"""The aligner learns from links that readers corrected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.alignment import align
from framing.alignment.scoring import LinkModel
from framing.articles.reading import article_from_sentences
from framing.corpora import Event, GoldLink
from framing.corrections import Corrections, render_corrections
from framing.errors import InputError
from framing.model.encoder import Encoder
from framing.records import Article, Correction, Passage, SentenceRef
from framing.training import Options, train
from framing.training import alignment as recipe
from framing.training.corrected import read_corrected

TOWNS = ("Orlen", "Sundholm", "Varby", "Tessin", "Molle", "Brack")
SAME = ("The dam at {} was shut on Monday.", "On Monday they shut the dam at {}.")
OTHERS = (
    ("Its gates are sixty years old.", "A choir from the coast will sing there."),
    ("Farmers fear for their fields.", "The mayor of the town was in the mountains."),
)


def told(town: str, side: int, id: str) -> Article:
    text = [SAME[side].format(town), *(pair[side] for pair in OTHERS)]
    return article_from_sentences(f"News of {town}", [text], id=id, outlet=f"Paper {side}")


def event(town: str) -> Event:
    one, other = told(town, 0, f"{town}_0"), told(town, 1, f"{town}_1")
    link = GoldLink(SentenceRef(one.id, 1), SentenceRef(other.id, 1), "same")
    head = GoldLink(SentenceRef(one.id, 0), SentenceRef(other.id, 0), "partial")
    return Event(town, (one, other), (link, head))


def correction(kind: str, left: tuple[Article, int], right: tuple[Article, int]) -> Correction:
    places = tuple(
        Passage(article.id, article.sentences[at].start, article.sentences[at].end)
        for article, at in (left, right)
    )
    relation = "same" if kind == "link_missing" else None
    return Correction(kind, places, relation)  # type: ignore[arg-type]


LEFT, RIGHT = told("Hollin", 0, "l"), told("Hollin", 1, "r")
WRONG = correction("link_wrong", (LEFT, 1), (RIGHT, 1))
MISSING = correction("link_missing", (LEFT, 2), (RIGHT, 3))


def saved(path: Path, *corrections: Correction) -> Path:
    path.write_text(render_corrections(Corrections((LEFT, RIGHT), corrections)), encoding="utf-8")
    return path


def test_it_learns_what_readers_say_from_the_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = tuple(event(town) for town in TOWNS)
    monkeypatch.setattr(recipe, "read_same_fact", lambda data, split: events)
    path = saved(tmp_path / "corrections.json", WRONG, MISSING)
    texts = []
    for corrections in ((), (path,)):
        (weights,) = recipe.fit(
            tmp_path, tmp_path / "out", corrections=corrections, load_reader=lambda: None
        )
        texts.append(weights.read_text(encoding="utf-8"))
    about = json.loads(texts[1])["corrections"]
    assert "corrections" not in json.loads(texts[0])
    assert about == {"learnt": 2, "not_proposed": 0}
    assert json.loads(texts[0])["mean"] == json.loads(texts[1])["mean"]
    encodings = Encoder.from_pretrained().encode_articles((LEFT, RIGHT), tokens=True)
    found = []
    for text in texts:
        model = LinkModel.from_json(text)
        scores = align((LEFT, RIGHT), encodings, model=model).scores
        found.append(
            {(each.left.sentence, each.right.sentence): each.probability for each in scores}
        )
    before, after = found
    assert after[1, 1] < before[1, 1]
    assert after[2, 3] > before[2, 3]


def test_a_pair_counts_once_and_not_where_readers_disagree(tmp_path: Path) -> None:
    first = saved(tmp_path / "first.json", WRONG)
    both = saved(tmp_path / "both.json", WRONG, MISSING)
    found = read_corrected([first, both])
    assert sum(len(each.wrong) + len(each.event.links) for each in found) == 2
    opposite = correction("link_missing", (LEFT, 1), (RIGHT, 1))
    assert read_corrected([first, saved(tmp_path / "no.json", opposite)]) == ()


def test_marks_teach_the_aligner_nothing(tmp_path: Path) -> None:
    place = Passage("l", LEFT.sentences[1].start, LEFT.sentences[1].end)
    mark = Correction("annotation_wrong", (place,), None, "hedging", "epistemic")
    assert read_corrected([saved(tmp_path / "marks.json", mark)]) == ()


def test_other_tasks_do_not_learn_from_corrections(tmp_path: Path) -> None:
    options = Options("rules", corrections=(tmp_path / "corrections.json",))
    with pytest.raises(InputError, match="hedging does not learn from corrections"):
        train("hedging", tmp_path, tmp_path / "out", options)

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from framing.errors import InputError
from framing.records import Annotation, Article, Comparison
from framing.report.annotations import SUFFIXES, render_annotations, save_annotations
from framing.report.data import parse_json, render_json
from tests.report.reading import Page
from tests.report.samples import empty, hostile, sample


def annotated(comparison: Comparison) -> tuple[list[Article], list[list[Annotation]]]:
    found = [
        [each for each in comparison.annotations if each.article == article.id]
        for article in comparison.articles
    ]
    return list(comparison.articles), found


def test_jsonl_has_one_article_a_line_with_its_annotations() -> None:
    articles, found = annotated(sample())
    lines = render_annotations(articles, found, ".jsonl").splitlines()
    assert len(lines) == 2
    whole = json.loads(render_json(sample()))
    for line, article in zip(lines, whole["articles"], strict=True):
        content = json.loads(line)
        marks = content.pop("annotations")
        assert content == article
        assert marks == [each for each in whole["annotations"] if each["article"] == article["id"]]
    assert parse_json(render_json(sample())).articles == tuple(articles)


def test_csv_has_one_annotation_a_row_with_its_words() -> None:
    articles, found = annotated(sample())
    rows = list(csv.DictReader(io.StringIO(render_annotations(articles, found, ".csv"))))
    assert len(rows) == sum(len(each) for each in found)
    assert {"disgraceful", "may have been"} <= {row["text"] for row in rows}


def test_html_shows_each_article_with_a_legend() -> None:
    articles, found = annotated(sample())
    page = Page(render_annotations(articles, found, ".html"))
    assert page.texts == [article.text for article in articles]
    layers = page.attributes("data-layer")
    assert {"hedge", "source", "loaded", "name", "tone"} <= set(layers)
    assert "differs" not in layers


def test_the_terminal_view_names_task_label_and_words() -> None:
    text = render_annotations(*annotated(sample()))
    assert "hedging epistemic 0.80  «may have been»" in text
    assert "source: Inspectors" in text
    assert all(len(line) <= 100 for line in text.split("\n"))


def test_hostile_text_stays_text_in_every_view() -> None:
    articles, found = annotated(hostile())
    assert all(
        character.isprintable()
        for character in render_annotations(articles, found).replace("\n", "")
    )
    page = Page(render_annotations(articles, found, ".html"))
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert page.texts == [article.text for article in articles]


def test_an_article_without_annotations_is_shown() -> None:
    articles, found = annotated(empty())
    assert "nothing was marked" in render_annotations(articles, found)
    for suffix in SUFFIXES:
        assert render_annotations(articles, found, suffix)


def test_saving_by_suffix(tmp_path: Path) -> None:
    articles, found = annotated(sample())
    for suffix in SUFFIXES:
        path = tmp_path / f"a{suffix}"
        save_annotations(articles, found, path)
        assert path.read_text("utf-8") == render_annotations(articles, found, suffix)
    with pytest.raises(InputError, match=r"\.jsonl, \.csv, \.html"):
        save_annotations(articles, found, tmp_path / "a.json")
    with pytest.raises(InputError, match=r"\.jsonl, \.csv, \.html"):
        render_annotations(articles, found, ".pdf")


def test_annotations_must_match_the_articles() -> None:
    articles, found = annotated(sample())
    with pytest.raises(ValueError, match="shorter"):
        render_annotations(articles, found[:1], ".jsonl")

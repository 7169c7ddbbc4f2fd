"""The whole path on real articles, which are not part of the project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import framing
from framing.records import Article, Comparison, Fact

FOLDERS = (
    "crime/06",
    "crime/07",
    "crime/09",
    "crime/10",
    "crime/11",
    "north-korea-russia-treaty",
    "tillerson-north-korea/04",
    "tillerson-north-korea/05",
    "wcl/00",
    "wcl/01",
    "wcl/02",
    "wcl/03",
)


def compare(folder: Path) -> Comparison:
    return framing.compare(framing.read_articles([folder]))


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_folder_compares(shared: Path, folder: str) -> None:
    comparison = compare(shared / "articles" / folder)
    articles = {article.id: article for article in comparison.articles}
    assert len(articles) == len(list((shared / "articles" / folder).glob("*.txt")))
    for article in comparison.articles:
        covered = "".join(article.sentence_text(each.index) for each in article.sentences)
        assert "".join(covered.split()) == "".join(article.text.split())
    for found in comparison.annotations:
        text = articles[found.article].text
        assert 0 <= found.start < found.end <= len(text)
        assert 0 <= found.score <= 1
        for spans in found.parts.values():
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
    facts = {fact.id for fact in comparison.facts}
    assert any(len(fact.reported_by) > 1 for fact in comparison.facts)
    assert all(omission.fact in facts for omission in comparison.omissions)
    markdown = comparison.to_markdown().replace("\\", "")  # a file's name has an underscore
    for view in (comparison.to_html(), markdown, str(comparison)):
        assert all(article.outlet in view for article in comparison.articles)
    assert len(comparison.to_html().encode()) < 1_000_000
    assert len(json.loads(comparison.to_json())["articles"]) == len(articles)


@pytest.fixture(scope="module")
def treaty(shared: Path) -> Comparison:
    return compare(shared / "articles" / "north-korea-russia-treaty")


def article_with(comparison: Comparison, words: str) -> Article:
    return next(article for article in comparison.articles if words in article.text)


def facts_with(comparison: Comparison, left: str, right: str) -> list[Fact]:
    """The facts that have a sentence with each of the two wordings."""
    found = []
    for fact in comparison.facts:
        told = [
            comparison.article(member.article).sentence_text(member.sentence)
            for member in fact.members
        ]
        if any(left in text for text in told) and any(right in text for text in told):
            found.append(fact)
    return found


def test_furniture_is_removed_with_reasons(treaty: Comparison) -> None:
    article = article_with(treaty, "finalizes defense pact")
    removed = [each.text for each in article.removed]
    assert all(each.reason for each in article.removed)
    for furniture in ("Top 10 Stories", "LETTER", "Sign up for eNewsletter", "Yonhap"):
        assert furniture not in article.text
        assert any(furniture in text for text in removed)
    caption = "shakes hands with Russian President Vladimir Putin"
    assert article.text.count(caption) == 1
    zones = [each.zone for each in article.sentences if caption in article.text[each.start :]]
    assert zones
    assert all(
        each.zone == "caption"
        for each in article.sentences
        if caption in article.text[each.start : each.end]
    )
    assert article.outlet == article.credit == "Yonhap"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("up to 12,000", "as many as 10,000"),
        ("through a decree signed", "ratified the previous day as a decree"),
        ("take effect when both sides exchange", "exchanged ratification instruments"),
    ],
)
def test_the_named_facts_are_found_in_both(treaty: Comparison, left: str, right: str) -> None:
    assert facts_with(treaty, left, right)


def test_the_troop_numbers_differ(treaty: Comparison) -> None:
    (fact,) = facts_with(treaty, "up to 12,000", "as many as 10,000")
    numbers = [each for each in fact.differences if each.kind == "number"]
    shown = [
        (
            each.left.span.of(treaty.article(each.left.article).text),
            each.right.span.of(treaty.article(each.right.article).text),
        )
        for each in numbers
    ]
    assert any("12,000" in left and "10,000" in right for left, right in shown)


def test_captions_are_never_part_of_a_fact(treaty: Comparison) -> None:
    for fact in treaty.facts:
        for member in fact.members:
            assert treaty.article(member.article).sentences[member.sentence].zone != "caption"


def test_a_fact_does_not_depend_on_the_order_of_the_articles(shared: Path) -> None:
    articles = framing.read_articles([shared / "articles" / "tillerson-north-korea/04"])
    ahead, back = framing.compare(articles), framing.compare(articles[::-1])
    assert {(fact.id, frozenset(fact.members)) for fact in ahead.facts} == {
        (fact.id, frozenset(fact.members)) for fact in back.facts
    }

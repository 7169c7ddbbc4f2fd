"""What keeps attributions from a full match, by hand."""

from __future__ import annotations

import pytest

from framing.articles import make_article
from framing.evaluation.failures.attribution import Page, false_cases, missed_cases, read_page
from framing.evaluation.matching import Tokens, Triple
from framing.records import Article, Span

TEXT = (
    "Ada Brand said the bridge would last for a hundred years. "
    "She denied that it had cracks. “We built it well,” the engineer added. “And cheaply.” "
    "According to the harbour office, boats sank. Critics voiced fears of a flood."
)


@pytest.fixture(scope="module")
def article() -> Article:
    return make_article("", TEXT, id="a")


@pytest.fixture(scope="module")
def page(article: Article) -> Page:
    return read_page(article)


def triple(
    article: Article, source: str, cue: str, content: str, chance: float | None = None
) -> Triple:
    def words(part: str) -> frozenset[int]:
        if not part:
            return frozenset()
        start = article.text.index(part)
        return Tokens(article.text).inside([Span(start, start + len(part))])

    return Triple(words(source), words(cue), words(content), chance)


def faults(found: list[Triple], gold: list[Triple], page: Page) -> tuple[list[str], list[str]]:
    return (
        [case.fault for case in missed_cases(page, found, gold)],
        [case.fault for case in false_cases(page, found, gold)],
    )


LAST = "the bridge would last for a hundred years"


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        (("Ada Brand", "said", LAST), ""),
        (("Brand", "said", "would last for a hundred years"), ""),
        (("She", "said", LAST), "content right, another source"),
        (("", "said", LAST), "content right, no source found"),
        (("Ada Brand", "said", "the bridge"), "cue right, content too short"),
        (
            ("Ada Brand", "said", LAST + ". She denied that it had cracks. “We built it well"),
            "cue right, content too long",
        ),
        (("Ada Brand", "said", "boats sank"), "cue right, content elsewhere"),
        (("years", "last", "a hundred years"), "content shared in part, under another cue"),
    ],
)
def test_what_went_wrong_with_a_pair(
    found: tuple[str, str, str], fault: str, article: Article, page: Page
) -> None:
    gold = [triple(article, "Ada Brand", "said", LAST)]
    assert faults([triple(article, *found)], gold, page) == ([fault], [fault])


def test_a_source_where_the_text_names_none(article: Article, page: Page) -> None:
    gold = [triple(article, "", "said", LAST)]
    found = [triple(article, "Ada Brand", "said", LAST)]
    both = "content right, a source too many"
    assert faults(found, gold, page) == ([both], [both])


def test_what_has_no_partner(article: Article, page: Page) -> None:
    gold = [triple(article, "She", "denied", "it had cracks")]
    found = [triple(article, "Critics", "voiced", "a flood")]
    assert faults(found, gold, page) == (["not found at all"], ["no attribution there"])
    assert faults([], gold, page) == (["not found at all"], [])
    assert faults(found, [], page) == ([], ["no attribution there"])


def test_one_found_twice(article: Article, page: Page) -> None:
    gold = [triple(article, "Ada Brand", "said", LAST)]
    missed, false = faults(gold * 2, gold, page)
    assert missed == [""]
    assert sorted(false) == ["", "found twice, or two found as one"]


def test_kinds_of_cues_sources_and_contents(article: Article, page: Page) -> None:
    gold = [
        triple(article, "Ada Brand", "said", LAST),
        triple(article, "She", "denied", "it had cracks"),
        triple(article, "the engineer", "added", "We built it well,” the engineer added. “And"),
        triple(article, "the harbour office", "According to", "boats sank"),
        triple(article, "Critics", "fears", "a flood"),
        triple(article, "", "", "boats sank"),
    ]
    made = [dict(case.kinds) for case in missed_cases(page, [], gold)]
    assert [kinds["cue"] for kinds in made] == [
        "verb of saying",
        "verb of saying",
        "verb of saying",
        "according to",
        "noun",
        "a mark alone, or none",
    ]
    assert [kinds["source"] for kinds in made] == [
        "has a name",
        "pronoun",
        "noun phrase without a name",
        "noun phrase without a name",
        "noun phrase without a name",
        "none",
    ]
    assert made[0]["form of the cue"] == "past tense"
    assert made[4]["form of the cue"] == "no verb"
    assert made[0]["content length"] == "4 to 10 words"
    assert made[3]["content length"] == "up to 3 words"
    assert [kinds["content runs over"] for kinds in made[:4]] == [
        "1 sentence",
        "1 sentence",
        "2 sentences",
        "1 sentence",
    ]
    assert made[0]["quotation marks"] == "none in the content"
    assert made[2]["quotation marks"] == "around a part of it"


def test_found_ones_beside_each_other_and_how_sure(article: Article, page: Page) -> None:
    found = [
        triple(article, "Ada Brand", "said", LAST, 0.9),
        triple(article, "years", "last", "a hundred years", 0.7),
        triple(article, "She", "denied", "it had cracks", 0.2),
        triple(article, "", "", "boats sank"),
    ]
    made = [dict(case.kinds) for case in false_cases(page, found, [])]
    assert [kinds["beside others found"] for kinds in made] == [
        "holds another's content",
        "inside another's content",
        "content of its own",
        "content of its own",
    ]
    assert [kinds["probability"] for kinds in made] == [
        "0.8 or more",
        "from 0.6 to 0.8",
        "under 0.6",
        "none given",
    ]

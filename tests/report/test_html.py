from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from framing.records import Comparison, FrozenMap, Passage
from framing.report import render_html, render_notebook
from framing.report.compose import compose
from tests.report.reading import Page
from tests.report.samples import empty, hostile, sample
from tests.report.strategies import comparisons

EVERY = [sample(2), sample(3), hostile(), empty()]


@pytest.mark.parametrize("comparison", EVERY)
def test_the_policy_names_the_one_style_and_the_one_script(comparison: Comparison) -> None:
    source = render_html(comparison)
    page = Page(source)
    policy = next(
        about["content"] or ""
        for tag, about in page.tags
        if tag == "meta" and about.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        found = re.findall(f"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        assert len(found) == 1
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("comparison", EVERY)
def test_the_page_needs_nothing_else(comparison: Comparison) -> None:
    page = Page(render_html(comparison))
    assert not {tag for tag, _ in page.tags} & {"link", "img", "iframe", "object", "base", "font"}
    assert not page.attributes("src")
    assert not page.attributes("style")
    assert not [name for _, about in page.tags for name in about if name.startswith("on")]
    assert "url(" not in render_html(comparison).split("</style>")[0]


@pytest.mark.parametrize("comparison", EVERY)
def test_every_claim_leads_to_its_sentence(comparison: Comparison) -> None:
    page = Page(render_html(comparison))
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    links = [link for link in page.attributes("href") if not link.startswith("https://")]
    assert links
    assert {link[1:] for link in links} <= set(ids)
    sentences = {
        f"a{number}-s{sentence.index}"
        for number, article in enumerate(comparison.articles, start=1)
        for sentence in article.sentences
    }
    assert sentences <= set(ids)


@given(comparisons())
@settings(deadline=None, max_examples=30)
def test_no_text_makes_an_element_or_a_link(comparison: Comparison) -> None:
    page = Page(render_html(comparison))
    # One script, and the data that it reads.
    scripts = [about.get("type") for tag, about in page.tags if tag == "script"]
    assert scripts == ["application/json", None]
    assert all(link.startswith(("#", "https://a.example/b")) for link in page.attributes("href"))


def test_hostile_text_is_text() -> None:
    source = render_html(hostile())
    page = Page(source)
    assert "<script>document.title='ran'</script>" in page.words
    assert "{{7*7}}" in page.words
    assert "49" not in page.words
    assert "](javascript:alert(1))" in page.words
    assert 'href="javascript' not in source


def test_links_only_lead_to_the_web() -> None:
    assert 'href="https://courier.example/terminal"' in render_html(sample())
    assert "original page" not in render_html(hostile())


def test_numbers_that_cannot_both_be_true_come_first() -> None:
    source = render_html(sample())
    glance = source[source.index('id="glance"') : source.index('id="facts"')]
    kinds = re.findall(r'<span class="kind">(.*?)</span>', glance)
    assert kinds == ["numbers", "who says it", "how certain"]
    assert glance.index("cannot both be true") < glance.index("who says it")
    assert "14 people" in glance
    assert "At least 20 people" in glance


def test_the_report_says_not_found_and_never_hid() -> None:
    words = Page(render_html(sample(3))).words.lower()
    assert "not found in" in words
    assert "possibly reported here" in words
    assert "possibly reported" in words
    for wrong in ("hid ", "hides", "omitted", "left-wing", "right-wing", "bias"):
        assert wrong not in words


def test_speakers_lead_to_their_sentences() -> None:
    source = render_html(sample())
    part = source[source.index('id="speakers"') : source.index('id="measures"')]
    assert "Harbour Fire Service" in part
    assert "1 statement, 11 words, 11 quoted" in part
    assert 'href="#a1-s3"' in part


def test_a_measure_without_units_is_not_given() -> None:
    words = Page(render_html(sample())).words
    assert "too few to say" in words
    assert "2% to 45%, n 7" in words


def test_what_was_removed_and_how_it_was_made_is_said() -> None:
    words = Page(render_html(sample())).words
    for said in (
        "newsletter prompt",
        "Sign up for the Harbour Letter",
        "link threshold",
        "ab" * 32,
    ):
        assert said in words


def test_headings_are_in_order() -> None:
    for comparison in EVERY:
        levels = [int(tag[1]) for tag, _ in Page(render_html(comparison)).tags if tag in "h1h2h3h4"]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_has_landmarks_and_a_language() -> None:
    page = Page(render_html(sample()))
    tags = [tag for tag, _ in page.tags]
    assert {"header", "nav", "main", "footer"} <= set(tags)
    assert page.tags[0] == ("html", {"lang": "en", "class": page.tags[0][1]["class"]})


def test_the_notebook_fragment_has_scoped_styles_and_no_script() -> None:
    for comparison in EVERY:
        fragment = render_notebook(comparison)
        page = Page(fragment)
        tags = [tag for tag, _ in page.tags]
        assert "script" not in tags
        assert not page.attributes("id")
        rules = re.findall(r"^\S.*\{", fragment.split("</style>")[0].split("<style>")[1], re.M)
        assert rules
        assert all(
            each.strip().startswith(".framing-view") for rule in rules for each in rule.split(",")
        )
    assert sample()._repr_html_() == render_notebook(sample())


def test_two_articles_take_little_room() -> None:
    assert len(render_html(sample()).encode()) < 150_000


def test_marks_more_likely_wrong_than_right_are_left_to_the_json() -> None:
    comparison = sample()
    faint = tuple(
        replace(each, score=0.49) if each.task == "loaded_language" else each
        for each in comparison.annotations
    )
    doubted = replace(comparison, annotations=faint)
    assert 'class="loaded"' in render_html(comparison)
    assert 'class="loaded"' not in render_html(doubted)
    assert doubted.to_json().count('"loaded_language"') == 2


def test_a_difference_in_an_unlikely_fact_comes_last_at_a_glance() -> None:
    comparison = sample()
    first, *others = comparison.facts
    document = compose(replace(comparison, facts=(replace(first, probability=0.4), *others)))
    assert [each.kind for each in document.glance] == ["certainty", "number", "attribution"]
    assert "1 of them with a probability below one half" in document.summary[0]


def test_a_whole_sentence_is_not_marked_as_the_words_that_differ() -> None:
    comparison = sample()
    first, *others = comparison.facts
    right = comparison.articles[1].sentences[1]
    whole = replace(first.differences[0], right=Passage("wire-1", right.start, right.end))
    document = compose(replace(comparison, facts=(replace(first, differences=(whole,)), *others)))
    assert not document.glance[0].right.stands_out
    assert document.glance[0].left.stands_out
    layers = [
        {mark.layer for segment in telling.segments for mark in segment.marks}
        for column in document.facts[0].columns
        for telling in column.tellings
    ]
    assert ["differs" in each for each in layers] == [False, True, False, False]


def test_why_a_pair_was_linked_is_on_demand() -> None:
    source = render_html(sample())
    start = source.index('<details class="why">')
    why = source[start : source.index("</details>", start)]
    words = Page(why).words
    for said in (
        "roof, terminal, tuesday",
        "Port Ellery",
        "how alike the sentences are in meaning +1.3",
        "other sentences that come closer −0.4",
        "are linked too, 0.88",
        "Mean probability of all its pairs 0.62; the weakest is",
    ):
        assert said in words
    assert "shared rare words" not in words  # adds next to nothing
    assert 'href="#a1-s2"' in why


def test_text_that_outlets_share_is_said_and_counts_once() -> None:
    document = compose(sample())
    statement = (
        "Shared text: The Ellery Courier and Northgate Wire carry the same agency copy (AP): "
        "1 sentence, 25% of one article without its quotations."
    )
    assert document.shared_texts[0].statement == statement
    assert statement in document.summary
    words = Page(render_html(sample())).words
    assert statement in words
    assert "carry the same text here: they count as one telling" in words


def test_what_was_not_found_comes_with_date_length_and_cautions() -> None:
    words = Page(render_html(sample())).words
    assert "11 February 2031, 77 words" in words
    assert "It is much shorter: 77 words, against 160." in words


def test_every_piece_of_evidence_has_a_name_that_a_reader_understands() -> None:
    from framing.alignment.evidence import EVIDENCE
    from framing.report.reasons import link_view
    from framing.report.sheets import sheets

    comparison = sample()
    places = {each.article.id: each for each in sheets(comparison.articles, ((), ()))}
    for name in EVIDENCE:
        link = replace(comparison.links[0], contributions=FrozenMap({name: 1.0}))
        (reason,) = link_view(link, places).reasons_for
        assert reason.name != name.replace("_", " ")

"""What the report counts: cells of the ledger, names, order, tone, and the sentences behind."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from framing.records import Annotation, Comparison, FrozenMap
from framing.report import render_html, render_markdown
from framing.report.charts import figures
from framing.report.compose import compose
from framing.report.document import Document
from tests.report.reading import Page
from tests.report.samples import empty, hostile, sample


def with_tones(comparison: Comparison) -> Comparison:
    """Both articles speak of Tomas Reyl: one in its own voice, one in quoted words."""
    found = []
    for article, label, voice in (
        (comparison.articles[0], "negative", "author"),
        (comparison.articles[1], "positive", "quoted"),
    ):
        start = article.text.index("Tomas Reyl")
        about = FrozenMap({"entity": "e-reyl", "voice": voice})
        found.append(
            Annotation("sentiment", label, start, start + 10, 0.8, FrozenMap(), about, article.id)
        )
    kept = tuple(each for each in comparison.annotations if each.task != "sentiment")
    return replace(comparison, annotations=(*kept, *found))


def test_a_cell_says_where_how_surely_and_whose_word() -> None:
    first, second = compose(sample(3)).facts[:2]
    cells = [column.cell for column in first.columns]
    assert [[ref.short for ref in cell.places] for cell in cells if cell] == [
        ["headline", "lead"],
        ["headline", "lead"],
        ["lead"],
    ]
    assert cells[0] is not None
    assert cells[0].asserted
    assert [words.text for words in cells[0].sources] == ["Harbour Fire Service"]
    assert [column.cell.certainty for column in second.columns if column.cell] == ["hedged", "flat"]
    assert second.columns[2].cell is None
    assert [cell.certainty for cell in cells if cell] == ["flat", "flat", "hedged"]


def test_the_ledger_is_a_table_with_a_row_a_fact() -> None:
    words = Page(render_html(sample(3))).words
    assert "reported by 3 of 3" in words
    assert "reported by 2 of 3" in words
    assert "hedged,\nattributed to “Inspectors”" in words
    assert "possibly, lead" in words


def test_the_event_is_told_in_a_sentence_of_a_text() -> None:
    event = compose(sample()).event
    assert event is not None
    assert event.passage.startswith("The roof of Port Ellery’s new ferry terminal")
    assert compose(empty()).event is None


def test_names_are_counted_where_they_differ_first() -> None:
    document = compose(sample(3))
    port, reyl = ([row.name for row in document.names].index(name) for name in NAMES)
    assert document.names[port].articles == 3
    assert [len(cell[0].refs) for cell in document.names[reyl].cells[:2]] == [1, 1]
    assert not document.names[port].differs


NAMES = ("Port Ellery", "Tomas Reyl")


def test_words_of_one_family_are_found_in_both_articles_and_months_are_no_marches() -> None:
    (row,) = compose(sample()).families
    assert row.name == "something that went wrong"
    assert [[each.words for each in cell] for cell in row.cells] == [["collapse"], ["tragedy"]]
    assert row.cells[1][0].contexts[0].passage == "tragedy"


def test_order_has_strips_as_long_as_the_texts_and_ribbons_between_first_places() -> None:
    document = compose(sample(3))
    for strip in document.order.strips:
        assert strip.blocks[-1].start + strip.blocks[-1].width <= 100.01
    assert max(each.words for each in document.order.strips) == document.order.strips[0].words
    # Fact 1 in three articles, facts 2 and 3 in two.
    assert [each.fact for each in document.order.ribbons] == [1, 1, 2, 3]
    assert [place and place.before for place in document.order.places[0]] == [0.0, 0.0, 15.0]
    assert document.order.places[1][2] is None


def test_tone_is_counted_by_voice_for_those_whom_both_mention() -> None:
    (row,) = compose(with_tones(sample())).tones
    assert row.name == "Tomas Reyl"
    assert [[each.voice for each in cell] for cell in row.cells] == [["own"], ["quoted"]]
    assert [cell[0].tones[0].label for cell in row.cells] == ["negative", "positive"]
    assert compose(sample()).tones == ()


def test_a_source_of_one_outlet_and_the_share_of_unnamed_ones_are_said() -> None:
    document = compose(sample())
    assert [row.only for row in document.sources] == [0, 0]
    assert [(each.words, each.of) for each in document.unnamed] == [(12, 51), (13, 13)]
    words = Page(render_html(sample())).words
    assert "only in A" in words
    assert "12 of 51 words" in words


def test_measures_have_the_sentences_that_they_count() -> None:
    rows = {row.name: row for row in compose(sample()).measures}
    cell = rows["hedged sentences"].cells[0]
    assert cell is not None
    assert [ref.sentence for ref in cell.refs] == [5]


@pytest.mark.parametrize("comparison", [sample(2), sample(3), hostile(), with_tones(sample())])
def test_every_number_opens_to_places_in_the_texts(comparison: Comparison) -> None:
    source = render_html(comparison)
    ids = set(Page(source).attributes("id"))
    counts = re.findall(r'<details class="count[^"]*">.*?</details>', source, re.DOTALL)
    assert counts
    for each in counts:
        places = re.findall(r'<a href="#([^"]+)"', each)
        assert places
        assert set(places) <= ids


def test_figures_follow_the_page_and_stay_the_same() -> None:
    pytest.importorskip("seaborn", reason="seaborn draws the figures")
    document: Document = compose(with_tones(sample(3)))
    made = figures(document)
    assert set(made) == {"measures", "speakers", "tones"}
    for svg in made.values():
        assert "style=" not in svg
        assert "url(#" not in svg or 'id="' in svg
        assert "var(--o1)" in svg
        assert 'role="img"' in svg
    assert "Tomas Reyl" in made["tones"]
    figures.__globals__["_tones"].cache_clear()
    assert figures(document) == made


def test_a_figure_shows_names_as_text() -> None:
    pytest.importorskip("seaborn", reason="seaborn draws the figures")
    comparison = with_tones(sample())
    hostile_name = tuple(
        replace(each, properties=FrozenMap({**each.properties, "name": "<b>$x^2$ Reyl"}))
        if each.task == "entity" and each.properties.get("entity") == "e-reyl"
        else each
        for each in comparison.annotations
    )
    made = figures(compose(replace(comparison, annotations=hostile_name)))
    assert "&lt;b&gt;$x^2$ Reyl" in made["tones"]


def test_markdown_has_the_ledger_names_order_and_tone() -> None:
    text = render_markdown(with_tones(sample(3)))
    assert "| Fact | A | B | C |" in text
    assert "headline, lead: flat, in part attributed to Harbour Fire Service" in text
    assert "collapse 1×" in text
    assert "own voice: 1 negative" in text
    assert "quoted words: 1 positive" in text


def test_of_very_many_facts_the_most_telling_are_shown_and_the_rest_is_counted() -> None:
    comparison = sample()
    likely, *others = comparison.facts
    doubtful = [
        replace(likely, id=f"more-{number}", probability=0.3, differences=())
        for number in range(130)
    ]
    many = replace(comparison, facts=(*doubtful, likely, *others))
    document = compose(many)
    assert len(document.facts) == 100
    assert document.left_out == 32
    assert [fact.differences != () for fact in document.facts[-2:]] == [True, True]
    assert document.numbers[0][0] == 132
    assert "32 more facts are not shown" in Page(render_html(many)).words
    assert len(many.to_frame("places").fact.unique()) == 132


def test_a_sentence_that_tells_two_facts_is_in_the_report_once() -> None:
    comparison = sample()
    first, *others = comparison.facts
    again = replace(first, id="again", differences=())
    document = compose(replace(comparison, facts=(first, again, *others)))
    held = [each.again for column in document.facts[1].columns for each in column.tellings]
    assert held == [1, 1, 1, 1]

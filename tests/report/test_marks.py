from __future__ import annotations

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.records import Annotation, FrozenMap, Span
from framing.report.escaping import exact_html
from framing.report.html import render_html
from framing.report.marks import Mark, MarkedText, marks_of, segments
from framing.report.sources import Sources
from tests.report.reading import Page
from tests.report.samples import article, sample
from tests.report.strategies import TEXTS, comparisons, spans

LAYERS = st.sampled_from(["hedge", "source", "loaded", "tone positive", "name"])


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    found = draw(st.lists(st.tuples(spans(len(text)), LAYERS, TEXTS), max_size=12))
    return text, [Mark(span.start, span.end, layer, note) for span, layer, note in found]


@given(marked())
@settings(deadline=None, max_examples=200)
def test_segments_give_the_text_back_and_carry_every_mark(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    cut = segments(text, marks)
    assert "".join(segment.text for segment in cut) == text
    assert all(segment.text == text[segment.start : segment.end] for segment in cut)
    for segment in cut:
        covering = {
            mark for mark in marks if mark.start <= segment.start and segment.end <= mark.end
        }
        if segment.text:
            assert set(segment.marks) == covering


@given(marked(), st.data())
@settings(deadline=None, max_examples=100)
def test_a_part_of_a_marked_text_has_the_marks_of_the_whole(
    given: tuple[str, list[Mark]], data: st.DataObject
) -> None:
    text, marks = given
    span = data.draw(spans(len(text)))
    part = MarkedText(text, marks).part(span)
    assert "".join(segment.text for segment in part) == span.of(text)
    assert [segment.marks for segment in part] == [
        segment.marks for segment in segments(text, marks, span) if segment.text
    ]


@given(TEXTS)
@settings(deadline=None, max_examples=300)
def test_escaped_text_without_its_tags_is_the_text(text: str) -> None:
    written = exact_html(text)
    assert html.unescape(re.sub(r"<[^>]*>", "", written)) == text.replace("\0", "\ufffd")
    assert set(re.findall(r"</?(\w+)", written)) <= {"bdi"}


@given(comparisons())
@settings(deadline=None, max_examples=40)
def test_the_full_texts_of_a_report_are_the_articles_exactly(comparison) -> None:  # type: ignore[no-untyped-def]
    page = Page(render_html(comparison))
    for each, text in zip(comparison.articles, page.texts, strict=True):
        assert text == each.text.replace("\0", "\ufffd")


def test_overlapping_marks_share_their_words() -> None:
    cut = segments("he may lie", [Mark(0, 6, "source", "who"), Mark(3, 10, "hedge", "perhaps")])
    assert [(segment.text, segment.classes, segment.note) for segment in cut] == [
        ("he ", "source", "who"),
        ("may", "source hedge", "who; perhaps"),
        (" lie", "hedge", "perhaps"),
    ]


def test_an_attribution_marks_source_cue_and_content_apart() -> None:
    parts = FrozenMap(
        {"source": (Span(0, 3),), "cue": (Span(4, 8),), "content": (Span(9, 12), Span(14, 16))}
    )
    about = FrozenMap({"source_type": "official", "cue_stance": "doubting", "anonymous": True})
    found = Annotation("attribution", "mixed", 9, 16, 0.9, parts, about, "a")
    of = article("a", "Wire", "who said that it is", [])
    marks = marks_of(of, [found], Sources([of], [[found]]))
    assert [(mark.start, mark.end, mark.layer) for mark in marks] == [
        (0, 3, "source"),
        (4, 8, "source cue"),
        (9, 12, "content"),
        (14, 16, "content"),
    ]
    assert "not named" in marks[0].note
    assert "distance" in marks[1].note


def test_an_unknown_task_marks_nothing_and_breaks_nothing() -> None:
    of = article("a", "Wire", "who said that it is", [])
    assert marks_of(of, [Annotation("irony", "ironic", 0, 3, 0.9)], Sources([], [])) == []


def test_a_sentence_of_fifty_thousand_characters_with_many_marks_is_cut() -> None:
    text = "word " * 10_000
    marks = [Mark(at, at + 4, "hedge", "h") for at in range(0, len(text), 5)]
    assert len(MarkedText(text, marks).part(Span(0, len(text)))) == 20_000


def test_every_mark_in_the_report_says_what_it_is() -> None:
    page = Page(render_html(sample(3)))
    marks = [about for tag, about in page.tags if tag == "mark"]
    assert len(marks) > 40
    assert all(about["title"] and about["class"] for about in marks)

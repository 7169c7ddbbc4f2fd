"""Who is quoted by which outlet, and in whose voice words stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings

from framing.records import Annotation, Comparison, Fact, FrozenMap, Provenance, SentenceRef, Span
from framing.report import render_frame, render_html, render_markdown, render_text
from framing.report.annotations import render_annotations
from framing.report.compose import compose
from framing.report.document import Document
from framing.report.frames import TABLES
from framing.report.sources import OWN_VOICE, Sources
from tests.report.reading import Page
from tests.report.samples import Marker, article, hostile, sample
from tests.report.strategies import comparisons
from tests.report.test_annotations import annotated

REYL = "person:tomas-reyl"
OFFICE = "described:ellery:harbour-office"


def courier() -> Marker:
    made = article(
        "c",
        "The Ellery Courier",
        "Ferry hall to close",
        [
            ("lead", ["The hall may stay shut, harbour director Tomas Reyl said."]),
            ("body", ["He called the builders’ work “a shameful mess”."]),
            ("body", ["A worker said that the roof would probably leak."]),
            ("body", ["It expects the worst.", "The farce could go on."]),
        ],
    )
    mark = Marker(made)
    reyl = {"speaker": "Tomas Reyl", "speaker_source": REYL}
    mark.said(
        "indirect",
        "harbour director Tomas Reyl",
        "said",
        "The hall may stay shut",
        source=REYL,
        source_name="Tomas Reyl",
    )
    mark.said(
        "direct",
        "He",
        "called",
        "“a shameful mess”",
        source=REYL,
        source_name="Tomas Reyl",
        resolved=True,
    )
    # "He" is also in "The hall": point at the pronoun itself.
    mark.found[-1] = moved(mark.found[-1], "source", mark.span("He called").start, 2)
    mark.said(
        "indirect",
        "A worker",
        "said that",
        "the roof would probably leak",
        source="unnamed:c:90",
        source_type="person",
        anonymous=True,
    )
    mark.said("indirect", "It", "expects", "the worst", source="unnamed:c:200")
    mark.add("hedging", "epistemic", "may", 0.9, voice="author", **reyl)
    mark.add("loaded_language", "loaded", "shameful mess", 0.8, voice="quoted", **reyl)
    worker = {"speaker": "A worker", "speaker_source": "unnamed:c:90"}
    mark.add("hedging", "epistemic", "probably", 0.9, voice="author", **worker)
    mark.add("sentiment", "negative", "the roof", 0.8, voice="author", **worker)
    mark.add("hedging", "epistemic", "could", 0.9, voice="author", speaker="", speaker_source="")
    mark.add("loaded_language", "loaded", "farce", 0.9, voice="author", speaker="")
    return mark


def wire() -> Marker:
    made = article(
        "w",
        "Northgate Wire",
        "Ellery terminal shuts",
        [
            ("lead", ["The terminal is shut, the harbour chief said."]),
            ("body", ["The harbour office promised new beams.", "“Chaos” was everywhere."]),
        ],
    )
    mark = Marker(made)
    mark.said(
        "indirect",
        "the harbour chief",
        "said",
        "The terminal is shut",
        source=REYL,
        source_name="Tomas Reyl",
        resolved=True,
    )
    mark.said(
        "indirect",
        "The harbour office",
        "promised",
        "new beams",
        source=OFFICE,
        source_type="government",
    )
    mark.add("loaded_language", "loaded", "Chaos", 0.9, voice="quoted", speaker="")
    return mark


def moved(each: Annotation, role: str, start: int, length: int) -> Annotation:
    parts = {**each.parts, role: (Span(start, start + length),)}
    return replace(each, parts=FrozenMap(parts))


def comparison(markers: Sequence[Marker] = ()) -> Comparison:
    every = markers or (courier(), wire())
    left, right = (each.article for each in every)
    told = [(SentenceRef("c", 1), SentenceRef("w", 1))]
    alone = [SentenceRef("c", number) for number in (2, 3, 4, 5)]
    return Comparison(
        (left, right),
        tuple(found for each in every for found in each.annotations()),
        (),
        (
            *(Fact("f1", pair, (left.outlet, right.outlet), pair[0], 0.9) for pair in told),
            *(Fact(f"a{ref.sentence}", (ref,), (left.outlet,), ref) for ref in alone),
        ),
        (),
        (),
        Provenance("0.1.0", "3.12"),
    )


def rows(document: Document) -> dict[str, list[int]]:
    return {
        row.name: [cell.statements if cell else 0 for cell in row.cells]
        for row in (*document.sources, *document.other_sources)
    }


def notes(document: Document) -> dict[str, list[str]]:
    every = [
        *(
            telling
            for fact in document.facts
            for column in fact.columns
            for telling in column.tellings
        ),
        *(item.telling for each in document.alone for item in (*each.nowhere, *each.possibly)),
    ]
    found: dict[str, list[str]] = {}
    for telling in every:
        for note in telling.notes:
            found.setdefault(note.name, []).append(note.text)
    return found


def test_a_source_is_one_row_whatever_each_outlet_calls_it() -> None:
    document = compose(comparison())
    assert rows(document) == {
        "Tomas Reyl": [2, 1],
        "“The harbour office”": [0, 1],
        "people who are not named": [1, 0],
        "not known who": [1, 0],
    }
    first = document.sources[0]
    assert "also called “the harbour chief”" in first.about
    assert "“He”" not in first.about
    assert [cell and (cell.words, cell.quoted) for cell in first.cells] == [(8, 3), (4, 0)]


def test_sources_without_a_name_are_not_one_across_articles() -> None:
    both = []
    for made in (courier(), wire()):
        of = made.article.id
        said = "The hall may stay shut" if of == "c" else "The terminal is shut"
        made.found = []
        made.said("indirect", "said", "said", said, source=f"unnamed:{of}:police")
        both.append(made)
    document = compose(comparison(both))
    assert rows(document) == {"others, not recognised by name": [1, 1]}
    assert [each.speakers[0].name for each in document.speakers] == ["“said”", "“said”"]


def test_every_view_has_the_table() -> None:
    made = comparison()
    page = Page(render_html(made)).words
    assert "2 statements" in page
    assert "people who are not named" in page
    assert "| Tomas Reyl (official; also called “the harbour chief”) | 2 statements" in (
        render_markdown(made)
    )
    assert re.search(r"^Tomas Reyl +2 +1$", render_text(made), re.M)


def test_anonymous_and_unclear_sources_are_shown_as_such() -> None:
    speakers = compose(comparison()).speakers[0].speakers
    assert [each.name for each in speakers] == [
        "Tomas Reyl",
        "“A worker”, not named",
        "not known who: “It”",
    ]
    assert [each.anonymous for each in speakers] == [False, True, False]


def test_hedges_loaded_words_and_tone_say_whose_they_are() -> None:
    found = notes(compose(comparison()))
    assert found["Certainty"] == [
        "hedged: “may”, in the outlet’s paraphrase of Tomas Reyl",
        "flat: no hedge found",
        "flat: no hedge found",
        "hedged: “probably”, in the outlet’s paraphrase of “A worker”, not named",
        "flat: no hedge found",
        f"hedged: “could”, {OWN_VOICE}",
    ]
    assert found["Loaded words"] == [
        "“shameful mess”, in the quoted words of Tomas Reyl",
        f"“farce”, {OWN_VOICE}",
    ]
    assert found["Tone"] == [
        "negative toward “the roof” (probability 0.80), "
        "in the outlet’s paraphrase of “A worker”, not named"
    ]
    assert found["Source"][1] == "Tomas Reyl (here “the harbour chief”, official, “said”)"
    assert found["Source"][4] == "It (who is meant was not found, “expects”)"


def test_every_mark_of_a_hedge_a_loaded_word_or_a_tone_names_a_voice() -> None:
    for each in (comparison(), sample(3), hostile()):
        for source in (render_html(each), render_annotations(*annotated(each), ".html")):
            marks = [about for tag, about in Page(source).tags if tag == "mark"]
            voiced = [
                about["title"] or ""
                for about in marks
                if {"hedge", "loaded", "tone"} & set((about["class"] or "").split())
            ]
            assert voiced
            assert all(
                re.search("own voice|quoted words of|paraphrase of|quotation whose", title)
                for title in voiced
            )


def test_a_quotation_without_a_source_is_not_in_the_outlets_voice() -> None:
    titles = [about.get("title") or "" for _, about in Page(render_html(comparison())).tags]
    assert "loaded word, in a quotation whose source was not found, probability 0.90" in titles


def test_a_speaker_known_only_from_a_faint_attribution_is_possible_only() -> None:
    made = courier()
    mark = made.found[4]
    sources = Sources((made.article,), (made.found[1:],))
    assert sources.voice(mark) == "in the outlet’s paraphrase of Tomas Reyl"
    alone = Sources((made.article,), ((),))
    assert alone.voice(mark) == "possibly in the outlet’s paraphrase of Tomas Reyl"


def test_a_source_leads_to_its_characters() -> None:
    made = comparison()
    texts = {article.outlet: article.text for article in made.articles}
    document = compose(made)
    led = [
        texts[document.articles[ref.article].outlet][ref.start : ref.end]
        for each in document.speakers
        for speaker in each.speakers
        if (ref := speaker.mention) is not None
    ]
    assert led == [
        "harbour director Tomas Reyl",
        "A worker",
        "the harbour chief",
        "The harbour office",
    ]
    pieces = document.facts[0].columns[1].tellings[0].notes[0].pieces
    assert pieces[0].ref is not None
    assert texts["Northgate Wire"][pieces[0].ref.start : pieces[0].ref.end] == "the harbour chief"
    source = render_html(made)
    start, end = pieces[0].ref.start, pieces[0].ref.end
    assert f'<a href="#a2-s1" data-span="{start} {end}">Tomas Reyl</a>' in source


def test_the_differing_words_say_in_whose_voice_they_stand() -> None:
    document = compose(sample())
    voices = {each.kind: (each.left.voice, each.right.voice) for each in document.glance}
    assert voices["number"] == ("in the outlet’s paraphrase of Harbour Fire Service", OWN_VOICE)
    # The passage of the source itself is nobody's statement.
    assert voices["attribution"][0] == ""
    assert voices["certainty"] == (
        "in the outlet’s paraphrase of “Inspectors”, not named",
        "in the outlet’s paraphrase of “a city official”, not named",
    )
    for view in (render_html(sample()), render_markdown(sample())):
        assert "paraphrase of Harbour Fire Service" in view


def test_the_table_of_annotations_says_who_speaks() -> None:
    frame = render_frame(comparison(), "annotations")
    said = frame[frame.text == "“a shameful mess”"].iloc[0]
    assert (said["source"], said["source_id"], said["source_name"]) == ("He", REYL, "Tomas Reyl")
    assert said["resolved"]
    loaded = frame[frame.text == "shameful mess"].iloc[0]
    assert (loaded["speaker"], loaded["speaker_source"]) == ("Tomas Reyl", REYL)
    own = frame[frame.text == "could"].iloc[0]
    assert (own["speaker"], own["speaker_source"]) == ("", "")


def test_the_columns_of_annotations_stay_where_they_were() -> None:
    text = render_annotations(*annotated(comparison()), ".csv")
    header = next(csv.reader(io.StringIO(text)))
    assert header == list(TABLES["annotations"])
    assert header[:10] == [
        "article", "outlet", "sentence", "zone", "task", "label", "start", "end", "text", "score",
    ]  # fmt: skip
    assert header[-4:] == ["source_id", "resolved", "speaker", "speaker_source"]


def test_the_terminal_view_of_annotations_says_who_is_meant() -> None:
    text = " ".join(render_annotations(*annotated(comparison())).split())
    assert "source: He (Tomas Reyl)" in text
    assert "source: A worker (not named)" in text
    assert "«may» in the outlet’s paraphrase of Tomas Reyl" in text
    assert f"«farce» {OWN_VOICE}" in text


@given(comparisons())
@settings(deadline=None, max_examples=40)
def test_the_table_and_the_lists_count_the_same(made: Comparison) -> None:
    document = compose(made)
    for each in document.speakers:
        listed = sum(speaker.statements for speaker in each.speakers)
        tabled = sum(
            cell.statements
            for row in (*document.sources, *document.other_sources)
            if (cell := row.cells[each.article])
        )
        said = [
            annotation
            for annotation in made.annotations
            if annotation.task == "attribution"
            and annotation.score >= 0.5
            and annotation.article == made.articles[each.article].id
        ]
        assert listed == tabled <= len(said)


@pytest.mark.parametrize("suffix", [".html", ".csv", ".jsonl", ""])
def test_annotations_without_these_properties_are_still_shown(suffix: str) -> None:
    articles, found = annotated(comparison())
    bare = [
        [replace(each, properties=FrozenMap(), parts=FrozenMap()) for each in one] for one in found
    ]
    assert render_annotations(articles, bare, suffix)

"""Loaders on tiny files in the original formats."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from framing import corpora
from framing.corpora.basil import BASIL
from framing.corpora.files import find, read_json_lines, read_table
from framing.errors import InputError
from framing.records import SentenceRef, Span
from tests.corpora import miniature


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    miniature.write_all(folder)
    return folder


def test_basil_keeps_sentences_spans_and_outlets(root: Path) -> None:
    first, second, third = corpora.read_basil(root)
    assert [each.outlet for each in (first, second, third)] == ["NYT", "Fox News", "HuffPost"]
    assert [each.number for each in (first, second, third)] == [1, 2, 3]
    assert first.sentences[3] == ""
    assert not first.annotated
    lexical, informational = third.spans
    assert lexical.kind == "lexical"
    assert lexical.span.of(third.sentences[0]) == lexical.text == "reckless"
    assert informational.sentence is None
    assert informational.span.of(third.title) == "Islanders"


def test_basil_articles_leave_empty_sentences_out_and_count_the_headline(root: Path) -> None:
    first, second, _ = corpora.read_basil(root)
    article = first.to_article()
    assert article.sentence_text(0) == "Ferry service to Marn resumes"
    assert article.sentences[0].zone == "headline"
    for number, text in enumerate(first.sentences):
        if text:
            assert article.sentence_text(first.sentence_index(number)) == text
    headless = second.to_article()
    assert headless.sentence_text(second.sentence_index(2)) == second.sentences[2]
    with pytest.raises(IndexError, match="no title"):
        second.sentence_index(None)
    with pytest.raises(IndexError, match="empty"):
        second.sentence_index(1)


def test_same_fact_links_name_the_sentences_of_the_articles(root: Path) -> None:
    (event,) = corpora.read_same_fact(root, "train")
    texts = {article.id: article for article in event.articles}

    def told(ref: SentenceRef) -> str:
        return texts[ref.article].sentence_text(ref.sentence)

    pairs = [(told(link.left), told(link.right)) for link in event.links]
    assert pairs == [
        (
            "The ferry to Marn sailed again on Monday.",
            "Boats to Marn are back after a week of storms.",
        ),
        ("It carried 40 passengers.", "About 35 passengers were on board."),
        ("Ferry service to Marn resumes", "Islanders cheer as ferry returns"),
    ]
    assert [link.relation for link in event.links] == ["same", "same", "partial"]
    assert event.links[1].differences == ("number",)
    assert all(link.sure for link in event.links)


def test_same_fact_development_part_tells_sure_from_possible(root: Path) -> None:
    (event,) = corpora.read_same_fact(root, "dev")
    assert [link.sure for link in event.links] == [True, True, False]
    assert event.links[2].possible_differences == ("wording",)
    assert not event.links[2].relation_agreed


def test_same_fact_texts_of_other_domains(root: Path) -> None:
    (event,) = corpora.read_same_fact(root, "dev-other")
    one, other = event.articles
    assert (one.outlet, one.published, one.title) == ("Marn Courier", "2020-01-02", "")
    assert (other.outlet, other.published, other.title) == ("The Gull", None, "Fire in Lower Marn")
    (link,) = event.links
    assert link.left == SentenceRef("made:1_1", 0)
    assert link.right == SentenceRef("made:1_2", 2)
    assert other.sentence_text(2).startswith("The bakery burned")


def test_polnear_reads_discontinuous_spans_and_several_passes(root: Path) -> None:
    (document,) = corpora.read_polnear(root, "dev")
    assert document.outlet == "The Gull"
    assert [each.annotator for each in document.passes] == ["aaaa", "bbbb"]
    told, added = document.attributions
    assert [span.of(document.text) for span in told.content] == ["the bridge would\nlast"]
    assert [span.of(document.text) for span in added.content] == [
        "“We built it well,”",
        "“and cheaply.”",
    ]
    assert [span.of(document.text) for span in added.source] == ["Ada Brand"]
    assert len(document.passes[1].attributions) == 1
    assert document.silver_sentences[0][1].part_of_speech == "VBZ"
    assert document.silver_coreference == (((0, 0, 1, True),),)


def test_polnear_articles_keep_every_offset(root: Path) -> None:
    (document,) = corpora.read_polnear(root, "dev")
    article = document.to_article()
    assert article.text == document.text
    assert article.title == "Mayor opens bridge."
    assert [each.zone for each in article.sentences[:2]] == ["headline", "lead"]
    assert [each.index for each in article.sentences] == list(range(len(article.sentences)))
    covered = {n for each in article.sentences for n in range(each.start, each.end)}
    assert all(n in covered or letter.isspace() for n, letter in enumerate(article.text))


def test_newsmtsc_labels_targets_and_documents(root: Path) -> None:
    sentences = corpora.read_newsmtsc(root, "rw-validation")
    assert [each.label for each in sentences] == ["negative", "neutral", "positive", "negative"]
    assert all(each.target.of(each.text) == "mayor" for each in sentences)
    assert [each.document for each in sentences] == [
        "allsides_1_2",
        "allsides_1_2",
        "polusa_v1_7",
        "odd id",
    ]


def test_szeged_cues_stand_where_the_text_has_them(root: Path) -> None:
    documents = corpora.read_szeged(root, "wiki")
    title, hedged, flat, believed = documents[0].sentences
    assert title.title
    assert not hedged.title
    assert hedged.text == "The bridge & the road may close if it rains."
    cues = [(cue.span.of(hedged.text), cue.label) for cue in hedged.cues]
    assert cues == [("may", "epistemic"), ("if", "condition")]
    assert flat.cues == ()
    assert [cue.label for cue in believed.cues] == ["doxastic"]


def test_babe_words_labels_and_documents(root: Path) -> None:
    loaded, neutral, *_, last = corpora.read_babe(root)
    assert loaded.text == 'The "reckless" mayor number 0 destroyed the town; again.'
    assert loaded.words == ("reckless", "destroyed")
    assert (loaded.label, neutral.label, last.label) == ("loaded", "neutral", None)
    assert loaded.document == neutral.document
    assert last.document == "It rained."


def test_factuality_spans_are_offsets(root: Path) -> None:
    (sentence,) = corpora.read_factuality(root, "dev")
    (event,) = sentence.events
    assert event.span.of(sentence.text) == "sail"
    assert event.factuality == 0.4


def test_ecbplus_pairs_stay_within_a_subtopic_and_across_documents(root: Path) -> None:
    sentences = corpora.read_ecbplus(root, "train")
    assert "http" not in {each.text for each in sentences}
    pairs = corpora.coreferent_pairs(sentences)
    assert [(pair.left.text, pair.right.text, pair.shared_events) for pair in pairs] == [
        ("A ship sank.", "It sank.", 1),
        ("A ship sank.", "It rained.", 0),
    ]


def test_claimdiff_joins_its_two_files(root: Path) -> None:
    (pair,) = corpora.read_claimdiff(root)
    assert pair.strengthens
    assert not pair.weakens
    assert pair.strengthening == ("is safe",)


def test_stories_and_allsides(root: Path) -> None:
    (story,) = corpora.read_story_clusters(root)
    split, running = story.articles
    assert split.sentences == ("It sank.", "It rained.")
    assert split.text == "It sank. It rained."
    assert running.text == "It sank.\n\nIt rained."
    assert (split.title, split.published) == ("", "")
    (article,) = corpora.read_allsides(root)
    assert (article.topic, article.published) == ("weather", "2020-01-01")


def test_gun_violence_frames(root: Path) -> None:
    (headline,) = corpora.read_gun_violence_frames(root)
    assert headline.text == "Council, again, talks"
    assert headline.frames == ("politics",)


@pytest.mark.parametrize("folder", ["szeged-uncertainty", "babe", "."])
def test_a_corpus_is_found_from_its_folder_from_one_beside_it_and_from_the_root(
    root: Path, folder: str
) -> None:
    assert corpora.read_szeged(root / folder, "wiki")


READERS: list[tuple[Callable[..., Any], tuple[str, ...], str]] = [
    (corpora.read_basil, (), "articles"),
    (corpora.read_same_fact, ("train",), "train.jsonl"),
    (corpora.read_polnear, ("dev",), "dev/text"),
    (corpora.read_newsmtsc, ("train",), "train.jsonl"),
    (corpora.read_szeged, ("wiki",), "wiki.xml"),
    (corpora.read_factuality, ("dev",), "dev.jsonl"),
    (corpora.read_babe, (), "train.csv"),
    (corpora.read_ecbplus, ("dev",), "dev.jsonl"),
    (corpora.read_claimdiff, (), "ClaimDiff-strength-train.json"),
    (corpora.read_story_clusters, (), "clusters.jsonl"),
    (corpora.read_allsides, (), "articles.jsonl"),
    (corpora.read_gun_violence_frames, (), "english.csv"),
]


@pytest.mark.parametrize(("reader", "arguments", "expected"), READERS)
def test_a_wrong_folder_is_named_with_what_was_expected_and_where_to_get_it(
    tmp_path: Path, reader: Callable[..., Any], arguments: tuple[str, ...], expected: str
) -> None:
    with pytest.raises(InputError) as caught:
        reader(tmp_path, *arguments)
    message = str(caught.value)
    assert expected in message
    assert "get it from" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("babe/train.csv", "a;b\n1;2\n", "train.csv:2: no field 'label_bias'"),
        ("szeged-uncertainty/wiki.xml", "<Annotation>", "not XML"),
        ("szeged-uncertainty/wiki.xml", "<Annotation/>", "no <Document>"),
        ("newsmtsc/train.jsonl", '{"mention": "x"}\n', "no field 'polarity'"),
        ("newsmtsc/train.jsonl", '{"polarity": 4}\n', "expected -1, 0 or 1"),
        ("newsmtsc/train.jsonl", "[1]\n", "not a JSON object"),
        ("newsmtsc/train.jsonl", "{\n", "train.jsonl:1: not JSON"),
        ("newsmtsc/train.jsonl", b"\xff\xfe\x00", "not UTF-8"),
        ("same-fact/train.jsonl", "", "no links in it"),
    ],
)
def test_a_damaged_file_is_named_with_its_line(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    readers: dict[str, Callable[[], object]] = {
        "babe": lambda: corpora.read_babe(tmp_path),
        "szeged-uncertainty": lambda: corpora.read_szeged(tmp_path, "wiki"),
        "newsmtsc": lambda: corpora.read_newsmtsc(tmp_path, "train"),
        "same-fact": lambda: corpora.read_same_fact(tmp_path, "train"),
    }
    with pytest.raises(InputError, match=message):
        readers[name.partition("/")[0]]()


def test_a_link_to_a_sentence_that_is_not_there_is_named(tmp_path: Path) -> None:
    miniature.write_same_fact(tmp_path)
    row = {"triplet": miniature.EVENT, "a": "1:3", "b": "2:0", "label": "same", "diff": []}
    miniature.write_lines(tmp_path / "same-fact/train.jsonl", [row])
    with pytest.raises(InputError, match="1:3 names no sentence"):
        corpora.read_same_fact(tmp_path, "train")
    miniature.write_lines(tmp_path / "same-fact/train.jsonl", [row | {"triplet": "elsewhere"}])
    with pytest.raises(InputError, match="no texts for the event elsewhere"):
        corpora.read_same_fact(tmp_path, "train")


def test_an_offset_beyond_the_text_is_named(tmp_path: Path) -> None:
    miniature.write_polnear(tmp_path)
    path = tmp_path / "polnear/data/dev/attributions/gull_2016-09-12_mayor_aaaa.ann"
    path.write_text("T1\tCue 5 5000\tx\n")
    with pytest.raises(InputError, match=r"_aaaa.ann:1: offset 5000 lies beyond"):
        corpora.read_polnear(tmp_path, "dev")
    path.write_text("T1\tCue five\tx\n")
    with pytest.raises(InputError, match="not brat stand-off offsets"):
        corpora.read_polnear(tmp_path, "dev")
    path.write_text("E1\tAttribution:T4 Cue:T2\n")
    with pytest.raises(InputError, match="not in the file"):
        corpora.read_polnear(tmp_path, "dev")


def test_claimdiff_files_of_different_releases_are_refused(tmp_path: Path) -> None:
    miniature.write_small_ones(tmp_path)
    path = tmp_path / "claimdiff/ClaimDiff-weak-train.json"
    path.write_text(json.dumps({"data": []}))
    with pytest.raises(InputError, match="no pair p1"):
        corpora.read_claimdiff(tmp_path)


def test_records_are_frozen(root: Path) -> None:
    sentence = corpora.read_newsmtsc(root, "train")[0]
    with pytest.raises(AttributeError):
        sentence.target = Span(0, 1)  # type: ignore[misc]


def test_find_prefers_the_corpus_folder_under_the_root(root: Path) -> None:
    assert find(root, BASIL, "articles") == root / "basil" / "articles"


def test_rows_say_where_they_come_from(root: Path) -> None:
    rows = list(read_json_lines(root / "newsmtsc/train.jsonl"))
    assert rows[2].place.endswith("train.jsonl:3")
    assert next(read_table(root / "babe/train.csv", ";")).place.endswith("train.csv:2")

"""Whose voice a word is in: the outlet's own, or that of the source it stands under."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import make_article
from framing.classifiers.voices import mark_voices
from framing.pipeline import annotate
from framing.records import Annotation, Article, FrozenMap, Span

STORY = """The bridge may close soon.

The minister said that the bridge may close. “It may fall,” Maria Lund said.

Lund said that critics believe the plan may fail."""


def hedge(article: Article, start: int, end: int) -> Annotation:
    """A hedge cue without properties."""
    return Annotation("hedging", "epistemic", start, end, 0.9, article=article.id)


def speech(article: Article, source: str, content: str, name: str = "") -> Annotation:
    """An attribution by its words."""
    place, words = article.text.index(content), article.text.index(source)
    return Annotation(
        "attribution",
        "indirect",
        place,
        place + len(content),
        0.9,
        FrozenMap(
            {
                "source": (Span(words, words + len(source)),),
                "content": (Span(place, place + len(content)),),
            }
        ),
        FrozenMap({"source_name": name, "source": f"id:{name or source}"}),
        article.id,
    )


def test_the_innermost_content_decides() -> None:
    text = "Lund said that critics believe the plan may fail."
    article = make_article("", text)
    at = text.index("may")
    outer = speech(article, "Lund", "that critics believe the plan may fail", "Maria Lund")
    inner = speech(article, "critics", "the plan may fail")
    marked = mark_voices(article, [outer, inner, hedge(article, at, at + 3)])
    assert marked[:2] == [outer, inner]
    assert dict(marked[2].properties) == {
        "voice": "author",
        "speaker": "critics",
        "speaker_source": "id:critics",
    }


def test_who_declines_to_comment_does_not_speak() -> None:
    for refusal in ("declined to comment on", "has refused to say", "declined"):
        content = "to discuss the plan" if refusal == "declined" else "whether the plan may fail"
        text = f"Lund {refusal} {content} on Monday."
        article = make_article("", text)
        said = speech(article, "Lund", content, "Maria Lund")
        cue = text.index(refusal)
        parts = {**said.parts, "cue": (Span(cue, cue + len(refusal)),)}
        at = text.index("plan")
        made = replace(said, parts=FrozenMap(parts))
        (_, marked) = mark_voices(article, [made, hedge(article, at, at + 4)])
        assert marked.properties["speaker"] == ""


def test_what_nobody_says_is_the_outlets_own() -> None:
    article = make_article("", "The plan may fail. Lund said that it was late.")
    said = speech(article, "Lund", "that it was late", "Maria Lund")
    (marked, _) = mark_voices(article, [hedge(article, 9, 12), said])
    assert marked.properties["speaker"] == marked.properties["speaker_source"] == ""


def test_i_is_whoever_speaks_outside_the_quotation() -> None:
    article = make_article("", "“I think the plan may fail,” Maria Lund said.")
    outer = speech(article, "Maria Lund", "“I think the plan may fail,”", "Maria Lund")
    inner = speech(article, "I", "the plan may fail")
    at = article.text.index("may")
    marked = mark_voices(article, [outer, inner, hedge(article, at, at + 3)])
    assert marked[2].properties["speaker"] == "Maria Lund"
    assert marked[2].properties["voice"] == "quoted"


def test_every_annotation_of_a_call_is_marked() -> None:
    article = make_article("Bridge may close", STORY)
    (found,) = annotate([article])
    hedges = {
        article.text[each.start - 12 : each.end]: each.properties
        for each in found
        if each.task == "hedging"
    }
    speakers = {words[-3:]: each["speaker"] for words, each in hedges.items()}
    assert speakers["may"] is not None
    own = [each for each in hedges.values() if each["speaker"] == ""]
    said = {str(each["speaker"]) for each in hedges.values()} - {""}
    assert own
    assert {"The minister", "Maria Lund"} <= said
    for each in found:
        if each.task not in ("attribution", "entity"):
            assert {"voice", "speaker", "speaker_source"} <= set(each.properties)


def test_another_partys_task_is_marked_too() -> None:
    class Sizes:
        task: str = "size"
        labels: tuple[str, ...] = ("large",)

        def annotate(self, articles: object) -> list[list[Annotation]]:
            return [[Annotation("size", "large", 4, 10, 1.0)]]

    (found,) = annotate([make_article("", STORY)], classifiers=[Sizes()])
    (size,) = [each for each in found if each.task == "size"]
    assert size.properties["voice"] == "author"
    assert size.properties["speaker"] == ""


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=12),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 6)), max_size=12),
)
def test_the_speaker_is_one_whose_content_holds_the_words(
    contents: list[tuple[int, int]], words: list[tuple[int, int]]
) -> None:
    article = make_article("", "123456789 " * 10)
    found = [
        Annotation(
            "attribution",
            "indirect",
            start,
            start + length,
            0.9,
            FrozenMap(
                {"source": (Span(number, number + 1),), "content": (Span(start, start + length),)}
            ),
            FrozenMap({"source": str(number)}),
        )
        for number, (start, length) in enumerate(contents)
    ] + [hedge(article, start, start + length) for start, length in words]
    found.sort(key=lambda each: (each.start, each.end, each.task))
    for each in mark_voices(article, found):
        if each.task == "hedging":
            around = {
                str(number)
                for number, (start, length) in enumerate(contents)
                if Span(start, start + length).contains(each.span)
            }
            speaker = each.properties["speaker_source"]
            assert speaker in around or (speaker == "" and not around)

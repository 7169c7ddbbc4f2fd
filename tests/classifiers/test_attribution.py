"""Attribution by rules: patterns with exact spans, names of sources, hostile text, properties."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import make_article
from framing.classifiers.attribution import AttributionExtractor
from framing.classifiers.attribution.cues import cue_for, verb_forms
from framing.classifiers.base import Batch
from framing.classifiers.entities import EntityRecognizer
from framing.errors import InputError
from framing.records import Annotation, Span

STORY = """Mayor Ann Wilkes said on Monday that the old bridge would open again in May.

"We are ready," Wilkes said. "Nothing can stop us now."

According to the transport ministry, the repairs cost $40 million. It said no more.

Critics accused Wilkes of hiding the real bill. She denied the allegations.

A senior official, speaking on condition of anonymity, claimed that the builder was paid twice."""


def read(text: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Label, source, cue and content of each attribution of a text."""
    (prediction,) = AttributionExtractor().predict([text])
    return [
        (
            made.label,
            "".join(span.of(text) for span in made.parts.get("source", ())),
            made.parts["cue"][0].of(text),
            tuple(span.of(text) for span in made.parts["content"]),
        )
        for made in prediction.annotations
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The minister said that the dam would hold.",
            ("indirect", "The minister", "said", ("that the dam would hold",)),
        ),
        (
            "The dam would hold, the minister said.",
            ("indirect", "the minister", "said", ("The dam would hold",)),
        ),
        (
            "“The dam will hold,” said Maria Lund, a spokeswoman for the utility.",
            (
                "direct",
                "Maria Lund, a spokeswoman for the utility",
                "said",
                ("“The dam will hold,”",),
            ),
        ),
        (
            "“The dam will hold,” Lund said. “Nobody has to leave.”",
            ("direct", "Lund", "said", ("“The dam will hold,”", "“Nobody has to leave.”")),
        ),
        (
            "According to the army, two soldiers were hurt.",
            ("indirect", "the army", "According to", ("two soldiers were hurt",)),
        ),
        (
            "Two soldiers were hurt, according to the army.",
            ("indirect", "the army", "according to", ("Two soldiers were hurt",)),
        ),
        (
            "Lund told reporters that the gates were closed.",
            ("indirect", "Lund", "told", ("that the gates were closed",)),
        ),
        (
            "The union believes the plant will close.",
            ("indirect", "The union", "believes", ("the plant will close",)),
        ),
        (
            "Lund denied that the gates were open.",
            ("indirect", "Lund", "denied", ("that the gates were open",)),
        ),
        (
            "Lund wants to close the plant.",
            ("indirect", "Lund", "wants", ("to close the plant",)),
        ),
    ],
)
def test_patterns(text: str, expected: tuple[str, str, str, tuple[str, ...]]) -> None:
    assert expected in read(text)


@pytest.mark.parametrize("provider", ["rules", "network"])
def test_a_clause_goes_on_after_an_apposition(provider: str) -> None:
    text = "Wilkes told the minister, Ann Roe, that the bridge, a toll road, would open in May."
    (made,) = AttributionExtractor.from_pretrained(provider=provider).annotate([text])[0]
    assert made.span.of(text).endswith("that the bridge, a toll road, would open in May")
    text = "Nordic Wire said that Lund told the minister, Ann Roe, that the dam would hold."
    found = AttributionExtractor.from_pretrained(provider=provider).annotate([text])[0]
    assert "that Lund told the minister, Ann Roe, that the dam would hold" in {
        made.span.of(text) for made in found
    }


def test_no_content_ends_with_another_cue() -> None:
    text = "The bridge is closed, Lund said, according to the Norrby Post."
    found = {made[1]: made[3] for made in read(text)}
    assert found == {
        "Lund": ("The bridge is closed",),
        "the Norrby Post": ("The bridge is closed, Lund said",),
    }


def test_mixed_content() -> None:
    labels = {made[0] for made in read("Lund said the plan was “a very costly mistake” for all.")}
    assert labels == {"mixed"}


def test_cue_in_the_middle_leaves_two_pieces() -> None:
    found = read("The dam, Lund said, would hold for another year.")
    assert any(len(content) == 2 for *_, content in found)


def test_plain_statement_is_asserted() -> None:
    first, second = AttributionExtractor().predict(
        ["The river rose by two metres.", "The river rose, Lund said."]
    )
    assert first.label == "asserted"
    assert not first.annotations
    assert second.label == "attributed"
    assert second.probabilities["attributed"] == pytest.approx(1 - second.probabilities["asserted"])


def test_sources_of_a_story() -> None:
    article = make_article("Bridge to open again", STORY)
    (found,) = AttributionExtractor().annotate([article])

    def about(words: str) -> Annotation:
        return next(made for made in found if words in made.span.of(article.text))

    mayor = about("the old bridge would open")
    assert mayor.properties["source_name"] == "Ann Wilkes"
    assert mayor.properties["source_type"] == "official"
    assert mayor.properties["cue_stance"] == "neutral"
    surname = about("We are ready")
    assert surname.properties["source_name"] == "Ann Wilkes"
    assert surname.properties["resolved"] is True
    assert about("the repairs cost").properties["source_type"] == "government"
    pronoun = about("the allegations")
    assert pronoun.properties["source_name"] == "Ann Wilkes"
    assert pronoun.properties["cue_stance"] == "doubting"
    secret = about("the builder was paid twice")
    assert secret.properties["anonymous"] is True
    assert secret.properties["source_name"] == ""
    assert secret.properties["cue_stance"] == "doubting"


def test_names_come_from_known_entities() -> None:
    article = make_article("", "Wilkes said that it was late.")
    (entities,) = EntityRecognizer().annotate([article])
    renamed = [
        Annotation(
            made.task,
            "person",
            made.start,
            made.end,
            1.0,
            properties=type(made.properties)({"entity": "x", "name": "Ann Wilkes"}),
        )
        for made in entities
    ]
    (found,) = AttributionExtractor().annotate(Batch((article,), (), (tuple(renamed),)))
    assert found[0].properties["source_name"] == "Ann Wilkes"


def test_one_article_does_not_change_another() -> None:
    stories = [
        make_article("", STORY, id="a"),
        make_article("", "The river rose, the council said.", id="b"),
    ]
    extractor = AttributionExtractor()
    together = extractor.annotate(stories)
    assert together == [found for story in stories for found in extractor.annotate([story])]
    assert extractor.annotate(stories[::-1]) == together[::-1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "“" * 2000,
        '" said " ' * 2000,
        "Ann said that " * 500,
        "a" * 50_000,
        "Kim, who said, " * 500,
        "\ud800 said \x00 that \u202e it.",
    ],
)
def test_hostile_text_finishes(text: str) -> None:
    (prediction,) = AttributionExtractor().predict([text])
    assert prediction.label in ("attributed", "asserted")


def test_wrong_input() -> None:
    with pytest.raises(InputError, match="list of texts"):
        AttributionExtractor().predict("one text")


WORDS = (
    "Ann Kim he she they said told that to the a minister claimed , . “ ” \" ' : ; ( ) "
    "according believes wants denied bridge Russia U.S. who which of by reportedly "
    "call statement "
)
words = st.sampled_from([*WORDS.split(), "\n\n"])


@settings(max_examples=120, deadline=None)
@given(st.lists(words, max_size=60).map(" ".join))
def test_spans_are_in_range_and_apart(text: str) -> None:
    (prediction,) = AttributionExtractor().predict([text])
    for made in prediction.annotations:
        spans = [span for found in made.parts.values() for span in found]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(not one.overlaps(other) for one, other in combinations(spans, 2))
        assert made.parts["content"] == tuple(sorted(made.parts["content"]))
        assert made.start == made.parts["content"][0].start
        assert made.end == made.parts["content"][-1].end
        assert 0 <= made.score <= 1
        assert made.label in AttributionExtractor.labels


def test_verb_forms() -> None:
    assert list(verb_forms("say")) == ["say", "says", "saying", "said"]
    assert list(verb_forms("deny")) == ["deny", "denies", "denying", "denied"]
    assert list(verb_forms("admit")) == ["admit", "admits", "admitting", "admitted"]
    assert list(verb_forms("agree")) == ["agree", "agrees", "agreeing", "agreed"]
    found = cue_for("confirmed", "verb")
    assert found is not None
    assert (found.lemma, found.stance) == ("confirm", "factive")
    assert cue_for("bridge", "verb") is None


def test_conditional_logit_learns_which_option_is_right() -> None:
    from framing.training.conditional_logit import Choice, fit_choice

    choices = [Choice([["far"], ["near", "noun"]], 1), Choice([["near"], ["far", "noun"]], 0)] * 20
    weights = fit_choice(choices, penalty=1.0)
    assert weights["near"] > 0.5 > weights.get("noun", 0.0)
    assert weights["far"] < -0.5


def test_a_kicker_before_a_colon_is_no_source() -> None:
    (made,) = AttributionExtractor().predict(["Damlomacy: Brink's great hopes for the valley"])
    assert all(found.parts["cue"] != (Span(9, 10),) for found in made.annotations)


def test_one_passage_is_not_attributed_twice() -> None:
    text = "According to Orlen Police, officers were called to the dam on Tuesday night."
    (made,) = AttributionExtractor().predict([text])
    places = [(found.start, found.end) for found in made.annotations]
    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "It was reported by Reuters that the minister had resigned.",
            "Reuters",
            "that the minister had resigned",
        ),
        (
            "It had been reported by Bloomberg news that Lund told aides he would resign.",
            "Bloomberg news",
            "that Lund told aides he would resign",
        ),
        (
            "The harbour will close in May, it was reported by the Norland Gazette on Monday.",
            "the Norland Gazette",
            "The harbour will close in May",
        ),
    ],
)
@pytest.mark.parametrize("provider", ["network", "rules"])
def test_it_was_reported_by_somebody(
    text: str, source: str, content: str, provider: str, request: pytest.FixtureRequest
) -> None:
    if provider == "network" and "Reuters" in text:
        reason = (
            "the network takes 'by Reuters' for a part of the cue: 0.39, just below the threshold"
        )
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))
    (found,) = AttributionExtractor.from_pretrained(provider=provider).annotate([text])
    (made,) = [each for each in found if "reported" in each.parts["cue"][0].of(text)]
    assert made.parts["source"][0].of(text) == source
    assert [span.of(text) for span in made.parts["content"]] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry confirmed on Tuesday that the bridge was closed.",
        "An engineer, who spoke on condition of anonymity, said on condition of anonymity that the "
        "dam leaked.",
    ],
)
def test_a_cue_is_not_cut_inside_a_phrase(text: str) -> None:
    (found,) = AttributionExtractor.from_pretrained().annotate([text])
    cues = [each.parts["cue"][0].of(text) for each in found]
    assert cues
    assert not {cue.split()[-1] for cue in cues} & {"on", "of", "condition"}

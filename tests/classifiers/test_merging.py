"""Attributions from the network and the rules: where a content ends, and what is no cue."""

from __future__ import annotations

import numpy as np
import pytest

from framing.articles import make_article
from framing.classifiers.attribution import AttributionExtractor
from framing.classifiers.attribution.extractor import find_by_rules
from framing.classifiers.attribution.merging import content_options, merge
from framing.classifiers.attribution.proposals import Proposal
from framing.classifiers.attribution.structure import read_article
from framing.records import Article, Span


def proposal(article: Article, cue: str, content: str) -> Proposal:
    """What the network proposes where it sees these words as cue and content."""
    starts = [article.text.index(each) for each in (cue, content)]
    places = (
        Span(starts[0], starts[0] + len(cue)),
        Span(starts[1], starts[1] + len(content)),
    )
    roles = np.array([[0.98, 0.01, 0.01], [0.01, 0.01, 0.98]], np.float32)
    return Proposal(0, places[0], 0.9, True, places, roles, None, (places[1],))


CALL = "Holm asked that anyone with a photograph of the fire contact the Sheriff’s Office."


@pytest.mark.parametrize(
    ("end", "whole"),
    [("Sheriff", "Sheriff’s"), ("Sheriff’", "Sheriff’s"), ("Sheri", "Sheriff")],
)
def test_no_content_ends_inside_a_word(end: str, whole: str) -> None:
    article = make_article("", CALL)
    cut = proposal(article, "asked", CALL[CALL.index("that") : CALL.index(end) + len(end)])
    (own,) = content_options(article, cut, None)
    assert own.spans[0].of(article.text).endswith(f"contact the {whole}")
    ((found, _),) = [
        each for each in find_by_rules(read_article(article)) if each[0].cue.of(CALL) == "asked"
    ]
    assert [option.spans for option in content_options(article, cut, found)] == [found.content]


def test_a_content_may_end_before_a_mark() -> None:
    text = "Holm said the tower’s fall was ‘a warning’ to all."
    article = make_article("", text)
    own = proposal(article, "said", "the tower’s fall was ‘a warning")
    (option,) = content_options(article, own, None)
    assert option.spans == own.content


def test_a_pronoun_alone_is_no_cue() -> None:
    article = make_article("", "It was reported by Nordic Wire that the dam had burst.")
    reading = read_article(article)
    assert merge(reading, proposal(article, "It", "that the dam had burst"), None, {}) is None


def test_a_quotation_that_stays_open_goes_on_in_the_next_paragraph() -> None:
    text = (
        "Ola Holm said he ran down to the quay, and “I was pulling the boat in.\n\n"
        "It had filled to the brim.”\n\nThe boat was lost."
    )
    found = AttributionExtractor.from_pretrained().annotate([text])[0]
    assert any(each.span.of(text).endswith("filled to the brim.”") for each in found)

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import normalise, split_sentences
from framing.articles.lines import paragraphs_of

MARKS = ('" ', '"', "“", "”", "‘", "’", "''", "...", "…", ". ", "! ", "(", ")", "\n", " — ", " ")
WORDS = (
    "Mr. ",
    "U.S. ",
    "p.m. ",
    "Why?",
    "The ",
    "dam ",
    "Crane",
    "10",
    "3.5",
    "N. ",
    "said ",
    "no",
)
PIECES = st.sampled_from(MARKS + WORDS)
PROSE = st.lists(PIECES, max_size=40).map("".join).map(normalise)


def sentences(text):
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Sen. J. B. Mallory of Norrow spoke.", "He left at 5 p.m. on Friday."],
        ["N. Korea's envoy met the U.S. team.", "They agreed."],
        ["He lives in the U.S.", "The law does not apply."],
        ["It rose 3.5 percent to 1,204.75 points.", "Nobody knew why."],
        ["See No. 10 on the list.", "It is short."],
        ["Was it so?", "Nobody asked.", "It was!"],
        ['"Why?" he asked.', "She did not know."],
        ['"Why now?" Crane asked.', '"Who knows!" Lee said.'],
        ["“We saw it. ", "We ran.”", "They told the police."],
        ['He called it "a farce."', "Others agreed."],
        ["It was over ... and then it was not.", "Nobody came."],
        ["They left…", "The door was open."],
        ["Mr. Crane Jr. owns Norrow Mills Inc. of Dale.", "It makes flour."],
        ["The fire began on Oct. 3 near St. Anne's.", "It spread."],
        ["He came about 10 p.m. Friday.", "It was dark."],
        ["He came at 10 p.m.", "Crane let him in."],
        ["The vote (it was close.) came late.", "He lost."],
        ["(It was close.)", "He lost."],
        ["Norrow v. Dale was decided in 1911.", "It still holds."],
        ["Call Gen. Ann Lee at 7 a.m. EST.", "Then wait."],
        ["Her Ph.D. thesis was long.", "It won a prize."],
        ["1. Look left.", "2. Look right."],
        ["President [George W.] Mallory spoke.", "He sat."],
        ['" We left , " Crane said .', '" It was late . "', "They slept ."],
        ["``It is done,'' he said.", "``We go home.''", "They went."],
        ["The reform of the tax was “a gift.”", "“Nobody asked for it,” she said."],
        ["Is it “over?”", "He thinks so."],
    ],
)
def test_boundaries(expected):
    expected = [one.strip() for one in expected]
    assert sentences(" ".join(expected)) == expected


def test_headline_without_a_full_stop_is_one_sentence():
    assert sentences("Dam fails above Norrow; two hurt\nThe dam failed.") == [
        "Dam fails above Norrow; two hurt",
        "The dam failed.",
    ]


def test_sentences_glued_together_by_a_bad_export_part():
    assert sentences("The dam failed on Monday.The town was dry.") == [
        "The dam failed on Monday.",
        "The town was dry.",
    ]
    assert sentences("Visit norrow.example or Node.js there.") == [
        "Visit norrow.example or Node.js there."
    ]


@settings(deadline=None, max_examples=300)
@given(st.one_of(PROSE, st.text().map(normalise)))
def test_spans_cover_everything_but_white_space_in_order(text):
    spans = split_sentences(text)
    assert all(span.start < span.end for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    assert all("\n" not in span.of(text) for span in spans)
    covered = "".join(span.of(text) for span in spans)
    assert "".join(covered.split()) == "".join(text.split())


def test_lines_broken_after_an_abbreviation_are_joined():
    text = "About 10 p.m.\nFriday, Daniel H.\nMarsh left on Dec.\n17 with Sen.\nLee.\nThe end."
    assert paragraphs_of(text) == [
        "About 10 p.m. Friday, Daniel H. Marsh left on Dec. 17 with Sen. Lee.",
        "The end.",
    ]


def test_a_dateline_alone_on_its_line_joins_the_next_paragraph():
    assert paragraphs_of("NORROW, Dale —\n\nThe dam failed.") == ["NORROW, Dale — The dam failed."]


def test_lines_that_go_on_in_lower_case_are_joined():
    assert paragraphs_of('"Go home!"\nhe said.\nThey went.') == [
        '"Go home!" he said.',
        "They went.",
    ]


def test_wrapped_text_is_unwrapped():
    body = (
        "The dam above the old mill town failed on Monday after three days of\n"
        "Heavy rain in the hills, and the water reached the second floor of the\n"
        "Norrow school before noon.\n\n"
        "Nobody was hurt in the town itself, but two workers at the pumping house\n"
        "Who had stayed through the night were taken to the hospital in Upper\n"
        "Dale with broken legs."
    )
    assert len(paragraphs_of(body)) == 2


def test_one_paragraph_a_line_stays_so():
    text = "He went to the U.S.\nCongress met.\nNo\nShares of Norrow Inc.\nCrane rose."
    assert paragraphs_of(text) == text.split("\n")
